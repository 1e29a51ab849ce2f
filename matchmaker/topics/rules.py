"""Who may see the taxonomy and add to the lexicon, and which terms can be added."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Permission, anybody, secretariat
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import State, Step, Workflow, register
from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept, Form, Lexicon
from matchmaker.topics.lexicon.search import folded, holders

LONGEST_TERM = 120
ACTIVE, WITHDRAWN = "active", "withdrawn"
FACETS: Mapping[str, Message] = {
    "subject": N_("Area of IP"),
    "administration": N_("Work of an office"),
    "instrument": N_("Treaty, law or system"),
    "party": N_("Who takes part"),
    "sector": N_("Sector"),
    "assistance": N_("Kind of assistance"),
}
ACTS: Mapping[str, Message] = {"term_added": N_("Term added")}
# Signs that cannot be seen and would turn or break what stands beside them; two that join and
# part letters belong to how some words are written.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
_SEPARATORS = re.compile(r"[|~=]")


class TopicPermission(Permission):
    """What can be done with the taxonomy."""

    SEE = "topics:taxonomy:see"
    """Read the topics and their labels, and the lexicon."""
    ADD_TERM = "topics:lexicon:add"
    """Add a term to a concept of the lexicon, see what it would change, and withdraw it."""


RIGHTS = {TopicPermission.SEE: anybody, TopicPermission.ADD_TERM: secretariat}

WORKFLOW = register(
    Workflow(
        "lexicon_term",
        states=(
            State(ACTIVE, N_("In use"), "good"),
            State(WITHDRAWN, N_("Withdrawn"), "stopped"),
        ),
        steps=(
            Step(
                "withdraw",
                N_("Withdraw"),
                N_("Withdrawn"),
                frozenset({ACTIVE}),
                WITHDRAWN,
                TopicPermission.ADD_TERM,
                asks_reason=True,
                public=False,
                tone="secondary",
            ),
        ),
    )
)


@dataclass(frozen=True)
class ProposedTerm:
    """A term that somebody thinks of adding, and the lexicon as it would be with it."""

    concept: Concept
    language: str
    form: Form
    lexicon: Lexicon


class Claimed(Invalid):
    """Another concept is called the same, so the term has to be marked as ambiguous."""

    def __init__(self, concept: Concept) -> None:
        """Keep the other concept; who shows the refusal names it in the page's language."""
        self.concept = concept
        super().__init__(
            "text",
            N_(
                "Another concept has this term: %(concept)s. "
                "Say that it may mean something else, or choose another term."
            ),
            concept=concept.label("en"),
        )


def checked_form(
    lexicon: Lexicon, concept: Concept, language: str, text: str, *, weak: bool
) -> Form:
    """Return the form in its normal form, or raise `Invalid` on the field that is wrong."""
    if language not in LANGUAGES:
        raise Invalid("language", N_("Choose one of the seven languages."))
    form = Form(_checked_text(text), weak)
    held = dict(holders(lexicon, language, form.text))
    if concept.code in held:
        raise Invalid("text", N_("This concept has this term already."))
    if held and not weak:
        raise Claimed(lexicon.concepts[min(held)])
    return form


def _checked_text(text: str) -> str:
    """Return the text with single spaces between its words, or raise `Invalid`."""
    written = unicodedata.normalize("NFC", text.strip())
    if any(unicodedata.category(sign) in _UNSEEN for sign in set(written) - _JOINERS):
        raise Invalid("text", N_("This holds signs that cannot be seen. Type it anew."))
    written = " ".join(written.split())
    if not written:
        raise Invalid("text", N_("This cannot be left empty."))
    if len(written) > LONGEST_TERM:
        too_long = N_("This is too long: at most %(max)d characters.")
        raise Invalid("text", too_long, max=LONGEST_TERM)
    if _SEPARATORS.search(written):
        raise Invalid("text", N_("One term at a time, without the signs | ~ and =."))
    if not folded(written):
        raise Invalid("text", N_("A term needs a letter or a number."))
    return written

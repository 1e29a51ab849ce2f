"""The lexicon: anybody looks concepts up, and the secretariat adds terms to them."""

from collections.abc import Sequence
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from matchmaker.kernel.database import intend_to_write
from matchmaker.kernel.rights import may
from matchmaker.kernel.workflow import Step
from matchmaker.topics import actions, queries
from matchmaker.topics.forms import ConceptFilter, TermForm
from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept
from matchmaker.topics.lexicon.search import find, narrower
from matchmaker.topics.models import LexiconTerm
from matchmaker.topics.rules import (
    ACTIVE,
    FACETS,
    LONGEST_TERM,
    WORKFLOW,
    ProposedTerm,
    TopicPermission,
)
from matchmaker.web.database import session
from matchmaker.web.languages import current_language
from matchmaker.web.pages import Paged, page, page_number
from matchmaker.web.requests import Section, actor, go, rollback
from matchmaker.web.steps import answer_step

PER_PAGE = 30
section = Section("concepts", __name__, "/topics/concepts", find=queries.concept_by_code)
terms = Section(
    "terms",
    __name__,
    "/topics/terms",
    find=queries.term_by_ref,
    see=TopicPermission.ADD_TERM,
)


@section.page("/", TopicPermission.SEE)
def index() -> tuple[str, int]:
    """Show the concepts that a word in any language names; all of them without a word."""
    form = ConceptFilter(request.args)
    status = 200 if form.validate() else 422
    lexicon, language = queries.lexicon_in_use(session()), current_language().code
    words, kind = form.q.data or "", form.kind.data or ""
    found = find(lexicon, words, language, kind) if status == 200 else []
    return page(
        "topics/concepts.html",
        status,
        form=form,
        found=_part(found),
        total=len(lexicon.concepts),
        kinds=FACETS,
    )


def _part(rows: Sequence[Any]) -> Paged:
    """Return the part of the rows that the address asks for."""
    number = min(page_number(), max(1, -(-len(rows) // PER_PAGE)))
    first = (number - 1) * PER_PAGE
    return Paged(list(rows[first : first + PER_PAGE]), number, len(rows), PER_PAGE)


@section.page("/<ref>", TopicPermission.SEE)
def show(concept: Concept) -> tuple[str, int]:
    """Show a concept: its words in seven languages and its neighbours."""
    return _shown(concept, TermForm(formdata=None))


@section.page("/<ref>/preview", TopicPermission.ADD_TERM, ("POST",))
def preview(concept: Concept) -> tuple[str, int]:
    """Show which suggestions a term would change, and add nothing."""
    form, proposed = TermForm(), None
    if form.sent():
        with form.refusals():
            proposed = actions.consider_term(session(), actor(), concept, **_term(form))
    # Comparing takes seconds, and nobody should wait for it who has something to write.
    rollback()
    intend_to_write(False)
    return _shown(concept, form, proposed)


@section.page("/<ref>/add", TopicPermission.ADD_TERM, ("POST",))
def add(concept: Concept) -> Any:
    """Add a term."""
    form = TermForm()
    if form.sent():
        with form.refusals():
            reason = form.reason.data or ""
            actions.add_term(session(), actor(), concept, **_term(form), reason=reason)
        if form.accepted:
            flash(_("The term has been added. The next suggestions use it."))
            return go("concepts.show", ref=concept.code)
    return _shown(concept, form)


def _term(form: TermForm) -> dict[str, Any]:
    return {
        "language": form.language.data,
        "text": form.text.data or "",
        "weak": bool(form.weak.data),
    }


def _shown(
    concept: Concept, form: TermForm, proposed: ProposedTerm | None = None
) -> tuple[str, int]:
    lexicon = queries.lexicon_in_use(session())
    mine = may(actor(), TopicPermission.ADD_TERM)
    added = queries.terms_of(session(), concept) if mine else []
    below = narrower(lexicon).get(concept.code, ())
    near = {*below, *concept.broader}
    return page(
        "topics/concept.html",
        form.status,
        concept=concept,
        form=form,
        proposed=proposed,
        adds=mine,
        longest=LONGEST_TERM,
        kinds=FACETS,
        codes=LANGUAGES,
        known=lexicon.concepts,
        narrower=below,
        related=[code for code in concept.related if code not in near],
        terms=added,
        new={(one.language, one.text) for one in added if one.state == ACTIVE},
        workflow=WORKFLOW,
    )


def take(term: LexiconTerm, step: Step) -> Any:
    """Take a step with an added term."""
    return answer_step(
        lambda reason, version, _days: actions.take_step(
            session(), actor(), term, step.name, reason=reason, seen=version
        ),
        step,
        url_for("concepts.show", ref=term.concept),
    )


terms.steps(WORKFLOW, take)

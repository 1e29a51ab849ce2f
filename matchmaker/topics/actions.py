"""Adding terms to the lexicon, considering them first, and withdrawing them."""

from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.workflow import name_acts
from matchmaker.kernel.workflow import take_step as move
from matchmaker.topics.events import LexiconChanged
from matchmaker.topics.lexicon.concepts import Concept
from matchmaker.topics.models import LexiconTerm
from matchmaker.topics.queries import lexicon_in_use
from matchmaker.topics.rules import (
    ACTIVE,
    ACTS,
    WORKFLOW,
    ProposedTerm,
    TopicPermission,
    checked_form,
)

name_acts(WORKFLOW.kind, ACTS)


def consider_term(
    session: Session,
    actor: Actor,
    concept: Concept,
    language: str,
    text: str,
    *,
    weak: bool = False,
) -> ProposedTerm:
    """Return the term as it could be added, with the lexicon as it would be; change nothing."""
    demand(actor, TopicPermission.ADD_TERM)
    lexicon = lexicon_in_use(session)
    form = checked_form(lexicon, concept, language, text, weak=weak)
    changed = lexicon.with_terms([(concept.code, language, form)])
    return ProposedTerm(concept, language, form, changed)


def add_term(
    session: Session,
    actor: Actor,
    concept: Concept,
    language: str,
    text: str,
    *,
    weak: bool = False,
    reason: str = "",
) -> LexiconTerm:
    """Add a term to a concept; from now on texts are read with it."""
    proposed = consider_term(session, actor, concept, language, text, weak=weak)
    now = clock.now()
    term = LexiconTerm(
        ref=f"{concept.code}-{next_number(session, f'term-{concept.code}')}",
        concept=concept.code,
        language=language,
        text=proposed.form.text,
        weak=weak,
        state=ACTIVE,
        added_by=actor.name,
        added_at=now,
        changed_at=now,
        reason=reason.strip(),
    )
    session.add(term)
    session.flush()
    journal.note(
        session,
        actor,
        "term_added",
        WORKFLOW.kind,
        term.ref,
        after=ACTIVE,
        reason=term.reason,
        language=language,
        text=term.text,
        weak=weak,
    )
    announce(session, LexiconChanged(term.concept))
    return term


def take_step(
    session: Session,
    actor: Actor,
    term: LexiconTerm,
    name: str,
    *,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Take a step with an added term: withdraw it, so that texts are read without it."""
    move(session, WORKFLOW, term, name, actor, reason=reason, seen=seen, text=term.text)
    term.changed_at = term.withdrawn_at = clock.now()
    announce(session, LexiconChanged(term.concept))

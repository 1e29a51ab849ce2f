"""The lexicon in use, its concepts, and the terms that were added to it."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.kernel.errors import Missing
from matchmaker.topics.lexicon.concepts import Concept, Form, Lexicon, bundled
from matchmaker.topics.models import LexiconTerm
from matchmaker.topics.rules import ACTIVE

_in_use: dict[tuple[Any, ...], Lexicon] = {}


def lexicon_in_use(session: Session) -> Lexicon:
    """Return the bundled lexicon with the terms in use; the same object until they change."""
    counted = select(func.count(), func.sum(LexiconTerm.version), func.max(LexiconTerm.changed_at))
    state = (str(session.get_bind().engine.url), *session.execute(counted).one())
    lexicon = _in_use.get(state)
    if lexicon is None:
        lexicon = _with_terms(session)
        _in_use.clear()
        _in_use[state] = lexicon
    return lexicon


def _with_terms(session: Session) -> Lexicon:
    """Return the lexicon with its added terms; those of a concept that has gone wait for it."""
    held = bundled()
    found = session.scalars(select(LexiconTerm).where(LexiconTerm.state == ACTIVE))
    terms = [
        (term.concept, term.language, Form(term.text, term.weak))
        for term in found.all()
        if term.concept in held.concepts
    ]
    return held.with_terms(sorted(terms, key=lambda term: term[:2])) if terms else held


def concept_by_code(session: Session, code: str) -> Concept:
    """Return the concept of that code as it is in use, or raise `Missing`."""
    concept = lexicon_in_use(session).concepts.get(code)
    if concept is None:
        raise Missing
    return concept


def term_by_ref(session: Session, ref: str) -> LexiconTerm:
    """Return the added term of that reference, or raise `Missing`."""
    term = session.scalar(select(LexiconTerm).where(LexiconTerm.ref == ref))
    if term is None:
        raise Missing
    return term


def terms_of(session: Session, concept: Concept) -> list[LexiconTerm]:
    """Return the terms added to a concept, withdrawn ones too, the newest first."""
    found = select(LexiconTerm).where(LexiconTerm.concept == concept.code)
    return list(session.scalars(found.order_by(LexiconTerm.id.desc())))

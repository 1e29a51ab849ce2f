"""The secretariat adds terms to the lexicon and withdraws them; the rest is refused."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.kernel import journal
from matchmaker.kernel.errors import Invalid, Missing, NotAllowed, Stale, StepRefused
from matchmaker.kernel.rights import PUBLIC, Actor, Role
from matchmaker.topics import actions, queries
from matchmaker.topics.lexicon.concepts import Concept, Form, bundled
from matchmaker.topics.models import LexiconTerm
from matchmaker.topics.rules import WORKFLOW, Claimed


@pytest.fixture
def desk(person: Callable[..., Actor]) -> Actor:
    """Somebody of the secretariat."""
    return person(Role.SECRETARIAT)


@pytest.fixture
def pct(session: Session) -> Concept:
    """A concept to which terms are added."""
    return queries.concept_by_code(session, "pct")


def test_a_term_is_used_as_soon_as_it_is_added(session: Session, desk: Actor, pct: Concept) -> None:
    before = queries.lexicon_in_use(session)
    term = actions.add_term(session, desk, pct, "es", "  trámite   único mundial ", weak=True)
    after = queries.lexicon_in_use(session)
    form = Form("trámite único mundial", weak=True)
    assert form in after.concepts["pct"].forms["es"]
    assert form not in before.concepts["pct"].forms["es"]
    assert after.concepts["patents"] is before.concepts["patents"]
    assert (term.added_by, term.state, term.version) == (desk.name, "active", 1)


def test_the_lexicon_is_the_same_object_until_a_term_changes(
    session: Session, desk: Actor, pct: Concept
) -> None:
    assert queries.lexicon_in_use(session) is queries.lexicon_in_use(session)
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    other = actions.add_term(session, desk, pct, "en", "filing once and for all")
    used = queries.lexicon_in_use(session)
    assert used is queries.lexicon_in_use(session)
    actions.take_step(session, desk, term, "withdraw", reason="Nobody says so")
    session.flush()
    left = queries.lexicon_in_use(session).concepts["pct"].forms["en"]
    assert Form(other.text) in left
    assert Form(term.text) not in left
    actions.take_step(session, desk, other, "withdraw", reason="Nor this")
    session.flush()
    assert queries.lexicon_in_use(session).concepts["pct"] == bundled().concepts["pct"]


def test_what_was_done_stands_in_the_journal(session: Session, desk: Actor, pct: Concept) -> None:
    term = actions.add_term(session, desk, pct, "fr", "dépôt planétaire", reason="Said in Dakar")
    actions.take_step(session, desk, term, "withdraw", reason="Misleading")
    lines = journal.history(session, WORKFLOW.kind, term.ref, public_only=False)
    assert [(one.act, one.after, one.reason) for one in lines] == [
        ("term_added", "active", "Said in Dakar"),
        ("withdraw", "withdrawn", "Misleading"),
    ]
    assert lines[0].details["text"] == "dépôt planétaire"
    assert journal.history(session, WORKFLOW.kind, term.ref, public_only=True) == []


def test_a_withdrawn_term_can_be_added_again(session: Session, desk: Actor, pct: Concept) -> None:
    first = actions.add_term(session, desk, pct, "ru", "мировая подача")
    actions.take_step(session, desk, first, "withdraw", reason="Too early")
    session.flush()
    second = actions.add_term(session, desk, pct, "ru", "мировая подача")
    assert [one.id for one in queries.terms_of(session, pct)] == [second.id, first.id]
    with pytest.raises(StepRefused):
        actions.take_step(session, desk, first, "withdraw", reason="Again")


@pytest.mark.parametrize(
    ("language", "text", "field"),
    [
        ("en", "", "text"),
        ("en", " \n ", "text"),
        ("en", "a" * 121, "text"),
        ("en", "…", "text"),
        ("en", "one | two", "text"),
        ("en", "~maybe", "text"),
        ("en", "bell\x07", "text"),
        ("en", "null\0", "text"),
        ("en", "two\nlines", "text"),
        ("ar", "turned\u202eback", "text"),
        ("en", "zero\u200bwidth", "text"),
        ("de", "Weltanmeldung", "language"),
        ("", "everywhere", "language"),
        ("en", "pct", "text"),
        ("en", "PCT  SYSTEM", "text"),
    ],
)
def test_what_cannot_be_a_term_is_refused(
    session: Session, desk: Actor, pct: Concept, language: str, text: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.add_term(session, desk, pct, language, text)
    assert refusal.value.field == field
    assert queries.terms_of(session, pct) == []


def test_a_term_of_120_characters_is_kept_whole(
    session: Session, desk: Actor, pct: Concept
) -> None:
    assert actions.add_term(session, desk, pct, "zh", "申" * 120).text == "申" * 120


def test_a_term_of_another_concept_has_to_be_marked(
    session: Session, desk: Actor, pct: Concept
) -> None:
    taken = bundled().concepts["geographical-indications"].label("en")
    with pytest.raises(Claimed) as refusal:
        actions.add_term(session, desk, pct, "en", taken.upper())
    assert refusal.value.concept.code == "geographical-indications"
    assert actions.add_term(session, desk, pct, "en", taken, weak=True).weak


def test_considering_a_term_changes_nothing(session: Session, desk: Actor, pct: Concept) -> None:
    before = queries.lexicon_in_use(session)
    proposed = actions.consider_term(session, desk, pct, "en", "one filing everywhere")
    assert Form("one filing everywhere") in proposed.lexicon.concepts["pct"].forms["en"]
    assert queries.lexicon_in_use(session) is before
    assert queries.terms_of(session, pct) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECRETARIAT])
def test_only_the_secretariat_may(
    session: Session, person: Callable[..., Actor], desk: Actor, pct: Concept, role: Role
) -> None:
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    for actor in (PUBLIC, person(role)):
        with pytest.raises(NotAllowed):
            actions.consider_term(session, actor, pct, "en", "another")
        with pytest.raises(NotAllowed):
            actions.add_term(session, actor, pct, "en", "another")
        with pytest.raises(NotAllowed):
            actions.take_step(session, actor, term, "withdraw", reason="No")


def test_the_slower_of_two_is_refused(session: Session, desk: Actor, pct: Concept) -> None:
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    with pytest.raises(Stale):
        actions.take_step(session, desk, term, "withdraw", reason="No", seen=term.version + 1)


def test_the_database_keeps_a_term_once(session: Session, desk: Actor, pct: Concept) -> None:
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    facts = {name: getattr(term, name) for name in ("concept", "language", "text", "added_at")}
    session.add(LexiconTerm(**facts, ref="pct-again", changed_at=term.added_at))
    with pytest.raises(IntegrityError):
        session.flush()


def test_terms_of_a_concept_that_has_gone_break_nothing(
    session: Session, desk: Actor, pct: Concept
) -> None:
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    term.concept = "gone"
    session.flush()
    assert queries.lexicon_in_use(session).concepts.keys() == bundled().concepts.keys()


@pytest.mark.parametrize("ref", ["", "pct", "pct-", "pct-0", "pct-x", "patents-1", "1", "-1"])
def test_a_reference_that_names_no_term_is_missing(
    session: Session, desk: Actor, pct: Concept, ref: str
) -> None:
    term = actions.add_term(session, desk, pct, "en", "one filing everywhere")
    assert term.ref == "pct-1"
    assert queries.term_by_ref(session, term.ref) is term
    with pytest.raises(Missing):
        queries.term_by_ref(session, ref)


def test_codes_that_are_none_are_missing(session: Session) -> None:
    for code in ("", "nothing", "PCT"):
        with pytest.raises(Missing):
            queries.concept_by_code(session, code)

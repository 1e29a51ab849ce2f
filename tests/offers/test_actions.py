"""What becomes true of offers, and which lists they stand in."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel import events, journal
from matchmaker.kernel.errors import Invalid, NotAllowed, Stale, StepRefused
from matchmaker.kernel.rights import PLATFORM, PUBLIC, Actor, Role
from matchmaker.offers import actions, queries
from matchmaker.offers.actions import EvidenceGiven
from matchmaker.offers.events import (
    OfferMoved,
    OfferPaused,
    OfferPublished,
    OfferReturned,
    OfferSubmitted,
    OfferWithdrawn,
)
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import OfferFilter

WRITTEN = {"description": "Cursos de examen de patentes.", "mode": "remote"}
TERMS = {"topic": ["patent-examination"], "assistance": ["training"], "language": ["es"]}


@pytest.fixture
def office(organization: Callable[..., Organization]) -> Organization:
    """Return an office of Chile."""
    return organization("CL", "Instituto chileno")


@pytest.fixture
def owner(person: Callable[..., Actor], office: Organization) -> Actor:
    """Return a focal point of the office."""
    return person(Role.FOCAL_POINT, office)


@pytest.fixture
def secretariat(person: Callable[..., Actor]) -> Actor:
    """Return somebody of the secretariat."""
    return person(Role.SECRETARIAT)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[OfferMoved]]:
    """Return what is announced of offers, in order."""
    monkeypatch.setattr(events, "_listeners", events.defaultdict(list))
    heard: list[OfferMoved] = []
    for kind in (OfferSubmitted, OfferReturned, OfferPublished, OfferPaused, OfferWithdrawn):
        events.listen(kind, lambda _session, event: heard.append(event))
    yield heard


def written(session: Session, owner: Actor, office: Organization, **fields: Any) -> Offer:
    """Return a draft that says everything."""
    offer = actions.create_offer(session, owner, office, "es", title="Curso")
    actions.revise_offer(session, owner, offer, terms=TERMS, **(WRITTEN | fields))
    return offer


def published(
    session: Session, owner: Actor, office: Organization, secretariat: Actor, **fields: Any
) -> Offer:
    """Return an offer that everybody can read."""
    offer = written(session, owner, office, **fields)
    actions.take_step(session, owner, offer, "submit")
    actions.take_step(session, secretariat, offer, "publish")
    return offer


def refs(session: Session, wanted: OfferFilter) -> list[str]:
    """Return what the public finds."""
    return [offer.ref for offer in session.scalars(queries.search_offers(PUBLIC, wanted))]


def test_numbers_count_within_a_country(
    session: Session, owner: Actor, office: Organization, organization: Callable[..., Organization]
) -> None:
    first = actions.create_offer(session, owner, office, "es")
    second = actions.create_offer(session, owner, office, "es")
    other = actions.create_offer(session, PLATFORM, organization("AR"), "es")
    assert [one.ref[-3:] for one in (first, second, other)] == ["001", "002", "001"]
    assert other.ref.startswith("OF-AR-")


def test_nobody_speaks_for_another_organization(
    session: Session, owner: Actor, organization: Callable[..., Organization]
) -> None:
    with pytest.raises(NotAllowed):
        actions.create_offer(session, owner, organization("AR"), "es")
    with pytest.raises(Invalid):
        actions.create_offer(session, PLATFORM, organization(None), "es")


def test_every_step_is_announced_with_its_reason_and_kept_in_the_journal(
    session: Session,
    owner: Actor,
    office: Organization,
    secretariat: Actor,
    told: list[OfferMoved],
) -> None:
    offer = written(session, owner, office)
    actions.take_step(session, owner, offer, "submit")
    actions.take_step(session, secretariat, offer, "return", reason="Say more")
    actions.take_step(session, owner, offer, "submit")
    actions.take_step(session, secretariat, offer, "publish")
    for step in ("pause", "resume", "amend"):
        actions.take_step(session, owner, offer, step)
    assert offer.state == "returned"
    actions.take_step(session, owner, offer, "withdraw", reason="Over")
    assert told == [
        OfferSubmitted(offer.id),
        OfferReturned(offer.id, "Say more"),
        OfferSubmitted(offer.id),
        OfferPublished(offer.id),
        OfferPaused(offer.id),
        OfferPublished(offer.id),
        OfferPaused(offer.id),
        OfferWithdrawn(offer.id, "Over"),
    ]
    assert (offer.state, offer.closed_at is not None) == ("withdrawn", True)
    shown = journal.history(session, "offer", offer.ref, public_only=True)
    assert [line.act for line in shown] == ["submit", "submit", "publish", "withdraw"]


def test_a_draft_with_gaps_is_not_submitted(
    session: Session, owner: Actor, office: Organization
) -> None:
    offer = actions.create_offer(session, owner, office, "es", title="Curso")
    with pytest.raises(Invalid):
        actions.take_step(session, owner, offer, "submit")
    assert offer.state == "draft"


def test_what_moved_on_is_not_moved_or_changed_again(
    session: Session, owner: Actor, office: Organization, secretariat: Actor
) -> None:
    offer = published(session, owner, office, secretariat)
    with pytest.raises(StepRefused):
        actions.take_step(session, secretariat, offer, "publish")
    with pytest.raises(NotAllowed):
        actions.revise_offer(session, owner, offer, title="Otro")
    with pytest.raises(Stale):
        actions.take_step(session, owner, offer, "pause", seen=offer.version - 1)


def test_searches_read_the_evidence_too_and_only_what_is_public(
    session: Session, owner: Actor, office: Organization, secretariat: Actor
) -> None:
    done = [EvidenceGiven("Quinua", "Denominación del ALTIPLANO", 2020, "BO")]
    offer = published(session, owner, office, secretariat, evidence=done)
    written(session, owner, office, evidence=done)
    assert refs(session, OfferFilter(words="denominacion altiplano")) == [offer.ref]
    assert refs(session, OfferFilter(words="denominacion mango")) == []
    assert refs(session, OfferFilter(topic="patents", assistance="training")) == [offer.ref]
    assert refs(session, OfferFilter(language="fr")) == []
    assert refs(session, OfferFilter(countries=frozenset({"AR"}))) == []


def test_dates_narrow_to_what_is_available_then(
    session: Session, owner: Actor, office: Organization, secretariat: Actor
) -> None:
    spring = {"available_from": date(2027, 3, 1), "available_until": date(2027, 5, 31)}
    offer = published(session, owner, office, secretariat, **spring)
    assert refs(session, OfferFilter(since=date(2027, 5, 31))) == [offer.ref]
    assert refs(session, OfferFilter(since=date(2027, 6, 1))) == []
    assert refs(session, OfferFilter(until=date(2027, 3, 1))) == [offer.ref]
    assert refs(session, OfferFilter(until=date(2027, 2, 28))) == []


def test_a_resting_offer_can_be_read_but_not_suggested(
    session: Session, owner: Actor, office: Organization, secretariat: Actor
) -> None:
    offer = published(session, owner, office, secretariat)
    assert queries.published_offers(session) == [offer]
    actions.take_step(session, owner, offer, "pause")
    assert queries.published_offers(session) == []
    assert list(session.scalars(queries.offers_of_country("CL"))) == [offer]
    assert list(session.scalars(queries.own_offers(owner))) == [offer]

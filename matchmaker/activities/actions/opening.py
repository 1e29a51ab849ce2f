"""How activities come into being: from an agreed pairing, or recorded from public sources."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy.orm import Session

from matchmaker.activities.actions.planning import (
    PartyGiven,
    check_dates,
    check_kind,
    party_of,
    refresh,
)
from matchmaker.activities.events import ActivityOpened
from matchmaker.activities.models import Activity, Party
from matchmaker.activities.queries import activity_by_slug, activity_of_pairing
from matchmaker.activities.rules import (
    ACTS,
    BENEFICIARY,
    KIND_OF_ASSISTANCE,
    NEED_ACTS,
    PLANNED,
    PROVIDER,
    RECORDED,
    ActivityPermission,
)
from matchmaker.activities.rules.dates import read_when
from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM, Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import name_acts
from matchmaker.needs.models import Need
from matchmaker.pairings.events import PairingAgreed
from matchmaker.pairings.models import Pairing

name_acts("activity", ACTS)
name_acts("need", NEED_ACTS)


def _begin(session: Session, year: int, **fields: Any) -> Activity:
    number = next_number(session, f"activity-{year}")
    moment = clock.now()
    activity = Activity(
        ref=f"ACT-{year}-{number:04d}", created_at=moment, changed_at=moment, **fields
    )
    session.add(activity)
    return activity


def open_activity(
    session: Session,
    actor: Actor,
    need: Need,
    parties: Iterable[Party],
    *,
    pairing_ref: str | None = None,
) -> Activity:
    """Open the activity that answers a need, planned as the need describes it."""
    demand(actor, ActivityPermission.OPEN)
    activity = _begin(
        session,
        clock.today().year,
        state=PLANNED,
        language=need.language,
        title=need.title,
        kind=_kind_of(need),
        mode=need.mode,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        need=need,
        pairing_ref=pairing_ref,
        sample=need.sample,
    )
    activity.parties.extend(parties)
    for scheme in ("topic", "assistance", "language"):
        activity.set_codes(scheme, need.codes(scheme))
    journal.note(
        session, actor, "opened", "activity", activity.ref, after=PLANNED, pairing=pairing_ref
    )
    journal.note(
        session, actor, "activity_opened", "need", need.ref, public=True, activity=activity.ref
    )
    refresh(session, activity)
    announce(session, ActivityOpened(activity.id))
    return activity


def _kind_of(need: Need) -> str:
    kinds = (KIND_OF_ASSISTANCE.get(code) for code in need.assistance)
    return next((kind for kind in kinds if kind), "project")


def record_activity(
    session: Session,
    actor: Actor,
    *,
    language: str,
    title: str,
    description: str,
    kind: str,
    start: str | None,
    end: str | None,
    parties: Iterable[PartyGiven],
    topics: Iterable[str],
    south_south: bool | None,
    triangular: bool | None,
    results: str,
    source: str,
    confidence: str,
    sample: bool = True,
    slug: str | None = None,
) -> Activity:
    """Record a past activity as its sources tell of it; one that is recorded already stays."""
    demand(actor, ActivityPermission.RECORD)
    known = activity_by_slug(session, slug) if slug else None
    if known is not None:
        return known
    if not source.strip():
        raise Invalid("source", N_("Say where this fact comes from."))
    check_kind(kind)
    begun, ended = read_when("start", start), read_when("end", end, end=True)
    check_dates(begun.day, ended.day)
    activity = _begin(
        session,
        (begun.day or ended.day or clock.today()).year,
        state=RECORDED,
        language=language,
        title=title,
        description=description,
        kind=kind,
        starts_on=begun.day,
        start_precision=begun.precision,
        ends_on=ended.day,
        end_precision=ended.precision,
        source_south_south=south_south,
        source_triangular=triangular,
        results=results,
        source=source.strip(),
        confidence=confidence,
        sample=sample,
        slug=slug,
    )
    activity.parties.extend(party_of(given) for given in parties)
    activity.set_codes("topic", topics)
    journal.note(session, actor, "recorded", "activity", activity.ref, after=RECORDED, public=True)
    refresh(session, activity)
    return activity


def open_when_agreed(session: Session, event: PairingAgreed) -> None:
    """Open the activity as soon as both sides have said yes."""
    pairing = session.get(Pairing, event.pairing_id)
    if pairing is not None:
        open_activity_from_pairing(session, PLATFORM, pairing)


class PairingFacts(Protocol):
    """What is asked of a pairing to which both sides agreed."""

    ref: Any
    need: Any
    offer: Any
    expert: Any


def open_activity_from_pairing(session: Session, actor: Actor, pairing: PairingFacts) -> Activity:
    """Open the activity of a pairing to which both sides agreed; it is opened only once."""
    known = activity_of_pairing(session, pairing.ref)
    if known is not None:
        return known
    need: Need = pairing.need
    beneficiary = Party(
        side=BENEFICIARY,
        organization=need.organization,
        country_code=need.country_code,
        name="",
        disagreement="",
    )
    parties = [beneficiary, *_providers(pairing)]
    return open_activity(session, actor, need, parties, pairing_ref=pairing.ref)


def _providers(pairing: PairingFacts) -> list[Party]:
    """Return the office that provides, and the expert, whose country is their nationality."""
    found: list[Party] = []
    if pairing.offer is not None:
        found.append(
            Party(
                side=PROVIDER,
                organization=pairing.offer.organization,
                country_code=pairing.offer.country_code,
                name="",
                disagreement="",
            )
        )
    if pairing.expert is not None:
        found.append(
            Party(
                side=PROVIDER,
                expert=pairing.expert,
                account_id=pairing.expert.account_id,
                country_code=pairing.expert.country_code,
                name="",
                disagreement="",
            )
        )
    return found

"""Questions asked of activities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from matchmaker.activities.models import Activity, ActivityTerm, Party
from matchmaker.activities.rules import (
    CANCELLED,
    OPEN_STATES,
    OVERDUE_AFTER,
    PROVIDER,
    PUBLIC_STATES,
)
from matchmaker.activities.rules.marks import Marks, PartyStanding, marks
from matchmaker.kernel import clock
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Actor, Role
from matchmaker.needs.models import Need
from matchmaker.pairings.events import ExperienceAsked
from matchmaker.places.queries import Standing, standings
from matchmaker.publication.queries import contains_words
from matchmaker.topics.lexicon import with_narrower


@dataclass(frozen=True)
class ActivityFilter:
    """How a list of activities is narrowed; an empty value narrows nothing."""

    words: str = ""
    countries: frozenset[str] | None = None
    side: str = ""
    """On which side one of the countries takes part; empty for any."""
    topic: str = ""
    assistance: str = ""
    language: str = ""
    kind: str = ""
    state: str = ""
    mark: str = ""
    """Either south or triangular."""
    year_from: int | None = None
    year_until: int | None = None


def activity_by_ref(session: Session, ref: str) -> Activity:
    """Return the activity of that reference, or raise `Missing`."""
    activity = session.scalar(select(Activity).where(Activity.ref == ref.upper()))
    if activity is None:
        raise Missing
    return activity


def activity_by_slug(session: Session, slug: str) -> Activity | None:
    """Return the activity that was loaded under that name, if it was."""
    return session.scalar(select(Activity).where(Activity.slug == slug))


def activity_of_pairing(session: Session, pairing_ref: str) -> Activity | None:
    """Return the activity that was opened from a pairing, if it was."""
    return session.scalar(select(Activity).where(Activity.pairing_ref == pairing_ref))


def _having(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Activity.id.in_(select(Party.activity_id).where(condition))


def _own(actor: Actor) -> ColumnElement[bool]:
    mine = [Party.account_id == actor.account_id] if actor.signed_in else []
    spoken_for = actor.organizations | actor.funds
    if spoken_for:
        mine.append(Party.organization_id.in_(spoken_for))
    return _having(or_(*mine)) if mine else ~true()


def visible_activities(actor: Actor) -> Select[Activity]:
    """Return the activities that the actor may read, the latest first."""
    public = Activity.state.in_(PUBLIC_STATES)
    everything = actor.machine or actor.is_a(Role.SECRETARIAT)
    seen = select(Activity).where(true() if everything else or_(public, _own(actor)))
    return seen.order_by(Activity.starts_on.desc().nulls_last(), Activity.id.desc())


def own_activities(actor: Actor) -> Select[Activity]:
    """Return the activities in which the actor takes part, the last changed first."""
    own = select(Activity).where(_own(actor))
    return own.order_by(Activity.changed_at.desc(), Activity.id.desc())


def _has(scheme: str, codes: Iterable[str]) -> ColumnElement[bool]:
    held = select(ActivityTerm.activity_id)
    return Activity.id.in_(held.where(ActivityTerm.scheme == scheme, ActivityTerm.code.in_(codes)))


def search_activities(actor: Actor, wanted: ActivityFilter) -> Select[Activity]:
    """Return the visible activities that fit the filter."""
    return visible_activities(actor).where(*_conditions(wanted))


def _conditions(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words:
        found.append(contains_words(Activity.search_text, wanted.words))
    if wanted.countries is not None:
        on_side = Party.side == wanted.side if wanted.side else true()
        found.append(_having(and_(Party.country_code.in_(wanted.countries), on_side)))
    if wanted.topic:
        found.append(_has("topic", with_narrower(wanted.topic)))
    if wanted.assistance:
        found.append(_has("assistance", [wanted.assistance]))
    if wanted.language:
        worked_in = _has("language", [wanted.language])
        found.append(or_(Activity.language == wanted.language, worked_in))
    if wanted.kind:
        found.append(Activity.kind == wanted.kind)
    if wanted.state:
        found.append(Activity.state == wanted.state)
    if wanted.mark:
        held = {"south": Activity.south_south, "triangular": Activity.triangular}
        found.append(held[wanted.mark].is_(True))
    return found + _within(wanted.year_from, wanted.year_until)


def _within(year_from: int | None, year_until: int | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if year_from:
        last_day = func.coalesce(Activity.ends_on, Activity.starts_on)
        found.append(last_day >= date(year_from, 1, 1))
    if year_until:
        first_day = func.coalesce(Activity.starts_on, Activity.ends_on)
        found.append(first_day <= date(year_until, 12, 31))
    return found


def activities_of_country(actor: Actor, code: str) -> Select[Activity]:
    """Return the visible activities in which a country takes part, the latest first."""
    return search_activities(actor, ActivityFilter(countries=frozenset({code})))


def activities_for_need(session: Session, actor: Actor, need: Need) -> list[Activity]:
    """Return the visible activities that answer a need, the latest first."""
    found = visible_activities(actor).where(Activity.need_id == need.id)
    return list(session.scalars(found).unique())


def tell_experience(session: Session, event: ExperienceAsked) -> None:
    """Add whoever provides in an activity that was not cancelled."""
    found = select(Party.organization_id, Party.expert_id).join(Activity)
    held = found.where(Party.side == PROVIDER, Activity.state != CANCELLED).distinct()
    for organization, expert in session.execute(held):
        event.organizations.add(organization)
        event.experts.add(expert)


def overdue(session: Session) -> list[Activity]:
    """Return the activities that ended a month ago and still lack a report."""
    late = Activity.ends_on < clock.today() - timedelta(days=OVERDUE_AFTER)
    found = select(Activity).where(Activity.state.in_(OPEN_STATES), late)
    return list(session.scalars(found.order_by(Activity.ends_on, Activity.id)).unique())


def day_that_counts(activity: Activity) -> date:
    """Return the day for which the parties' status is asked: the first, else the last known."""
    return activity.starts_on or activity.ends_on or activity.created_at.date()


def party_standings(activity: Activity, found: dict[str, Standing]) -> list[PartyStanding]:
    """Return what each party is, by what the countries are on the activity's day."""
    return [_standing(party, found) for party in activity.parties]


def _standing(party: Party, found: dict[str, Standing]) -> PartyStanding:
    known = found.get(party.country_code or "")
    organization = party.organization
    return PartyStanding(
        side=party.side,
        country=known.code if known else "",
        status=known.status if known else None,
        name=organization.name if organization else party.name,
        international=organization is not None and organization.country_code is None,
    )


def marks_of(session: Session, activity: Activity) -> Marks:
    """Return both marks with the parties that they follow from."""
    return marks_among(activity, standings(session, day_that_counts(activity)))


def marks_among(activity: Activity, found: dict[str, Standing]) -> Marks:
    """Return both marks, by what the countries are on the activity's day."""
    return marks(
        party_standings(activity, found),
        source_south_south=activity.source_south_south,
        source_triangular=activity.source_triangular,
    )


def activities_by_day(session: Session) -> dict[date, list[Activity]]:
    """Return every activity under the day for which the parties' status is asked."""
    found: dict[date, list[Activity]] = {}
    for activity in session.scalars(select(Activity).order_by(Activity.id)).unique():
        found.setdefault(day_that_counts(activity), []).append(activity)
    return found

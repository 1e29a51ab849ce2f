"""Activities that answered a need like this one: an office like yours already did this.

What an activity's texts share with the need's decides, at least `ALIKE` of their concepts (the
cosine; below it, what was read was about something else). Each thing that the two countries share
counts for `SHARED` points more, which is little beside the points of the texts: it orders what is
equally alike, and the page says so.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload, selectinload

from matchmaker.activities.models import Activity
from matchmaker.activities.rules import BENEFICIARY, MAIN_SIDES, PROVIDER, PUBLIC_STATES
from matchmaker.kernel import clock
from matchmaker.matching import Engine, Profile, Text
from matchmaker.matching.finding import Hit, hits
from matchmaker.needs.models import Need
from matchmaker.pairings.queries import Shelf, lexicon_of, need_text
from matchmaker.places.lexicon import group_kinds
from matchmaker.places.queries import Standing, standings
from matchmaker.places.rules import Status
from matchmaker.topics.lexicon.concepts import Lexicon

ALIKE = 0.4
SHARED = 1  # point
WIDE = 40  # countries from which being in the same organization says little
MOST = 5
CONSIDERED = 20


@dataclass(frozen=True)
class Likeness:
    """What a country has in common with the one that states the need; empty for nothing."""

    country: str = ""
    same: bool = False
    region: str = ""
    group: str = ""
    ldc: bool = False

    @property
    def points(self) -> int:
        """Return what it counts beside the points of the texts."""
        return SHARED * sum(map(bool, (self.region, self.group, self.ldc)))


@dataclass(frozen=True)
class Precedent:
    """An activity that answered a similar need, and why it is shown."""

    activity: Activity
    concepts: tuple[str, ...]
    points: float
    like: Likeness

    @property
    def ask(self) -> str:
        """Return the country whose office knows most of it: that which provided, if one did."""
        return next(iter(_countries(self.activity, [PROVIDER, BENEFICIARY])))


def _public() -> ColumnElement[bool]:
    return Activity.state.in_(PUBLIC_STATES)


def _profiles(session: Session) -> list[Profile]:
    found = select(Activity).where(_public()).options(lazyload("*"), selectinload(Activity.reports))
    return [_profile(activity) for activity in session.scalars(found.order_by(Activity.id))]


def _profile(activity: Activity) -> Profile:
    """Return what everybody may read of an activity; what both sides report stays apart."""
    body = "\n".join(part for part in (activity.description, activity.results) if part)
    reports = (
        Text(f"report-{one.id}", "", f"{one.text}\n{one.lessons}", one.language)
        for one in activity.reports
    )
    own = Text("description", activity.title, body, activity.language)
    return Profile(activity.ref, "offer", activity.language, (own, *reports))


_activities = Shelf(Activity, _public, _profiles)


def engine_of_activities(session: Session, lexicon: Lexicon) -> Engine:
    """Return an engine to which public activities are what providers are else."""
    return _activities.engine(session, lexicon)


def precedents(session: Session, need: Need) -> list[Precedent]:
    """Return up to five public activities that answered a similar need, the nearest first.

    Those that answer this very need are none, nor are those in which no country took part, nor
    those that share no more than a kind of assistance or a sector.
    """
    engine = engine_of_activities(session, lexicon_of(session))
    near = hits(engine, [need_text(need)], ALIKE, CONSIDERED)
    found = [hit for hit in near if any(":" not in code for code in hit.concepts)]
    if not found:
        return []
    places = standings(session, clock.today())
    records = _records(session, found, need)
    weighed = [
        (hit, records[hit.id], _nearest(records[hit.id], places[need.country_code], places))
        for hit in found
        if hit.id in records and _countries(records[hit.id], MAIN_SIDES)
    ]
    weighed.sort(key=lambda row: (-(row[0].points + row[2].points), row[0].id))
    return [
        Precedent(activity, hit.concepts, hit.points, like)
        for hit, activity, like in weighed[:MOST]
    ]


def _records(session: Session, found: Iterable[Hit], need: Need) -> dict[str, Activity]:
    """Return those of the found that are public now and answer another need, by reference."""
    wanted = select(Activity).where(
        Activity.ref.in_([hit.id for hit in found]),
        _public(),
        or_(Activity.need_id.is_(None), Activity.need_id != need.id),
    )
    light = wanted.options(lazyload("*"), joinedload(Activity.parties).lazyload("*"))
    return {activity.ref: activity for activity in session.scalars(light).unique()}


def _countries(activity: Activity, sides: Iterable[str]) -> list[str]:
    """Return the countries of the sides, in their order, each once."""
    found = (party.country_code for side in sides for party in activity.on_side(side))
    return list(dict.fromkeys(code for code in found if code))


def _nearest(activity: Activity, own: Standing, places: dict[str, Standing]) -> Likeness:
    """Return what the need's country shares with the likest beneficiary, or else provider."""
    countries = _countries(activity, [BENEFICIARY]) or _countries(activity, [PROVIDER])
    sizes = Counter(group for one in places.values() for group in one.groups)
    found = [_likeness(own, places[code], sizes) for code in countries if code in places]
    return max(found, key=lambda like: (like.same, like.points), default=Likeness())


def _likeness(own: Standing, other: Standing, sizes: Counter[str]) -> Likeness:
    """Return what two countries share: region, the smallest organization, being LDCs."""
    kinds = group_kinds()
    shared = [
        group
        for group in own.groups & other.groups
        if kinds.get(group) in {"organization", "cross_regional"} and sizes[group] < WIDE
    ]
    return Likeness(
        other.code,
        own.code == other.code,
        own.region if own.region == other.region else "",
        min(shared, key=lambda group: (sizes[group], group), default=""),
        own.status == other.status == Status.LDC,
    )

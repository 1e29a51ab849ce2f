"""Questions asked of countries, groups and memberships; each is asked for a date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from matchmaker.kernel.errors import Missing
from matchmaker.places.models import Country, Group, GroupMembership, OpenQuestion
from matchmaker.places.rules import UNKNOWN, Status, holds_on, is_south, status_on


@dataclass(frozen=True)
class Standing:
    """What a country is on a date: its status, all its groups, and its region among them."""

    code: str
    status: Status
    groups: frozenset[str]
    region: str


def country_by_code(session: Session, code: str) -> Country:
    """Return the country of a code in either case, or raise `Missing`."""
    known = len(code) == 2 and code.isascii() and code.isalpha()
    country = session.get(Country, code.upper()) if known else None
    if country is None:
        raise Missing
    return country


def countries(session: Session) -> list[Country]:
    """Return every country, by code."""
    return list(session.scalars(select(Country).order_by(Country.code)))


def group_by_code(session: Session, code: str) -> Group:
    """Return the group of a code, or raise `Missing`."""
    group = session.get(Group, code) if code.isidentifier() else None
    if group is None:
        raise Missing
    return group


def groups(session: Session) -> list[Group]:
    """Return every group, by kind and code."""
    return list(session.scalars(select(Group).order_by(Group.kind, Group.code)))


def holding(on: date) -> ColumnElement[bool]:
    """Return the condition that a membership holds on a date."""
    since, until = GroupMembership.since, GroupMembership.until
    return and_(
        or_(since.is_(None), since <= on),
        or_(until > on, and_(until.is_(None), GroupMembership.until_precision != UNKNOWN)),
    )


def groups_of(session: Session, code: str, on: date) -> frozenset[str]:
    """Return the groups to which a country belongs on a date."""
    held = select(GroupMembership.group_code).where(GroupMembership.country_code == code)
    return frozenset(session.scalars(held.where(holding(on))))


def members_of(session: Session, group: str, on: date) -> frozenset[str]:
    """Return the countries that belong to a group on a date."""
    held = select(GroupMembership.country_code).where(GroupMembership.group_code == group)
    return frozenset(session.scalars(held.where(holding(on))))


def _standing_rows(on: date) -> Select[str, str, str, str]:
    held = and_(GroupMembership.country_code == Country.code, holding(on))
    return (
        select(Country.code, Country.region, Group.code, Group.kind)
        .outerjoin(GroupMembership, held)
        .outerjoin(Group, Group.code == GroupMembership.group_code)
        .order_by(Country.code, Group.code)
    )


def _standings(rows: Iterable[Any]) -> dict[str, Standing]:
    regions: dict[str, str] = {}
    held: dict[str, set[str]] = defaultdict(set)
    for code, region, group, kind in rows:
        regions.setdefault(code, region)
        if group is not None:
            held[code].add(group)
        if kind == "region":
            regions[code] = group
    return {
        code: Standing(code, status_on(region, "ldc" in held[code]), frozenset(held[code]), region)
        for code, region in regions.items()
    }


def standings(session: Session, on: date) -> dict[str, Standing]:
    """Return what every country is on a date, by code, in one query."""
    return _standings(session.execute(_standing_rows(on)))


def standing_of(session: Session, code: str, on: date) -> Standing:
    """Return what one country is on a date, or raise `Missing`."""
    found = _standings(session.execute(_standing_rows(on).where(Country.code == code)))
    if code not in found:
        raise Missing
    return found[code]


def status_of(session: Session, code: str, on: date) -> Status:
    """Return a country's status on a date, or raise `Missing`."""
    return standing_of(session, code, on).status


def places_in(session: Session, place: str, on: date) -> frozenset[str]:
    """Return the countries that a filter's value stands for, on a date.

    `group:ldc` means the members of a group, `status:developing` the countries of a status,
    `status:south` both developing countries and LDCs, `country:KE` or `KE` one country.
    Values that mean nothing stand for no country.
    """
    kind, _, value = place.rpartition(":")
    if kind == "group":
        return members_of(session, value, on)
    if kind == "status":
        found = standings(session, on).values()
        return frozenset(
            one.code
            for one in found
            if one.status == value or (value == "south" and is_south(one.status))
        )
    if kind in {"", "country"} and len(value) == 2 and value.isascii():
        return frozenset(session.scalars(select(Country.code).where(Country.code == value)))
    return frozenset()


def membership_history(session: Session, code: str) -> list[GroupMembership]:
    """Return all memberships of a country, past ones too, by group and date."""
    found = select(GroupMembership).where(GroupMembership.country_code == code)
    return _by_date(session, found)


def group_history(session: Session, group: str) -> list[GroupMembership]:
    """Return all memberships in a group, past ones too, by country and date."""
    return _by_date(session, select(GroupMembership).where(GroupMembership.group_code == group))


def scheduled(session: Session, after: date) -> list[GroupMembership]:
    """Return the memberships that begin or end after a date, as far as decided."""
    begins, ends = GroupMembership.since > after, GroupMembership.until > after
    found = _by_date(session, select(GroupMembership).where(or_(begins, ends)))
    return sorted(found, key=lambda one: next_change(one, after) or date.max)


def next_change(membership: GroupMembership, after: date) -> date | None:
    """Return the next day after a date on which the membership begins or ends."""
    days = (membership.since, membership.until)
    return min((day for day in days if day is not None and day > after), default=None)


def _by_date(session: Session, found: Select[GroupMembership]) -> list[GroupMembership]:
    ordered = found.order_by(
        GroupMembership.country_code,
        GroupMembership.group_code,
        GroupMembership.since,
        GroupMembership.id,
    )
    return list(session.scalars(ordered.options(selectinload(GroupMembership.country))))


def membership_of(session: Session, country: Country, number: int) -> GroupMembership:
    """Return a country's membership of that number, or raise `Missing`."""
    found = session.get(GroupMembership, number) if number < 2**31 else None
    if found is None or found.country_code != country.code:
        raise Missing
    return found


def holds(membership: GroupMembership, day: date) -> bool:
    """Return whether a membership holds on a date."""
    return holds_on(membership.since, membership.until, day, ended=membership.ended)


def open_questions(
    session: Session, *, country: str | None = None, group: str | None = None
) -> list[OpenQuestion]:
    """Return what is not established and has no membership recorded since."""
    recorded = exists().where(
        GroupMembership.group_code == OpenQuestion.group_code,
        GroupMembership.country_code == OpenQuestion.country_code,
    )
    asked = select(OpenQuestion).where(~recorded)
    if country is not None:
        asked = asked.where(OpenQuestion.country_code == country)
    if group is not None:
        asked = asked.where(OpenQuestion.group_code == group)
    return list(session.scalars(asked.order_by(OpenQuestion.group_code, OpenQuestion.country_code)))

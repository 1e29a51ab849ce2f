"""Loading the packaged facts, and adding, correcting and ending memberships."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.places import lexicon
from matchmaker.places.models import Country, Group, GroupMembership, OpenQuestion
from matchmaker.places.queries import groups_of, membership_history
from matchmaker.places.rules import UNKNOWN, Period, PlacePermission, checked, overlap

KIND = "country"
WRITTEN = ("since", "since_precision", "until", "until_precision", "certainty", "source", "note")


def load_places(session: Session) -> int:
    """Add the packaged facts that are missing; return how many were added.

    What is there already stays as it is: a pair of a group and a country that has any
    membership belongs to the secretariat from then on.
    """
    added: list[Any] = [*_missing_countries(session), *_missing_groups(session)]
    session.add_all(added)
    session.flush()
    memberships = [*_missing_memberships(session), *_missing_questions(session)]
    session.add_all(memberships)
    session.flush()
    return len(added) + len(memberships)


def _missing_countries(session: Session) -> list[Country]:
    known = set(session.scalars(select(Country.code)))
    return [
        Country(
            code=row["code"],
            iso3=row["iso3"],
            m49=row["m49"],
            region=row["wipo_group"],
            un_status=row["un_status"],
            note=row["note"],
        )
        for row in lexicon.facts("countries")
        if row["code"] not in known
    ]


def _missing_groups(session: Session) -> list[Group]:
    known = set(session.scalars(select(Group.code)))
    written = ("code", "kind", "acronym", "source", "note")
    return [
        Group(**{column: row[column] for column in written})
        for row in lexicon.facts("groups")
        if row["code"] not in known
    ]


def _missing_memberships(session: Session) -> list[GroupMembership]:
    pairs = select(GroupMembership.group_code, GroupMembership.country_code)
    known = {(group, country) for group, country in session.execute(pairs)}
    return [
        GroupMembership(
            group_code=row["group"],
            country_code=row["country"],
            since=_day(row["since"]),
            since_precision=row["since_precision"],
            until=_day(row["until"]),
            until_precision=row["until_precision"],
            certainty=row["certainty"],
            source=row["source"],
            note=row["note"],
        )
        for row in lexicon.facts("memberships")
        if (row["group"], row["country"]) not in known
    ]


def _missing_questions(session: Session) -> list[OpenQuestion]:
    pairs = select(OpenQuestion.group_code, OpenQuestion.country_code)
    known = {(group, country) for group, country in session.execute(pairs)}
    return [
        OpenQuestion(group_code=row["group"], country_code=row["country"], note=row["note"])
        for row in lexicon.facts("unknown")
        if (row["group"], row["country"]) not in known
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def add_membership(
    session: Session, actor: Actor, country: Country, group_code: str, period: Period
) -> GroupMembership:
    """Let a country belong to a group for a period; refuse a second membership at a time."""
    demand(actor, PlacePermission.EDIT, country)
    group = session.get(Group, group_code)
    if group is None:
        raise Invalid("group", N_("Choose one of the groups."))
    membership = GroupMembership(country_code=country.code, group_code=group.code)
    period = checked(period)
    _refuse_second(session, country, group, period, None)
    _write(session, actor, membership, period, "membership_added", before=None)
    return membership


def revise_membership(
    session: Session, actor: Actor, membership: GroupMembership, period: Period
) -> None:
    """Correct what a membership says."""
    _change(session, actor, membership, period, "membership_revised")


def end_membership(
    session: Session,
    actor: Actor,
    membership: GroupMembership,
    until: date | None,
    *,
    source: str,
    until_precision: str = "day",
    note: str = "",
) -> None:
    """Record the first day on which a membership no longer holds, with its source."""
    if not source.strip():
        raise Invalid("source", N_("Say where this fact comes from."))
    if until is None and until_precision != UNKNOWN:
        raise Invalid("until", N_("Give the date, or say that it is not known."))
    ending = Period(
        since=membership.since,
        since_precision=membership.since_precision,
        until=until,
        until_precision=until_precision,
        certainty=membership.certainty,
        source=_joined(membership.source, source),
        note=_joined(membership.note, note),
    )
    _change(session, actor, membership, ending, "membership_ended")


def _joined(old: str, new: str) -> str:
    new = new.strip()
    return "; ".join(part for part in (old, new) if part) if new not in old else old


def _change(
    session: Session, actor: Actor, membership: GroupMembership, period: Period, act: str
) -> None:
    demand(actor, PlacePermission.EDIT, membership.country)
    period = checked(period)
    _refuse_second(session, membership.country, membership.group, period, membership)
    _write(session, actor, membership, period, act, _facts(membership))


def _refuse_second(
    session: Session,
    country: Country,
    group: Group,
    period: Period,
    itself: GroupMembership | None,
) -> None:
    """Let a country be in a group once at a time, and in one region at a time."""
    for other in membership_history(session, country.code):
        same = other.group_code == group.code
        both_regions = other.group.kind == group.kind == "region"
        if other is itself or not (same or both_regions) or not _clash(period, other):
            continue
        if same:
            raise Invalid("since", N_("The country belongs to this group in that time already."))
        raise Invalid("since", N_("The country is in another region then; end that first."))


def _clash(period: Period, other: GroupMembership) -> bool:
    # where an end is not known, only the same beginning shows that both are one membership
    if other.ended or period.ended:
        return period.since == other.since
    return overlap(period.since, period.until, other.since, other.until)


def _facts(membership: GroupMembership) -> dict[str, str]:
    return {name: str(getattr(membership, name) or "") for name in WRITTEN}


def _write(
    session: Session,
    actor: Actor,
    membership: GroupMembership,
    period: Period,
    act: str,
    before: dict[str, str] | None,
) -> None:
    for name in WRITTEN:
        setattr(membership, name, getattr(period, name))
    membership.changed_at = clock.now()
    session.add(membership)
    session.flush()
    if before == _facts(membership):
        return
    journal.note(
        session,
        actor,
        act,
        KIND,
        membership.country_code,
        group=membership.group_code,
        was=before,
        now=_facts(membership),
    )
    _renew_region(session, membership.country_code)


def _renew_region(session: Session, code: str) -> None:
    """Let the country's own column say in which region it is now."""
    country = session.get_one(Country, code)
    regions = select(Group.code).where(Group.kind == "region")
    held = groups_of(session, code, clock.today()) & set(session.scalars(regions))
    if len(held) == 1:
        (country.region,) = held

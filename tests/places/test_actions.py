"""Loading, adding, correcting and ending."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, NotAllowed
from matchmaker.kernel.rights import PUBLIC, Actor, Role
from matchmaker.places import actions, queries
from matchmaker.places.models import Country, GroupMembership
from matchmaker.places.rules import Period, Status

SECRETARIAT = Actor(name="Secretariat", roles=frozenset({Role.SECRETARIAT}), confirmed=True)
KENYA = "KE"
ANY = Period(source="x")


def _membership(session: Session, country: str, group: str) -> GroupMembership:
    found = queries.membership_history(session, country)
    return next(one for one in found if one.group_code == group)


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(GroupMembership)) or 0


def test_loading_again_changes_nothing(session: Session) -> None:
    before = _count(session)
    assert actions.load_places(session) == 0
    assert not session.dirty
    assert _count(session) == before


def test_loading_again_keeps_what_the_secretariat_decided(session: Session) -> None:
    membership = _membership(session, "BD", "ldc")
    period = Period(date(1975, 1, 1), "year", date(2029, 11, 24), "day", "solid", "Resolution")
    actions.revise_membership(session, SECRETARIAT, membership, period)
    assert actions.load_places(session) == 0
    assert queries.status_of(session, "BD", date(2026, 11, 24)) == Status.LDC


def test_a_membership_is_added_with_its_journal(session: Session) -> None:
    country = session.get_one(Country, "GE")
    period = Period(date(2020, 5, 4), "month", source="Decision 12")
    added = actions.add_membership(session, SECRETARIAT, country, "cis_ipa", period)
    assert added.since == date(2020, 5, 1)
    assert "GE" in queries.members_of(session, "cis_ipa", date(2020, 5, 1))
    assert queries.open_questions(session, country="GE") == []
    (entry,) = journal.history(session, actions.KIND, "GE", public_only=False)
    assert entry.act == "membership_added"
    assert entry.details["group"] == "cis_ipa"
    assert entry.details["now"]["source"] == "Decision 12"


def test_a_membership_ends_on_the_day_and_keeps_both_sources(session: Session) -> None:
    membership = _membership(session, KENYA, "g15")
    day = date(2027, 3, 1)
    actions.end_membership(session, SECRETARIAT, membership, day, source="Note verbale")
    assert KENYA in queries.members_of(session, "g15", day - timedelta(days=1))
    assert KENYA not in queries.members_of(session, "g15", day)
    assert membership.source.endswith("; Note verbale")
    (entry,) = journal.history(session, actions.KIND, KENYA, public_only=False)
    assert entry.details["was"]["until"] == ""
    assert entry.details["now"]["until"] == "2027-03-01"


def test_an_end_on_an_unknown_day_can_be_recorded(session: Session) -> None:
    membership = _membership(session, KENYA, "g15")
    actions.end_membership(
        session, SECRETARIAT, membership, None, source="Page", until_precision="unknown"
    )
    assert KENYA not in queries.members_of(session, "g15", clock.today())


def test_saving_without_a_change_leaves_no_trace(session: Session) -> None:
    membership = _membership(session, KENYA, "au")
    same = Period(**{name: getattr(membership, name) for name in actions.WRITTEN})
    actions.revise_membership(session, SECRETARIAT, membership, same)
    assert journal.history(session, actions.KIND, KENYA, public_only=False) == []


Change = Callable[[Session, GroupMembership], object]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (
            lambda s, m: actions.end_membership(s, SECRETARIAT, m, date(1900, 1, 1), source="x"),
            "until",
        ),
        (lambda s, m: actions.end_membership(s, SECRETARIAT, m, None, source="x"), "until"),
        (
            lambda s, m: actions.end_membership(s, SECRETARIAT, m, date(2027, 1, 1), source=" "),
            "source",
        ),
        (lambda s, m: actions.revise_membership(s, SECRETARIAT, m, Period()), "source"),
        (
            lambda s, m: actions.add_membership(
                s, SECRETARIAT, m.country, "no", Period(source="x")
            ),
            "group",
        ),
        (
            lambda s, m: actions.add_membership(
                s, SECRETARIAT, m.country, "au", Period(source="x")
            ),
            "since",
        ),
        (
            lambda s, m: actions.add_membership(s, SECRETARIAT, m.country, "lac", ANY),
            "since",
        ),
    ],
)
def test_wrong_facts_are_refused_on_their_field(
    session: Session, change: Change, field: str
) -> None:
    membership = _membership(session, KENYA, "au")
    before, count = membership.until, _count(session)
    with pytest.raises(Invalid) as refusal:
        change(session, membership)
    assert refusal.value.field == field
    assert (membership.until, _count(session)) == (before, count)


def test_only_the_secretariat_may(session: Session) -> None:
    membership = _membership(session, KENYA, "au")
    with pytest.raises(NotAllowed):
        actions.end_membership(session, PUBLIC, membership, date(2027, 1, 1), source="x")
    with pytest.raises(NotAllowed):
        actions.add_membership(session, PUBLIC, membership.country, "eco", Period(source="x"))


def test_a_country_that_changes_region_changes_status_from_that_day(session: Session) -> None:
    turkey = session.get_one(Country, "TR")
    yesterday = clock.today() - timedelta(days=1)
    region = _membership(session, "TR", "developed")
    actions.end_membership(session, SECRETARIAT, region, clock.today(), source="Decision")
    period = Period(clock.today(), "day", source="Decision")
    actions.add_membership(session, SECRETARIAT, turkey, "asia_pacific", period)
    assert queries.status_of(session, "TR", yesterday) == Status.DEVELOPED
    assert queries.status_of(session, "TR", clock.today()) == Status.DEVELOPING
    assert turkey.region == "asia_pacific"

"""Memberships, statuses and standings on dates, on the packaged facts."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from matchmaker.kernel.errors import Missing
from matchmaker.places import queries
from matchmaker.places.rules import Status

BEFORE, GRADUATION = date(2026, 11, 23), date(2026, 11, 24)
TODAY = date(2026, 7, 1)


@pytest.mark.parametrize("code", ["BD", "LA", "NP"])
def test_a_country_is_an_ldc_until_the_day_before_it_graduates(session: Session, code: str) -> None:
    assert queries.status_of(session, code, BEFORE) == Status.LDC
    assert queries.status_of(session, code, GRADUATION) == Status.DEVELOPING
    assert code in queries.members_of(session, "ldc", BEFORE)
    assert code not in queries.members_of(session, "ldc", GRADUATION)


def test_ecowas_is_without_the_three_that_withdrew(session: Session) -> None:
    withdrew = {"BF", "ML", "NE"}
    before = queries.members_of(session, "ecowas", date(2025, 1, 28))
    after = queries.members_of(session, "ecowas", date(2025, 1, 29))
    assert withdrew <= before
    assert after == before - withdrew
    assert "SN" in after


def test_an_end_on_an_unknown_day_is_an_end(session: Session) -> None:
    assert "KR" not in queries.members_of(session, "g77", TODAY)
    assert "g77" not in queries.groups_of(session, "KR", TODAY)
    (left,) = [m for m in queries.membership_history(session, "KR") if m.group_code == "g77"]
    assert left.ended
    assert not queries.holds(left, TODAY)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("KE", Status.DEVELOPING),
        ("KR", Status.DEVELOPING),
        ("SN", Status.LDC),
        ("HT", Status.LDC),
        ("KZ", Status.TRANSITION),
        ("RS", Status.TRANSITION),
        ("TR", Status.DEVELOPED),
        ("PT", Status.DEVELOPED),
    ],
)
def test_statuses_of_today(session: Session, code: str, status: Status) -> None:
    assert queries.status_of(session, code, TODAY) == status


def test_standings_of_all_countries_come_in_one_query(session: Session) -> None:
    asked: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = queries.standings(session, TODAY)
    assert len(asked) == 1
    assert len(found) == 197
    assert found["NP"].region == "asia_pacific"
    assert {"ldc", "lldc", "saarc", "asia_pacific"} <= found["NP"].groups


def test_standings_say_the_same_as_the_single_questions(session: Session) -> None:
    for day in (date(1990, 1, 1), BEFORE, GRADUATION, date(2030, 1, 1)):
        found = queries.standings(session, day)
        for code in ("BD", "BF", "KR", "TR", "CK", "SN"):
            assert found[code].groups == queries.groups_of(session, code, day)
            assert found[code] == queries.standing_of(session, code, day)
        members = {code for code, one in found.items() if "ldc" in one.groups}
        assert members == queries.members_of(session, "ldc", day)


def test_every_country_has_one_region_and_it_is_its_own(session: Session) -> None:
    regions = {group.code for group in queries.groups(session) if group.kind == "region"}
    found = queries.standings(session, TODAY)
    for country in queries.countries(session):
        assert found[country.code].groups & regions == {country.region}


def test_a_filter_stands_for_countries(session: Session) -> None:
    ldcs = queries.members_of(session, "ldc", TODAY)
    south = queries.places_in(session, "status:south", TODAY)
    assert queries.places_in(session, "group:ldc", TODAY) == ldcs
    assert queries.places_in(session, "status:ldc", TODAY) == ldcs
    assert ldcs < south
    assert "TR" not in south
    assert queries.places_in(session, "country:KE", TODAY) == {"KE"}
    assert queries.places_in(session, "KE", TODAY) == {"KE"}


@pytest.mark.parametrize("place", ["", "group:", "group:none", "status:", "what:KE", "XX", "a:b:c"])
def test_a_filter_that_means_nothing_finds_nothing(session: Session, place: str) -> None:
    assert queries.places_in(session, place, TODAY) == frozenset()


@pytest.mark.parametrize("code", ["XX", "K", "KEN", "", "K\x00", "ké"])
def test_an_unknown_country_is_missing(session: Session, code: str) -> None:
    with pytest.raises(Missing):
        queries.country_by_code(session, code)


def test_a_code_is_known_in_either_case(session: Session) -> None:
    assert queries.country_by_code(session, "ke").code == "KE"


def test_what_is_decided_for_later_is_known(session: Session) -> None:
    changes = [
        (queries.next_change(one, TODAY), one.country_code)
        for one in queries.scheduled(session, TODAY)
    ]
    assert changes[:3] == [(GRADUATION, "BD"), (GRADUATION, "LA"), (GRADUATION, "NP")]
    assert changes == sorted(changes)


def test_what_is_not_established_is_said(session: Session) -> None:
    assert {one.group_code for one in queries.open_questions(session, country="GE")} == {"cis_ipa"}
    assert len(queries.open_questions(session, group="irena")) == 24

"""Statuses, South-South marks, and dates."""

from datetime import date

import pytest

from matchmaker.kernel.errors import Invalid
from matchmaker.places import lexicon
from matchmaker.places.rules import (
    Period,
    Status,
    checked,
    holds_on,
    overlap,
    south_south,
    status_on,
    triangular,
)

LDC, DEVELOPING, TRANSITION, DEVELOPED = Status
DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("region", "status"),
    [
        ("africa", DEVELOPING),
        ("arab", DEVELOPING),
        ("asia_pacific", DEVELOPING),
        ("lac", DEVELOPING),
        ("central_asia_caucasus_eastern_europe", TRANSITION),
        ("transition_southeast_europe", TRANSITION),
        ("developed", DEVELOPED),
    ],
)
def test_the_status_follows_the_region_unless_the_country_is_an_ldc(
    region: str, status: Status
) -> None:
    assert status_on(region, False) == status
    assert status_on(region, True) == LDC


def test_every_region_has_a_status() -> None:
    regions = [code for code, kind in lexicon.group_kinds().items() if kind == "region"]
    assert {status_on(region, False) for region in regions} == {DEVELOPING, TRANSITION, DEVELOPED}
    assert [region for region in regions if status_on(region, False) == DEVELOPED] == ["developed"]


@pytest.mark.parametrize("provider", Status)
@pytest.mark.parametrize("beneficiary", Status)
def test_only_two_southern_countries_make_it_south_south(
    provider: Status, beneficiary: Status
) -> None:
    both = {provider, beneficiary} <= {LDC, DEVELOPING}
    assert south_south(provider, beneficiary) == both
    assert triangular(provider, beneficiary, [DEVELOPED]) == both


def test_support_from_the_south_alone_is_not_triangular() -> None:
    assert not triangular(DEVELOPING, LDC, [])
    assert not triangular(DEVELOPING, LDC, [DEVELOPING])
    assert triangular(DEVELOPING, LDC, [DEVELOPING, TRANSITION])
    assert triangular(DEVELOPING, LDC, [None])


def test_the_last_day_is_the_one_before_until() -> None:
    assert holds_on(None, NEXT, DAY)
    assert not holds_on(None, NEXT, NEXT)
    assert holds_on(NEXT, None, NEXT)
    assert not holds_on(NEXT, None, DAY)
    assert not holds_on(None, None, DAY, ended=True)


def test_periods_that_only_touch_do_not_overlap() -> None:
    assert not overlap(None, NEXT, NEXT, None)
    assert overlap(None, NEXT, DAY, None)
    assert overlap(None, None, DAY, NEXT)


@pytest.mark.parametrize(
    ("period", "field"),
    [
        (Period(source=" "), "source"),
        (Period(NEXT, "day", DAY, "day", source="x"), "until"),
        (Period(NEXT, "day", NEXT, "day", source="x"), "until"),
        (Period(NEXT, "unknown", source="x"), "since_precision"),
        (Period(None, "day", source="x"), "since"),
        (Period(None, "unknown", DAY, "", source="x"), "until_precision"),
        (Period(None, "unknown", None, "day", source="x"), "until"),
        (Period(DAY, "day", DAY.replace(year=2027), "week", source="x"), "until_precision"),
        (Period(certainty="sure", source="x"), "certainty"),
        (Period(DAY, "year", DAY.replace(day=30), "year", source="x"), "until"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(period: Period, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked(period)
    assert refusal.value.field == field


def test_a_year_stands_as_its_first_day() -> None:
    period = checked(Period(date(1999, 5, 3), "year", date(2001, 7, 9), "month", source=" UN "))
    assert (period.since, period.until) == (date(1999, 1, 1), date(2001, 7, 1))
    assert period.source == "UN"

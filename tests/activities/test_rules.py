"""Dates known only in part, and marks that follow from the parties."""

from datetime import date

import pytest

from matchmaker.activities.rules import BENEFICIARY, PROVIDER, SUPPORTER, is_overdue
from matchmaker.activities.rules.dates import read_when, written_when
from matchmaker.activities.rules.marks import PartyStanding, marks
from matchmaker.kernel.errors import Invalid
from matchmaker.places.rules import Status

MOROCCO = PartyStanding(PROVIDER, "MA", Status.DEVELOPING)
JAPAN = PartyStanding(PROVIDER, "JP", Status.DEVELOPED)
SENEGAL = PartyStanding(BENEFICIARY, "SN", Status.LDC)
UKRAINE = PartyStanding(BENEFICIARY, "UA", Status.TRANSITION)
JAPANESE_FUND = PartyStanding(SUPPORTER, "JP", Status.DEVELOPED)
BRAZIL = PartyStanding(SUPPORTER, "BR", Status.DEVELOPING)
BANK = PartyStanding(SUPPORTER, name="Bank", international=True)
SOMEBODY = PartyStanding(SUPPORTER, name="participating offices")
SOME_COUNTRIES = PartyStanding(BENEFICIARY, name="developing countries and LDCs")


@pytest.mark.parametrize(
    ("text", "end", "day", "precision"),
    [
        ("2012", False, date(2012, 1, 1), "year"),
        ("2012", True, date(2012, 12, 31), "year"),
        ("2012-02", False, date(2012, 2, 1), "month"),
        ("2012-02", True, date(2012, 2, 29), "month"),
        ("2012-08-08", True, date(2012, 8, 8), "day"),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(
    text: str, end: bool, day: date, precision: str
) -> None:
    when = read_when("start", text, end=end)
    assert (when.day, when.precision) == (day, precision)
    assert written_when(when.day, when.precision) == text


@pytest.mark.parametrize("text", ["12", "2012-13", "2012-02-30", "in 2012", "2012-8-8", "0000"])
def test_a_date_that_is_none_is_refused_with_its_field(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_when("end", text)
    assert refused.value.field == "end"


def test_no_date_is_no_date() -> None:
    assert read_when("start", None).day is None
    assert written_when(None, "day") == ""


def test_the_south_helping_the_south_is_south_south_because_of_both() -> None:
    found = marks([MOROCCO, SENEGAL])
    assert found.south_south.holds
    assert found.south_south.because == (MOROCCO, SENEGAL)
    assert found.triangular.holds is False


@pytest.mark.parametrize(
    ("parties", "because"),
    [([JAPAN, SENEGAL], (JAPAN,)), ([MOROCCO, UKRAINE], (UKRAINE,))],
)
def test_a_side_outside_the_south_is_not_south_south_nor_triangular(
    parties: list[PartyStanding], because: tuple[PartyStanding, ...]
) -> None:
    found = marks([*parties, JAPANESE_FUND])
    assert found.south_south.holds is False
    assert found.south_south.because == because
    assert found.triangular.holds is False


def test_a_country_that_helps_itself_is_not_south_south() -> None:
    own = PartyStanding(PROVIDER, "SN", Status.LDC)
    assert marks([own, SENEGAL]).south_south.holds is False


@pytest.mark.parametrize("supporter", [JAPANESE_FUND, BANK])
def test_support_from_outside_the_south_is_triangular(supporter: PartyStanding) -> None:
    found = marks([MOROCCO, SENEGAL, BRAZIL, supporter])
    assert found.triangular.holds
    assert found.triangular.because == (supporter,)


def test_support_from_the_south_alone_is_not_triangular() -> None:
    assert marks([MOROCCO, SENEGAL, BRAZIL]).triangular.holds is False


def test_a_developed_country_beside_a_provider_of_the_south_makes_it_triangular() -> None:
    found = marks([MOROCCO, JAPAN, SENEGAL])
    assert found.triangular.holds
    assert found.triangular.because == (JAPAN,)


def test_the_source_speaks_only_where_nothing_follows() -> None:
    unknown = marks([MOROCCO, SOME_COUNTRIES])
    assert unknown.south_south.holds is None
    said = marks([MOROCCO, SOME_COUNTRIES], source_south_south=True, source_triangular=False)
    assert said.south_south.holds
    assert said.south_south.from_source
    derived = marks([JAPAN, SENEGAL], source_south_south=True)
    assert derived.south_south.holds is False
    assert not derived.south_south.from_source


def test_a_supporter_known_only_by_name_leaves_triangular_to_the_source() -> None:
    assert marks([MOROCCO, SENEGAL, SOMEBODY]).triangular.holds is None
    said = marks([MOROCCO, SENEGAL, SOMEBODY], source_triangular=False).triangular
    assert (said.holds, said.from_source) == (False, True)


def test_reports_are_overdue_after_thirty_days() -> None:
    assert not is_overdue(date(2026, 5, 1), date(2026, 5, 31))
    assert is_overdue(date(2026, 5, 1), date(2026, 6, 1))
    assert not is_overdue(None, date(2026, 6, 1))

"""Every row becomes plain facts, or faults that say where and why."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker import exchange
from matchmaker.exchange.rules import Fault, NeedRow
from matchmaker.exchange.schemas import KINDS, read_file
from matchmaker.exchange.schemas.fields import Spot
from tests.exchange.files import ACTIVITY, NEED, lines, need, table

SAMPLE = Path(exchange.__file__).parent / "sample"


def only_fault(kind: str, path: Path) -> Fault:
    """Return the one fault of a file."""
    (fault,) = read_file(kind, path).faults
    return fault


@pytest.mark.parametrize(
    ("kind", "count"), [("needs", 71), ("offers", 64), ("experts", 48), ("activities", 54)]
)
def test_the_sample_is_without_faults(kind: str, count: int) -> None:
    reading = read_file(kind, SAMPLE / f"{kind}.jsonl")
    assert reading.faults == []
    assert len(reading.rows) == count


def test_a_row_becomes_plain_facts(tmp_path: Path) -> None:
    (row,) = read_file("needs", lines(tmp_path, need(answer_by="2027-01-31"))).rows
    assert isinstance(row, NeedRow)
    assert row.answer_by == date(2027, 1, 31)
    assert row.languages == ("fr", "en")
    assert row.requirements[0].value == "fr"
    assert row.provenance == "https://example.org/agence · stated 2024-05"


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"topics": ["trademarks", "spaceships"]}, "topics[2]", "There is no such code."),
        ({"country": "XX"}, "country", "There is no such code."),
        ({"languages": ["fr", "english"]}, "languages[2]", "There is no such code."),
        ({"topics": []}, "topics", "This field is missing or empty."),
        ({"title": None}, "title", "This field is missing or empty."),
        ({"title": 7}, "title", "This must be a text."),
        ({"title": "a" * 301}, "title", "This text is longer than 300 characters."),
        ({"title": "a\x00b"}, "title", "This text holds characters that cannot be shown."),
        ({"topics": "trademarks"}, "topics", "This must be a list."),
        ({"topics": ["pct", "pct"]}, "topics[2]", "This is said twice."),
        ({"colour": "blue"}, "colour", "There is no such field."),
        ({"stated": "May 2024"}, "stated", "This is not a date. Write it as 2027, 2027-01 or"),
        ({"stated": "2024-13"}, "stated", "This is not a date."),
        ({"answer_by": "2027-02-30"}, "answer_by", "This is not a date. Write it as 2027-01-31."),
        ({"answer_by": "20270131"}, "answer_by", "This is not a date. Write it as 2027-01-31."),
        (
            {"starts_on": "2027-02-01", "ends_on": "2027-01-01"},
            "ends_on",
            "The end is before the beginning.",
        ),
        (
            {"requirements": [{"kind": "group", "value": "moon", "essential": True}]},
            "requirements[1].value",
            "There is no such code.",
        ),
        (
            {"requirements": [{"kind": "other", "essential": "yes", "text": "Patience"}]},
            "requirements[1].essential",
            "This must be true or false.",
        ),
        ({"requirements": ["fr"]}, "requirements[1]", "This must be a record with named fields."),
    ],
)
def test_a_fault_says_where_and_why(
    tmp_path: Path, changes: dict[str, Any], column: str, reason: str
) -> None:
    path = lines(tmp_path, need(id="need-0"), need(**changes))
    fault = only_fault("needs", path)
    assert fault.where == f"file.jsonl:2:{column}"
    assert reason in str(fault)


def test_all_faults_of_a_file_are_told(tmp_path: Path) -> None:
    path = lines(tmp_path, need(country="XX", mode="by post"), need(id="b", lang="xx"))
    found = read_file("needs", path).faults
    assert [fault.where for fault in found] == [
        "file.jsonl:1:mode",
        "file.jsonl:1:country",
        "file.jsonl:2:lang",
    ]


def test_broken_json_is_found_to_the_character(tmp_path: Path) -> None:
    fault = only_fault("needs", lines(tmp_path, NEED, '{"id": "need-2", }'))
    assert fault.where == "file.jsonl:2:18"
    assert "This is not JSON" in str(fault)


def test_a_name_that_stands_twice_is_found(tmp_path: Path) -> None:
    fault = only_fault("needs", lines(tmp_path, '{"id": "a", "id": "b"}'))
    assert "a name stands twice" in str(fault)


def test_other_encodings_are_found_to_the_character(tmp_path: Path) -> None:
    path = tmp_path / "file.jsonl"
    path.write_bytes("\nAgence sénégalaise".encode("latin-1"))
    assert only_fault("needs", path).where == "file.jsonl:2:9"


def test_the_second_of_two_rows_with_one_id_is_a_fault(tmp_path: Path) -> None:
    fault = only_fault("needs", lines(tmp_path, NEED, "", NEED))
    assert fault.where == "file.jsonl:3:id"
    assert "Line 1 has this id already." in str(fault)


def test_an_activity_may_be_known_to_the_month_only(tmp_path: Path) -> None:
    rows = [ACTIVITY, {**ACTIVITY, "id": "act-2", "end": "2018"}]
    reading = read_file("activities", lines(tmp_path, *rows))
    assert [row.start for row in reading.rows] == ["2019-02", "2019-02"]
    assert [fault.where for fault in reading.faults] == ["file.jsonl:2:end"]


def test_a_party_is_somebody(tmp_path: Path) -> None:
    row = {**ACTIVITY, "providers": [{"country": None, "name": None}]}
    assert only_fault("activities", lines(tmp_path, row)).column == "providers[1]"


def test_a_table_says_the_same_as_lines(tmp_path: Path) -> None:
    from_lines = read_file("needs", lines(tmp_path, NEED, name="file.csv.jsonl")).rows[0]
    reading = read_file("needs", table(tmp_path, NEED))
    assert reading.faults == []
    (row,) = reading.rows
    assert (row.line, row.requirements, row.topics, row.languages, row.description) == (
        2,
        from_lines.requirements,
        from_lines.topics,
        from_lines.languages,
        from_lines.description,
    )


def test_a_table_is_told_by_the_line_on_which_the_row_begins(tmp_path: Path) -> None:
    path = table(tmp_path, need(description="Two\nlines"), need(id="b", mode="by post"))
    fault = only_fault("needs", path)
    assert fault.where == "file.csv:4:mode"


def test_a_table_whose_header_or_cells_do_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("id,colour\nneed-1,blue\n", encoding="utf-8")
    assert only_fault("needs", path).where == "file.csv:1:colour"
    path.write_text("id,lang\nneed-1,fr,more\n", encoding="utf-8")
    assert "This row has 3 cells; the first row has 2." in str(only_fault("needs", path))
    path.write_text('id,lang\n"need-1,fr\n', encoding="utf-8")
    assert "This is not CSV" in str(only_fault("needs", path))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", list(KINDS))
@given(data=st.data())
def test_whatever_stands_in_a_field_is_a_value_or_a_fault(kind: str, data: Any) -> None:
    fields = KINDS[kind].fields
    value = {name: data.draw(JSON) for name in data.draw(st.sets(st.sampled_from(sorted(fields))))}
    faults: list[Fault] = []
    made = KINDS[kind].read(value, Spot("file", 1, faults), file="file", line=1)
    assert (made is None) == bool(faults)
    assert all(str(fault).startswith("file:1:") for fault in faults)

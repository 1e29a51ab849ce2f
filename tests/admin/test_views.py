"""The journal and the matrix of rights, and who may read them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.admin.rules import KINDS, act_label
from matchmaker.kernel import clock, journal
from matchmaker.kernel.rights import Actor, Role, all_rights
from matchmaker.kernel.workflow import registered

Make = Callable[..., Any]
PAGES = ("journal", "rights")


@pytest.fixture
def lines(session: Session) -> Iterator[Session]:
    """Write four lines of the journal, on different days and by different people."""
    awa, jose = Actor(1, "Awa Diop"), Actor(2, "José 100%")
    for day, actor, act, kind, ref in (
        (1, awa, "created", "need", "SN-2026-001"),
        (2, awa, "submit", "need", "SN-2026-001"),
        (3, jose, "return", "offer", "OF-BR-2026-001"),
        (4, jose, "deactivated", "account", "7"),
    ):
        with clock.frozen_at(datetime(2026, 3, day, 23, 59, tzinfo=UTC)):
            journal.note(session, actor, act, kind, ref, reason=f"Reason {day}")
    session.commit()
    yield session


@pytest.fixture
def staff(
    client: FlaskClient, account: Callable[..., Account], sign_in: Make, lines: Session
) -> FlaskClient:
    """Return the browser of an administrator."""
    sign_in(client, account(Role.ADMINISTRATOR))
    return client


def shown(client: FlaskClient, question: str) -> list[int]:
    """Return which of the four lines the journal shows, in its order."""
    page = client.get(f"/en/desk/admin/journal?{question}").text
    found = {page.find(f"Reason {number}<"): number for number in (1, 2, 3, 4)}
    return [number for place, number in sorted(found.items()) if place >= 0]


@pytest.mark.parametrize("page", PAGES)
def test_the_public_is_sent_to_sign_in(client: FlaskClient, page: str) -> None:
    answer = client.get(f"/en/desk/admin/{page}")
    assert answer.status_code in {302, 303}
    assert "sign-in" in str(answer.location)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.CONSULTANT, Role.FUNDER])
def test_others_are_refused(
    client: FlaskClient, account: Make, sign_in: Make, page: str, role: Role
) -> None:
    sign_in(client, account(role))
    assert client.get(f"/en/desk/admin/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_the_staff_reads_both(
    client: FlaskClient, account: Make, sign_in: Make, page: str, role: Role
) -> None:
    sign_in(client, account(role))
    assert client.get(f"/ar/desk/admin/{page}").status_code == 200


def test_the_newest_line_comes_first(staff: FlaskClient) -> None:
    assert shown(staff, "") == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kind=need", [2, 1]),
        ("ref=sn-2026-001", [2, 1]),
        ("ref=sn-2026", []),
        ("person=awa", [2, 1]),
        ("person=100%25", [4, 3]),
        ("person=%25&kind=need", []),
        ("since=2026-03-03&until=2026-03-31", [4, 3]),
        ("until=2026-03-03", [3, 2, 1]),
        ("until=2026-03-02&kind=need&person=diop", [2, 1]),
        ("until=9999-12-31", [4, 3, 2, 1]),
        ("kind=unknown", []),
    ],
)
def test_the_journal_is_narrowed(staff: FlaskClient, question: str, expected: list[int]) -> None:
    assert shown(staff, question) == expected


def test_a_day_that_is_none_is_refused_beside_its_field(staff: FlaskClient) -> None:
    answer = staff.get("/en/desk/admin/journal?since=yesterday")
    assert answer.status_code == 422
    assert "yesterday" in answer.text


def test_acts_are_worded_as_the_features_word_them(staff: FlaskClient) -> None:
    page = staff.get("/en/desk/admin/journal").text
    for said in ("Draft begun", "Submitted for review", "Returned with a note"):
        assert said in page
    assert "Account deactivated" in page


def test_an_act_that_nobody_words_is_shown_by_its_name() -> None:
    assert act_label("need", "looked_at") == "looked at"
    assert act_label("something", "looked_at") == "looked at"


def test_the_journal_goes_over_pages(staff: FlaskClient, lines: Session) -> None:
    for number in range(60):
        journal.note(lines, Actor(3, "Mei"), "created", "need", f"CN-2026-{number:03d}")
    lines.commit()
    second = staff.get("/en/desk/admin/journal?person=mei&page=2").text
    assert "60 lines" in second
    assert "CN-2026-000" in second
    assert "CN-2026-059" not in second


def test_every_permission_has_its_row(staff: FlaskClient) -> None:
    page = staff.get("/en/desk/admin/rights").text
    for permission in all_rights():
        assert f">{permission.value}</bdi>" in page
    row = page.partition(">needs:need:see</bdi>")[2].partition("</tr>")[0]
    assert row.count("Depends on the record") == 6
    row = page.partition(">needs:need:review</bdi>")[2].partition("</tr>")[0]
    assert row.count(">Yes<") == 1


def test_every_kind_of_record_that_is_written_down_has_a_name(lines: Session) -> None:
    assert registered().keys() <= KINDS.keys()

"""The pages of countries and groups, for the public and for the secretariat."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.kernel.rights import Role
from matchmaker.places import queries
from matchmaker.places.lexicon import LANGUAGES

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def secretary(client: FlaskClient, account: Any, sign_in: Any) -> FlaskClient:
    """Sign somebody of the secretariat in."""
    sign_in(client, account(Role.SECRETARIAT))
    return client


def _number(session: Session, country: str, group: str) -> int:
    found = queries.membership_history(session, country)
    return next(one.id for one in found if one.group_code == group)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "NP", "groups", "groups/ldc", "?q=ne&on=2026-11-25"])
def test_every_page_opens_in_every_language(client: FlaskClient, language: str, path: str) -> None:
    answer = client.get(f"/{language}/countries/{path}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_a_country_shows_its_status_its_names_and_what_is_decided(
    client: FlaskClient, stop_clock: Callable[[datetime], None]
) -> None:
    stop_clock(SUMMER)
    text = client.get("/en/countries/np").text
    for words in ("Least developed country", "Asia and the Pacific", "尼泊尔", "Scheduled changes"):
        assert words in text
    assert "24 November 2026" in text
    stop_clock(datetime(2026, 11, 24, tzinfo=UTC))
    text = client.get("/en/countries/NP").text
    assert "Developing country" in text
    assert "Scheduled changes" not in text


def test_anybody_can_ask_who_was_an_ldc_on_a_day(client: FlaskClient) -> None:
    before = client.get("/en/countries/?group=ldc&on=2026-11-23").text
    after = client.get("/en/countries/?group=ldc&on=2026-11-25").text
    assert ">Nepal</a>" in before
    assert ">Nepal</a>" not in after
    assert ">Malawi</a>" in after


def test_a_group_tells_members_from_those_that_left(client: FlaskClient) -> None:
    text = client.get("/en/countries/groups/ecowas?on=2025-01-29").text
    members, _, others = text.partition("Not members on this date")
    assert ">Senegal</a>" in members
    assert ">Mali</a>" in others
    assert ">Mali</a>" not in members


@pytest.mark.parametrize("query", ["on=yesterday", "on=2026-02-30", "group=club"])
def test_a_filter_that_cannot_be_understood_is_said(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/en/countries/?{query}")
    assert answer.status_code == 422
    assert "field-error" in answer.text


@pytest.mark.parametrize("path", ["XX", "KEN", "groups/none", "groups/a-b"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/en/countries/{path}").status_code == 404


DESK = pytest.mark.parametrize("path", ["", "KE", "KE/new", "KE/1/edit", "KE/1/end"])


@DESK
def test_the_desk_asks_the_public_to_sign_in(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/en/desk/countries/{path}")
    assert answer.status_code == 303
    assert "sign-in" in answer.location


@DESK
def test_the_desk_is_closed_to_focal_points(
    client: FlaskClient, account: Any, sign_in: Any, path: str
) -> None:
    sign_in(client, account(Role.FOCAL_POINT))
    assert client.get(f"/en/desk/countries/{path}").status_code == 403


def test_the_secretariat_adds_a_membership(secretary: FlaskClient, session: Session) -> None:
    sent = {
        "group": "cis_ipa",
        "since": "2020-05-04",
        "since_precision": "year",
        "until_precision": "",
        "certainty": "solid",
        "source": "Decision 12",
    }
    answer = secretary.post("/en/desk/countries/GE/new", data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert "The membership has been added." in answer.text
    assert "Decision 12" in answer.text
    number = _number(session, "GE", "cis_ipa")
    assert 'value="2020-01-01"' in secretary.get(f"/en/desk/countries/GE/{number}/edit").text


def test_the_secretariat_moves_a_graduation(secretary: FlaskClient, session: Session) -> None:
    address = f"/en/desk/countries/BD/{_number(session, 'BD', 'ldc')}/end"
    assert f'href="{address}"' in secretary.get("/en/desk/countries/BD").text
    sent = {"until": "2029-11-24", "until_precision": "day", "source": "Resolution"}
    assert secretary.post(address, data=sent).status_code == 303
    assert ">Bangladesh</a>" in secretary.get("/en/countries/?group=ldc&on=2026-11-25").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": ""}, "This cannot be left empty."),
        ({"until": "1990-01-01", "until_precision": "day"}, "The end must come after"),
        ({"until": "soon"}, "Not a valid date value."),
        ({"group": "club"}, "Not a valid choice."),
        ({"group": "au"}, "belongs to this group in that time already"),
    ],
)
def test_wrong_facts_come_back_with_everything_typed(
    secretary: FlaskClient, change: dict[str, str], said: str
) -> None:
    sent = {
        "group": "eco",
        "since": "1999-01-01",
        "since_precision": "year",
        "until_precision": "",
        "certainty": "weak",
        "source": "A page",
        "note": "Keep me",
    }
    answer = secretary.post("/en/desk/countries/KE/new", data={**sent, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Keep me" in answer.text


def test_a_membership_of_another_country_is_not_found(
    secretary: FlaskClient, session: Session
) -> None:
    number = _number(session, "BD", "ldc")
    assert secretary.get(f"/en/desk/countries/KE/{number}/edit").status_code == 404
    assert secretary.get("/en/desk/countries/KE/99999999999/edit").status_code == 404

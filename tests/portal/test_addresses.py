"""Addresses and forms that nobody means well with are answered like any other: never badly."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.rights import Role
from matchmaker.kernel.words import whole_number

ORDERS = ("_scheme=javascript", "_anchor=x", "_method=PURGE", "_external=1", "endpoint=x", "self=x")
ENDLESS = "9" * 5000


@pytest.mark.parametrize("order", ORDERS)
def test_an_address_gives_no_orders_to_the_links_of_its_page(
    client: FlaskClient, order: str
) -> None:
    answer = client.get(f"/en/needs/?{order}&q=patents")
    assert answer.status_code == 200
    assert f'href="/fr/needs/?{order}&amp;q=patents"' in answer.text
    assert "javascript:" not in answer.text


def test_a_language_in_the_query_changes_nothing(client: FlaskClient) -> None:
    answer = client.get("/en/countries/?lang=xx")
    assert answer.status_code == 200
    assert 'href="/ru/countries/?lang=xx"' in answer.text


def test_the_page_of_a_refused_step_leads_to_the_record_in_other_languages(
    client: FlaskClient,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    office = organization("SN")
    sign_in(client, account(Role.FOCAL_POINT, office))
    words = {"organization": office.id, "language": "fr", "title": "Aide"}
    begun = client.post("/fr/needs/new", data=words)
    record = begun.location.partition("/edit/")[0]
    refused = client.post(f"{record}/submit")
    assert refused.status_code == 422
    assert f'href="{record.replace("/fr/", "/ru/")}"' in refused.text


@pytest.mark.parametrize("number", ["0", "-1", "1e9", "٣", "²", "", ENDLESS, "\0"])
def test_a_page_that_there_cannot_be_is_the_nearest(client: FlaskClient, number: str) -> None:
    answer = client.get("/en/needs/", query_string={"page": number})
    assert answer.status_code == (404 if number == "\0" else 200)


def test_only_plain_digits_of_a_size_that_databases_hold_are_numbers() -> None:
    texts = ("7", "999999999", "1000000000", ENDLESS, "-1", "٣", "²", "")
    assert [whole_number(text) for text in texts] == [7, 999999999, *[None] * 6]


@pytest.mark.parametrize("kind", ["needs", "offers", "experts", "activities", "search"])
def test_a_word_without_end_is_refused_beside_its_field(client: FlaskClient, kind: str) -> None:
    path = f"/en/{kind}" if kind == "search" else f"/en/{kind}/"
    answer = client.get(path, query_string={"q": "x" * 100_000})
    assert answer.status_code == 422
    assert "This is too long" in answer.text


@pytest.mark.parametrize(
    "address", ["needs/%00", "experts/EX%00", "countries/groups/%00", "needs/?topic=a%00b"]
)
def test_a_null_character_names_nothing(client: FlaskClient, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize("number", ["0", "99999999999999999999", ENDLESS])
def test_no_number_of_the_desk_is_too_large_to_be_unknown(
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Callable[..., None],
    number: str,
) -> None:
    sign_in(client, account(Role.SECRETARIAT))
    assert client.post(f"/en/desk/queue/{number}/assign").status_code == 404
    assert client.get(f"/en/desk/countries/SN/{number}/edit").status_code == 404
    assert client.get("/en/desk/people/", query_string={"q": "x" * 100_000}).status_code == 422


@pytest.mark.parametrize("title", ["   ", "\t\n", "\u2028", "\x00"])
def test_a_needed_line_is_not_only_space(
    client: FlaskClient,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
    title: str,
) -> None:
    office = organization("SN")
    sign_in(client, account(Role.FOCAL_POINT, office))
    words = {"organization": office.id, "language": "fr", "title": title}
    answer = client.post("/en/needs/new", data=words)
    assert answer.status_code == 422
    assert "This cannot be left empty." in answer.text


def test_no_row_that_was_filled_in_is_dropped(
    client: FlaskClient,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    office = organization("SN")
    sign_in(client, account(Role.FOCAL_POINT, office))
    words = {"organization": office.id, "language": "fr", "title": "Aide"}
    step = client.post("/en/needs/new", data=words).location.replace("problem", "assistance")
    rows = {f"requirements-{7 * n}-text": f"Condition {n};" for n in range(30)}
    assert client.post(step, data=rows).status_code == 303
    shown = client.get(step).text
    assert all(text in shown for text in rows.values())


def test_a_working_language_that_was_not_offered_is_refused(
    client: FlaskClient,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    office = organization("SN")
    sign_in(client, account(Role.FOCAL_POINT, office))
    words = {"organization": office.id, "language": "fr", "title": "Aide"}
    for kind in ("needs", "offers"):
        begun = client.post(f"/en/{kind}/new", data=words).location
        step = begun.rpartition("/")[0] + "/practical"
        assert client.post(step, data={"languages": "fr"}).status_code == 303
        assert client.post(step, data={"languages": ["fr", "x" * 100]}).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "nowhere"), ("POST", "about"), ("GET", "x/y")]
)
def test_an_address_that_leads_nowhere_is_answered_in_its_language(
    client: FlaskClient, method: str, path: str
) -> None:
    answer = client.open(f"/ar/{path}", method=method, headers={"Accept-Language": "en"})
    assert answer.status_code in {404, 405}
    assert '<html lang="ar" dir="rtl"' in answer.text


def test_what_was_not_offered_is_refused_in_the_pages_language(
    client: FlaskClient,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    office = organization("SN")
    sign_in(client, account(Role.FOCAL_POINT, office))
    words = {"organization": office.id, "language": "fr", "title": "Aide"}
    step = client.post("/fr/needs/new", data=words).location.replace("problem", "assistance")
    answer = client.post(step, data={"topics": "zz"})
    assert answer.status_code == 422
    assert "des valeurs proposées." in answer.text

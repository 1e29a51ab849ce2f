"""The start page, the search and the pages about the platform, as people meet them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from matchmaker.accounts.models import Account
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.web.languages import LANGUAGES

MOST_QUESTIONS = 15
Make = Callable[..., Any]


@pytest.mark.parametrize("page", ["", "search", "how-suggestions-are-made", "about", "topics/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_public_pages(client: FlaskClient, language: str, page: str) -> None:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_the_start_page_shows_what_was_published_and_nothing_else(
    client: FlaskClient, need: Callable[..., Need]
) -> None:
    shown, hidden = need("Examen des brevets"), need("Encore un brouillon", "draft")
    page = client.get("/en/").text
    assert shown.title in page
    assert hidden.title not in page
    assert '<span class="figure">1</span> <span>Needs</span>' in page


def test_the_public_is_led_to_a_first_step(client: FlaskClient) -> None:
    page = client.get("/en/").text.partition("<main")[2]
    for address, status in (("/needs/new", 303), ("/account/register", 200), ("/activities/", 200)):
        assert f'href="/en{address}"' in page
        assert client.get(f"/en{address}").status_code == status


def test_a_search_groups_what_it_finds(
    client: FlaskClient,
    need: Callable[..., Need],
    offer: Callable[..., Offer],
    expert: Callable[..., Expert],
) -> None:
    made = [need("Brevets verts"), offer("Cours sur les brevets"), expert("Brevets et semences")]
    page = client.get("/en/search?q=BREVETS").text
    assert all(one.title in page for one in made)
    assert "3 results" in page
    for kind in ("needs", "offers", "experts"):
        assert f'href="/en/{kind}/?q=BREVETS"' in page


def test_a_search_does_not_betray_drafts(client: FlaskClient, need: Callable[..., Need]) -> None:
    need("Stratégie confidentielle", "draft")
    page = client.get("/en/search?q=confidentielle").text
    assert "Nothing holds all of these words." in page


def test_a_focal_point_finds_the_drafts_of_their_office(
    client: FlaskClient, focal_point: Account, sign_in: Make, need: Callable[..., Need]
) -> None:
    made = need("Stratégie confidentielle", "draft")
    sign_in(client, focal_point)
    assert made.title in client.get("/en/search?q=confidentielle").text


def test_a_search_finds_countries_by_their_name_in_any_language(client: FlaskClient) -> None:
    page = client.get("/en/search?q=Сенегал").text
    assert 'href="/en/countries/SN"' in page
    assert "1 result" in page


def test_a_search_that_is_too_long_is_refused_beside_its_field(client: FlaskClient) -> None:
    answer = client.get(f"/en/search?q={'a' * 300}")
    assert answer.status_code == 422
    assert "a" * 300 in answer.text


@pytest.mark.parametrize("words", ["%25", "%27%22%3Cb%3E", "_", "\\"])
def test_a_search_takes_any_character_for_what_it_is(
    client: FlaskClient, need: Callable[..., Need], words: str
) -> None:
    need("Examen des brevets")
    answer = client.get(f"/en/search?q={words}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text
    assert "Examen des brevets" not in answer.text


def test_the_points_of_the_model_are_shown_and_explained(client: FlaskClient) -> None:
    page = client.get("/en/how-suggestions-are-made").text
    for said in ("Words in common", "at most 100", "not enough evidence", "People decide"):
        assert said in page


@pytest.mark.parametrize("role", Role)
def test_pages_ask_few_questions_and_the_menu_is_short(
    client: FlaskClient,
    account: Make,
    sign_in: Make,
    need: Callable[..., Need],
    offer: Callable[..., Offer],
    expert: Callable[..., Expert],
    counted: Make,
    role: Role,
) -> None:
    for number in range(7):
        need(f"Brevets {number}")
        offer(f"Brevets {number}")
        expert(f"Brevets {number}")
    sign_in(client, account(role))
    client.get("/en/search?q=brevets")  # whoever searches first after a change has it read
    for page in ("", "search?q=brevets", "countries/SN"):
        with counted() as asked:
            answer = client.get(f"/en/{page}")
        assert answer.status_code == 200
        assert 0 < len(asked) <= MOST_QUESTIONS, "\n".join(asked)
    menu = answer.text.partition('aria-label="Main menu"')[2].partition("</nav>")[0]
    assert 5 <= menu.count("<li>") <= 9
    assert menu.count("aria-current") == 1

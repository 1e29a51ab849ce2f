"""Searching in any words and language, and nothing found that the reader may not see."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.experts import actions as experts
from matchmaker.experts.actions import MissionGiven
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.offers import actions as offers
from matchmaker.offers.models import Offer

Make = Callable[..., Any]
HEADING = "In other words and languages"
CAFE = (
    "Acompañamos a los productores de café en el registro de su indicación geográfica, "
    "redactamos el pliego de condiciones y organizamos el control del nombre. "
)
ARABIC = "المؤشرات الجغرافية"
MOST_QUESTIONS = 15


@pytest.fixture
def origin_offer(session: Session, organization: Callable[..., Organization]) -> Offer:
    """Publish an offer written in Spanish."""
    office = organization("PE", "Oficina del Perú")
    offer = offers.create_offer(
        session, PLATFORM, office, "es", title="Sellos del lugar", description=CAFE * 2
    )
    offer.state, offer.submitted_at = "published", offer.created_at
    offer.published_at = offer.created_at
    session.commit()
    return offer


@pytest.fixture
def origin_need(session: Session, organization: Callable[..., Organization]) -> Make:
    """State a need in French: `origin_need("draft")`."""

    def make(state: str = "published", country: str = "SN") -> Need:
        need = needs.create_need(
            session,
            PLATFORM,
            organization(country),
            "fr",
            title="Le nom de notre terroir",
            problem="Protéger une indication géographique du café : cahier des charges, contrôle.",
        )
        need.state, need.submitted_at, need.published_at = state, need.created_at, need.created_at
        session.commit()
        return need

    return make


@pytest.fixture
def origin_expert(session: Session) -> Make:
    """Publish a profile whose missions those may read who are named."""

    def make(show_missions: str = "public") -> Expert:
        expert = experts.register_expert(
            session, PLATFORM, "en", name="Ana Quispe", country_code="PE", title="Consultora"
        )
        missions = [MissionGiven(f"Misión {n}", CAFE, 2020, "KE", "es") for n in range(3)]
        experts.revise_expert(
            session, PLATFORM, expert, missions=missions, show_missions=show_missions
        )
        expert.state, expert.submitted_at = "published", expert.created_at
        expert.published_at = expert.created_at
        session.commit()
        return expert

    return make


def after(page: str, heading: str = HEADING) -> str:
    """Return what a page shows under the heading."""
    return page.partition(f">{heading}<")[2].partition("<footer")[0]


def test_words_in_arabic_find_an_offer_in_spanish(client: FlaskClient, origin_offer: Offer) -> None:
    page = client.get(f"/en/search?q={quote(ARABIC)}").text
    assert origin_offer.title in after(page)
    assert "Geographical indications" in after(page)
    assert "0 results" in page
    assert "Nothing holds all of these words." not in page


@pytest.mark.parametrize("words", ["GI", "地理标志", "IG", "географические указания"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_short_words_and_abbreviations_find_it_on_every_page(
    client: FlaskClient, origin_offer: Offer, words: str, language: str
) -> None:
    page = client.get(f"/{language}/search?q={quote(words)}").text
    assert f'href="/{language}/offers/{origin_offer.ref}"' in page


def test_what_holds_the_words_comes_first_and_once(
    client: FlaskClient, origin_offer: Offer, origin_need: Make
) -> None:
    origin_need()
    page = client.get(f"/en/search?q={quote('indicación geográfica')}").text
    exact, _heading, related = page.partition(f">{HEADING}<")
    assert origin_offer.title in exact
    assert "1 result" in exact
    assert origin_offer.title not in related
    assert "Le nom de notre terroir" in related


@pytest.mark.parametrize("words", ["Senegal", "Perú", "OF-2026-0001", "Ana Quispe", "x"])
def test_names_and_numbers_find_only_what_holds_them(
    client: FlaskClient, origin_offer: Offer, words: str
) -> None:
    assert HEADING not in client.get(f"/en/search?q={quote(words)}").text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "withdrawn"])
def test_a_need_that_is_not_published_is_found_by_nobody_through_its_meaning(
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Make,
    origin_need: Make,
    state: str,
) -> None:
    hidden = origin_need(state)
    for person in (None, account(Role.FOCAL_POINT), account(Role.SECRETARIAT)):
        if person is not None:
            sign_in(client, person)
        for page in ("search", "needs/"):
            assert hidden.ref not in client.get(f"/en/{page}?q={quote(ARABIC)}").text


def test_a_withdrawn_offer_is_gone_at_once(
    session: Session, client: FlaskClient, origin_offer: Offer
) -> None:
    address = f"/en/offers/?q={quote(ARABIC)}"
    assert origin_offer.ref in client.get(address).text
    origin_offer.state, origin_offer.closed_at = "withdrawn", origin_offer.created_at
    session.commit()
    assert origin_offer.ref not in client.get(address).text


def test_missions_that_are_for_members_lead_only_members_to_the_profile(
    client: FlaskClient, account: Callable[..., Account], sign_in: Make, origin_expert: Make
) -> None:
    expert = origin_expert("members")
    addresses = [f"/en/search?q={quote(ARABIC)}", f"/en/experts/?q={quote(ARABIC)}"]
    assert not [one for one in addresses if expert.ref in client.get(one).text]
    sign_in(client, account(Role.FOCAL_POINT))
    assert [one for one in addresses if expert.ref in client.get(one).text] == addresses


def test_the_lists_find_it_too_and_keep_their_filters(
    client: FlaskClient, origin_offer: Offer, origin_need: Make, origin_expert: Make
) -> None:
    shown = {"offers": origin_offer, "needs": origin_need(), "experts": origin_expert()}
    for kind, record in shown.items():
        code = record.country_code
        page = client.get(f"/en/{kind}/?q={quote(ARABIC)}").text
        assert record.ref in after(page), kind
        same = client.get(f"/en/{kind}/?q={quote(ARABIC)}&place=country:{code}").text
        assert record.ref in after(same), kind
        other = client.get(f"/en/{kind}/?q={quote(ARABIC)}&place=country:KE").text
        assert HEADING not in other, kind
        assert HEADING not in client.get(f"/en/{kind}/").text


@pytest.mark.parametrize("page", ["search", "offers/", "needs/", "experts/", "activities/"])
def test_a_search_asks_few_questions(
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Make,
    counted: Make,
    origin_offer: Offer,
    origin_need: Make,
    origin_expert: Make,
    page: str,
) -> None:
    origin_need()
    origin_expert()
    sign_in(client, account(Role.SECRETARIAT))
    client.get(f"/en/{page}?q=GI")
    with counted() as asked:
        answer = client.get(f"/en/{page}?q=GI")
    assert answer.status_code == 200
    assert 0 < len(asked) <= MOST_QUESTIONS, "\n".join(asked)

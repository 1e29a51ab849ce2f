"""Needs that several countries share: for the secretariat, and for the offices that state them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.actions import suggest_all
from matchmaker.pairings.queries import shared_needs, similar_needs

Make = Callable[..., Any]
SONGS = "A collecting society that pays songwriters, singers and publishers what the radio owes. "


@pytest.fixture
def other_need(session: Session, organization: Callable[..., Organization]) -> Make:
    """State a need about something else, or a draft: `other_need("KE", "draft")`."""

    def make(country: str, state: str = "published", problem: str = SONGS) -> Need:
        need = needs.create_need(
            session, PLATFORM, organization(country), "en", title="Hidden title", problem=problem
        )
        need.state, need.submitted_at, need.published_at = state, need.created_at, need.created_at
        session.flush()
        return need

    return make


def test_near_identical_needs_of_two_countries_are_one_group(
    session: Session, make_need: Make, other_need: Make
) -> None:
    one, other = make_need("UG"), make_need("KE")
    other_need("BJ")
    (group,) = shared_needs(session)
    assert group.countries == ["KE", "UG"]
    assert {need.ref for need in group.needs} == {one.ref, other.ref}
    assert group.languages == ["en", "fr"]
    assert "geographical-indications" in group.concepts


def test_two_needs_of_one_country_are_no_group(session: Session, make_need: Make) -> None:
    make_need("UG")
    make_need("UG")
    assert shared_needs(session) == []


def test_a_provider_suggested_to_both_is_named(
    session: Session, make_need: Make, make_offer: Callable[..., Offer]
) -> None:
    offer = make_offer("CM")
    make_need("UG")
    make_need("KE")
    suggest_all(session)
    ((pairing, count),) = shared_needs(session)[0].providers
    assert (pairing.offer_id, count) == (offer.id, 2)


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn", "met"])
def test_only_open_needs_are_shared(session: Session, make_need: Make, state: str) -> None:
    one, other = make_need("UG"), make_need("KE")
    other.state, other.closed_at = state, other.created_at
    session.flush()
    assert shared_needs(session) == []
    assert similar_needs(session, one) == []
    assert similar_needs(session, other) == []


def test_the_page_proposes_a_joint_activity_to_the_secretariat_only(
    session: Session, client: FlaskClient, account: Make, sign_in: Make, make_need: Make
) -> None:
    make_need("UG")
    make_need("KE")
    session.commit()
    address = "/en/pairings/shared-needs"
    assert client.get(address).status_code == 303
    sign_in(client, account(Role.FOCAL_POINT))
    assert client.get(address).status_code == 403
    sign_in(client, account(Role.SECRETARIAT))
    page = client.get(address).text
    assert "One joint activity could answer these 2 needs." in page
    assert "Geographical indications" in page
    assert f'href="{address}"' in client.get("/en/desk/queue/").text


def test_the_page_says_so_when_no_two_countries_need_the_same(
    session: Session, client: FlaskClient, account: Make, sign_in: Make, make_need: Make
) -> None:
    make_need("UG")
    session.commit()
    sign_in(client, account(Role.SECRETARIAT))
    page = client.get("/en/pairings/shared-needs").text
    assert "No two countries have nearly the same open need." in page


def test_an_office_reads_on_its_need_who_else_has_it_and_others_do_not(
    session: Session,
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Make,
    organization: Callable[..., Organization],
    make_need: Make,
) -> None:
    office = organization("UG")
    need, other = make_need("UG", office), make_need("KE")
    session.commit()
    told = "1 other country has a similar need"
    assert told not in client.get(f"/en/needs/{need.ref}").text
    sign_in(client, account(Role.FOCAL_POINT, office))
    page = client.get(f"/en/needs/{need.ref}").text
    assert told in page
    assert f'href="/en/needs/{other.ref}"' in page
    assert told not in client.get(f"/en/needs/{other.ref}").text


def test_the_draft_of_another_country_is_never_told_of(
    session: Session,
    client: FlaskClient,
    account: Callable[..., Account],
    sign_in: Make,
    organization: Callable[..., Organization],
    make_need: Make,
    other_need: Make,
) -> None:
    office = organization("UG")
    need = make_need("UG", office)
    draft = other_need("KE", "draft", need.problem)
    session.commit()
    for person in (account(Role.FOCAL_POINT, office), account(Role.SECRETARIAT)):
        sign_in(client, person)
        assert draft.ref not in client.get(f"/en/needs/{need.ref}").text
    assert draft.ref not in client.get("/en/pairings/shared-needs").text

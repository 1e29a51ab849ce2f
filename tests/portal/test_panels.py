"""What waits for a person on their start page, and what a country's page shows of its records."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.kernel.rights import Role
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.publication.actions import enqueue

Make = Callable[..., Any]


def test_a_focal_point_sees_drafts_with_the_next_step(
    client: FlaskClient,
    focal_point: Account,
    sign_in: Make,
    need: Callable[..., Need],
    offer: Callable[..., Offer],
) -> None:
    draft, returned = need("Un brouillon", "draft"), offer("Une offre", "returned")
    sign_in(client, focal_point)
    page = client.get("/en/").text
    assert f'href="/en/needs/{draft.ref}/edit"' in page
    assert "Continue the draft" in page
    assert "Read the note and complete it" in page
    assert returned.title in page


def test_drafts_of_other_offices_are_not_shown(
    client: FlaskClient, account: Make, organization: Make, sign_in: Make, need: Callable[..., Need]
) -> None:
    draft = need("Un brouillon", "draft")
    sign_in(client, account(Role.FOCAL_POINT, organization("ML")))
    page = client.get("/en/").text
    assert draft.title not in page
    assert "Your office has nothing to finish." in page


def test_a_consultant_without_a_profile_is_invited_to_register(
    client: FlaskClient, account: Make, sign_in: Make
) -> None:
    sign_in(client, account(Role.CONSULTANT))
    assert 'href="/en/experts/new"' in client.get("/en/").text


def test_a_consultant_sees_where_the_profile_stands(
    client: FlaskClient, account: Make, sign_in: Make, expert: Callable[..., Expert]
) -> None:
    consultant = account(Role.CONSULTANT)
    made = expert("Brevets", "draft", account_id=consultant.id)
    sign_in(client, consultant)
    page = client.get("/en/").text
    assert f'href="/en/experts/{made.ref}/edit"' in page
    assert 'href="/en/experts/new"' not in page


def test_the_secretariat_sees_what_is_due_first_and_overdue(
    client: FlaskClient, session: Session, account: Make, sign_in: Make
) -> None:
    for number in range(7):
        enqueue(
            session,
            "need",
            f"SN-2026-{number}",
            endpoint="needs.show",
            title=f"Besoin {number}",
            language="fr",
            country="SN",
            due_on=clock.today() + timedelta(days=number - 2),
        )
    sign_in(client, account(Role.SECRETARIAT))
    page = client.get("/en/").text
    assert "7 items wait." in page
    assert "2 are overdue" in page
    assert "Besoin 4" in page
    assert "Besoin 5" not in page
    queue = client.get("/en/desk/queue/").text
    assert queue.count("Overdue") == 2
    assert "Besoin 6" in queue


def test_who_has_nothing_waiting_is_told_so(
    client: FlaskClient, account: Make, sign_in: Make
) -> None:
    sign_in(client, account(Role.ADMINISTRATOR))
    assert "Nothing waits for you." in client.get("/en/").text


def test_a_country_shows_its_public_records(
    client: FlaskClient,
    need: Callable[..., Need],
    offer: Callable[..., Offer],
    expert: Callable[..., Expert],
) -> None:
    made = [need("Un besoin"), offer("Une offre"), expert("Une spécialiste")]
    hidden = need("Un brouillon", "draft")
    page = client.get("/en/countries/SN").text
    assert all(one.title in page for one in made)
    assert hidden.title not in page
    for kind in ("needs", "offers", "experts"):
        assert f'href="/en/{kind}/?place=country:SN"' in page
    assert 'href="/en/needs/?place' not in client.get("/en/countries/ML").text

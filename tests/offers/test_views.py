"""The pages of offers, as the people concerned meet them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.rights import Role
from matchmaker.offers.models import Offer
from matchmaker.publication.models import QueueItem

SUBJECT = {
    "topics": "patent-examination",
    "assistance": "training",
    "sectors": "public-administration",
    "evidence-0-title": "Curso de 2025",
    "evidence-0-text": "Formamos a examinadores de diez países.",
    "evidence-0-year": "2025",
    "evidence-0-country_code": "PE",
    "evidence-1-title": "",
}
PRACTICAL = {"languages": "es", "mode": "remote", "capacity_per_year": "3"}


@pytest.fixture
def office(organization: Callable[..., Organization]) -> Organization:
    """Return an office of Chile."""
    return organization("CL", "Instituto chileno")


@pytest.fixture
def focal_point(
    client: FlaskClient,
    account: Callable[..., Account],
    office: Organization,
    sign_in: Callable[..., None],
) -> Account:
    """Return a focal point of the office, signed in."""
    made = account(Role.FOCAL_POINT, office, "es")
    sign_in(client, made)
    return made


def begin(client: FlaskClient, office: Organization) -> str:
    """Begin an offer and return its reference."""
    answer = client.post(
        "/es/offers/new",
        data={"organization": office.id, "language": "es", "title": "Curso de examen"},
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location).split("/")[3]


def fill(client: FlaskClient, ref: str) -> None:
    """Send every step of the form."""
    steps: dict[str, dict[str, Any]] = {
        "offer": {"language": "es", "title": "Curso de examen", "description": "Un curso."},
        "subject": SUBJECT,
        "practical": PRACTICAL,
    }
    for step, data in steps.items():
        assert client.get(f"/es/offers/{ref}/edit/{step}").status_code == 200
        answer = client.post(f"/es/offers/{ref}/edit/{step}", data=data)
        assert answer.status_code == 303, answer.text


def offer(session: Session, ref: str) -> Offer:
    """Return the offer as the database has it."""
    session.expire_all()
    return session.scalars(select(Offer).where(Offer.ref == ref)).one()


def test_an_offer_goes_from_draft_to_published_and_rests(
    client: FlaskClient,
    session: Session,
    office: Organization,
    focal_point: Account,
    account: Callable[..., Account],
    sign_in: Callable[..., None],
) -> None:
    ref = begin(client, office)
    assert ref.startswith("OF-CL-")
    assert client.get(f"/es/offers/{ref}/edit/check").text.count(f"{ref}/edit/offer#") == 1
    assert client.post(f"/es/offers/{ref}/submit").status_code == 422
    fill(client, ref)
    draft = offer(session, ref)
    assert (draft.topics, draft.capacity_per_year) == (["patent-examination"], 3)
    assert [(one.title, one.year, one.country_code) for one in draft.evidence] == [
        ("Curso de 2025", 2025, "PE")
    ]
    assert client.get(f"/es/offers/{ref}/edit/check").status_code == 200
    assert client.post(f"/es/offers/{ref}/submit").status_code == 303
    assert client.post(f"/es/offers/{ref}/publish").status_code == 403

    secretariat = client.application.test_client()
    sign_in(secretariat, account(Role.SECRETARIAT))
    assert ref in secretariat.get("/en/desk/queue/").text
    assert secretariat.post(f"/en/offers/{ref}/return").status_code == 422
    assert secretariat.post(f"/en/offers/{ref}/publish").status_code == 303
    assert session.scalars(select(QueueItem).where(QueueItem.closed_at.is_(None))).all() == []

    stranger = client.application.test_client()
    for language in ("en", "ar"):
        page = stranger.get(f"/{language}/offers/{ref}")
        assert page.status_code == 200
        assert "Formamos a examinadores" in page.text
    assert ref in stranger.get("/en/offers/?topic=patents&q=EXAMINADORES&language=es").text
    assert ref not in stranger.get("/en/offers/?topic=copyright").text

    assert f"{ref}/pause" in client.get(f"/es/offers/{ref}").text
    assert client.post(f"/es/offers/{ref}/pause", data={"reason": "Obras"}).status_code == 303
    assert "Obras" in client.get(f"/es/offers/{ref}").text
    assert "Obras" not in stranger.get(f"/en/offers/{ref}").text
    assert client.post(f"/es/offers/{ref}/resume").status_code == 303
    assert client.post(f"/es/offers/{ref}/withdraw", data={"reason": "Fin"}).status_code == 303
    assert stranger.get(f"/en/offers/{ref}").status_code == 303


def test_a_draft_is_nobody_elses(
    client: FlaskClient,
    office: Organization,
    focal_point: Account,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    ref = begin(client, office)
    assert ref in client.get("/es/offers/mine").text
    other = client.application.test_client()
    sign_in(other, account(Role.FOCAL_POINT, organization("AR")))
    assert other.get(f"/en/offers/{ref}").status_code == 404
    assert other.post(f"/en/offers/{ref}/edit/offer", data={"title": "x"}).status_code == 404
    assert ref not in other.get("/en/offers/").text
    refused = other.post(
        "/en/offers/new", data={"organization": office.id, "language": "en", "title": "Theirs"}
    )
    assert refused.status_code == 422
    assert "Theirs" in refused.text


@pytest.mark.parametrize(
    ("step", "changed", "message"),
    [
        (
            "practical",
            {"available_from": "2099-05-01", "available_until": "2099-04-01"},
            "The end is before the beginning.",
        ),
        ("practical", {"capacity_per_year": "many"}, "Give a whole number from 1 to 1000."),
        ("subject", {"evidence-1-year": "2020"}, "Say what was done, or empty the whole row."),
        ("subject", {"evidence-0-year": "20"}, "Give a whole number from 1950 to 2100."),
    ],
)
def test_what_was_typed_is_still_there_when_it_is_refused(
    client: FlaskClient,
    session: Session,
    office: Organization,
    focal_point: Account,
    step: str,
    changed: dict[str, str],
    message: str,
) -> None:
    ref = begin(client, office)
    typed = {"practical": PRACTICAL, "subject": SUBJECT}[step] | changed
    answer = client.post(f"/en/offers/{ref}/edit/{step}", data=typed)
    assert answer.status_code == 422
    assert message in answer.text
    for value in typed.values():
        assert value in answer.text
    assert offer(session, ref).terms == []


def test_a_filter_that_cannot_be_understood_is_said_so(client: FlaskClient) -> None:
    answer = client.get("/en/offers/?since=tomorrow")
    assert answer.status_code == 422
    assert "tomorrow" in answer.text


def test_the_second_to_save_is_told_and_nothing_is_overwritten(
    client: FlaskClient, session: Session, office: Organization, focal_point: Account
) -> None:
    ref = begin(client, office)
    version = offer(session, ref).version
    first = {"language": "es", "title": "Primero", "description": "Uno.", "version": version}
    assert client.post(f"/en/offers/{ref}/edit/offer", data=first).status_code == 303
    second = client.post(f"/en/offers/{ref}/edit/offer", data=first | {"title": "Segundo"})
    assert second.status_code == 409
    assert "Segundo" in second.text
    assert offer(session, ref).title == "Primero"


def test_rows_that_are_emptied_go_and_the_others_keep_their_numbers(
    client: FlaskClient, session: Session, office: Organization, focal_point: Account
) -> None:
    ref = begin(client, office)
    two = SUBJECT | {"evidence-1-title": "Segundo", "stay": "1"}
    answer = client.post(f"/en/offers/{ref}/edit/subject", data=two)
    assert answer.location.endswith(f"/en/offers/{ref}/edit/subject")
    first = offer(session, ref).evidence[0].id
    one = SUBJECT | {"evidence-0-title": "Otro"}
    client.post(f"/en/offers/{ref}/edit/subject", data=one)
    assert [(row.id, row.title) for row in offer(session, ref).evidence] == [(first, "Otro")]

"""The pages of needs, as the people concerned meet them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs import actions as needs
from matchmaker.needs.models import Need
from matchmaker.publication.models import QueueItem

PROBLEM = "Nos examinateurs n'ont pas accès aux bases de brevets et travaillent sur papier."
HELP = {"topics": "patent-information", "assistance": "training"}
PRACTICAL = {"languages": "fr", "mode": "remote", "budget": "none", "answer_by": "2099-01-31"}


@pytest.fixture
def office(organization: Callable[..., Organization]) -> Organization:
    """An office of Senegal."""
    return organization("SN", "Agence sénégalaise")


@pytest.fixture
def focal_point(
    client: FlaskClient,
    account: Callable[..., Account],
    office: Organization,
    sign_in: Callable[..., None],
) -> Account:
    """A focal point of the office, signed in."""
    made = account(Role.FOCAL_POINT, office, "fr")
    sign_in(client, made)
    return made


def begin(client: FlaskClient, office: Organization) -> str:
    """Begin a need and return its reference."""
    answer = client.post(
        "/fr/needs/new",
        data={"organization": office.id, "language": "fr", "title": "Accès aux brevets"},
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location).split("/")[3]


def fill(client: FlaskClient, ref: str) -> None:
    """Send every step of the form."""
    steps: dict[str, dict[str, Any]] = {
        "problem": {"language": "fr", "title": "Accès aux brevets", "problem": PROBLEM},
        "assistance": HELP
        | {
            "requirements-0-what": "language:fr",
            "requirements-0-essential": "y",
            "requirements-1-what": "group:ldc",
        },
        "practical": PRACTICAL,
    }
    for step, data in steps.items():
        answer = client.post(f"/fr/needs/{ref}/edit/{step}", data=data)
        assert answer.status_code == 303, answer.text


def need(session: Session, ref: str) -> Need:
    """Return the need as the database has it."""
    session.expire_all()
    return session.scalars(select(Need).where(Need.ref == ref)).one()


def test_a_need_goes_from_draft_to_published(
    client: FlaskClient,
    session: Session,
    office: Organization,
    focal_point: Account,
    account: Callable[..., Account],
    sign_in: Callable[..., None],
) -> None:
    ref = begin(client, office)
    assert client.get(f"/fr/needs/{ref}/edit/check").text.count("needs/") > 3
    refused = client.post(f"/fr/needs/{ref}/submit")
    assert refused.status_code == 422
    fill(client, ref)
    draft = need(session, ref)
    assert draft.topics == ["patent-information"]
    assert [(one.kind, one.value, one.essential) for one in draft.requirements] == [
        ("language", "fr", True),
        ("group", "ldc", False),
    ]
    assert draft.answer_by == date(2099, 1, 31)
    assert client.post(f"/fr/needs/{ref}/submit").status_code == 303
    assert client.post(f"/fr/needs/{ref}/publish").status_code == 403

    sign_in(client, account(Role.SECRETARIAT))
    assert ref in client.get("/en/desk/queue/").text
    assert client.post(f"/en/needs/{ref}/return").status_code == 422
    assert client.post(f"/en/needs/{ref}/publish").status_code == 303
    waiting = session.scalars(select(QueueItem).where(QueueItem.closed_at.is_(None))).all()
    assert [item.kind for item in waiting] == ["pairing"]

    stranger = client.application.test_client()
    page = stranger.get(f"/ar/needs/{ref}")
    assert page.status_code == 200
    assert "Nos examinateurs" in page.text
    assert 'href="/ar/topics/concepts/patent-information"' in page.text
    assert ref in stranger.get("/en/needs/?topic=patents&place=group:ldc").text
    assert ref not in stranger.get("/en/needs/?topic=copyright").text


def test_a_draft_is_nobody_elses(
    client: FlaskClient,
    office: Organization,
    focal_point: Account,
    account: Callable[..., Account],
    organization: Callable[..., Organization],
    sign_in: Callable[..., None],
) -> None:
    ref = begin(client, office)
    other = client.application.test_client()
    assert other.get(f"/en/needs/{ref}").status_code == 303
    sign_in(other, account(Role.FOCAL_POINT, organization("ML")))
    assert other.get(f"/en/needs/{ref}").status_code == 404
    assert other.post(f"/en/needs/{ref}/edit/problem", data={"title": "x"}).status_code == 404


def test_what_was_typed_is_still_there_when_it_is_refused(
    client: FlaskClient, office: Organization, focal_point: Account
) -> None:
    ref = begin(client, office)
    answer = client.post(
        f"/en/needs/{ref}/edit/practical",
        data=PRACTICAL
        | {"starts_on": "2099-05-01", "ends_on": "2099-04-01", "budget_note": "Rien"},
    )
    assert answer.status_code == 422
    assert "The end is before the beginning." in answer.text
    assert "2099-04-01" in answer.text
    assert "Rien" in answer.text


def test_the_second_to_save_is_told_and_nothing_is_overwritten(
    client: FlaskClient, session: Session, office: Organization, focal_point: Account
) -> None:
    ref = begin(client, office)
    version = need(session, ref).version
    first = {"language": "fr", "title": "Premier", "problem": PROBLEM, "version": version}
    assert client.post(f"/en/needs/{ref}/edit/problem", data=first).status_code == 303
    second = client.post(f"/en/needs/{ref}/edit/problem", data=first | {"title": "Second"})
    assert second.status_code == 409
    assert "Second" in second.text
    assert need(session, ref).title == "Premier"


def test_a_draft_whose_date_has_passed_is_not_submitted(
    client: FlaskClient,
    session: Session,
    focal_point: Account,
    office: Organization,
    stop_clock: Callable[[datetime], None],
) -> None:
    stop_clock(datetime(2097, 1, 1, tzinfo=UTC))
    need = needs.create_need(session, PLATFORM, office, "fr", title="Aide", problem=PROBLEM)
    terms: dict[str, Any] = {"topic": ["patents"], "assistance": ["training"], "language": ["fr"]}
    soon: dict[str, Any] = {"mode": "remote", "answer_by": date(2097, 1, 5)}
    needs.revise_need(session, PLATFORM, need, terms=terms, **soon)
    session.commit()
    stop_clock(datetime(2097, 1, 6, tzinfo=UTC))
    actor = focal_point.as_actor()
    with pytest.raises(Invalid, match="This date has passed"):
        needs.take_step(session, actor, need, "submit")
    assert need.state == "draft"

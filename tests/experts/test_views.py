"""The pages of experts, as the people concerned meet them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.experts import actions
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.publication.models import QueueItem
from tests.experts.conftest import NAME

Maker = Callable[..., Expert]
ABOUT = {
    "name": NAME,
    "title": "Information brevets",
    "country_code": "GN",
    "residence_code": "",
    "language": "fr",
}
MISSIONS = {
    "missions-0-title": "Cajou",
    "missions-0-text": "Base de brevets pour la filière anacarde.",
    "missions-0-year": "2024",
    "missions-0-country_code": "BJ",
    "missions-1-title": "Training",
    "missions-1-text": "Five days.",
    "missions-1-language": "en",
    "missions-2-title": "",
}
SUBJECTS = {"topics": "patent-information", "assistance": "training", "languages": "fr"}
AVAILABILITY = {
    "mode": "remote",
    "capacity": "",
    "engaged": "",
    "conflicts-0-country_code": "GN",
    "conflicts-0-reason": "Fonctionnaire",
}
VISIBILITY = {"show_name": "after_consent", "show_missions": "members"}


@pytest.fixture
def me(client: FlaskClient, consultant: Account, sign_in: Callable[..., None]) -> Account:
    """Return the consultant, signed in."""
    sign_in(client, consultant)
    return consultant


@pytest.fixture
def secretariat(
    client: FlaskClient, account: Callable[..., Account], sign_in: Callable[..., None]
) -> FlaskClient:
    """Return the browser of somebody of the secretariat."""
    browser = client.application.test_client()
    sign_in(browser, account(Role.SECRETARIAT))
    return browser


def profile(session: Session) -> Expert:
    """Return the one profile as the database has it."""
    session.expire_all()
    return session.scalars(select(Expert)).one()


def test_a_consultant_registers_and_always_sees_where_they_stand(
    client: FlaskClient, session: Session, me: Account, secretariat: FlaskClient
) -> None:
    assert "/experts/new" in client.get("/fr/experts/mine").text
    assert me.name in client.get("/fr/experts/new").text
    begun = client.post("/fr/experts/new", data=ABOUT)
    ref = profile(session).ref
    assert begun.location.endswith(f"/fr/experts/{ref}/edit/missions")
    assert client.get("/fr/experts/new").location.endswith("/fr/experts/mine")
    assert f"{ref}/edit/missions#missions" in client.get("/fr/experts/mine").text
    assert client.post(f"/fr/experts/{ref}/submit").status_code == 422
    steps = {
        "about": ABOUT,
        "missions": MISSIONS,
        "subjects": SUBJECTS,
        "availability": AVAILABILITY,
        "visibility": VISIBILITY,
    }
    for step, data in steps.items():
        assert client.get(f"/fr/experts/{ref}/edit/{step}").status_code == 200
        answer = client.post(f"/fr/experts/{ref}/edit/{step}", data=data)
        assert answer.status_code == 303, answer.text
    assert answer.location.endswith(f"/fr/experts/{ref}/edit/check")
    draft = profile(session)
    assert [(one.title, one.year, one.language) for one in draft.missions] == [
        ("Cajou", 2024, "fr"),
        ("Training", None, "en"),
    ]
    assert (draft.capacity, draft.engaged, draft.residence_code) == (1, 0, None)
    assert [(one.country_code, one.reason) for one in draft.conflicts] == [("GN", "Fonctionnaire")]
    assert client.get(f"/fr/experts/{ref}/edit/check").status_code == 200
    assert client.post(f"/fr/experts/{ref}/submit").status_code == 303

    assert ref in secretariat.get("/en/desk/queue/").text
    note = {"reason": "Please add the year of the training."}
    assert secretariat.post(f"/en/experts/{ref}/return", data=note).status_code == 303
    assert note["reason"] in client.get("/fr/experts/mine").text
    assert client.post(f"/fr/experts/{ref}/submit").status_code == 303
    assert client.post(f"/fr/experts/{ref}/publish").status_code == 403
    assert secretariat.post(f"/en/experts/{ref}/publish").status_code == 303
    assert session.scalars(select(QueueItem).where(QueueItem.closed_at.is_(None))).all() == []
    assert client.get(f"/ar/experts/{ref}").status_code == 200
    for step in ("pause", "resume", "confirm"):
        assert client.post(f"/fr/experts/{ref}/{step}").status_code == 303
    assert client.get(f"/fr/experts/{ref}/edit/about").status_code == 403
    changed = client.post(f"/fr/experts/{ref}/edit/availability", data={"capacity": "2"})
    assert changed.location.endswith("/fr/experts/mine")
    assert profile(session).capacity == 2
    assert "<h1" in client.get("/zh/experts/mine").text


@pytest.mark.parametrize("show_name", ["members", "after_consent"])
def test_a_hidden_name_is_nowhere_in_what_the_public_is_sent(
    client: FlaskClient,
    session: Session,
    published: Maker,
    consultant: Account,
    secretariat: FlaskClient,
    show_name: str,
) -> None:
    consultant.name, consultant.phone = NAME, "+224 600 00 00 00"
    expert = published(show_name=show_name, show_missions="members")
    for step in ("pause", "resume"):
        actions.take_step(session, consultant.as_actor(), expert, step)
    session.commit()
    hidden = (*NAME.split(), consultant.email, consultant.phone, "ANACARDE", "Cajou")
    for address in (f"/en/experts/{expert.ref}", "/en/experts/", "/en/experts/?q=information"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f"Expert {expert.ref}" in answer.text
        for text in hidden:
            assert text not in answer.text, (address, text)
    assert expert.ref not in client.get("/en/experts/?q=anacarde").text
    seen = secretariat.get(f"/en/experts/{expert.ref}").text
    assert all(text in seen for text in hidden)


def test_members_read_what_is_for_members_but_no_contacts(
    client: FlaskClient,
    session: Session,
    published: Maker,
    consultant: Account,
    account: Callable[..., Account],
    sign_in: Callable[..., None],
) -> None:
    expert = published(show_name="members", show_missions="members")
    sign_in(client, account(Role.FUNDER))
    shown = client.get(f"/en/experts/{expert.ref}").text
    assert NAME in shown
    assert "ANACARDE" in shown
    assert consultant.email not in shown


def test_a_draft_is_nobody_elses(
    client: FlaskClient,
    session: Session,
    written: Maker,
    account: Callable[..., Account],
    secretariat: FlaskClient,
    sign_in: Callable[..., None],
) -> None:
    ref = written().ref
    session.commit()
    assert client.get(f"/en/experts/{ref}").status_code == 303
    sign_in(client, account(Role.CONSULTANT))
    for step in ("about", "availability"):
        assert client.post(f"/en/experts/{ref}/edit/{step}", data=ABOUT).status_code == 404
    assert client.get(f"/en/experts/{ref}").status_code == 404
    assert secretariat.get(f"/en/experts/{ref}").status_code == 404
    assert ref not in client.get("/en/experts/").text


@pytest.mark.parametrize(
    ("step", "typed", "message"),
    [
        ("missions", MISSIONS | {"missions-2-year": "2020"}, "Say what was done"),
        ("availability", {"capacity": "lots", "mode": "remote"}, "Give a whole number from 1 to"),
        ("availability", {"conflicts-0-reason": "Cousin"}, "Name the country or the organization"),
        ("about", ABOUT | {"title": ""}, "This cannot be left empty."),
    ],
)
def test_what_was_typed_is_still_there_when_it_is_refused(
    client: FlaskClient,
    session: Session,
    me: Account,
    written: Maker,
    step: str,
    typed: dict[str, str],
    message: str,
) -> None:
    expert = written()
    session.commit()
    before = expert.version
    answer = client.post(f"/en/experts/{expert.ref}/edit/{step}", data=typed)
    assert answer.status_code == 422
    assert message in answer.text
    for value in typed.values():
        assert value in answer.text
    assert profile(session).version == before


def test_the_second_to_save_is_told_and_nothing_is_overwritten(
    client: FlaskClient, session: Session, me: Account, written: Maker
) -> None:
    expert = written()
    session.commit()
    first = ABOUT | {"version": str(expert.version)}
    address = f"/en/experts/{expert.ref}/edit/about"
    assert client.post(address, data=first | {"title": "Premier"}).status_code == 303
    second = client.post(address, data=first | {"title": "Second"})
    assert second.status_code == 409
    assert "Second" in second.text
    assert profile(session).title == "Premier"

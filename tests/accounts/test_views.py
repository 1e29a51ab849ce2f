"""The pages of accounts, as browsers see them."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from matchmaker.accounts import actions, events, queries, rules
from matchmaker.accounts.models import Account, Attempt, Organization, Sitting
from matchmaker.kernel.events import Event, listen
from matchmaker.kernel.rights import Role
from matchmaker.web.database import db
from matchmaker.web.languages import LANGUAGES
from tests.conftest import PASSWORD

NEW = "three tame zebras"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SignIn = Callable[[FlaskClient, Account], None]
tokens: list[str] = []


def _hear(_session: Session, event: Event) -> None:
    tokens.append(getattr(event, "token", ""))


for _kind in (events.ConfirmationAsked, events.ResetAsked, events.Invited):
    listen(_kind, _hear)


def enter(
    client: FlaskClient, email: str, password: str = PASSWORD, way: str = "", address: str = "::1"
) -> TestResponse:
    """Send the form that signs people in."""
    return client.post(
        f"/en/account/sign-in{way}",
        data={"email": email, "password": password},
        environ_base={"REMOTE_ADDR": address},
    )


def is_in(client: FlaskClient) -> bool:
    """Return whether the client is taken for somebody."""
    return client.get("/en/account/").status_code == 200


def test_signing_in_leads_home_in_ones_own_language(
    client: FlaskClient, known: Callable[..., Account]
) -> None:
    answer = enter(client, known(language="fr").email)
    assert (answer.status_code, answer.location) == (303, "/fr/")
    assert client.get_cookie("language").value == "fr"  # type: ignore[union-attr]
    assert is_in(client)


def test_signing_in_leads_back_to_the_page_that_was_wanted(
    client: FlaskClient, known: Callable[..., Account]
) -> None:
    first = client.get("/en/account/sittings")
    assert first.location == "/en/account/sign-in?next=/en/account/sittings"
    answer = enter(client, known().email, way="?next=/en/account/sittings")
    assert answer.location == "/en/account/sittings"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/%5Cevil.example", "/%09/evil.example"],
)
def test_signing_in_never_leads_to_another_site(
    client: FlaskClient, known: Callable[..., Account], elsewhere: str
) -> None:
    assert enter(client, known().email, way=f"?next={elsewhere}").location == "/en/"


def test_unknown_addresses_get_the_answer_of_wrong_passwords(
    client: FlaskClient, known: Callable[..., Account]
) -> None:
    email = known().email
    wrong = enter(client, email, "not the password")
    unknown = enter(client, "person0@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(email, "") == unknown.text.replace("person0@example.org", "")
    assert "The mail address or the password is not right." in wrong.text
    assert f'value="{email}"' in wrong.text and "not the password" not in wrong.text


def test_failures_are_counted_although_the_request_is_refused(
    client: FlaskClient, known: Callable[..., Account], session: Session
) -> None:
    owner, neighbour = known(), known()
    for _time in range(5):
        assert enter(client, owner.email, "not the password").status_code == 422
    assert len(session.scalars(select(Attempt)).all()) == 10
    assert enter(client, owner.email).status_code == 429
    assert enter(client, owner.email, address="192.0.2.1").status_code == 429
    assert enter(client, neighbour.email).status_code == 429
    assert enter(client, neighbour.email, address="192.0.2.1").status_code == 303


def test_a_copied_cookie_is_dead_after_signing_out(
    app: Flask, client: FlaskClient, known: Callable[..., Account]
) -> None:
    enter(client, known().email)
    copy = app.test_client()
    copy.set_cookie("session", client.get_cookie("session").value)  # type: ignore[union-attr]
    assert is_in(copy)
    assert client.post("/en/account/sign-out").status_code == 303
    assert not is_in(client) and not is_in(copy)


def test_signing_in_again_ends_the_sitting_before(
    app: Flask, client: FlaskClient, known: Callable[..., Account]
) -> None:
    enter(client, known().email)
    copy = app.test_client()
    copy.set_cookie("session", client.get_cookie("session").value)  # type: ignore[union-attr]
    enter(client, known().email)
    assert is_in(client) and not is_in(copy)


def test_sign_out_needs_a_post(client: FlaskClient) -> None:
    assert client.get("/en/account/sign-out").status_code == 405


@pytest.mark.parametrize(
    ("role", "idle"), [(Role.SECRETARIAT, 30), (Role.ADMINISTRATOR, 30), (Role.FUNDER, 120)]
)
def test_idle_people_are_signed_out(
    client: FlaskClient,
    known: Callable[..., Account],
    stop_clock: Callable[[datetime], None],
    role: Role,
    idle: int,
) -> None:
    stop_clock(NOON)
    enter(client, known(role).email)
    stop_clock(NOON + timedelta(minutes=idle - 1))
    client.get("/en/account/", buffered=True).close()
    stop_clock(NOON + timedelta(minutes=2 * idle - 2))
    assert is_in(client)
    stop_clock(NOON + timedelta(minutes=4 * idle))
    assert not is_in(client)


def test_nobody_stays_longer_than_twelve_hours(
    client: FlaskClient, known: Callable[..., Account], stop_clock: Callable[[datetime], None]
) -> None:
    stop_clock(NOON)
    enter(client, known().email)
    for hour in range(1, 12):
        stop_clock(NOON + timedelta(hours=hour))
        answer = client.get("/en/account/")
        assert answer.status_code == 200
        answer.close()
    stop_clock(NOON + timedelta(hours=12))
    assert not is_in(client)


def test_the_last_use_is_written_once_a_minute(
    client: FlaskClient,
    known: Callable[..., Account],
    session: Session,
    stop_clock: Callable[[datetime], None],
) -> None:
    stop_clock(NOON)
    enter(client, known().email)
    for seconds, seen in ((59, 0), (60, 60), (90, 60)):
        stop_clock(NOON + timedelta(seconds=seconds))
        client.get("/en/account/").close()
        session.expire_all()
        sitting = session.scalars(select(Sitting)).one()
        assert sitting.seen_at == NOON + timedelta(seconds=seen)


def test_a_consultant_registers_in_the_browser(client: FlaskClient) -> None:
    filled = {"name": "Rosa Lima", "email": "rosa@example.org", "password": NEW, "language": "pt"}
    answer = client.post("/pt/account/register", data=filled)
    assert (answer.status_code, answer.location) == (303, "/pt/account/mail-sent")
    link = f"/pt/account/confirm/{tokens[-1]}"
    for _scanner in range(2):
        page = client.get(link)
        assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert enter(client, "rosa@example.org", NEW).status_code == 409
    assert client.post(link).location == "/pt/account/sign-in"
    assert client.post(link).status_code == client.get(link).status_code == 404
    assert enter(client, "rosa@example.org", NEW).location == "/pt/"


def test_registering_with_a_taken_address_looks_the_same(
    client: FlaskClient, known: Callable[..., Account]
) -> None:
    filled = {"name": "Rosa Lima", "password": NEW, "language": "pt"}
    answers = [
        client.post("/en/account/register", data={**filled, "email": email})
        for email in (known().email, "rosa@example.org")
    ]
    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].location == answers[1].location


def test_a_refused_registration_keeps_what_was_typed(client: FlaskClient) -> None:
    filled = {"name": "Rosa Lima", "email": "rosa@", "password": NEW, "language": "pt"}
    answer = client.post("/en/account/register", data=filled)
    assert answer.status_code == 422 and 'value="Rosa Lima"' in answer.text
    assert "This is not a mail address." in answer.text and NEW not in answer.text


def test_a_forgotten_password_is_set_anew(
    app: Flask, client: FlaskClient, known: Callable[..., Account]
) -> None:
    owner = known()
    enter(client, owner.email)
    other = app.test_client()
    other.post("/en/account/forgotten", data={"email": owner.email})
    link = f"/en/account/reset/{tokens[-1]}"
    refused = other.post(link, data={"password": "short"})
    assert refused.status_code == 422 and "at least 12 characters" in refused.text
    assert other.post(link, data={"password": NEW}).location == "/en/account/sign-in"
    assert not is_in(client)
    assert other.post(link, data={"password": NEW}).status_code == 404
    assert enter(other, owner.email, NEW).status_code == 303


def test_forgotten_says_the_same_of_unknown_addresses(
    client: FlaskClient, known: Callable[..., Account]
) -> None:
    answers = [
        client.post("/en/account/forgotten", data={"email": email})
        for email in (known().email, "nobody@example.org")
    ]
    assert [answer.location for answer in answers] == ["/en/account/mail-sent"] * 2


def test_details_are_changed_and_the_language_remembered(
    client: FlaskClient, known: Callable[..., Account], session: Session, sign_in: SignIn
) -> None:
    owner = known()
    sign_in(client, owner)
    filled = {"name": "Awa Diop", "language": "ar", "phone": "+221 33 555 01 00"}
    assert client.post("/en/account/", data=filled).location == "/ar/account/"
    assert client.get_cookie("language").value == "ar"  # type: ignore[union-attr]
    session.refresh(owner)
    assert (owner.name, owner.language, owner.phone) == tuple(filled.values())
    wrong = client.post("/en/account/", data=filled | {"phone": "call me"})
    assert wrong.status_code == 422 and 'value="call me"' in wrong.text


def test_changing_the_password_signs_out_other_devices(
    app: Flask, client: FlaskClient, known: Callable[..., Account], sign_in: SignIn
) -> None:
    owner, other = known(), app.test_client()
    sign_in(client, owner)
    sign_in(other, owner)
    filled = {"current": "not the password", "password": NEW}
    wrong = client.post("/en/account/password", data=filled)
    assert wrong.status_code == 422 and "This is not your present password." in wrong.text
    right = client.post("/en/account/password", data=filled | {"current": PASSWORD})
    assert right.status_code == 303
    assert is_in(client) and not is_in(other)


def test_the_present_password_cannot_be_guessed_without_end(
    client: FlaskClient, known: Callable[..., Account], sign_in: SignIn
) -> None:
    sign_in(client, known())
    filled = {"current": "not the password", "password": NEW}
    for _time in range(5):
        client.post("/en/account/password", data=filled)
    answer = client.post("/en/account/password", data=filled | {"current": PASSWORD})
    assert answer.status_code == 429


def test_people_see_and_end_their_own_sittings(
    app: Flask, client: FlaskClient, known: Callable[..., Account], session: Session
) -> None:
    owner, stranger = known(), known()
    phone, desk = app.test_client(), app.test_client()
    for browser in (client, phone, desk):
        enter(browser, owner.email)
    token = actions.begin_sitting(session, stranger, "")
    foreign = queries.live_sitting(session, token)
    session.commit()
    assert client.get("/en/account/sittings").text.count("Last used") == 3
    assert foreign is not None
    assert client.post(f"/en/account/sittings/{foreign.id}/end").status_code == 404
    newest = max(sitting.id for sitting in queries.live_sittings(session, owner.id))
    assert client.post(f"/en/account/sittings/{newest}/end").status_code == 303
    assert [is_in(browser) for browser in (client, phone, desk)] == [True, True, False]
    assert client.post("/en/account/sittings/end-others").status_code == 303
    assert [is_in(browser) for browser in (client, phone, desk)] == [True, False, False]


def test_a_deactivated_person_is_out_at_once(
    app: Flask, client: FlaskClient, known: Callable[..., Account]
) -> None:
    keeper, owner, browser = known(Role.ADMINISTRATOR), known(), app.test_client()
    enter(browser, owner.email)
    enter(client, keeper.email, address="192.0.2.1")
    assert client.post(f"/en/desk/people/{owner.id}/deactivate").status_code == 303
    assert not is_in(browser)
    assert enter(browser, owner.email).status_code == 409
    assert client.post(f"/en/desk/people/{owner.id}/deactivate").status_code == 409
    assert client.post(f"/en/desk/people/{owner.id}/reactivate").status_code == 303
    assert enter(browser, owner.email).status_code == 303


def test_somebody_invited_joins_in_the_browser(
    app: Flask,
    client: FlaskClient,
    known: Callable[..., Account],
    organization: Callable[..., Organization],
    session: Session,
    sign_in: SignIn,
) -> None:
    office = organization("SN", "OSPI")
    sign_in(client, known(Role.SECRETARIAT))
    filled = {
        "email": "awa@example.org",
        "role": "focal_point",
        "organization": str(office.id),
        "language": "fr",
    }
    assert client.post("/en/desk/people/invite", data=filled).status_code == 303
    assert "awa@example.org" in client.get("/en/desk/people/invite").text
    guest = app.test_client()
    link = f"/fr/account/join/{tokens[-1]}"
    assert "OSPI" in guest.get(link).text
    joining = {"name": "Awa Diop", "password": NEW, "language": "fr"}
    assert guest.post(link, data=joining).location == "/fr/"
    assert is_in(guest) and guest.get(link).status_code == 404
    assert "awa@example.org" not in client.get("/en/desk/people/invite").text


def test_an_invitation_signs_nobody_in_to_an_account_that_exists(
    app: Flask, client: FlaskClient, known: Callable[..., Account], sign_in: SignIn
) -> None:
    owner = known(Role.FUNDER)
    sign_in(client, known(Role.SECRETARIAT))
    filled = {"email": owner.email, "role": "consultant", "organization": "", "language": "fr"}
    client.post("/en/desk/people/invite", data=filled)
    guest = app.test_client()
    link = f"/en/account/join/{tokens[-1]}"
    assert 'name="password"' not in guest.get(link).text
    assert guest.post(link).location == "/en/account/sign-in"
    assert not is_in(guest) and enter(guest, owner.email).status_code == 303


def test_a_role_that_needs_an_organization_is_refused_without(
    client: FlaskClient, known: Callable[..., Account], sign_in: SignIn
) -> None:
    sign_in(client, known(Role.SECRETARIAT))
    filled = {"email": "a@example.org", "role": "funder", "organization": "", "language": "fr"}
    answer = client.post("/en/desk/people/invite", data=filled)
    assert answer.status_code == 422 and 'value="a@example.org"' in answer.text
    assert 'id="organization-error-1"' in answer.text


def test_the_staff_finds_people_and_adds_organizations(
    client: FlaskClient, known: Callable[..., Account], sign_in: SignIn
) -> None:
    staff, owner = known(Role.SECRETARIAT), known()
    sign_in(client, staff)
    found = client.get(f"/en/desk/people/?q={owner.name}&role=consultant").text
    assert owner.email in found and staff.email not in found
    assert "Nobody was found" in client.get("/en/desk/people/?q=zzz").text
    filled = {"name": "Office of Fiji", "kind": "office", "country": "FJ", "website": ""}
    assert client.post("/en/desk/people/organizations", data=filled).status_code == 303
    assert "Office of Fiji" in client.get("/en/desk/people/organizations").text
    assert client.post("/en/desk/people/organizations", data=filled).status_code == 422


DESK = ["/en/desk/people/", "/en/desk/people/invite", "/en/desk/people/organizations"]


@pytest.mark.parametrize("address", DESK)
def test_only_the_staff_sees_the_desk(
    app: Flask, known: Callable[..., Account], sign_in: SignIn, address: str
) -> None:
    for role in Role:
        browser = app.test_client()
        sign_in(browser, known(role))
        assert browser.get(address).status_code == (200 if role in rules.STAFF else 403), role
    assert app.test_client().get(address).status_code == 303


def test_only_administrators_deactivate(
    app: Flask, known: Callable[..., Account], sign_in: SignIn
) -> None:
    owner = known()
    for role, status in ((Role.SECRETARIAT, 403), (Role.CONSULTANT, 404)):
        browser = app.test_client()
        sign_in(browser, known(role))
        assert browser.post(f"/en/desk/people/{owner.id}/deactivate").status_code == status
    assert app.test_client().post(f"/en/desk/people/{owner.id}/deactivate").status_code == 303


OWN = ["", "password", "sittings"]
PUBLIC = ["sign-in", "register", "forgotten", "mail-sent"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_shown_in_every_language(
    app: Flask, client: FlaskClient, known: Callable[..., Account], sign_in: SignIn, code: str
) -> None:
    sign_in(client, known(Role.ADMINISTRATOR))
    pages = [client.get(f"/{code}/account/{name}") for name in OWN]
    pages += [client.get(address.replace("/en/", f"/{code}/")) for address in DESK]
    pages += [app.test_client().get(f"/{code}/account/{name}") for name in PUBLIC]
    for page in pages:
        assert page.status_code == 200 and f'lang="{code}"' in page.text
        assert page.text.count("<h1>") == 1


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30, "x", "-1"])
def test_numbers_of_nothing_are_not_found(
    client: FlaskClient, known: Callable[..., Account], sign_in: SignIn, number: str
) -> None:
    sign_in(client, known(Role.ADMINISTRATOR))
    for address in (
        f"/en/account/sittings/{number}/end",
        f"/en/desk/people/{number}/deactivate",
        f"/en/desk/people/invite/{number}/withdraw",
    ):
        assert client.post(address).status_code == 404


def test_reading_works_while_somebody_else_is_writing(
    whole_app: Flask, stop_clock: Callable[[datetime], None]
) -> None:
    """The last use waits until the answer has gone out; the page itself does not wait."""
    with whole_app.app_context():
        with db.sessionmaker.begin() as own:
            owner = Account(
                email="reader@example.org",
                name="Reader",
                created_at=datetime.now(UTC),
                confirmed_at=datetime.now(UTC),
            )
            own.add(owner)
            token = actions.begin_sitting(own, owner, "")
            sitting = own.scalars(select(Sitting)).one()
            sitting.seen_at = datetime.now(UTC) - timedelta(minutes=5)
        engine = db.engine
    answer: list[Any] = []

    def read() -> None:
        browser = whole_app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = token
        answer.append(browser.get("/en/account/sittings"))

    try:
        with engine.connect() as writer:
            # Keeps every writer out on SQLite, and whoever writes to this sitting on PostgreSQL.
            writer.exec_driver_sql("UPDATE sittings SET device = device")
            reader = threading.Thread(target=read)
            reader.start()
            reader.join(timeout=8)
            assert answer and answer[0].status_code == 200
            writer.rollback()
        answer[0].close()
    finally:
        with whole_app.app_context(), db.sessionmaker.begin() as own:
            for kept in (Sitting, Account):
                for record in own.scalars(select(kept)):
                    own.delete(record)

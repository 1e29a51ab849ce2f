"""Notices on the site, and letters on the administrators' desk."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.kernel.rights import Role
from matchmaker.notices.actions import tell, tell_address
from matchmaker.notices.lexicon import Title
from matchmaker.notices.models import Letter, Notice

Make = Callable[..., Account]
SignIn = Callable[[FlaskClient, Account], None]


def tell_submitted(session: Session, person: Account, title: str = "Besoin") -> Notice:
    """Tell a person that something was submitted; return the notice."""
    until = date(2026, 5, 1)
    shown = Title(title, "fr")
    tell(session, [person], "submitted", endpoint="needs.show", ref="X-1", title=shown, until=until)
    session.flush()
    return session.scalars(select(Notice).order_by(Notice.id.desc())).all()[0]


def write_letter(session: Session, **changes: object) -> Letter:
    """Write a letter with a secret in its link; return it."""
    tell_address(
        session,
        "new@example.org",
        "Layla",
        "ar",
        "confirm_address",
        endpoint="accounts.confirm",
        link={"token": "very-secret"},
        until=date(2026, 5, 1),
    )
    session.flush()
    letter = session.scalars(select(Letter).order_by(Letter.id.desc())).all()[0]
    for name, value in changes.items():
        setattr(letter, name, value)
    session.commit()
    return letter


def test_notices_are_shown_unread_first_and_counted(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    ana = account(Role.SECRETARIAT)
    tell_submitted(session, ana, "First <b>")
    tell_submitted(session, ana, "Second").read_at = ana.created_at
    tell_submitted(session, account(Role.SECRETARIAT), "Somebody else's")
    sign_in(client, ana)
    text = client.get("/en/notices/").text
    assert text.index('<bdi lang="fr">First &lt;b&gt;</bdi>') < text.index("Second")
    assert "Somebody else" not in text
    assert "by 1 May 2026" in text
    assert '<span class="count">1<' in text


def test_a_notice_leads_to_its_record_and_is_read_then(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    ana = account(Role.SECRETARIAT)
    notice = tell_submitted(session, ana)
    sign_in(client, ana)
    answer = client.post(f"/ar/notices/{notice.id}/open")
    assert (answer.status_code, answer.location) == (303, "/ar/needs/X-1")
    session.expire_all()
    assert notice.read_at is not None


def test_all_notices_can_be_marked_as_read(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    ana = account(Role.SECRETARIAT)
    one, two = tell_submitted(session, ana), tell_submitted(session, ana)
    sign_in(client, ana)
    assert client.post(f"/en/notices/{one.id}/read").status_code == 303
    session.expire_all()
    assert (one.read_at is None, two.read_at is None) == (False, True)
    assert client.post("/en/notices/read").status_code == 303
    session.expire_all()
    assert two.read_at is not None
    assert "Mark as read" not in client.get("/en/notices/").text


def test_notices_of_others_do_not_exist(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    ana, bo = account(Role.SECRETARIAT), account(Role.ADMINISTRATOR)
    notice = tell_submitted(session, ana)
    sign_in(client, bo)
    assert client.post(f"/en/notices/{notice.id}/open").status_code == 404
    assert client.post("/en/notices/999999/read").status_code == 404
    assert "no notices for you yet" in client.get("/en/notices/").text


@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.SECRETARIAT, 403)])
def test_letters_are_for_administrators(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn, role: Role, status: int
) -> None:
    write_letter(session, state="failed")
    sign_in(client, account(role))
    assert client.get("/en/desk/letters/").status_code == status
    assert client.get("/en/desk/letters/?state=failed").status_code == status


def test_the_public_is_asked_to_sign_in(client: FlaskClient) -> None:
    assert "sign-in" in client.get("/en/notices/").location
    assert "sign-in" in client.get("/en/desk/letters/").location


@pytest.mark.parametrize(("state", "shown"), [("kept", True), ("waiting", False)])
def test_a_letter_is_shown_as_its_recipient_reads_it(
    client: FlaskClient,
    session: Session,
    account: Make,
    sign_in: SignIn,
    state: str,
    shown: bool,
) -> None:
    letter = write_letter(session, state=state)
    sign_in(client, account(Role.ADMINISTRATOR))
    text = client.get(f"/en/desk/letters/{letter.id}").text
    assert '<div lang="ar" dir="rtl">' in text
    assert "Layla" in text
    assert ("very-secret" in text) is shown
    assert ("The link is withheld" in text) is not shown


def test_a_letter_that_failed_can_be_tried_again(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    letter = write_letter(session, state="failed", attempts=16, last_error="SMTPDataError: 451")
    sign_in(client, account(Role.ADMINISTRATOR))
    page = f"/en/desk/letters/{letter.id}"
    assert "SMTPDataError: 451" in client.get(page).text
    assert client.post(f"{page}/retry").status_code == 303
    # Without a mail server in these tests, the runner keeps it as soon as it is taken up.
    session.expire_all()
    assert (letter.state, letter.attempts) == ("kept", 0)
    assert client.post(f"{page}/retry").status_code == 409


def test_a_letter_that_was_sent_can_be_read_without_its_secret(
    client: FlaskClient, session: Session, account: Make, sign_in: SignIn
) -> None:
    letter = write_letter(session)
    letter.state, letter.sent_at, letter.link = "sent", letter.created_at, {}
    session.commit()
    sign_in(client, account(Role.ADMINISTRATOR))
    assert client.get(f"/zh/desk/letters/{letter.id}").status_code == 200

"""Telling people things, in the transaction of what it tells of."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.events import AddressTaken, Invited, PasswordChanged
from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel import clock, events
from matchmaker.kernel.errors import NotAllowed, StepRefused
from matchmaker.kernel.rights import Role
from matchmaker.notices import actions, queries
from matchmaker.notices.events import people_of, secretariat
from matchmaker.notices.lexicon import Title
from matchmaker.notices.models import Letter, Notice

Make = Callable[..., Account]


def tell_submitted(session: Session, people: list[Account], dedupe: str | None = None) -> None:
    actions.tell(
        session,
        people,
        "submitted",
        endpoint="needs.show",
        ref="SN-2026-001",
        dedupe=dedupe,
        title=Title("Besoin d'appui", "fr"),
        until=date(2026, 5, 1),
    )


def letters(session: Session) -> list[Letter]:
    return list(session.scalars(select(Letter).order_by(Letter.id)))


def notices(session: Session) -> list[Notice]:
    return list(session.scalars(select(Notice).order_by(Notice.id)))


def test_each_person_is_told_once_on_the_site_and_by_mail(session: Session, account: Make) -> None:
    ana, bo = account(Role.SECRETARIAT), account(Role.SECRETARIAT, language="ar")
    tell_submitted(session, [ana, bo, ana])
    session.flush()
    assert [notice.account_id for notice in notices(session)] == [ana.id, bo.id]
    assert [(letter.email, letter.language) for letter in letters(session)] == [
        (ana.email, "en"),
        (bo.email, "ar"),
    ]
    assert len({letter.message_id for letter in letters(session)}) == 2


def test_nothing_is_told_if_the_change_is_undone(session: Session, account: Make) -> None:
    ana = account(Role.SECRETARIAT)
    session.commit()
    tell_submitted(session, [ana])
    session.rollback()
    assert notices(session) == []
    assert letters(session) == []


def test_what_has_a_key_is_told_once(session: Session, account: Make) -> None:
    ana, bo = account(Role.SECRETARIAT), account(Role.SECRETARIAT)
    tell_submitted(session, [ana], dedupe="overdue:7")
    tell_submitted(session, [ana, bo], dedupe="overdue:7")
    session.flush()
    assert [notice.account_id for notice in notices(session)] == [ana.id, bo.id]
    assert [letter.email for letter in letters(session)] == [ana.email, bo.email]


def test_only_active_accounts_are_told_and_demonstrations_get_no_mail(
    session: Session, account: Make
) -> None:
    gone, unproven, shown = (account(Role.SECRETARIAT) for _ in range(3))
    gone.deactivated_at, unproven.confirmed_at = clock.now(), None
    shown.demonstration = True
    tell_submitted(session, [gone, unproven, shown])
    session.flush()
    assert [notice.account_id for notice in notices(session)] == [shown.id]
    assert [(letter.email, letter.state) for letter in letters(session)] == [(shown.email, "kept")]


def test_audiences(
    session: Session, account: Make, organization: Callable[..., Organization]
) -> None:
    office = organization("SN")
    ana = account(Role.FOCAL_POINT, office)
    bo = account(Role.SECRETARIAT, office)
    session.flush()
    assert list(people_of(session, office.id)) == [ana, bo]
    assert list(people_of(session, office.id, Role.FOCAL_POINT)) == [ana]
    assert list(secretariat(session, PasswordChanged(ana.id))) == [bo]


@pytest.mark.parametrize(
    ("office", "kind"), [("Office", "invited_for_organization"), ("", "invited")]
)
def test_invited_people_get_the_invitation_that_fits(
    session: Session, office: str, kind: str
) -> None:
    actions.listen()
    actions.listen()
    invited = Invited("new@example.org", "fr", office, "focal_point", "Ana", "secret")
    events.announce(session, invited)
    session.flush()
    [letter] = letters(session)
    assert (letter.kind, letter.language, letter.secret) == (kind, "fr", True)
    assert letter.params["role"] == {"word": "Focal point of an office"}
    assert "secret" not in str(letter.params)


def test_letters_about_accounts_go_to_the_account(session: Session, account: Make) -> None:
    actions.listen()
    ana = account(Role.CONSULTANT, language="zh")
    session.flush()
    events.announce(session, PasswordChanged(ana.id))
    events.announce(session, AddressTaken(ana.id, ana.email, "zh", ana.name))
    session.flush()
    found = [(letter.kind, letter.email, letter.language) for letter in letters(session)]
    assert found == [
        ("password_changed", ana.email, "zh"),
        ("address_taken", ana.email, "zh"),
    ]
    assert notices(session) == []


def test_only_a_letter_that_failed_can_be_tried_again(session: Session, account: Make) -> None:
    admin, ana = account(Role.ADMINISTRATOR), account(Role.SECRETARIAT)
    tell_submitted(session, [ana])
    session.flush()
    [letter] = letters(session)
    with pytest.raises(StepRefused):
        actions.retry(session, admin.as_actor(), letter)
    letter.state, letter.attempts = "failed", 16
    session.flush()
    with pytest.raises(NotAllowed):
        actions.retry(session, ana.as_actor(), letter)
    actions.retry(session, admin.as_actor(), letter)
    session.refresh(letter)
    assert (letter.state, letter.attempts) == ("waiting", 0)


def test_marking_all_read_leaves_the_notices_of_others(session: Session, account: Make) -> None:
    ana, bo = account(Role.SECRETARIAT), account(Role.SECRETARIAT)
    tell_submitted(session, [ana, bo])
    tell_submitted(session, [ana])
    session.flush()
    assert queries.count_unread(session, ana.id) == 2
    actions.mark_all_read(session, ana.as_actor())
    assert queries.count_unread(session, ana.id) == 0
    assert queries.count_unread(session, bo.id) == 1

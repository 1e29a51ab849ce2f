"""What registering, joining, signing in and signing out leave behind."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.accounts import actions, events, queries, rules
from matchmaker.accounts.models import Account, Attempt, Organization, Ticket
from matchmaker.kernel import events as kernel_events
from matchmaker.kernel.clock import frozen_at
from matchmaker.kernel.errors import Invalid, Missing, NotAllowed, StepRefused
from matchmaker.kernel.events import Event, listen
from matchmaker.kernel.journal import JournalEntry
from matchmaker.kernel.rights import Actor, Role
from tests.conftest import PASSWORD

NEW = "three tame zebras"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KINDS: tuple[type[Event], ...] = (
    events.ConfirmationAsked,
    events.ResetAsked,
    events.Invited,
    events.AddressTaken,
    events.PasswordChanged,
)


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    """Return what was announced, in order."""
    found: list[Any] = []

    def hear(_session: Session, event: Event) -> None:
        found.append(event)

    for kind in KINDS:
        listen(kind, hear)
    yield found
    for kind in KINDS:
        kernel_events._listeners[kind].remove(hear)


def newcomer(session: Session, email: str = "new@example.org", password: str = NEW) -> None:
    actions.register(
        session, email=email, password=password, name="Rosa Lima", language="pt", address="::1"
    )


def enter(session: Session, email: str, password: str, address: str = "192.0.2.1") -> Account:
    claim = actions.claim_account(session, email, address)
    try:
        proven = actions.prove(claim, password)
    except rules.WrongPassword:
        actions.count_failure(session, claim)
        session.flush()
        raise
    return actions.sign_in(session, proven)


def test_a_consultant_registers_confirms_and_signs_in(session: Session, heard: list[Any]) -> None:
    newcomer(session, " New@Example.ORG ")
    asked = heard[-1]
    assert isinstance(asked, events.ConfirmationAsked)
    assert (asked.email, asked.language) == ("new@example.org", "pt")
    with pytest.raises(StepRefused):
        enter(session, "new@example.org", NEW)
    actions.confirm_address(session, asked.token)
    account = enter(session, "New@example.org", NEW)
    assert account.as_actor().roles == {Role.CONSULTANT}


def test_a_taken_address_gets_a_letter_and_nothing_changes(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    owner = known()
    newcomer(session, owner.email)
    assert heard[-1] == events.AddressTaken(owner.id, owner.email, owner.language, owner.name)
    assert enter(session, owner.email, PASSWORD) is owner
    assert owner.name != "Rosa Lima"


def test_registering_again_before_confirming_makes_the_first_link_useless(
    session: Session, heard: list[Any]
) -> None:
    newcomer(session, password="nine odd pelicans")
    newcomer(session)
    first, second = heard
    with pytest.raises(rules.LinkDead):
        actions.confirm_address(session, first.token)
    actions.confirm_address(session, second.token)
    with pytest.raises(rules.WrongPassword):
        enter(session, "new@example.org", "nine odd pelicans")


def test_tokens_and_passwords_are_stored_nowhere(session: Session, heard: list[Any]) -> None:
    newcomer(session)
    ticket = session.scalars(select(Ticket)).one()
    assert ticket.token_hash == rules.hashed(heard[0].token)
    lines = session.scalars(select(JournalEntry)).all()
    written = repr([vars(line) for line in lines])
    assert lines and heard[0].token not in written and NEW not in written
    assert heard[0].token not in repr(heard[0])


@pytest.mark.parametrize("purpose", ["confirm", "reset", "invite"])
def test_tickets_expire(
    session: Session, purpose: str, known: Callable[..., Account], heard: list[Any]
) -> None:
    with frozen_at(NOON):
        owner, staff = known(), known(Role.SECRETARIAT).as_actor()
        if purpose == "confirm":
            newcomer(session)
        elif purpose == "reset":
            actions.ask_reset(session, owner.email, "192.0.2.1")
        else:
            invited(session, staff)
    token = heard[-1].token
    last = NOON + rules.LIFETIMES[purpose] - timedelta(seconds=1)
    with frozen_at(last):
        assert queries.live_ticket(session, token, purpose).purpose == purpose
    with frozen_at(last + timedelta(seconds=1)), pytest.raises(rules.LinkDead):
        queries.live_ticket(session, token, purpose)


def test_tickets_serve_their_own_purpose_once(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    owner = known()
    actions.ask_reset(session, owner.email, "192.0.2.1")
    token = heard[-1].token
    with pytest.raises(rules.LinkDead):
        actions.confirm_address(session, token)
    actions.reset_password(session, token, NEW)
    with pytest.raises(rules.LinkDead):
        actions.reset_password(session, token, "another long secret")
    assert enter(session, owner.email, NEW) is owner


def test_a_reset_ends_all_sittings_and_lifts_the_throttle(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    owner = known()
    token = actions.begin_sitting(session, owner, "")
    fail(session, owner.email, 5)
    actions.ask_reset(session, owner.email, "192.0.2.1")
    actions.reset_password(session, heard[-1].token, NEW)
    assert heard[-1] == events.PasswordChanged(owner.id)
    assert queries.live_sitting(session, token) is None
    assert enter(session, owner.email, NEW, "192.0.2.99") is owner


def test_unknown_and_deactivated_addresses_get_no_reset(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    gone = known()
    gone.deactivated_at = NOON
    actions.ask_reset(session, gone.email, "192.0.2.1")
    actions.ask_reset(session, "nobody@example.org", "192.0.2.1")
    assert heard == []


def test_resets_are_limited_whether_or_not_the_account_exists(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    owner = known()
    for email in (owner.email, "nobody@example.org"):
        with frozen_at(NOON):
            for _time in range(5):
                actions.ask_reset(session, email, "192.0.2.1")
            with pytest.raises(rules.TooManyAttempts):
                actions.ask_reset(session, email, "192.0.2.2")
        with frozen_at(NOON + timedelta(days=1)):
            actions.ask_reset(session, email, "192.0.2.1")
    assert len(heard) == 6


def fail(session: Session, email: str, times: int, address: str = "192.0.2.1") -> None:
    for _time in range(times):
        with pytest.raises(rules.WrongPassword):
            enter(session, email, "not the password", address)


def test_five_failures_close_an_account_for_a_quarter_of_an_hour(
    session: Session, known: Callable[..., Account]
) -> None:
    owner = known()
    with frozen_at(NOON):
        for number in range(5):
            fail(session, owner.email, 1, f"192.0.2.{number}")
        with pytest.raises(rules.TooManyAttempts):
            enter(session, owner.email, PASSWORD, "198.51.100.7")
    with frozen_at(NOON + timedelta(minutes=15)):
        assert enter(session, owner.email, PASSWORD) is owner


def test_five_failures_close_an_address_but_nobody_elses(
    session: Session, known: Callable[..., Account]
) -> None:
    owner = known()
    for number in range(5):
        fail(session, f"nobody{number}@example.org", 1)
    with pytest.raises(rules.TooManyAttempts):
        enter(session, owner.email, PASSWORD)
    assert enter(session, owner.email, PASSWORD, "198.51.100.7") is owner


def test_unknown_accounts_are_closed_as_known_ones_are(session: Session) -> None:
    for number in range(5):
        fail(session, "nobody@example.org", 1, f"192.0.2.{number}")
    with pytest.raises(rules.TooManyAttempts):
        enter(session, "nobody@example.org", PASSWORD, "198.51.100.7")


def test_signing_in_forgets_the_accounts_failures_but_not_the_addresses(
    session: Session, known: Callable[..., Account]
) -> None:
    owner = known()
    fail(session, owner.email, 4)
    enter(session, owner.email, PASSWORD)
    assert session.scalar(select(func.count()).select_from(Attempt)) == 4
    fail(session, owner.email, 1, "198.51.100.7")


def test_a_right_guess_is_worth_nothing_once_others_have_failed_meanwhile(
    session: Session, known: Callable[..., Account]
) -> None:
    owner = known()
    claim = actions.claim_account(session, owner.email, "192.0.2.9")
    proven = actions.prove(claim, PASSWORD)
    fail(session, owner.email, 5)
    with pytest.raises(rules.TooManyAttempts):
        actions.sign_in(session, proven)
    with pytest.raises(rules.TooManyAttempts):
        actions.count_failure(session, claim)


def test_an_unproven_claim_signs_nobody_in(session: Session, known: Callable[..., Account]) -> None:
    claim = actions.claim_account(session, known().email, "192.0.2.9")
    with pytest.raises(rules.WrongPassword):
        actions.sign_in(session, claim)


def test_outdated_hashes_are_renewed(session: Session, known: Callable[..., Account]) -> None:
    from argon2 import PasswordHasher

    owner = known()
    owner.password_hash = weak = PasswordHasher(1, 8, 1).hash(PASSWORD)
    enter(session, owner.email, PASSWORD)
    assert owner.password_hash != weak and not rules.hash_outdated(owner.password_hash)
    assert enter(session, owner.email, PASSWORD) is owner


def test_sittings_of_others_cannot_be_ended(
    session: Session, known: Callable[..., Account]
) -> None:
    mine, other = known(), known()
    token = actions.begin_sitting(session, other, "")
    sitting = queries.live_sitting(session, token)
    assert sitting is not None
    with pytest.raises(Missing):
        actions.end_sitting(session, mine.as_actor(), sitting.id)
    actions.end_sitting(session, other.as_actor(), sitting.id)
    assert queries.live_sitting(session, token) is None


def invited(
    session: Session,
    staff: Actor,
    role: Role = Role.CONSULTANT,
    organization: Organization | None = None,
    email: str = "guest@example.org",
) -> None:
    actions.invite(session, staff, email=email, role=role, organization=organization, language="fr")


def test_somebody_invited_joins_with_the_role(
    session: Session,
    known: Callable[..., Account],
    organization: Callable[..., Organization],
    heard: list[Any],
) -> None:
    office = organization("SN", "OSPI")
    staff = known(Role.SECRETARIAT)
    invited(session, staff.as_actor(), Role.FOCAL_POINT, office)
    letter = heard[-1]
    assert (letter.organization_name, letter.role) == ("OSPI", "focal_point")
    assert (letter.inviter_name, letter.language) == (staff.name, "fr")
    account = actions.accept_invitation(
        session, letter.token, name="Awa Diop", password=NEW, language="fr"
    )
    actor = account.as_actor()
    assert actor.roles == {Role.FOCAL_POINT} and actor.organizations == {office.id}
    assert enter(session, "guest@example.org", NEW) is account


def test_an_invitation_adds_a_role_to_an_account_and_keeps_its_password(
    session: Session,
    known: Callable[..., Account],
    organization: Callable[..., Organization],
    heard: list[Any],
) -> None:
    guest = known()
    staff = known(Role.SECRETARIAT).as_actor()
    invited(session, staff, Role.FUNDER, organization("KR"), guest.email)
    joined = actions.accept_invitation(
        session, heard[-1].token, name="Somebody Else", password="nine odd pelicans"
    )
    assert joined is guest and guest.name != "Somebody Else"
    assert guest.as_actor().roles == {Role.CONSULTANT, Role.FUNDER}
    assert enter(session, guest.email, PASSWORD) is guest


def test_invitations_are_refused(
    session: Session, known: Callable[..., Account], organization: Callable[..., Organization]
) -> None:
    staff, consultant = known(Role.SECRETARIAT).as_actor(), known().as_actor()
    with pytest.raises(Invalid):
        invited(session, staff, Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        invited(session, staff, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        invited(session, consultant, Role.FOCAL_POINT, organization("SN"))


def test_a_withdrawn_invitation_is_dead(
    session: Session, known: Callable[..., Account], heard: list[Any]
) -> None:
    staff = known(Role.SECRETARIAT).as_actor()
    invited(session, staff)
    ticket = session.scalars(queries.open_invitations()).one()
    actions.withdraw_invitation(session, staff, ticket)
    with pytest.raises(rules.LinkDead):
        actions.accept_invitation(session, heard[-1].token, name="A", password=NEW)


def test_deactivation_ends_everything_until_reactivation(
    session: Session, known: Callable[..., Account]
) -> None:
    keeper, owner = known(Role.ADMINISTRATOR).as_actor(), known()
    token = actions.begin_sitting(session, owner, "")
    actions.deactivate(session, keeper, owner)
    assert queries.live_sitting(session, token) is None
    with pytest.raises(StepRefused):
        enter(session, owner.email, PASSWORD)
    actions.reactivate(session, keeper, owner)
    assert enter(session, owner.email, PASSWORD) is owner
    assert queries.live_sitting(session, token) is None


def test_nobody_deactivates_themselves_and_only_administrators_others(
    session: Session, known: Callable[..., Account]
) -> None:
    keeper, staff = known(Role.ADMINISTRATOR), known(Role.SECRETARIAT)
    with pytest.raises(StepRefused):
        actions.deactivate(session, keeper.as_actor(), keeper)
    with pytest.raises(NotAllowed):
        actions.deactivate(session, staff.as_actor(), keeper)


def test_people_revise_only_themselves(session: Session, known: Callable[..., Account]) -> None:
    mine, other = known(), known()
    actions.revise_own(session, mine.as_actor(), mine, name="N", language="ru", phone="+1")
    assert (mine.name, mine.language, mine.phone) == ("N", "ru", "+1")
    with pytest.raises(Missing):
        actions.revise_own(session, mine.as_actor(), other, name="N", language="ru", phone="")


def test_organizations_have_one_name_and_offices_a_country(
    session: Session, known: Callable[..., Account]
) -> None:
    staff = known(Role.SECRETARIAT).as_actor()
    facts: dict[str, Any] = {"kind": "office", "country_code": "SN", "website": ""}
    added = actions.add_organization(session, staff, name="OSPI", **facts)
    assert added.country is not None and added.country.code == "SN"
    with pytest.raises(Invalid):
        actions.add_organization(session, staff, name="ospi", **facts)
    with pytest.raises(Invalid):
        actions.add_organization(session, staff, name="Other", **facts | {"country_code": None})


def test_demonstration_accounts_are_made_once_and_only_for_the_demonstration(
    session: Session, organization: Callable[..., Organization]
) -> None:
    office = organization("SN")
    person = actions.DemonstrationPerson("sn@demo.example", NEW, "Awa Diop", "fr", office)
    [first] = actions.demonstration_accounts(session, [(Role.FOCAL_POINT, person)])
    [again] = actions.demonstration_accounts(session, [(Role.FOCAL_POINT, person)])
    assert first is again and first.demonstration and first.active
    assert enter(session, "sn@demo.example", NEW) is first
    real = actions.DemonstrationPerson("awa@example.org", NEW, "Awa Diop", "fr", office)
    with pytest.raises(ValueError, match=r"demo\.example"):
        actions.demonstration_accounts(session, [(Role.FOCAL_POINT, real)])


def test_old_traces_are_forgotten(session: Session, known: Callable[..., Account]) -> None:
    with frozen_at(NOON):
        owner = known()
        actions.begin_sitting(session, owner, "")
        fail(session, owner.email, 1)
        actions.ask_reset(session, owner.email, "192.0.2.1")
    with frozen_at(NOON + timedelta(days=1)):
        actions.forget_traces(session)
        assert session.scalars(select(Attempt)).all() and session.scalars(select(Ticket)).all()
    with frozen_at(NOON + timedelta(days=32)):
        actions.forget_traces(session)
        session.expire_all()
        assert not session.scalars(select(Attempt)).all()
        assert not session.scalars(select(Ticket)).all() and not owner.sittings

"""What people are told when something happens to accounts."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.accounts.events import (
    AddressTaken,
    ConfirmationAsked,
    Invited,
    PasswordChanged,
    ResetAsked,
)
from matchmaker.accounts.rules import LIFETIMES
from matchmaker.kernel import clock
from matchmaker.kernel.events import Event
from matchmaker.kernel.rights import ROLE_LABELS, Role
from matchmaker.notices.events.audiences import account_of, addressee_of
from matchmaker.notices.events.parts import About, When
from matchmaker.notices.lexicon import Value, Word


def _confirmation(session: Session, event: ConfirmationAsked) -> About:
    until = (clock.now() + LIFETIMES["confirm"]).date()
    return About("accounts.confirm", {"token": event.token}, {"until": until})


def _reset(session: Session, event: ResetAsked) -> About:
    until = clock.now() + LIFETIMES["reset"]
    return About("accounts.reset", {"token": event.token}, {"until": until})


def _invitation(session: Session, event: Invited) -> About:
    values: dict[str, Value] = {
        "inviter": event.inviter_name,
        "organization": event.organization_name,
        "role": Word(ROLE_LABELS[Role(event.role)]),
        "until": (clock.now() + LIFETIMES["invite"]).date(),
    }
    return About("accounts.join", {"token": event.token}, values)


def _page(endpoint: str) -> Callable[[Session, Event], About]:
    return lambda session, event: About(endpoint)


def _for_organization(event: Invited) -> bool:
    return bool(event.organization_name)


def _for_nobody_else(event: Invited) -> bool:
    return not event.organization_name


WHEN_ACCOUNTS: tuple[When[Any], ...] = (
    When(ConfirmationAsked, addressee_of, "confirm_address", _confirmation),
    When(ResetAsked, addressee_of, "reset_password", _reset),
    When(Invited, addressee_of, "invited_for_organization", _invitation, _for_organization),
    When(Invited, addressee_of, "invited", _invitation, _for_nobody_else),
    When(AddressTaken, addressee_of, "address_taken", _page("accounts.sign_in")),
    When(PasswordChanged, account_of, "password_changed", _page("accounts.forgotten")),
)

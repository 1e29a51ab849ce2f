"""When this happens, tell these people this: the one table of what notices listen to.

One line says who is told what when an event is announced:

    When(NeedPublished, owners_of_need, "need_published", about_need),

- the **event** of a lower feature, announced with `kernel.events.announce`;
- its **audience**: a function of session and event that returns accounts, or an `Addressee`
  for somebody without one. Accounts that are not confirmed or are deactivated are passed over,
  and nobody is told the same thing twice, so an audience may be generous;
- the **kind**: a key of `lexicon.TELLING`, which holds the texts and says whether they go by
  mail, appear on the site, or both. A new kind is a new entry there;
- **about**: a function of session and event that returns an `About`: the page that the link
  leads to, and a value for every placeholder of the texts. One such function per kind of record
  serves many lines. Values are kept as they are now: wrap a record's title in `Title` and a
  word to be translated in `Word`; give dates as dates. `ref` is known from the link.

A line that is wrong (an unknown kind, a placeholder without a value) raises when the event is
announced, so that the feature's own tests find it. For something told at most once, such as
today's reminder, give `About` a `dedupe` key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.events import (
    AddressTaken,
    ConfirmationAsked,
    Invited,
    PasswordChanged,
    ResetAsked,
)
from matchmaker.accounts.models import Account, Membership
from matchmaker.accounts.rules import LIFETIMES
from matchmaker.kernel import clock
from matchmaker.kernel.events import Event
from matchmaker.kernel.rights import ROLE_LABELS, Role
from matchmaker.notices.lexicon import Addressee, Value, Word

E = TypeVar("E", bound=Event)
Audience = Iterable[Account | Addressee]


@dataclass(frozen=True)
class LettersWritten(Event):
    """Letters were put into the outbox and can be sent once the transaction is safe."""


@dataclass(frozen=True)
class About:
    """What a text is about: the page that it leads to and the values of its placeholders."""

    endpoint: str
    link: Mapping[str, str] = field(default_factory=dict)
    """What the page's address holds besides the language: usually `ref`."""
    params: Mapping[str, Value] = field(default_factory=dict)
    dedupe: str | None = None


@dataclass(frozen=True)
class When(Generic[E]):
    """Who is told what, when an event is announced."""

    event: type[E]
    audience: Callable[[Session, E], Audience]
    kind: str
    about: Callable[[Session, E], About]
    only: Callable[[E], bool] = lambda event: True
    """Which of these events it is told of."""


def account_of(session: Session, event: Any) -> Audience:
    """Return the account that the event names."""
    account = session.get(Account, event.account_id)
    return [] if account is None else [account]


def addressee_of(session: Session, event: Any) -> Audience:
    """Return the person whom the event gives with a mail address."""
    return [Addressee(event.email, getattr(event, "name", ""), event.language)]


def people_of(session: Session, organization_id: int, role: Role | None = None) -> Audience:
    """Return the people of an organization, or those who have one role in it."""
    people = select(Account).join(Membership)
    people = people.where(Membership.organization_id == organization_id)
    if role is not None:
        people = people.where(Membership.role == role)
    return session.scalars(people.order_by(Account.id)).unique().all()


def secretariat(session: Session, event: Event) -> Audience:
    """Return the people of the secretariat."""
    people = select(Account).join(Membership).where(Membership.role == Role.SECRETARIAT)
    return session.scalars(people.order_by(Account.id)).unique().all()


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


WHEN: tuple[When[Any], ...] = (
    # Accounts
    When(ConfirmationAsked, addressee_of, "confirm_address", _confirmation),
    When(ResetAsked, addressee_of, "reset_password", _reset),
    When(Invited, addressee_of, "invited_for_organization", _invitation, _for_organization),
    When(Invited, addressee_of, "invited", _invitation, _for_nobody_else),
    When(AddressTaken, addressee_of, "address_taken", _page("accounts.sign_in")),
    When(PasswordChanged, account_of, "password_changed", _page("accounts.forgotten")),
)

"""People who are told things, whatever the kind of record."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Membership
from matchmaker.kernel.events import Event
from matchmaker.kernel.rights import Role
from matchmaker.notices.events.parts import Audience
from matchmaker.notices.lexicon import Addressee


def account_of(session: Session, event: Any) -> Audience:
    """Return the account that the event names."""
    account = session.get(Account, event.account_id)
    return [] if account is None else [account]


def addressee_of(session: Session, event: Any) -> Audience:
    """Return the person whom the event gives with a mail address."""
    return [Addressee(event.email, getattr(event, "name", ""), event.language)]


def people_of(session: Session, organization_id: int, role: Role | None = None) -> list[Account]:
    """Return the people of an organization, or those who have one role in it."""
    people = _members().where(Membership.organization_id == organization_id)
    if role is not None:
        people = people.where(Membership.role == role)
    return list(session.scalars(people).unique())


def secretariat(session: Session, event: Event) -> list[Account]:
    """Return the people of the secretariat."""
    people = _members().where(Membership.role == Role.SECRETARIAT)
    return list(session.scalars(people).unique())


def _members() -> Select[Account]:
    return select(Account).join(Membership).order_by(Account.id)

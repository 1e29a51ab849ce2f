"""Questions asked of accounts, organizations, sittings and tickets."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from matchmaker.accounts.models import (
    Account,
    Attempt,
    Membership,
    Organization,
    Sitting,
    Ticket,
)
from matchmaker.accounts.rules import LinkDead, hashed, sitting_holds
from matchmaker.kernel import clock
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Role


def account_by_email(session: Session, email: str) -> Account | None:
    """Return the account with that mail address, in lower case, if there is one."""
    return session.scalar(select(Account).where(Account.email == email))


def account_by_ref(session: Session, ref: str) -> Account:
    """Return the account of that number, or raise `Missing`."""
    number = int(ref) if ref.isascii() and ref.isdigit() and len(ref) < 10 else 0
    account = session.get(Account, number)
    if account is None:
        raise Missing
    return account


def people(words: str = "", role: Role | None = None) -> Select[Account]:
    """Return everybody, or those whose name, address or organization holds the words."""
    found = select(Account).order_by(Account.name, Account.id)
    if role is not None:
        found = found.where(Account.memberships.any(Membership.role == role))
    for word in words.split()[:6]:
        in_organization = Membership.organization.has(
            Organization.name.icontains(word, autoescape=True)
        )
        found = found.where(
            or_(
                Account.name.icontains(word, autoescape=True),
                Account.email.icontains(word, autoescape=True),
                Account.memberships.any(in_organization),
            )
        )
    return found


def last_seen(session: Session, accounts: Iterable[Account]) -> dict[int, datetime]:
    """Return when each of the accounts was last used, by its number."""
    numbers = [account.id for account in accounts]
    sittings = select(Sitting.account_id, func.max(Sitting.seen_at).label("seen_at"))
    sittings = sittings.where(Sitting.account_id.in_(numbers)).group_by(Sitting.account_id)
    return {row.account_id: row.seen_at for row in session.execute(sittings)}


def organizations(words: str = "") -> Select[Organization]:
    """Return the organizations whose name holds the words, by name."""
    found = select(Organization).order_by(Organization.name, Organization.id)
    for word in words.split()[:6]:
        found = found.where(Organization.name.icontains(word, autoescape=True))
    return found


def organization_by_name(session: Session, name: str) -> Organization | None:
    """Return the organization of that name, in whatever case, if there is one."""
    # both sides by the database: SQLite lowers nothing but ASCII
    same = func.lower(Organization.name) == func.lower(name)
    return session.scalar(select(Organization).where(same).limit(1))


def _open_sittings() -> Select[Sitting]:
    return select(Sitting).where(Sitting.ended_at.is_(None))


def live_sitting(session: Session, token: str) -> Sitting | None:
    """Return the sitting that the token belongs to, while it lasts."""
    held = _open_sittings().where(Sitting.token_hash == hashed(token))
    # One question instead of two, for it is asked on every page of a person.
    whole = held.options(joinedload(Sitting.account).joinedload(Account.memberships))
    sitting = session.scalars(whole).unique().one_or_none()
    return sitting if sitting is not None and _lasts(sitting) else None


def live_sittings(session: Session, account_id: int) -> list[Sitting]:
    """Return where a person is signed in, the last used first."""
    own = _open_sittings().where(Sitting.account_id == account_id)
    own = own.order_by(Sitting.seen_at.desc(), Sitting.id)
    return [sitting for sitting in session.scalars(own) if _lasts(sitting)]


def _lasts(sitting: Sitting) -> bool:
    account = sitting.account
    return account.active and sitting_holds(
        sitting.began_at, sitting.seen_at, account.as_actor().roles, clock.now()
    )


def live_ticket(session: Session, token: str, purpose: str) -> Ticket:
    """Return the ticket if it can still be used for the purpose, or raise `LinkDead`."""
    found = select(Ticket).where(
        Ticket.token_hash == hashed(token),
        Ticket.purpose == purpose,
        Ticket.used_at.is_(None),
        Ticket.expires_at > clock.now(),
    )
    ticket = session.scalar(found)
    if ticket is None:
        raise LinkDead
    return ticket


def open_invitations() -> Select[Ticket]:
    """Return the invitations that nobody has accepted yet, the newest first."""
    waiting = select(Ticket).where(
        Ticket.purpose == "invite", Ticket.used_at.is_(None), Ticket.expires_at > clock.now()
    )
    return waiting.order_by(Ticket.created_at.desc(), Ticket.id.desc())


def open_invitation(session: Session, number: int) -> Ticket:
    """Return the invitation of that number while it waits, or raise `Missing`."""
    ticket = session.scalar(open_invitations().where(Ticket.id == number))
    if ticket is None:
        raise Missing
    return ticket


def attempts_since(session: Session, key: str, since: datetime) -> int:
    """Return how many tries were counted under the key since a moment."""
    counted = select(func.count()).select_from(Attempt)
    counted = counted.where(Attempt.key == key, Attempt.at > since)
    return session.scalar(counted) or 0

"""Secrets that are sent by mail and can be used once."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from matchmaker.accounts import queries, rules
from matchmaker.accounts.actions.signing import count, demand_patience
from matchmaker.accounts.models import Attempt, Sitting, Ticket
from matchmaker.kernel import clock

KEPT = timedelta(days=30)
"""How long the traces of ended sittings and dead tickets are kept."""


def count_letter(session: Session, email: str, address: str | None) -> None:
    """Count a letter that anybody can ask for, so that nobody is flooded with them."""
    to = rules.throttle_key("letter", email)
    asker = rules.throttle_key("asker", rules.network_of(address))
    demand_patience(session, rules.RESET_LIMIT, to)
    demand_patience(session, rules.LETTER_LIMIT, asker)
    count(session, to, asker)


def issue(session: Session, purpose: str, email: str, **facts: Any) -> str:
    """Return the secret of a new ticket; of the same purpose, older ones are void."""
    token, now = secrets.token_urlsafe(32), clock.now()
    if purpose != "invite":
        void(session, email, purpose)
    session.add(
        Ticket(
            token_hash=rules.hashed(token),
            purpose=purpose,
            email=email,
            created_at=now,
            expires_at=now + rules.LIFETIMES[purpose],
            used_at=None,
            **facts,
        )
    )
    return token


def void(session: Session, email: str, *purposes: str) -> None:
    """Make the tickets sent to an address useless."""
    same = (Ticket.email == email, Ticket.purpose.in_(purposes), Ticket.used_at.is_(None))
    session.execute(update(Ticket).where(*same).values(used_at=clock.now()))


def use(session: Session, token: str, purpose: str) -> Ticket:
    """Return the ticket, which cannot be used again, not even at the same moment."""
    ticket = queries.live_ticket(session, token, purpose)
    unused = update(Ticket).where(Ticket.id == ticket.id, Ticket.used_at.is_(None))
    taken = session.execute(unused.values(used_at=clock.now()).returning(Ticket.id))
    if taken.scalar_one_or_none() is None:
        raise rules.LinkDead
    return ticket


def forget_traces(session: Session) -> None:
    """Delete attempts, sittings and tickets that have been over for long."""
    now = clock.now()
    session.execute(delete(Attempt).where(Attempt.at < now - timedelta(days=2)))
    session.execute(delete(Sitting).where(Sitting.began_at < now - KEPT))
    session.execute(delete(Ticket).where(Ticket.expires_at < now - KEPT))

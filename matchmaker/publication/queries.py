"""Questions asked of the queue, and how searches compare texts."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Membership
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Role
from matchmaker.kernel.words import whole_number
from matchmaker.publication.models import QueueItem
from matchmaker.publication.rules import folded

LONGEST_WORD = 200
"""Databases refuse patterns that are much longer; nobody's word is."""


def contains_words(column: Any, words: str) -> ColumnElement[bool]:
    """Return a condition that the folded text holds every word."""
    parts = folded(words).split()[:12]
    return and_(True, *(column.contains(part[:LONGEST_WORD], autoescape=True) for part in parts))


def open_items() -> Select[QueueItem]:
    """Return what waits, the soonest due first."""
    waiting = select(QueueItem).where(QueueItem.closed_at.is_(None))
    return waiting.order_by(QueueItem.due_on, QueueItem.id)


def waiting_for(account_id: int) -> Select[QueueItem]:
    """Return what waits for one person or for nobody in particular."""
    return open_items().where(
        or_(QueueItem.assignee_id == account_id, QueueItem.assignee_id.is_(None))
    )


def item_by_id(session: Session, ref: str) -> QueueItem:
    """Return the open item of that number, or raise `Missing`."""
    item = session.get(QueueItem, whole_number(ref) or 0)
    if item is None or item.closed_at is not None:
        raise Missing
    return item


def open_item(session: Session, kind: str, ref: str) -> QueueItem | None:
    """Return the open item about a record, if there is one."""
    return session.scalar(open_items().where(QueueItem.kind == kind, QueueItem.ref == ref).limit(1))


def reviewers(session: Session) -> list[Account]:
    """Return the people of the secretariat who can be given an item."""
    people = (
        select(Account)
        .join(Membership)
        .where(
            Membership.role == Role.SECRETARIAT,
            Account.confirmed_at.is_not(None),
            Account.deactivated_at.is_(None),
        )
    )
    return list(session.scalars(people.order_by(Account.name, Account.id)).unique())

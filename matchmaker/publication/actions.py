"""Putting things into the secretariat's queue and taking them out."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.publication.models import QueueItem
from matchmaker.publication.queries import open_item, reviewers
from matchmaker.publication.rules import QueuePermission


def enqueue(
    session: Session,
    kind: str,
    ref: str,
    *,
    endpoint: str,
    title: str,
    language: str,
    country: str | None,
    due_on: date,
) -> QueueItem:
    """Make a record wait for the secretariat; one that waits already is brought up to date."""
    item = open_item(session, kind, ref)
    if item is None:
        item = QueueItem(kind=kind, ref=ref, opened_at=clock.now(), closed_at=None)
        session.add(item)
    item.endpoint, item.title, item.language = endpoint, title, language
    item.country_code, item.due_on = country, due_on
    session.flush()
    return item


def dequeue(session: Session, kind: str, ref: str) -> None:
    """Let a record wait no longer."""
    item = open_item(session, kind, ref)
    if item is not None:
        item.closed_at = clock.now()


def assign(session: Session, actor: Actor, item: QueueItem, account_id: int | None) -> None:
    """Give the item to one person of the secretariat, or to nobody in particular."""
    demand(actor, QueuePermission.TAKE, item)
    names = {person.id: person for person in reviewers(session)}
    if account_id is not None and account_id not in names:
        raise Invalid("assignee", N_("Choose somebody of the secretariat."))
    item.assignee = names.get(account_id) if account_id is not None else None
    journal.note(session, actor, "assigned", item.kind, item.ref)


def set_rows(held: list[Any], kind: type[Any], given: Iterable[Any]) -> None:
    """Make a record's rows say what was given; rows that remain keep their numbers."""
    wanted = [asdict(one) for one in given]
    for row, fields in zip(held, wanted, strict=False):
        for name, value in fields.items():
            setattr(row, name, value)
    held.extend(kind(**fields) for fields in wanted[len(held) :])
    del held[len(wanted) :]

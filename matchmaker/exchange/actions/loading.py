"""What loading has in common: all or nothing, nothing twice, and everybody told at the end."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from matchmaker.accounts.actions import add_organization
from matchmaker.accounts.models import Organization
from matchmaker.accounts.queries import organization_by_name
from matchmaker.exchange.models import Import
from matchmaker.exchange.queries import loaded
from matchmaker.exchange.rules import ExchangePermission, Fault, FileRefused, Row
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, Refused
from matchmaker.kernel.rights import PLATFORM, Actor, demand
from matchmaker.kernel.words import N_

R = TypeVar("R", bound=Row)
Add = Callable[[Session, R, bool], str]
"""Make a record of a row, marked as sample data or not, and return its reference."""


@dataclass(frozen=True)
class Loaded:
    """How many records a file gave, and how many of its rows were there already."""

    added: int
    known: int


@contextmanager
def in_bulk(session: Session) -> Iterator[None]:
    """Let those who listen know that much is being published and each need not be acted on."""
    before = session.info.get("bulk", False)
    session.info["bulk"] = True
    try:
        yield
    finally:
        session.info["bulk"] = before


def load(
    session: Session,
    actor: Actor,
    kind: str,
    rows: Sequence[R],
    add: Add[R],
    *,
    sample: bool,
    step: Callable[[], None],
) -> Loaded:
    """Add the rows that are not there yet; raise `FileRefused`, having added none, on faults."""
    demand(actor, ExchangePermission.LOAD)
    known = loaded(session, kind)
    fresh = [row for row in rows if row.id not in known]
    faults: list[Fault] = []
    with in_bulk(session), session.begin_nested():
        for row in fresh:
            faults += _load_row(session, kind, row, add, sample)
            step()
        if faults:
            raise FileRefused(faults)
    counted = Loaded(len(fresh), len(rows) - len(fresh))
    if fresh:
        journal.note(session, actor, "loaded", "file", rows[0].file, rows=counted.added)
    return counted


def _load_row(session: Session, kind: str, row: R, add: Add[R], sample: bool) -> list[Fault]:
    try:
        with session.begin_nested():
            ref = add(session, row, sample)
            session.add(Import(kind=kind, slug=row.id, ref=ref, loaded_at=clock.now()))
    except Refused as refusal:
        field = refusal.field if isinstance(refusal, Invalid) else ""
        return [row.fault(field, "", refusal.message, **refusal.params)]
    return []


def organization_of(session: Session, name: str, country: str, *, sample: bool) -> Organization:
    """Return the organization of that name, added when it is new."""
    found = organization_by_name(session, name)
    if found is None:
        found = add_organization(
            session, PLATFORM, name=name, kind="office", country_code=country, website=""
        )
        found.sample = sample
    if found.country_code != country:
        raise Invalid(
            "organization",
            N_("There is an organization of this name already, in another country."),
        )
    return found

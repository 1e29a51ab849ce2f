"""Questions asked of the journal."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select

from matchmaker.kernel.journal import JournalEntry


@dataclass(frozen=True)
class JournalFilter:
    """How the journal is narrowed; an empty value narrows nothing."""

    kind: str = ""
    ref: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    """The last day that is shown."""


def entries(wanted: JournalFilter) -> Select[JournalEntry]:
    """Return the lines of the journal that fit the filter, the newest first."""
    found = select(JournalEntry).order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
    if wanted.kind:
        found = found.where(JournalEntry.kind == wanted.kind)
    if wanted.ref:
        written = {wanted.ref, wanted.ref.upper(), wanted.ref.lower()}
        found = found.where(JournalEntry.ref.in_(written))
    for word in wanted.person.split()[:6]:
        found = found.where(JournalEntry.actor_name.icontains(word, autoescape=True))
    if wanted.since:
        found = found.where(JournalEntry.at >= _midnight(wanted.since))
    if wanted.until and wanted.until < date.max:
        found = found.where(JournalEntry.at < _midnight(wanted.until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)

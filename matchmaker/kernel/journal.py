"""The journal: who did what to which record, when and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, Integer, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from matchmaker.kernel import clock
from matchmaker.kernel.database import Base
from matchmaker.kernel.rights import Actor


class JournalEntry(Base):
    """One line of the journal; lines are added and never changed."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_record", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(Integer)
    actor_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(40))
    ref: Mapped[str] = mapped_column(String(60))
    act: Mapped[str] = mapped_column(String(60))
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    public: Mapped[bool] = mapped_column(default=False)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


def note(
    session: Session,
    actor: Actor,
    act: str,
    kind: str,
    ref: str,
    *,
    before: str | None = None,
    after: str | None = None,
    reason: str = "",
    public: bool = False,
    **details: Any,
) -> JournalEntry:
    """Add a line to the journal; `public` lines appear in the record's history for all."""
    entry = JournalEntry(
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        kind=kind,
        ref=ref,
        act=act,
        before=before,
        after=after,
        reason=reason,
        public=public,
        details=details,
    )
    session.add(entry)
    return entry


def history(session: Session, kind: str, ref: str, *, public_only: bool) -> list[JournalEntry]:
    """Return a record's lines, oldest first."""
    lines = select(JournalEntry).where(JournalEntry.kind == kind, JournalEntry.ref == ref)
    if public_only:
        lines = lines.where(JournalEntry.public)
    return list(session.scalars(lines.order_by(JournalEntry.at, JournalEntry.id)))

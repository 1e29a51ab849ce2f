"""Notices on the site, and the letters that wait in the outbox until they are sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.kernel.database import Base


class Notice(Base):
    """Something that a person is told on the site."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_reading", "account_id", "read_at"),
        UniqueConstraint("account_id", "dedupe_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    """Its values as they were when it was written."""
    endpoint: Mapped[str] = mapped_column(String(80))
    """The page to which it leads."""
    ref: Mapped[str] = mapped_column(String(60), default="")
    dedupe_key: Mapped[str | None] = mapped_column(String(160))
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Letter(Base):
    """A letter, written in the same transaction as the change that it tells of."""

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_due", "state", "next_attempt_at"),
        CheckConstraint(
            "state IN ('waiting', 'sending', 'sent', 'failed', 'kept')", name="known_state"
        ),
        CheckConstraint("state <> 'sending' OR claimed_at IS NOT NULL", name="sending_has_moment"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_moment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    """Its values as they were when it was written."""
    endpoint: Mapped[str] = mapped_column(String(80))
    """The page to which it leads."""
    link: Mapped[dict[str, Any]]
    """What the page's address holds; a secret is taken out once the letter is sent."""
    secret: Mapped[bool] = mapped_column(default=False)
    """Whether the link lets, or once let, whoever has it act for the person."""
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(index=True)
    next_attempt_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(Text, default="")
    message_id: Mapped[str] = mapped_column(String(64), unique=True)
    """The left side of its Message-ID: every try carries the same."""
    dedupe_key: Mapped[str | None] = mapped_column(String(420), unique=True)

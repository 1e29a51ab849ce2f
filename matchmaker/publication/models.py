"""What every published record has, and the queue of what waits for the secretariat."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from matchmaker.accounts.models import Account
from matchmaker.kernel.database import Base

EVIDENCE = {
    "submitted_has_date": "state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL",
    "published_has_date": "state <> 'published' OR published_at IS NOT NULL",
}
"""What ties a state to its evidence, by the name of the constraint."""


def evidence(*more: CheckConstraint) -> tuple[CheckConstraint, ...]:
    """Return the shared constraints for one table, with more of its own."""
    return (*(CheckConstraint(rule, name=name) for name, rule in EVIDENCE.items()), *more)


class Published:
    """Columns of a record that goes from draft to published."""

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(3))
    """The language in which it is written."""
    title: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    sample: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text, default="")
    """Where sample data comes from."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # a directive of the class
        """Count versions, so that the slower of two decisions is refused."""
        return {"version_id_col": cls.version}


class TermColumns:
    """Columns of a record's terms: topics, assistance, sectors, languages."""

    scheme: Mapped[str] = mapped_column(String(12), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Described:
    """A record described by terms of the vocabularies."""

    terms: Any
    """The list of its terms; each has a scheme and a code."""

    def codes(self, scheme: str) -> list[str]:
        """Return the codes of one vocabulary, sorted."""
        return sorted(term.code for term in self.terms if term.scheme == scheme)

    def set_codes(self, scheme: str, codes: Iterable[str]) -> None:
        """Make these the record's codes of one vocabulary."""
        wanted, kind = set(codes), type(self).terms.property.mapper.class_
        for term in [term for term in self.terms if term.scheme == scheme]:
            if term.code in wanted:
                wanted.discard(term.code)
            else:
                self.terms.remove(term)
        self.terms.extend(kind(scheme=scheme, code=code) for code in sorted(wanted))

    @property
    def topics(self) -> list[str]:
        """Return the codes of its topics."""
        return self.codes("topic")

    @property
    def assistance(self) -> list[str]:
        """Return the codes of its kinds of assistance."""
        return self.codes("assistance")

    @property
    def sectors(self) -> list[str]:
        """Return the codes of its sectors."""
        return self.codes("sector")

    @property
    def languages(self) -> list[str]:
        """Return the codes of its working languages."""
        return self.codes("language")


class QueueItem(Base):
    """Something that waits for the secretariat: who owns it, since when, until when."""

    __tablename__ = "queue_items"
    __table_args__ = (Index("ix_queue_items_record", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """The kind of task: need, offer, expert, candidate, question, activity."""
    ref: Mapped[str] = mapped_column(String(40))
    endpoint: Mapped[str] = mapped_column(String(60))
    """The page on which it is dealt with."""
    title: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(3))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    opened_at: Mapped[datetime]
    due_on: Mapped[date] = mapped_column(index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    closed_at: Mapped[datetime | None]

    assignee: Mapped[Account | None] = relationship(lazy="joined")

"""Terms that the secretariat adds to the concepts of the bundled lexicon."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from matchmaker.kernel.database import Base

IN_USE = text("state = 'active'")


class LexiconTerm(Base):
    """One more form of a concept in one language: in use, or withdrawn again."""

    __tablename__ = "lexicon_terms"
    __table_args__ = (
        Index(
            "uq_lexicon_terms_in_use",
            "concept",
            "language",
            "text",
            unique=True,
            sqlite_where=IN_USE,
            postgresql_where=IN_USE,
        ),
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("state <> 'withdrawn' OR withdrawn_at IS NOT NULL", name="end_has_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(60), unique=True)
    """How the journal and addresses name it, such as `pct-3`."""
    concept: Mapped[str] = mapped_column(String(48))
    """The code of the concept in the lexicon."""
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(String(120))
    weak: Mapped[bool] = mapped_column(default=False)
    """Whether it may mean something else and counts fully only in company."""
    state: Mapped[str] = mapped_column(String(12), default="active")
    version: Mapped[int] = mapped_column(default=1)
    added_by: Mapped[str] = mapped_column(String(200), default="")
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was added."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # a directive of the class
        """Count versions, so that the slower of two decisions is refused."""
        return {"version_id_col": cls.version}

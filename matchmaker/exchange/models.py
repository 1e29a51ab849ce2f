"""What was loaded from files, so that it is not loaded again."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.kernel.database import Base


class Import(Base):
    """A row of a file that became a record."""

    __tablename__ = "imports"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    """The row's own id."""
    ref: Mapped[str] = mapped_column(String(40))
    """The record's reference."""
    loaded_at: Mapped[datetime]

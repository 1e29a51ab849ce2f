"""Experts, their missions, their conflicts of interest and their terms."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.database import Base
from matchmaker.publication.models import Described, Published, TermColumns, evidence


class Expert(Published, Described, Base):
    """A person of the roster; the title is the line under the name."""

    __tablename__ = "experts"
    __table_args__ = evidence(
        CheckConstraint("state <> 'withdrawn' OR closed_at IS NOT NULL", name="withdrawn_has_date"),
        CheckConstraint("capacity > 0 AND engaged >= 0", name="capacity_positive"),
        CheckConstraint(
            "show_name IN ('public', 'members', 'after_consent')", name="show_name_known"
        ),
        CheckConstraint("show_missions IN ('public', 'members')", name="show_missions_known"),
    )

    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    """Whose profile it is; experts of the sample data are nobody's."""
    name: Mapped[str] = mapped_column(String(200), default="")
    member_text: Mapped[str] = mapped_column(Text, default="")
    """What the searches of people who have signed in read; `search_text` is everybody's."""
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    """The nationality."""
    residence_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    mode: Mapped[str] = mapped_column(String(10), default="")
    available_from: Mapped[date | None]
    unavailable_until: Mapped[date | None]
    capacity: Mapped[int] = mapped_column(default=1)
    """How many missions can be carried at the same time."""
    engaged: Mapped[int] = mapped_column(default=0)
    """How many are carried now that the platform does not know of."""
    show_name: Mapped[str] = mapped_column(String(14), default="public")
    show_missions: Mapped[str] = mapped_column(String(14), default="public")
    confirmed_true_at: Mapped[datetime | None]
    """When the person last said that everything is still true."""

    account: Mapped[Account | None] = relationship()
    terms: Mapped[list["ExpertTerm"]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    missions: Mapped[list["Mission"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Mission.id"
    )
    conflicts: Mapped[list["Conflict"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Conflict.id"
    )


class ExpertTerm(TermColumns, Base):
    """A topic, kind of assistance or working language of an expert."""

    __tablename__ = "expert_terms"

    expert_id: Mapped[int] = mapped_column(
        ForeignKey("experts.id", ondelete="CASCADE"), primary_key=True
    )


class Mission(Base):
    """A short text on one mission that the expert carried out."""

    __tablename__ = "missions"

    id: Mapped[int] = mapped_column(primary_key=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("experts.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    year: Mapped[int | None]
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    """Where it was carried out."""
    language: Mapped[str] = mapped_column(String(3))
    """The language in which it is told."""


class Conflict(Base):
    """A country or organization that the expert must not or will not work for, and why."""

    __tablename__ = "conflicts"
    __table_args__ = (
        CheckConstraint(
            "country_code IS NOT NULL OR organization_name <> ''", name="names_somebody"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("experts.id", ondelete="CASCADE"), index=True)
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    """The organization, if it is one that the platform knows."""
    organization_name: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(Text, default="")

    organization: Mapped[Organization | None] = relationship()

"""Needs, their requirements and their terms."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.database import Base
from matchmaker.publication.models import Described, Published, TermColumns, evidence


class Need(Published, Described, Base):
    """What a country asks for, in its own words."""

    __tablename__ = "needs"
    __table_args__ = evidence(
        CheckConstraint("state <> 'unmet' OR closed_at IS NOT NULL", name="unmet_has_date"),
        CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"
        ),
    )

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    copied_from: Mapped[str | None] = mapped_column(String(20))
    problem: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[str] = mapped_column(String(10), default="")
    beneficiaries: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    budget: Mapped[str] = mapped_column(String(10), default="none")
    budget_note: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date | None] = mapped_column(index=True)

    organization: Mapped[Organization] = relationship(lazy="joined")
    author: Mapped[Account | None] = relationship()
    terms: Mapped[list["NeedTerm"]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    requirements: Mapped[list["Requirement"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Requirement.id"
    )


class NeedTerm(TermColumns, Base):
    """A topic, kind of assistance, sector or working language of a need."""

    __tablename__ = "need_terms"

    need_id: Mapped[int] = mapped_column(
        ForeignKey("needs.id", ondelete="CASCADE"), primary_key=True
    )


class Requirement(Base):
    """Something that a provider must have (essential) or should have (desirable)."""

    __tablename__ = "requirements"
    __table_args__ = (CheckConstraint("value <> '' OR text <> ''", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    value: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(String(300), default="")
    essential: Mapped[bool] = mapped_column(default=False)

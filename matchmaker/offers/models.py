"""Offers, the evidence for them and their terms."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaker.accounts.models import Account, Organization
from matchmaker.kernel.database import Base
from matchmaker.publication.models import Described, Published, TermColumns, evidence


class Offer(Published, Described, Base):
    """What an office or organization can share with other countries."""

    __tablename__ = "offers"
    __table_args__ = evidence(
        CheckConstraint("state <> 'withdrawn' OR closed_at IS NOT NULL", name="withdrawn_has_date"),
        CheckConstraint(
            "available_from IS NULL OR available_until IS NULL"
            " OR available_until >= available_from",
            name="dates_in_order",
        ),
        CheckConstraint("capacity_per_year > 0", name="capacity_positive"),
    )

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    description: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[str] = mapped_column(String(10), default="")
    capacity_per_year: Mapped[int | None]
    """How many partners can be served in a year; nothing if that is not known."""
    available_from: Mapped[date | None]
    available_until: Mapped[date | None]

    organization: Mapped[Organization] = relationship(lazy="joined")
    author: Mapped[Account | None] = relationship()
    terms: Mapped[list["OfferTerm"]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    evidence: Mapped[list["Evidence"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Evidence.id"
    )


class OfferTerm(TermColumns, Base):
    """A topic, kind of assistance, sector or working language of an offer."""

    __tablename__ = "offer_terms"

    offer_id: Mapped[int] = mapped_column(
        ForeignKey("offers.id", ondelete="CASCADE"), primary_key=True
    )


class Evidence(Base):
    """A short text on something that the organization has already done."""

    __tablename__ = "offer_evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    year: Mapped[int | None]
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    """Where it was done."""

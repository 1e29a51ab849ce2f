"""Countries, groups of countries, and memberships with their dates and sources."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaker.kernel.database import Base


class Country(Base):
    """A country, by its ISO 3166-1 code; its name is asked of `places.lexicon`."""

    __tablename__ = "countries"

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    iso3: Mapped[str] = mapped_column(String(3))
    m49: Mapped[str] = mapped_column(String(3))
    region: Mapped[str] = mapped_column(String(40), index=True)
    """The code of its regional group at WIPO."""
    un_status: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    memberships: Mapped[list["GroupMembership"]] = relationship(back_populates="country")


class Group(Base):
    """A group of countries: a status, a region or an organization."""

    __tablename__ = "country_groups"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """One of status, region, organization, cross_regional."""
    acronym: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")

    memberships: Mapped[list["GroupMembership"]] = relationship(back_populates="group")


class GroupMembership(Base):
    """A country's membership of a group, from a date on and until the day it no longer holds."""

    __tablename__ = "group_memberships"
    __table_args__ = (
        UniqueConstraint("group_code", "country_code", "since"),
        CheckConstraint("since IS NULL OR until IS NULL OR until > since", name="dates_in_order"),
        CheckConstraint("until IS NULL OR until_precision <> ''", name="end_has_precision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_code: Mapped[str] = mapped_column(ForeignKey("country_groups.code"), index=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), index=True)
    since: Mapped[date | None]
    """The first day; None where it is not known."""
    until: Mapped[date | None]
    """The first day on which it no longer holds; None while it lasts."""
    since_precision: Mapped[str] = mapped_column(String(10), default="unknown")
    """One of day, month, year, unknown; a year stands as its 1 January."""
    until_precision: Mapped[str] = mapped_column(String(10), default="")
    """The same; empty while it lasts, `unknown` without a date when it has ended some day."""
    certainty: Mapped[str] = mapped_column(String(12), default="background")
    """One of solid, background, weak."""
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime | None]

    group: Mapped[Group] = relationship(back_populates="memberships", lazy="joined")
    country: Mapped[Country] = relationship(back_populates="memberships")

    @property
    def ended(self) -> bool:
        """Return whether it has ended on a day that nobody knows."""
        return self.until is None and self.until_precision == "unknown"


class OpenQuestion(Base):
    """A membership of which nobody could establish yet whether it exists."""

    __tablename__ = "membership_questions"

    group_code: Mapped[str] = mapped_column(ForeignKey("country_groups.code"), primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("countries.code"), primary_key=True)
    note: Mapped[str] = mapped_column(Text, default="")

    group: Mapped[Group] = relationship()
    country: Mapped[Country] = relationship()

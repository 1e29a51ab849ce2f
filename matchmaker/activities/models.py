"""Activities, their parties and terms, and what each side reported."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from matchmaker.accounts.models import Account, Organization
from matchmaker.experts.models import Expert
from matchmaker.kernel.database import Base
from matchmaker.needs.models import Need
from matchmaker.publication.models import Described, TermColumns


class Activity(Described, Base):
    """Something that was or will be carried out, with its parties and results."""

    __tablename__ = "activities"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned', 'under_way', 'reported', 'confirmed', 'disputed',"
            " 'cancelled', 'recorded')",
            name="known_state",
        ),
        CheckConstraint(
            "state NOT IN ('under_way', 'reported', 'confirmed', 'disputed')"
            " OR started_at IS NOT NULL",
            name="begun_has_date",
        ),
        CheckConstraint(
            "state NOT IN ('reported', 'confirmed', 'disputed') OR reported_at IS NOT NULL",
            name="reported_has_date",
        ),
        CheckConstraint(
            "state NOT IN ('confirmed', 'cancelled') OR closed_at IS NOT NULL",
            name="closed_has_date",
        ),
        CheckConstraint("state <> 'recorded' OR source <> ''", name="recorded_has_source"),
        CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"
        ),
        CheckConstraint(
            "start_precision IN ('day', 'month', 'year')"
            " AND end_precision IN ('day', 'month', 'year')",
            name="known_precision",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="planned", index=True)
    version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(3))
    """The language in which it is written."""
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(20), index=True)
    starts_on: Mapped[date | None] = mapped_column(index=True)
    start_precision: Mapped[str] = mapped_column(String(5), default="day")
    ends_on: Mapped[date | None] = mapped_column(index=True)
    end_precision: Mapped[str] = mapped_column(String(5), default="day")
    mode: Mapped[str] = mapped_column(String(10), default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    need_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    pairing_ref: Mapped[str | None] = mapped_column(String(40), unique=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    south_south: Mapped[bool | None] = mapped_column(index=True)
    """The mark as it was last derived, for lists; a page derives it anew."""
    triangular: Mapped[bool | None] = mapped_column(index=True)
    sample: Mapped[bool] = mapped_column(default=False)
    slug: Mapped[str | None] = mapped_column(String(60), unique=True)
    """What the file calls it from which it was loaded."""
    source: Mapped[str] = mapped_column(Text, default="")
    """Where the facts of a recorded activity come from."""
    confidence: Mapped[str] = mapped_column(String(40), default="")
    source_south_south: Mapped[bool | None]
    source_triangular: Mapped[bool | None]
    results: Mapped[str] = mapped_column(Text, default="")
    """What came of a recorded activity, as its sources say."""
    search_text: Mapped[str] = mapped_column(Text, default="")

    need: Mapped[Need | None] = relationship()
    terms: Mapped[list["ActivityTerm"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )
    parties: Mapped[list["Party"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Party.id"
    )
    reports: Mapped[list["Report"]] = relationship(
        cascade="all, delete-orphan", order_by="Report.id"
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # a directive of the class
        """Count versions, so that the slower of two decisions is refused."""
        return {"version_id_col": cls.version}

    def on_side(self, side: str) -> list["Party"]:
        """Return the parties of one side."""
        return [party for party in self.parties if party.side == side]

    def organization_ids(self, side: str) -> frozenset[int]:
        """Return the organizations of one side."""
        found = (party.organization_id for party in self.on_side(side))
        return frozenset(number for number in found if number is not None)

    def account_ids(self, side: str) -> frozenset[int]:
        """Return the accounts of the people who are a party themselves."""
        found = (party.account_id for party in self.on_side(side))
        return frozenset(number for number in found if number is not None)

    def report_of(self, side: str) -> "Report | None":
        """Return what a side reported, if it has."""
        return next((report for report in self.reports if report.side == side), None)


class ActivityTerm(TermColumns, Base):
    """A topic, kind of assistance or working language of an activity."""

    __tablename__ = "activity_terms"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True
    )


class Party(Base):
    """Somebody who takes part in an activity: an organization, an expert, a country or a group."""

    __tablename__ = "activity_parties"
    __table_args__ = (
        Index("ix_activity_parties_country", "country_code", "side"),
        CheckConstraint("side IN ('beneficiary', 'provider', 'supporter')", name="known_side"),
        CheckConstraint(
            "country_code IS NOT NULL OR organization_id IS NOT NULL"
            " OR expert_id IS NOT NULL OR name <> ''",
            name="is_somebody",
        ),
        CheckConstraint(
            "confirmed_at IS NULL OR (confirmed_by IS NOT NULL AND disagreement = '')",
            name="confirmed_by_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    side: Mapped[str] = mapped_column(String(12))
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("experts.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    """The account of the expert, who reports and confirms with it."""
    name: Mapped[str] = mapped_column(String(300), default="")
    """The name of a group or a body that is not known to the platform."""
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    disagreement: Mapped[str] = mapped_column(Text, default="")

    organization: Mapped[Organization | None] = relationship(lazy="joined")
    expert: Mapped[Expert | None] = relationship(lazy="selectin")
    confirmer: Mapped[Account | None] = relationship(foreign_keys=[confirmed_by])


class Report(Base):
    """What one side says came of an activity."""

    __tablename__ = "activity_reports"
    __table_args__ = (
        UniqueConstraint("activity_id", "side"),
        CheckConstraint("side IN ('beneficiary', 'provider', 'expert')", name="known_side"),
        CheckConstraint("text <> ''", name="says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    side: Mapped[str] = mapped_column(String(12))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    language: Mapped[str] = mapped_column(String(3))
    text: Mapped[str] = mapped_column(Text)
    lessons: Mapped[str] = mapped_column(Text, default="")
    stands: Mapped[bool] = mapped_column(default=True)
    """False once reporting was opened again, until the side saves it anew."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    author: Mapped[Account | None] = relationship()

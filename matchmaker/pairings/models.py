"""Pairings of a need with a provider, diagnoses, questions and notes; proposals of weights."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from matchmaker.accounts.models import Account
from matchmaker.experts.models import Expert
from matchmaker.kernel.database import Base
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer

WEIGHTS_IN_USE = text("state = 'accepted'")


class Pairing(Base):
    """A need and one provider: suggested, reviewed, proposed, answered."""

    __tablename__ = "pairings"
    __table_args__ = (
        UniqueConstraint("need_id", "offer_id"),
        UniqueConstraint("need_id", "expert_id"),
        CheckConstraint("(offer_id IS NULL) <> (expert_id IS NULL)", name="one_provider"),
        CheckConstraint(
            "state NOT IN ('proposed', 'agreed', 'declined', 'lapsed')"
            " OR (proposed_at IS NOT NULL AND answer_by IS NOT NULL)",
            name="proposed_has_dates",
        ),
        CheckConstraint(
            "state <> 'agreed' OR (need_answer = 'yes' AND provider_answer = 'yes')",
            name="agreed_by_both",
        ),
        CheckConstraint("state <> 'dismissed' OR reason <> ''", name="dismissed_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="suggested", index=True)
    version: Mapped[int] = mapped_column(default=1)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"), index=True)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("experts.id"), index=True)
    place: Mapped[int] = mapped_column(default=0)
    """Its place in the ranking when it was last computed; 0 for one added by hand."""
    score: Mapped[float] = mapped_column(default=0.0)
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The engine's suggestion as plain data: its parts add up to the score."""
    suggested_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was put aside, declined or taken back."""
    reason_code: Mapped[str] = mapped_column(String(12), default="")
    """What the reason is about, one of REASON_CODES; empty where nobody said."""
    proposed_at: Mapped[datetime | None]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    cover_note: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date | None] = mapped_column(index=True)
    follow_shortlist: Mapped[bool] = mapped_column(default=False)
    """Whether the person who proposed ordered the next on the shortlist to be asked if not."""
    reminded_at: Mapped[datetime | None]
    need_answer: Mapped[str] = mapped_column(String(3), default="")
    need_answered_at: Mapped[datetime | None]
    provider_answer: Mapped[str] = mapped_column(String(3), default="")
    provider_answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    need: Mapped[Need] = relationship(lazy="joined")
    offer: Mapped[Offer | None] = relationship(lazy="joined")
    expert: Mapped[Expert | None] = relationship(lazy="joined")
    proposed_by: Mapped[Account | None] = relationship()
    messages: Mapped[list["PairingMessage"]] = relationship(order_by="PairingMessage.id")
    notes: Mapped[list["PairingNote"]] = relationship(order_by="PairingNote.id")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own form

    @property
    def provider(self) -> Offer | Expert:
        """Return the offer or the expert."""
        provider = self.offer or self.expert
        if provider is None:
            raise ValueError(f"pairing {self.ref} has no provider")
        return provider

    @property
    def provider_kind(self) -> str:
        """Return `offer` or `expert`."""
        return "offer" if self.offer_id is not None else "expert"

    @property
    def need_organization_id(self) -> int:
        """Return the office that states the need."""
        return self.need.organization_id

    @property
    def provider_organization_id(self) -> int | None:
        """Return the organization that offers, where it is one."""
        return self.offer.organization_id if self.offer else None

    @property
    def provider_account_id(self) -> int | None:
        """Return the account of the expert, where it is one who has one."""
        return self.expert.account_id if self.expert else None

    @property
    def was_proposed(self) -> bool:
        """Return whether both sides know of it."""
        return self.proposed_at is not None

    def answer_of(self, side: str) -> str:
        """Return `yes`, `no` or nothing."""
        return self.need_answer if side == "need" else self.provider_answer


class Diagnosis(Base):
    """Why the providers who know a need's subject can or cannot be suggested."""

    __tablename__ = "diagnoses"

    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"), primary_key=True)
    made_at: Mapped[datetime]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    thin: Mapped[list[Any]] = mapped_column(default=list)
    """The providers with too little text to be judged, as `offer-3` or `expert-7`."""


class PairingMessage(Base):
    """A question about a proposal, or an answer; both sides and the secretariat read it."""

    __tablename__ = "pairing_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    side: Mapped[str] = mapped_column(String(12))
    """One of need, provider, secretariat: all that the others see of the author."""
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class PairingNote(Base):
    """A note of the secretariat for itself."""

    __tablename__ = "pairing_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    author: Mapped[Account] = relationship(lazy="joined")


class WeightProposal(Base):
    """New weights of the engine, with what they would change for whom; one at most is in use."""

    __tablename__ = "weight_proposals"
    __table_args__ = (
        Index(
            "uq_weight_proposals_in_use",
            "state",
            unique=True,
            sqlite_where=WEIGHTS_IN_USE,
            postgresql_where=WEIGHTS_IN_USE,
        ),
        CheckConstraint("state = 'proposed' OR decided_at IS NOT NULL", name="decision_has_date"),
        CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR (reason <> '' AND decided_by <> '')",
            name="decision_has_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    version: Mapped[int] = mapped_column(default=1)
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The most points of every signal."""
    evaluation: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the weights were learned from, and nDCG@10 by group before and after."""
    made_by: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was accepted, refused or taken out of use."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # a directive of the class
        """Count versions, so that the slower of two decisions is refused."""
        return {"version_id_col": cls.version}

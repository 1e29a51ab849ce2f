"""Organizations, people's accounts, their roles, and the records of their being signed in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Enum, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaker.kernel.database import Base
from matchmaker.kernel.rights import Actor, Role
from matchmaker.places.models import Country


class Organization(Base):
    """An IP office, a ministry, a regional body, a funder or the secretariat itself."""

    __tablename__ = "organizations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default="office")
    """One of office, ministry, regional, funder, secretariat, other."""
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"), index=True)
    website: Mapped[str] = mapped_column(String(300), default="")
    sample: Mapped[bool] = mapped_column(default=False)

    country: Mapped[Country | None] = relationship(lazy="joined")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="organization")


class Account(Base):
    """A person who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="en")
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    demonstration: Mapped[bool] = mapped_column(default=False)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="account", lazy="selectin", cascade="all, delete-orphan"
    )
    sittings: Mapped[list["Sitting"]] = relationship(back_populates="account")

    @property
    def active(self) -> bool:
        """Return whether the person may sign in and be written to."""
        return self.confirmed_at is not None and self.deactivated_at is None

    def as_actor(self) -> Actor:
        """Return the person as rules see them."""
        return Actor(
            account_id=self.id,
            name=self.name,
            language=self.language,
            roles=frozenset(membership.role for membership in self.memberships),
            organizations=self._speaking_as(Role.FOCAL_POINT),
            funds=self._speaking_as(Role.FUNDER),
            confirmed=self.active,
        )

    def _speaking_as(self, role: Role) -> frozenset[int]:
        """Return the organizations in which the person has that role."""
        return frozenset(
            membership.organization_id
            for membership in self.memberships
            if membership.organization_id is not None and membership.role == role
        )


class Membership(Base):
    """A person's role, in an organization where the role has one."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("account_id", "organization_id", "role"),
        CheckConstraint(
            "role IN ('consultant', 'administrator') OR organization_id IS NOT NULL",
            name="speaks_for_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    role: Mapped[Role] = mapped_column(
        Enum(Role, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )

    account: Mapped[Account] = relationship(back_populates="memberships")
    organization: Mapped[Organization | None] = relationship(
        back_populates="memberships", lazy="joined"
    )


class Sitting(Base):
    """One time that a person is signed in, on one device; it can be ended from anywhere."""

    __tablename__ = "sittings"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(200), default="")

    account: Mapped[Account] = relationship(back_populates="sittings", lazy="joined")


class Ticket(Base):
    """A secret sent by mail that can be used once: to confirm, to reset or to join."""

    __tablename__ = "tickets"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    """One of confirm, reset, invite."""
    email: Mapped[str] = mapped_column(String(254), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"))
    role: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2), default="en")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(lazy="joined")
    organization: Mapped[Organization | None] = relationship(lazy="joined")

    def as_role(self) -> Role:
        """Return the role to which somebody is invited."""
        return Role(self.role or "")


class Attempt(Base):
    """A failed try, counted per account and per address."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), index=True)
    at: Mapped[datetime]

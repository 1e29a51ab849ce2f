"""The people of the demonstration, who exist nowhere else."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.actions import DemonstrationPerson, demonstration_accounts
from matchmaker.accounts.models import Organization
from matchmaker.accounts.queries import organization_by_name
from matchmaker.config import Settings
from matchmaker.exchange.queries import loaded
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer

SECRETARIAT = "Matchmaker Secretariat (demonstration)"
FUND = "South-South Fund (demonstration)"


@dataclass(frozen=True)
class Character:
    """Somebody whom a visitor of the demonstration can be."""

    address: str
    name: str
    language: str
    role: Role
    stands_for: tuple[str, str] | None = None
    """A kind of record and its id in the sample: whose organization, or which expert."""

    @property
    def email(self) -> str:
        """Return the whole address."""
        return f"{self.address}@demo.example"


CAST = (
    Character("secretariat", "Amara Okafor", "en", Role.SECRETARIAT),
    Character("admin", "Jonas Meyer", "en", Role.ADMINISTRATOR),
    Character("senegal", "Awa Ndiaye", "fr", Role.FOCAL_POINT, ("need", "need-sn-1")),
    Character("egypt", "منى عبد الرحمن", "ar", Role.FOCAL_POINT, ("need", "need-eg-1")),
    Character("morocco", "Youssef Bennani", "fr", Role.FOCAL_POINT, ("offer", "offer-ma-2")),
    Character("mexico", "Lucía Hernández", "es", Role.FOCAL_POINT, ("offer", "offer-mx-1")),
    Character("consultant", "", "en", Role.CONSULTANT, ("expert", "expert-ug-1")),
    Character("funder", "Ana Ribeiro", "pt", Role.FUNDER),
)


def demand_demo(settings: Settings) -> None:
    """Refuse unless the platform runs as a demonstration."""
    if not settings.demo:
        raise click.ClickException(
            "Demonstration accounts are only made where MATCHMAKER_DEMO=1 is set."
        )


def password(instance: Path) -> str:
    """Return the one password of this demonstration, made up when it first began."""
    path = instance / "demonstration-password"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        words = "-".join(secrets.token_hex(2) for _part in range(3))
        path.write_text(f"demo-{words}\n", encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def make_accounts(session: Session, instance: Path) -> None:
    """Let every character of the demonstration sign in."""
    secret = password(instance)
    people = [(one.role, _person(session, one, secret)) for one in CAST]
    accounts = demonstration_accounts(session, people)
    for one, account in zip(CAST, accounts, strict=True):
        if one.role is Role.CONSULTANT and one.stands_for:
            expert = _expert(session, one.stands_for[1])
            expert.account_id = expert.account_id or account.id


def _person(session: Session, one: Character, secret: str) -> DemonstrationPerson:
    name = one.name
    if one.role is Role.CONSULTANT and one.stands_for:
        name = _expert(session, one.stands_for[1]).name
    place = _organization(session, one)
    return DemonstrationPerson(one.email, secret, name, one.language, place)


def _organization(session: Session, one: Character) -> Organization | None:
    if one.role is Role.SECRETARIAT:
        return _own(session, SECRETARIAT, "secretariat")
    if one.role is Role.FUNDER:
        return _own(session, FUND, "funder")
    if one.stands_for is None or one.role is Role.CONSULTANT:
        return None
    kind, slug = one.stands_for
    ref = loaded(session, kind)[slug]
    if kind == "need":
        return session.scalars(select(Need).where(Need.ref == ref)).one().organization
    return session.scalars(select(Offer).where(Offer.ref == ref)).one().organization


def _own(session: Session, name: str, kind: str) -> Organization:
    found = organization_by_name(session, name)
    if found is None:
        found = Organization(name=name, kind=kind, sample=True)
        session.add(found)
        session.flush()
    return found


def _expert(session: Session, slug: str) -> Expert:
    ref = loaded(session, "expert")[slug]
    return session.scalars(select(Expert).where(Expert.ref == ref)).one()


def introduction(instance: Path) -> str:
    """Return what a visitor needs to sign in as each character."""
    return "\n".join(["Demonstration accounts, all with one password:", *_lines(instance)])


def _lines(instance: Path) -> Iterator[str]:
    for one in CAST:
        place = f" of {one.address.capitalize()}" if one.role is Role.FOCAL_POINT else ""
        yield f"  {one.email:<26} {one.role.value.replace('_', ' ')}{place} ({one.language})"
    yield f"  password: {password(instance)}"

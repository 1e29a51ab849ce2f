"""Questions asked of the offers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Actor, Role
from matchmaker.offers.models import Offer, OfferTerm
from matchmaker.offers.rules import PUBLIC_STATES
from matchmaker.publication.queries import contains_words
from matchmaker.publication.rules import DRAFT, PUBLISHED
from matchmaker.topics.lexicon import with_narrower


@dataclass(frozen=True)
class OfferFilter:
    """How a list of offers is narrowed; an empty value narrows nothing."""

    words: str = ""
    countries: frozenset[str] | None = None
    topic: str = ""
    assistance: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None


def offer_by_ref(session: Session, ref: str) -> Offer:
    """Return the offer of that reference, or raise `Missing`."""
    offer = session.scalar(select(Offer).where(Offer.ref == ref.upper()))
    if offer is None:
        raise Missing
    return offer


def visible_offers(actor: Actor) -> Select[Offer]:
    """Return the offers that the actor may read, the newest first."""
    allowed: list[ColumnElement[bool]] = [Offer.state.in_(PUBLIC_STATES)]
    if actor.is_a(Role.FOCAL_POINT):
        allowed.append(Offer.organization_id.in_(actor.organizations))
    if actor.is_a(Role.SECRETARIAT):
        allowed.append(Offer.state != DRAFT)
    if actor.machine:
        allowed.append(true())
    return select(Offer).where(or_(*allowed)).order_by(Offer.published_at.desc(), Offer.id.desc())


def _has(scheme: str, codes: Iterable[str]) -> Select[int]:
    return select(OfferTerm.offer_id).where(OfferTerm.scheme == scheme, OfferTerm.code.in_(codes))


def search_offers(actor: Actor, wanted: OfferFilter) -> Select[Offer]:
    """Return the visible offers that fit the filter."""
    found = visible_offers(actor)
    if wanted.words:
        found = found.where(contains_words(Offer.search_text, wanted.words))
    if wanted.countries is not None:
        found = found.where(Offer.country_code.in_(wanted.countries))
    if wanted.topic:
        found = found.where(Offer.id.in_(_has("topic", with_narrower(wanted.topic))))
    if wanted.assistance:
        found = found.where(Offer.id.in_(_has("assistance", [wanted.assistance])))
    if wanted.language:
        found = found.where(
            or_(
                Offer.language == wanted.language,
                Offer.id.in_(_has("language", [wanted.language])),
            )
        )
    if wanted.since:
        until = Offer.available_until
        found = found.where(or_(until.is_(None), until >= wanted.since))
    if wanted.until:
        since = Offer.available_from
        found = found.where(or_(since.is_(None), since <= wanted.until))
    return found


def own_offers(actor: Actor) -> Select[Offer]:
    """Return the offers of the actor's organizations, the last changed first."""
    own = select(Offer).where(Offer.organization_id.in_(actor.organizations))
    return own.order_by(Offer.changed_at.desc(), Offer.id.desc())


def published_offers(session: Session) -> list[Offer]:
    """Return the offers that can be suggested."""
    return list(session.scalars(select(Offer).where(Offer.state == PUBLISHED).order_by(Offer.id)))


def offers_of_country(code: str) -> Select[Offer]:
    """Return the public offers of a country, the newest first."""
    public = select(Offer).where(Offer.country_code == code, Offer.state.in_(PUBLIC_STATES))
    return public.order_by(Offer.published_at.desc(), Offer.id.desc())


def makers_of(session: Session, actor: Actor) -> list[Organization]:
    """Return the organizations with a country for which the actor may make offers."""
    own = select(Organization).where(
        Organization.id.in_(actor.organizations), Organization.country_code.is_not(None)
    )
    return list(session.scalars(own.order_by(Organization.name)))

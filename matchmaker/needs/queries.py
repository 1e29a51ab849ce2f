"""Questions asked of the needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Actor, Role
from matchmaker.needs.models import Need, NeedTerm
from matchmaker.needs.rules import PUBLIC_STATES
from matchmaker.publication.queries import contains_words
from matchmaker.publication.rules import DRAFT, PUBLISHED
from matchmaker.topics.lexicon import with_narrower


@dataclass(frozen=True)
class NeedFilter:
    """How a list of needs is narrowed; an empty value narrows nothing."""

    words: str = ""
    countries: frozenset[str] | None = None
    topic: str = ""
    assistance: str = ""
    language: str = ""
    states: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None


def need_by_ref(session: Session, ref: str) -> Need:
    """Return the need of that reference, or raise `Missing`."""
    need = session.scalar(select(Need).where(Need.ref == ref.upper()))
    if need is None:
        raise Missing
    return need


def visible_needs(actor: Actor) -> Select[Need]:
    """Return the needs that the actor may read, the newest first."""
    public = Need.state.in_(PUBLIC_STATES)
    allowed: list[ColumnElement[bool]] = [public]
    if actor.is_a(Role.FOCAL_POINT):
        allowed.append(Need.organization_id.in_(actor.organizations))
    if actor.is_a(Role.SECRETARIAT):
        allowed.append(Need.state != DRAFT)
    if actor.machine:
        allowed.append(true())
    return select(Need).where(or_(*allowed)).order_by(Need.published_at.desc(), Need.id.desc())


def _has(scheme: str, codes: Iterable[str]) -> Select[int]:
    return select(NeedTerm.need_id).where(NeedTerm.scheme == scheme, NeedTerm.code.in_(codes))


def search_needs(actor: Actor, wanted: NeedFilter) -> Select[Need]:
    """Return the visible needs that fit the filter."""
    found = visible_needs(actor)
    if wanted.words:
        found = found.where(contains_words(Need.search_text, wanted.words))
    if wanted.countries is not None:
        found = found.where(Need.country_code.in_(wanted.countries))
    if wanted.topic:
        found = found.where(Need.id.in_(_has("topic", with_narrower(wanted.topic))))
    if wanted.assistance:
        found = found.where(Need.id.in_(_has("assistance", [wanted.assistance])))
    if wanted.language:
        found = found.where(
            or_(
                Need.language == wanted.language,
                Need.id.in_(_has("language", [wanted.language])),
            )
        )
    if wanted.states:
        found = found.where(Need.state.in_(wanted.states))
    if wanted.since:
        found = found.where(or_(Need.ends_on.is_(None), Need.ends_on >= wanted.since))
    if wanted.until:
        found = found.where(or_(Need.starts_on.is_(None), Need.starts_on <= wanted.until))
    return found


def own_needs(actor: Actor) -> Select[Need]:
    """Return the needs of the actor's organizations, the last changed first."""
    own = select(Need).where(Need.organization_id.in_(actor.organizations))
    return own.order_by(Need.changed_at.desc(), Need.id.desc())


def open_needs(session: Session) -> list[Need]:
    """Return the needs that still look for a provider."""
    return list(session.scalars(select(Need).where(Need.state == PUBLISHED).order_by(Need.id)))


def needs_of_country(code: str) -> Select[Need]:
    """Return the public needs of a country, the newest first."""
    public = select(Need).where(Need.country_code == code, Need.state.in_(PUBLIC_STATES))
    return public.order_by(Need.published_at.desc(), Need.id.desc())


def offices_of(session: Session, actor: Actor) -> list[Organization]:
    """Return the organizations with a country for which the actor may state needs."""
    own = select(Organization).where(
        Organization.id.in_(actor.organizations), Organization.country_code.is_not(None)
    )
    return list(session.scalars(own.order_by(Organization.name)))

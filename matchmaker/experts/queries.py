"""Questions asked of the roster."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert, ExpertTerm
from matchmaker.experts.rules import PUBLIC_STATES
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Actor, Role
from matchmaker.publication.queries import LONGEST_WORD, contains_words
from matchmaker.publication.rules import DRAFT, PUBLISHED
from matchmaker.topics.lexicon import with_narrower


@dataclass(frozen=True)
class ExpertFilter:
    """How the roster is narrowed; an empty value narrows nothing."""

    words: str = ""
    countries: frozenset[str] | None = None
    topic: str = ""
    assistance: str = ""
    language: str = ""


def expert_by_ref(session: Session, ref: str) -> Expert:
    """Return the expert of that reference, or raise `Missing`."""
    expert = session.scalar(select(Expert).where(Expert.ref == ref.upper()))
    if expert is None:
        raise Missing
    return expert


def expert_of_account(session: Session, account_id: int) -> Expert | None:
    """Return the profile of a person, if there is one."""
    return session.scalar(select(Expert).where(Expert.account_id == account_id))


def visible_experts(actor: Actor) -> Select[Expert]:
    """Return the experts whose profile the actor may read, the newest first."""
    allowed: list[ColumnElement[bool]] = [Expert.state.in_(PUBLIC_STATES)]
    if actor.account_id is not None:
        allowed.append(Expert.account_id == actor.account_id)
    if actor.is_a(Role.SECRETARIAT):
        allowed.append(Expert.state != DRAFT)
    if actor.machine:
        allowed.append(true())
    newest = (Expert.published_at.desc(), Expert.id.desc())
    return select(Expert).where(or_(*allowed)).order_by(*newest)


def _has(scheme: str, codes: Iterable[str]) -> Select[int]:
    return select(ExpertTerm.expert_id).where(
        ExpertTerm.scheme == scheme, ExpertTerm.code.in_(codes)
    )


def _says(actor: Actor, words: str) -> ColumnElement[bool]:
    """Return a condition that what the actor may read holds every word.

    A hit on a word that is not shown would tell what it is, so everybody searches only in what
    they may read.
    """
    if not actor.signed_in and not actor.machine:
        return contains_words(Expert.search_text, words)
    shown = contains_words(Expert.member_text, words)
    if not actor.is_a(Role.SECRETARIAT) and not actor.machine:
        return shown
    parts = [part[:LONGEST_WORD] for part in words.split()[:12]]
    return or_(shown, and_(True, *(Expert.name.icontains(part, autoescape=True) for part in parts)))


def search_experts(actor: Actor, wanted: ExpertFilter) -> Select[Expert]:
    """Return the visible experts who fit the filter."""
    found = visible_experts(actor)
    if wanted.words:
        found = found.where(_says(actor, wanted.words))
    if wanted.countries is not None:
        found = found.where(Expert.country_code.in_(wanted.countries))
    if wanted.topic:
        found = found.where(Expert.id.in_(_has("topic", with_narrower(wanted.topic))))
    if wanted.assistance:
        found = found.where(Expert.id.in_(_has("assistance", [wanted.assistance])))
    if wanted.language:
        found = found.where(Expert.id.in_(_has("language", [wanted.language])))
    return found


def published_experts(session: Session) -> list[Expert]:
    """Return the experts who can be suggested."""
    found = select(Expert).where(Expert.state == PUBLISHED).order_by(Expert.id)
    return list(session.scalars(found))


def experts_of_country(code: str) -> Select[Expert]:
    """Return the public experts of a nationality, the newest first."""
    public = select(Expert).where(Expert.country_code == code, Expert.state.in_(PUBLIC_STATES))
    return public.order_by(Expert.published_at.desc(), Expert.id.desc())

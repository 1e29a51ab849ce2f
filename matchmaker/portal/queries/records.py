"""Questions asked across needs, offers, experts, activities and countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, lazyload

from matchmaker.activities.queries import ActivityFilter, search_activities
from matchmaker.experts.models import Expert
from matchmaker.experts.queries import experts_of_country, visible_experts
from matchmaker.kernel.rights import PUBLIC, Actor
from matchmaker.needs.models import Need
from matchmaker.needs.queries import (
    NeedFilter,
    needs_of_country,
    own_needs,
    search_needs,
    visible_needs,
)
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import offers_of_country, own_offers, visible_offers
from matchmaker.places.models import Country
from matchmaker.publication.rules import PUBLISHED, WRITABLE

NEEDS, OFFERS, EXPERTS, ACTIVITIES, COUNTRIES = (
    "needs",
    "offers",
    "experts",
    "activities",
    "countries",
)
FIRST = 5
MOST_OWN = 10
Found = Mapping[str, "Group"]
WITH_OFFICE: Mapping[str, Any] = {NEEDS: Need.organization, OFFERS: Offer.organization}


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many there are, and the first of them."""

    total: int
    first: list[Any]


def figures(session: Session) -> dict[str, int]:
    """Return how many needs, offers, experts, activities and countries the public sees."""
    return counts(
        session,
        {
            NEEDS: visible_needs(PUBLIC),
            OFFERS: visible_offers(PUBLIC),
            EXPERTS: visible_experts(PUBLIC),
            ACTIVITIES: search_activities(PUBLIC, ActivityFilter()),
            COUNTRIES: select(Country),
        },
    )


def newest_needs(session: Session) -> list[Need]:
    """Return the needs that were published last and still look for a provider."""
    wanted = NeedFilter(states=frozenset({PUBLISHED}))
    return list(session.scalars(search_needs(PUBLIC, wanted).limit(FIRST)).unique())


def records_of_country(session: Session, code: str) -> Found:
    """Return the public needs, offers and experts of a country, by kind."""
    return _first_of(
        session,
        {
            NEEDS: needs_of_country(code),
            OFFERS: offers_of_country(code),
            EXPERTS: experts_of_country(code),
        },
    )


def unfinished(session: Session, actor: Actor) -> dict[str, list[Any]]:
    """Return the needs and offers that the actor's office has still to finish, by kind."""
    mine: dict[str, Select[Any]] = {
        NEEDS: own_needs(actor).where(Need.state.in_(WRITABLE)),
        OFFERS: own_offers(actor).where(Offer.state.in_(WRITABLE)),
    }
    return {kind: _rows(session, kind, found, MOST_OWN) for kind, found in mine.items()}


def profile_of(session: Session, actor: Actor) -> Expert | None:
    """Return the actor's own profile in the roster, if there is one."""
    own = select(Expert).where(Expert.account_id == actor.account_id)
    return session.scalar(own.options(lazyload("*")))


def _first_of(session: Session, lists: Mapping[str, Select[Any]]) -> Found:
    totals = counts(session, lists)
    return {
        kind: Group(totals[kind], _rows(session, kind, found, FIRST) if totals[kind] else [])
        for kind, found in lists.items()
    }


def counts(session: Session, lists: Mapping[str, Select[Any]]) -> dict[str, int]:
    """Return how many rows every list has, asked in one query."""
    counted = [
        select(func.count()).select_from(found.order_by(None).subquery()).scalar_subquery()
        for found in lists.values()
    ]
    return dict(zip(lists, session.execute(select(*counted)).one(), strict=True))


def _rows(session: Session, kind: str, found: Select[Any], most: int) -> list[Any]:
    """Return the first rows without what only a record's own page shows of them."""
    found = found.options(lazyload("*"))
    if kind in WITH_OFFICE:
        found = found.options(joinedload(WITH_OFFICE[kind]))
    return list(session.scalars(found.limit(most)).unique())

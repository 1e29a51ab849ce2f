"""Searching: first what holds the words, then what says the same in other words and languages.

The words are read by the engine that compares needs with providers. Nothing is found through a
text that the actor may not read: needs and activities are indexed once they are public, and an
expert's missions lead only those to the profile who may read them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import Session, joinedload, lazyload

from matchmaker.activities.models import Activity
from matchmaker.activities.queries import ActivityFilter, engine_of_activities, search_activities
from matchmaker.experts.models import Expert
from matchmaker.experts.queries import ExpertFilter, search_experts
from matchmaker.experts.rules import shows_missions
from matchmaker.kernel.rights import Actor
from matchmaker.matching import Engine, Text
from matchmaker.matching.finding import Hit, hits, understood
from matchmaker.needs.models import Need
from matchmaker.needs.queries import NeedFilter, search_needs
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import OfferFilter, search_offers
from matchmaker.pairings.actions import fitted_engine
from matchmaker.pairings.queries import engine_of_needs, lexicon_of
from matchmaker.portal.queries.records import (
    ACTIVITIES,
    EXPERTS,
    FIRST,
    NEEDS,
    OFFERS,
    WITH_OFFICE,
    Group,
    counts,
)

ALIKE = 0.3  # cosine of the concepts from which a text speaks of what was typed
CONSIDERED = 30  # of each kind, before rights and filters
Wanted = NeedFilter | OfferFilter | ExpertFilter | ActivityFilter


@dataclass(frozen=True)
class _Kind:
    """How records of one kind are searched, and how the engine calls them."""

    model: Any
    search: Callable[[Actor, Any], Select[Any]]
    everything: Any
    name: Callable[[Any], str]


KINDS: Mapping[str, _Kind] = {
    NEEDS: _Kind(Need, search_needs, NeedFilter(), lambda one: one.ref),
    OFFERS: _Kind(Offer, search_offers, OfferFilter(), lambda one: f"offer-{one.id}"),
    EXPERTS: _Kind(Expert, search_experts, ExpertFilter(), lambda one: f"expert-{one.id}"),
    ACTIVITIES: _Kind(Activity, search_activities, ActivityFilter(), lambda one: one.ref),
}


@dataclass(frozen=True)
class Related:
    """A record that says what was typed in other words, and the concepts in common."""

    record: Any
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What a search found, by kind: what holds the words, and what means the same."""

    found: Mapping[str, Group]
    related: Mapping[str, list[Related]]


def search(session: Session, actor: Actor, words: str, language: str) -> Results:
    """Return what the actor may read and holds the words or means the same, by kind."""
    wanted = {kind: replace(one.everything, words=words) for kind, one in KINDS.items()}
    lists = {kind: one.search(actor, wanted[kind]) for kind, one in KINDS.items()}
    totals = counts(session, lists)
    near = _hits(session, words, language, KINDS)
    found, related = {}, {}
    for kind in KINDS:
        rows = _rows(session, actor, kind, wanted[kind], near.get(kind, []))
        found[kind] = Group(totals[kind], rows[0])
        related[kind] = rows[1]
    return Results(found, {kind: rows for kind, rows in related.items() if rows})


def in_other_words(
    session: Session, actor: Actor, kind: str, wanted: Wanted, language: str
) -> list[Related]:
    """Return what fits a list's filter but for the words, whose meaning it has."""
    near = _hits(session, wanted.words, language, [kind]).get(kind, [])
    return _rows(session, actor, kind, wanted, near, first=0)[1]


def _hits(
    session: Session, words: str, language: str, kinds: Iterable[str]
) -> dict[str, list[Hit]]:
    """Return what means the same as the words, by kind; nothing for words that name no idea."""
    asked = set(kinds)
    providers = fitted_engine(session, patient=False) if asked & {OFFERS, EXPERTS} else None
    lexicon = providers.lexicon if providers else lexicon_of(session)
    reader = Engine(lexicon).reader
    text = understood(reader, lexicon, words, language)
    if text is None:
        return {}
    found: dict[str, list[Hit]] = {}
    if providers is not None:
        for hit in _near(providers, text, lambda name: name.partition("-")[0]):
            found.setdefault(f"{hit.id.partition('-')[0]}s", []).append(hit)
    if NEEDS in asked:
        found[NEEDS] = _near(engine_of_needs(session, lexicon), text)
    if ACTIVITIES in asked:
        found[ACTIVITIES] = _near(engine_of_activities(session, lexicon), text)
    return found


def _near(
    engine: Engine, text: Text, kind_of: Callable[[str], str] = lambda _name: ""
) -> list[Hit]:
    return hits(engine, [text], ALIKE, CONSIDERED, kind_of)


def _rows(
    session: Session,
    actor: Actor,
    kind: str,
    wanted: Wanted,
    near: Iterable[Hit],
    first: int = FIRST,
) -> tuple[list[Any], list[Related]]:
    """Return the first records that hold the words, and those that mean the same, in one query."""
    one = KINDS[kind]
    said = {hit.id: hit for hit in near}
    holding = one.search(actor, wanted).with_only_columns(one.model.id)
    holds = one.model.id.in_(holding.order_by(None)).label("holds")
    shown = one.model.id.in_(holding.limit(first))
    meant = and_(_named(kind, said), ~holds.element)
    found = one.search(actor, replace(wanted, words="")).add_columns(holds)
    rows = session.execute(found.where(or_(shown, meant)).options(*_briefly(kind))).unique().all()
    others = {one.name(record): record for record, held in rows if not held}
    related = [
        Related(others[name], hit.concepts)
        for name, hit in said.items()
        if name in others and _may_lead(actor, kind, others[name])
    ]
    return [record for record, held in rows if held], related[:FIRST]


def _named(kind: str, said: Iterable[str]) -> Any:
    """Return the condition that a record is one of those that the engine named."""
    if kind in {OFFERS, EXPERTS}:
        return KINDS[kind].model.id.in_([int(name.partition("-")[2]) for name in said])
    return KINDS[kind].model.ref.in_(list(said))


def _may_lead(actor: Actor, kind: str, record: Any) -> bool:
    """Return whether the texts by which a record was found are such as the actor may read."""
    return kind != EXPERTS or shows_missions(actor, record)


def _briefly(kind: str) -> list[Any]:
    """Return what leaves out what only a record's own page shows."""
    office = [joinedload(WITH_OFFICE[kind])] if kind in WITH_OFFICE else []
    return [lazyload("*"), *office]

"""Needs, offers and experts as the engine sees them: plain facts, true on one date."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert
from matchmaker.experts.queries import published_experts
from matchmaker.matching import Profile, Requirement, Text
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.offers.queries import published_offers
from matchmaker.pairings.queries.records import active_counts
from matchmaker.places.queries import Standing, standings
from matchmaker.publication.rules import PUBLISHED

Standings = Mapping[str, Standing]


def provider_key(provider: Offer | Expert) -> str:
    """Return the provider's name in the engine, such as `offer-3`."""
    return f"{'offer' if isinstance(provider, Offer) else 'expert'}-{provider.id}"


def provider_profiles(session: Session, on: date) -> list[Profile]:
    """Return every published offer and expert, as true on the date."""
    places, carried = standings(session, on), active_counts(session)
    offers = [_offer(offer, places, carried) for offer in published_offers(session)]
    return offers + [_expert(expert, places, carried) for expert in published_experts(session)]


def profiles_by_keys(session: Session, keys: Sequence[str], on: date) -> dict[str, Profile]:
    """Return the published providers of those names in the engine, as true on the date."""
    found = providers_by_keys(session, keys)
    if not found:
        return {}
    places, carried = standings(session, on), active_counts(session)
    return {
        provider_key(one): _offer(one, places, carried)
        if isinstance(one, Offer)
        else _expert(one, places, carried)
        for one in found
    }


def capacity_left(provider: Offer | Expert, carried: Mapping[str, int]) -> int | None:
    """Return how many more partners the provider has room for; None if it set no limit."""
    taken = carried.get(provider_key(provider), 0)
    if isinstance(provider, Expert):
        return provider.capacity - provider.engaged - taken
    capacity = provider.capacity_per_year
    return None if capacity is None else capacity - taken


def need_text(need: Need) -> Text:
    """Return what the office wrote of its need."""
    body = "\n".join(part for part in (need.problem, need.beneficiaries) if part)
    return Text("need", need.title, body, need.language)


def need_profile(need: Need, places: Standings) -> Profile:
    """Return the need, as true on the date of the standings."""
    standing = places[need.country_code]
    return Profile(
        id=need.ref,
        kind="need",
        language=need.language,
        texts=(need_text(need),),
        topics=frozenset(need.topics),
        assistance=frozenset(need.assistance),
        country=need.country_code,
        status=standing.status.value,
        groups=standing.groups,
        region=standing.region,
        languages=frozenset(need.languages),
        mode=need.mode or None,
        requirements=tuple(
            Requirement(str(one.id), one.kind, one.value, one.essential)  # type: ignore[arg-type]
            for one in need.requirements
        ),
        organization=str(need.organization_id),
        wished_from=need.starts_on,
        wished_until=need.ends_on,
    )


def providers_by_keys(session: Session, keys: Sequence[str]) -> list[Offer | Expert]:
    """Return the published providers of those names in the engine, in the same order."""
    numbers: dict[str, list[int]] = {"offer": [], "expert": []}
    for key in keys:
        kind, _dash, number = key.partition("-")
        numbers[kind].append(int(number))
    offers = select(Offer).where(Offer.id.in_(numbers["offer"]), Offer.state == PUBLISHED)
    experts = select(Expert).where(Expert.id.in_(numbers["expert"]), Expert.state == PUBLISHED)
    records = [*session.scalars(offers).unique(), *session.scalars(experts).unique()]
    found = {provider_key(record): record for record in records}
    return [found[key] for key in keys if key in found]


def _offer(offer: Offer, places: Standings, carried: Counter[str]) -> Profile:
    standing, key = places[offer.country_code], provider_key(offer)
    evidence = [
        Text(f"evidence-{one.id}", one.title, one.text, offer.language) for one in offer.evidence
    ]
    return Profile(
        id=key,
        kind="offer",
        language=offer.language,
        texts=(Text("description", offer.title, offer.description, offer.language), *evidence),
        topics=frozenset(offer.topics),
        assistance=frozenset(offer.assistance),
        country=offer.country_code,
        status=standing.status.value,
        groups=standing.groups,
        region=standing.region,
        languages=frozenset(offer.languages),
        mode=offer.mode or None,
        organization=str(offer.organization_id),
        capacity_left=capacity_left(offer, carried),
        available_from=offer.available_from,
        missions=len(evidence),
    )


def _expert(expert: Expert, places: Standings, carried: Counter[str]) -> Profile:
    standing, key = places[expert.country_code], provider_key(expert)
    conflicts = {
        str(one.organization_id) if one.organization_id is not None else one.country_code
        for one in expert.conflicts
    }
    begins = [day for day in (expert.available_from, expert.unavailable_until) if day]
    return Profile(
        id=key,
        kind="expert",
        language=expert.language,
        texts=tuple(
            Text(f"mission-{one.id}", one.title, one.text, one.language) for one in expert.missions
        ),
        topics=frozenset(expert.topics),
        assistance=frozenset(expert.assistance),
        country=expert.country_code,
        status=standing.status.value,
        groups=standing.groups,
        region=standing.region,
        languages=frozenset(expert.languages),
        mode=expert.mode or None,
        conflicts=frozenset(one for one in conflicts if one),
        capacity_left=capacity_left(expert, carried),
        available_from=max(begins, default=None),
        missions=len(expert.missions),
    )

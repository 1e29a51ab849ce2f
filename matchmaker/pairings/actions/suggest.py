"""Comparing needs with providers and keeping what the engine found, with its reasons."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert
from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM
from matchmaker.matching import Engine, Suggestion, diagnosis_to_dict, suggestion_to_dict
from matchmaker.needs.models import Need
from matchmaker.needs.queries import open_needs
from matchmaker.offers.models import Offer
from matchmaker.pairings.events import SuggestionsMade
from matchmaker.pairings.models import Diagnosis, Pairing
from matchmaker.pairings.queries import need_profile, pairings_of_need, provider_profiles
from matchmaker.pairings.rules import AGREED, OPEN_STATES, PROPOSED, SUGGESTED
from matchmaker.places.queries import Standing, standings
from matchmaker.topics.queries import lexicon_in_use

TOP = 10
Progress = Callable[[Iterable[Need]], Iterable[Need]]
_fitted: dict[tuple[Any, ...], Engine] = {}


def suggest_for_need(session: Session, need: Need, engine: Engine | None = None) -> int:
    """Compare one need with all providers and keep the best; return how many are suggested.

    What the secretariat has decided stays as it is; a suggestion that nobody has touched goes
    when the engine no longer makes it.
    """
    today = clock.today()
    places = standings(session, today)
    return _suggest(session, need, engine or fitted_engine(session, today), places, today)


def suggest_all(session: Session, progress: Progress = lambda needs: needs) -> int:
    """Compare every open need with all providers; return the number of suggestions."""
    today = clock.today()
    places, engine = standings(session, today), fitted_engine(session, today)
    needs = open_needs(session)
    return sum(_suggest(session, need, engine, places, today) for need in progress(needs))


def fitted_engine(session: Session, today: date) -> Engine:
    """Return the engine that knows every provider as of now, fitted anew when any changed."""
    session.flush()
    state = _state_of_providers(session, today)
    if state not in _fitted:
        places = standings(session, today)
        needs = [need_profile(need, places) for need in open_needs(session)]
        earlier = next((engine.index_ for engine in _fitted.values()), None)
        engine = Engine(lexicon_in_use(session)).fit(
            provider_profiles(session, today), needs, earlier
        )
        _fitted.clear()
        _fitted[state] = engine
    return _fitted[state]


def _state_of_providers(session: Session, today: date) -> tuple[Any, ...]:
    """Return what changes whenever the engine would have to be fitted anew."""
    state: list[Any] = [str(session.get_bind().engine.url), today, lexicon_in_use(session)]
    for kind in (Offer, Expert, Need):
        found = select(func.count(), func.sum(kind.version), func.max(kind.changed_at))
        state.extend(session.execute(found.where(kind.state == "published")).one())
    carried = select(func.count(), func.sum(Pairing.id)).where(
        Pairing.state.in_((PROPOSED, AGREED))
    )
    state.extend(session.execute(carried).one())
    return tuple(state)


def _suggest(
    session: Session, need: Need, engine: Engine, places: dict[str, Standing], today: date
) -> int:
    ranking = engine.rank(need_profile(need, places), on=today, top=TOP)
    held = {_key(one): one for one in pairings_of_need(session, need)}
    for place, suggestion in enumerate(ranking.suggestions, start=1):
        _keep(session, need, held.pop(suggestion.provider_id, None), place, suggestion)
    for pairing in held.values():
        if pairing.state == SUGGESTED and not pairing.notes:
            session.delete(pairing)
    first = _diagnose(session, need, ranking)
    session.flush()
    if first:
        count = len(ranking.suggestions)
        journal.note(session, PLATFORM, "suggested", "need", need.ref, public=True, count=count)
        announce(session, SuggestionsMade(need.id, count))
    return len(ranking.suggestions)


def _key(pairing: Pairing) -> str:
    number = pairing.offer_id if pairing.offer_id is not None else pairing.expert_id
    return f"{pairing.provider_kind}-{number}"


def _keep(
    session: Session, need: Need, pairing: Pairing | None, place: int, suggestion: Suggestion
) -> None:
    if pairing is None:
        pairing = new_pairing(session, need, suggestion.provider_id)
    if pairing.state in OPEN_STATES:
        stored = suggestion_to_dict(suggestion)
        if (pairing.place, pairing.reasons) != (place, stored):
            pairing.place, pairing.score, pairing.reasons = place, suggestion.score, stored
            pairing.suggested_at = clock.now()


def new_pairing(session: Session, need: Need, provider: str) -> Pairing:
    """Add a pairing of the need with a provider such as `offer-3`."""
    kind, _dash, number = provider.partition("-")
    year = clock.today().year
    pairing = Pairing(
        ref=f"PA-{year}-{next_number(session, f'pairing-{year}'):04d}",
        state=SUGGESTED,
        need=need,
        need_id=need.id,
        offer_id=int(number) if kind == "offer" else None,
        expert_id=int(number) if kind == "expert" else None,
        suggested_at=clock.now(),
    )
    session.add(pairing)
    return pairing


def _diagnose(session: Session, need: Need, ranking: Any) -> bool:
    diagnosis = session.get(Diagnosis, need.id)
    first = diagnosis is None
    if diagnosis is None:
        diagnosis = Diagnosis(need_id=need.id)
        session.add(diagnosis)
    diagnosis.made_at = clock.now()
    diagnosis.data = diagnosis_to_dict(ranking.diagnosis)
    diagnosis.thin = list(ranking.not_enough_evidence)
    return first

"""Comparing needs with providers and keeping what the engine found, with its reasons."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM
from matchmaker.matching import Engine, Ranking, Suggestion, diagnosis_to_dict, suggestion_to_dict
from matchmaker.matching.cluster import rank_on_cluster
from matchmaker.needs.models import Need
from matchmaker.needs.queries import open_needs
from matchmaker.pairings.actions.fitting import fitted_engine
from matchmaker.pairings.events import SuggestionsMade
from matchmaker.pairings.models import Diagnosis, Pairing
from matchmaker.pairings.queries import need_profile, pairings_of_need, provider_profiles
from matchmaker.pairings.rules import OPEN_STATES, SUGGESTED
from matchmaker.places.queries import standings

TOP = 10
Progress = Callable[[Iterable[Need]], Iterable[Need]]


def suggest_for_need(session: Session, need: Need, engine: Engine | None = None) -> int:
    """Compare one need with all providers and keep the best; return how many are suggested.

    What the secretariat has decided stays as it is; a suggestion that nobody has touched goes
    when the engine no longer makes it.
    """
    today = clock.today()
    places = standings(session, today)
    engine = engine or fitted_engine(session, today, patient=False)
    return _keep_all(session, need, engine.rank(need_profile(need, places), on=today, top=TOP))


def suggest_all(
    session: Session, progress: Progress = lambda needs: needs, cluster: str | None = None
) -> int:
    """Compare every open need with all providers; return the number of suggestions.

    The needs are ranked here, or by the Dask cluster at the address; raises ClusterUnusable.
    """
    today = clock.today()
    places, engine = standings(session, today), fitted_engine(session, today)
    needs = open_needs(session)
    asked = [need_profile(need, places) for need in needs]
    if cluster is None:
        rankings = engine.rank_all(asked, today, TOP)
    else:
        held = {one.id: one for one in provider_profiles(session, today)}
        rankings = rank_on_cluster(cluster, engine, held, asked, today, TOP)
    pairs = zip(progress(needs), rankings, strict=True)
    return sum(_keep_all(session, need, ranking) for need, ranking in pairs)


def _keep_all(session: Session, need: Need, ranking: Ranking) -> int:
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


def _diagnose(session: Session, need: Need, ranking: Ranking) -> bool:
    diagnosis = session.get(Diagnosis, need.id)
    first = diagnosis is None
    if diagnosis is None:
        diagnosis = Diagnosis(need_id=need.id)
        session.add(diagnosis)
    diagnosis.made_at = clock.now()
    diagnosis.data = diagnosis_to_dict(ranking.diagnosis)
    diagnosis.thin = list(ranking.not_enough_evidence)
    return first

"""Which suggestions would change if texts were read with another lexicon; nothing is kept."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchmaker.kernel import clock
from matchmaker.matching import Engine, Profile
from matchmaker.needs.models import Need
from matchmaker.needs.queries import open_needs
from matchmaker.pairings.actions.fitting import fitted_engine
from matchmaker.pairings.actions.suggest import TOP
from matchmaker.pairings.queries import need_profile, provider_profiles
from matchmaker.places.queries import standings
from matchmaker.topics.lexicon.concepts import Lexicon


@dataclass(frozen=True)
class Shift:
    """How the list of a need would change: providers by their names in the engine."""

    need: Need
    comes: tuple[tuple[str, int], ...]
    """Who would come in, with the place."""
    goes: tuple[tuple[str, int], ...]
    """Who would go out, with the place until now."""
    moves: tuple[tuple[str, int, int], ...]
    """Who would move past somebody who stays, with the place until now and the new one."""

    @property
    def providers(self) -> frozenset[str]:
        """Return everybody of whom it tells."""
        changed = {name for name, _place in (*self.comes, *self.goes)}
        return frozenset(changed | {name for name, _before, _after in self.moves})


def shifts_with(session: Session, lexicon: Lexicon) -> list[Shift]:
    """Return the open needs whose best suggestions the lexicon would change."""
    today = clock.today()
    places, needs = standings(session, today), open_needs(session)
    asked = {need.ref: need_profile(need, places) for need in needs}
    held = {one.id: one for one in provider_profiles(session, today)}
    fitted = fitted_engine(session, today)
    now = copy(fitted).open(fitted.index_, lambda _ids: held)
    then = Engine(lexicon, fitted.weights, fitted.encoder).fit(held.values(), asked.values())
    lists = ((one, _best(now, asked[one.ref]), _best(then, asked[one.ref])) for one in needs)
    return [shift(one, before, after) for one, before, after in lists if before != after]


def _best(engine: Engine, need: Profile) -> list[str]:
    ranking = engine.rank(need, on=clock.today(), top=TOP)
    return [one.provider_id for one in ranking.suggestions]


def shift(need: Need, before: Sequence[str], after: Sequence[str]) -> Shift:
    """Return what differs between two lists of providers for a need."""
    was = {one: place for place, one in enumerate(before, start=1)}
    will = {one: place for place, one in enumerate(after, start=1)}
    stayed = [one for one in before if one in will]
    kept = [one for one in after if one in was]
    return Shift(
        need,
        comes=tuple((one, will[one]) for one in after if one not in was),
        goes=tuple((one, was[one]) for one in before if one not in will),
        moves=tuple(
            (one, was[one], will[one]) for one in kept if stayed.index(one) != kept.index(one)
        ),
    )

"""Whether an activity is South-South or triangular, and because of which parties.

The marks follow from what the parties' countries are on the activity's date. Where parties are
given only as groups ("developing countries and LDCs"), nothing follows: then what the source
said is kept, and said to be the source's.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.activities.rules import BENEFICIARY, PROVIDER, SUPPORTER
from matchmaker.places.rules import Status, is_south


@dataclass(frozen=True)
class PartyStanding:
    """What a party is on the activity's date."""

    side: str
    country: str = ""
    """Its country's code; empty without one."""
    status: Status | None = None
    name: str = ""
    international: bool = False
    """Whether it is an organization known to belong to no single country."""

    @property
    def known(self) -> bool:
        """Return whether something follows from it."""
        return self.status is not None or self.international

    @property
    def south(self) -> bool:
        """Return whether its country belongs to the South."""
        return self.status is not None and is_south(self.status)


@dataclass(frozen=True)
class Mark:
    """Whether a mark holds (None: nobody can say), and because of which parties."""

    holds: bool | None
    because: tuple[PartyStanding, ...] = ()
    from_source: bool = False
    """Whether this is what the source said, and follows from nothing else."""


@dataclass(frozen=True)
class Marks:
    """Both marks of an activity."""

    south_south: Mark
    triangular: Mark


def marks(
    parties: Iterable[PartyStanding],
    *,
    source_south_south: bool | None = None,
    source_triangular: bool | None = None,
) -> Marks:
    """Return both marks, from the source only where nothing follows from the parties."""
    known = list(parties)
    south_south = _or_source(_south_south(known), source_south_south)
    return Marks(south_south, _or_source(_triangular(known, south_south), source_triangular))


def _or_source(mark: Mark, source: bool | None) -> Mark:
    if mark.holds is not None or source is None:
        return mark
    return Mark(source, from_source=True)


def _south_south(parties: list[PartyStanding]) -> Mark:
    """Return whether a country of the South helps another one."""
    providers = [one for one in parties if one.side == PROVIDER]
    beneficiaries = [one for one in parties if one.side == BENEFICIARY]
    for provider in providers:
        for beneficiary in beneficiaries:
            if provider.south and beneficiary.south and provider.country != beneficiary.country:
                return Mark(True, (provider, beneficiary))
    for side in (providers, beneficiaries):
        if side and all(one.status is not None and not one.south for one in side):
            return Mark(False, tuple(side))
    if providers and beneficiaries and all(one.status for one in (*providers, *beneficiaries)):
        return Mark(False, (*providers, *beneficiaries))
    return Mark(None)


def _triangular(parties: list[PartyStanding], south_south: Mark) -> Mark:
    """Return whether somebody from outside the South takes part in a South-South activity.

    A supporter counts, and so does a developed country that provides beside one of the South.
    """
    if not south_south.holds:
        undecided = south_south.holds is None or south_south.from_source
        return Mark(None) if undecided else Mark(False, south_south.because)
    helpers = [one for one in parties if one.side in {SUPPORTER, PROVIDER}]
    outside = [one for one in helpers if _from_outside(one)]
    if outside:
        return Mark(True, tuple(outside))
    return Mark(False) if all(one.known for one in helpers) else Mark(None)


def _from_outside(party: PartyStanding) -> bool:
    if party.status is not None:
        return not party.south
    return party.international and party.side == SUPPORTER

"""What a portfolio is chosen from, the limits it keeps to, and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

BEST, GREEDY, INFEASIBLE = "best", "greedy", "infeasible"
PARTS = 1000
"""A point has so many parts; smaller differences do not count."""


class Rule(StrEnum):
    """What a set has to keep to: three ceilings, then two floors."""

    PER_NEED = "per_need"
    CAPACITY = "capacity"
    PER_PROVIDER = "per_provider"
    LDC = "ldc_share"
    NEWCOMERS = "newcomers"


FLOORS = (Rule.LDC, Rule.NEWCOMERS)


@dataclass(frozen=True)
class Option:
    """A provider who could answer a need, with the points of the suggestion."""

    need: str
    provider: str
    """The offer or expert: capacity is counted by it."""
    points: float
    body: str = ""
    """Who stands behind it, such as an organization with several offers: the ceiling and the
    first chance are counted by it; empty if it is the provider itself."""

    @property
    def who(self) -> str:
        """Return who stands behind the provider."""
        return self.body or self.provider

    @property
    def parts(self) -> int:
        """Return the points in whole thousandths."""
        return round(self.points * PARTS)


@dataclass(frozen=True)
class Limits:
    """How many at most, and what at least."""

    per_need: int = 1
    """At most so many providers for one need."""
    per_provider: int = 2
    """At most so many needs for one provider, whatever its capacity."""
    ldc_share: float = 0.0
    """The share of the needs of LDCs, from 0 to 1, for which somebody is proposed."""
    newcomers: int = 0
    """At least so many of those who were never deployed are proposed."""

    def __post_init__(self) -> None:
        """Refuse what is no limit."""
        if min(self.per_need, self.per_provider, self.newcomers) < 0:
            raise ValueError("a limit cannot be negative")
        if not 0 <= self.ldc_share <= 1:
            raise ValueError("the share of LDC needs lies between 0 and 1")


@dataclass(frozen=True)
class Remedy:
    """One rule that, changed alone, would let all the others hold, and the nearest such value."""

    rule: Rule
    value: int | None
    """For a floor the largest, for a ceiling the smallest number that works; none for capacity."""


@dataclass(frozen=True)
class Plan:
    """A set of options with what it reaches, or why there is none."""

    chosen: tuple[Option, ...] = ()
    points: float = 0.0
    status: str = BEST
    prices: Mapping[Rule, float] = field(default_factory=dict)
    """The points that leaving out this rule alone would gain."""
    uncovered: tuple[str, ...] = ()
    """The needs with options, and those of LDCs, for which nobody is chosen."""
    ldc_covered: int = 0
    ldc_wanted: int = 0
    newcomers: int = 0
    broken: tuple[Rule, ...] = ()
    """The floors that the set does not keep."""
    reach: Mapping[Rule, int] = field(default_factory=dict)
    """If infeasible: the most that each floor can ask for without the other floor."""
    remedies: tuple[Remedy, ...] = ()
    """If infeasible: the rules of which changing one is enough."""
    nearest: Limits | None = None
    """If infeasible: the same limits with the LDC floor, then the first chances, within reach."""
    unserved: tuple[str, ...] = ()
    """The needs of LDCs for which there is no option at all."""

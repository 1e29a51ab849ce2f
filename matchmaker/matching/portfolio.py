"""The best set of pairings over all needs at once, the price of each rule, and what it takes.

Every option is taken or left, so this is a small mixed-integer programme, solved exactly by HiGHS.
Points count in thousandths. Of equally good sets, a bonus worth less than one thousandth in all
prefers more options and then earlier references; nothing is random, nor does the order matter in
which options are given.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf, isfinite

from matchmaker.matching.plans import (
    BEST,
    FLOORS,
    GREEDY,
    INFEASIBLE,
    PARTS,
    Limits,
    Option,
    Plan,
    Remedy,
    Rule,
)
from matchmaker.matching.programme import Programme

__all__ = [
    "BEST",
    "FLOORS",
    "GREEDY",
    "INFEASIBLE",
    "Limits",
    "Option",
    "Plan",
    "Remedy",
    "Rule",
    "best_set",
    "greedy",
]

COUNTED_BY: dict[Rule, Callable[[Option], str]] = {
    Rule.PER_NEED: lambda one: one.need,
    Rule.CAPACITY: lambda one: one.provider,
    Rule.PER_PROVIDER: lambda one: one.who,
}
"""What each ceiling counts."""


def best_set(
    options: Iterable[Option],
    capacity: Mapping[str, int],
    ldc_needs: Collection[str],
    newcomers: Collection[str],
    limits: Limits,
) -> Plan:
    """Return the set with the most points that keeps every rule, or why there is none."""
    case = _Case(_in_order(options), capacity, frozenset(ldc_needs), frozenset(newcomers))
    chosen = case.solve(limits)
    if chosen is None:
        return _explained(case, limits)
    plan = case.plan(chosen, limits, BEST)
    free = {rule: case.solve(limits, without=(rule,)) for rule in Rule}
    prices = {rule: max(0.0, _points(more or chosen) - plan.points) for rule, more in free.items()}
    return replace(plan, prices={rule: round(price, 3) for rule, price in prices.items()})


def greedy(
    options: Iterable[Option],
    capacity: Mapping[str, int],
    ldc_needs: Collection[str],
    newcomers: Collection[str],
    limits: Limits,
) -> Plan:
    """Return what comes of taking the best option left, again and again, under the ceilings."""
    case = _Case(_in_order(options), capacity, frozenset(ldc_needs), frozenset(newcomers))
    needs, providers, bodies = Counter[str](), Counter[str](), Counter[str]()
    chosen = []
    for one in sorted(case.options, key=lambda one: -one.parts):
        if (
            needs[one.need] < limits.per_need
            and providers[one.provider] < capacity.get(one.provider, len(case.options))
            and bodies[one.who] < limits.per_provider
        ):
            chosen.append(one)
            needs[one.need] += 1
            providers[one.provider] += 1
            bodies[one.who] += 1
    return case.plan(_in_order(chosen), limits, GREEDY)


def _in_order(options: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options by need and provider; of two for the same pair the better one."""
    held: dict[tuple[str, str], Option] = {}
    for one in sorted(options, key=lambda one: (one.need, one.provider, one.points, one.body)):
        if not isfinite(one.points):
            raise ValueError(f"the points of {one.provider} for {one.need} are no number")
        held[one.need, one.provider] = one
    return tuple(held.values())


def _points(chosen: Iterable[Option]) -> float:
    return sum(one.parts for one in chosen) / PARTS


@dataclass(frozen=True)
class _Case:
    """Everything that is known, whatever the limits."""

    options: tuple[Option, ...]
    capacity: Mapping[str, int]
    ldc_needs: frozenset[str]
    newcomers: frozenset[str]

    def wanted(self, limits: Limits) -> dict[Rule, int]:
        """Return how many each floor asks for."""
        share = limits.ldc_share * len(self.ldc_needs)
        return {Rule.LDC: ceil(share - 1e-9), Rule.NEWCOMERS: limits.newcomers}

    def reached(self, chosen: Iterable[Option]) -> dict[Rule, int]:
        """Return how many a set has of what the floors ask for."""
        held = tuple(chosen)
        return {
            Rule.LDC: len({one.need for one in held} & self.ldc_needs),
            Rule.NEWCOMERS: len({one.who for one in held} & self.newcomers),
        }

    def plan(self, chosen: tuple[Option, ...], limits: Limits, status: str) -> Plan:
        """Return the set with what it reaches."""
        wanted, reached = self.wanted(limits), self.reached(chosen)
        needs = {one.need for one in self.options}
        return Plan(
            chosen=chosen,
            points=_points(chosen),
            status=status,
            uncovered=tuple(sorted((needs | self.ldc_needs) - {one.need for one in chosen})),
            ldc_covered=reached[Rule.LDC],
            ldc_wanted=wanted[Rule.LDC],
            newcomers=reached[Rule.NEWCOMERS],
            broken=tuple(rule for rule in FLOORS if reached[rule] < wanted[rule]),
            unserved=tuple(sorted(self.ldc_needs - needs)),
        )

    def solve(
        self, limits: Limits, *, without: Collection[Rule] = (), most: Rule | None = None
    ) -> tuple[Option, ...] | None:
        """Return the set with the most points, or with the most of a floor; None if none is."""
        floors = self._floors(limits, without)
        if not self.options:
            return None if floors else ()
        count = len(self.options)
        programme = Programme(count)
        self._bind(programme, limits, without)
        goals = {
            rule: self._cover(programme, rule) for rule in FLOORS if rule in floors or rule is most
        }
        for rule, least in floors.items():
            if least > len(goals[rule]):
                return None
            programme.between(goals[rule], least, inf)
        worth = [one.parts + (count - place) / count**2 for place, one in enumerate(self.options)]
        if most is not None:
            worth = [float(column in goals[most]) for column in range(programme.width)]
        taken = programme.best(worth)
        return None if taken is None else tuple(self.options[column] for column in taken)

    def most(self, rule: Rule, limits: Limits, *without: Rule) -> int | None:
        """Return the most that a floor can ask for under the other rules; None if they clash."""
        found = self.solve(limits, without=(rule, *without), most=rule)
        return None if found is None else self.reached(found)[rule]

    def _floors(self, limits: Limits, without: Collection[Rule]) -> dict[Rule, int]:
        asked = {rule: n for rule, n in self.wanted(limits).items() if rule not in without}
        return {rule: least for rule, least in asked.items() if least}

    def _bind(self, programme: Programme, limits: Limits, without: Collection[Rule]) -> None:
        ceilings = {Rule.PER_NEED: limits.per_need, Rule.PER_PROVIDER: limits.per_provider}
        for rule, name in COUNTED_BY.items():
            for key, columns in self._places(name).items() if rule not in without else ():
                limit = self.capacity.get(key) if rule is Rule.CAPACITY else ceilings[rule]
                if limit is not None and limit < len(columns):
                    programme.between(columns, 0, max(0, limit))

    def _cover(self, programme: Programme, rule: Rule) -> list[int]:
        """Return a column for each need or newcomer that counts for a floor."""
        by, keys = (Rule.PER_NEED, self.ldc_needs), (Rule.PER_PROVIDER, self.newcomers)
        counted, wanted = by if rule is Rule.LDC else keys
        places = self._places(COUNTED_BY[counted])
        return [programme.any_of(places[key]) for key in places if key in wanted]

    def _places(self, name: Callable[[Option], str]) -> dict[str, list[int]]:
        """Return the places of the options by what they are counted by."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.options):
            found[name(one)].append(place)
        return found


def _explained(case: _Case, limits: Limits) -> Plan:
    """Return why no set keeps every rule, and which changes would be enough."""
    reach = {
        rule: case.most(rule, limits, *(other for other in FLOORS if other is not rule)) or 0
        for rule in FLOORS
    }
    wanted = case.wanted(limits)
    share = min(wanted[Rule.LDC], reach[Rule.LDC]) / max(1, len(case.ldc_needs))
    eased = replace(limits, ldc_share=share)
    most = case.most(Rule.NEWCOMERS, eased) or 0
    return replace(
        case.plan((), limits, INFEASIBLE),
        reach=reach,
        remedies=tuple(_remedies(case, limits)),
        nearest=replace(eased, newcomers=min(limits.newcomers, most)),
    )


def _remedies(case: _Case, limits: Limits) -> Iterator[Remedy]:
    """Give the rules that stand in the way alone."""
    for floor in FLOORS:
        if (value := case.most(floor, limits)) is not None:
            yield Remedy(floor, value)
    for ceiling in (Rule.PER_NEED, Rule.PER_PROVIDER):
        if case.solve(limits, without=(ceiling,)) is not None:
            yield Remedy(ceiling, _smallest(case, limits, ceiling))
    if case.solve(limits, without=(Rule.CAPACITY,)) is not None:
        yield Remedy(Rule.CAPACITY, None)


def _smallest(case: _Case, limits: Limits, ceiling: Rule) -> int:
    """Return the lowest ceiling that works, knowing that a higher one never does harm."""

    def works(value: int) -> bool:
        return case.solve(replace(limits, **{ceiling.value: value})) is not None

    return bisect_left(range(len(case.options)), True, key=works)

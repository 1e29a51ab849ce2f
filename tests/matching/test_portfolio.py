"""The best set keeps every rule, has a price for each, and says why if there is none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import compress, product
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.matching.portfolio import (
    BEST,
    FLOORS,
    GREEDY,
    INFEASIBLE,
    Limits,
    Option,
    Plan,
    Remedy,
    Rule,
    best_set,
    greedy,
)

NEEDS, PROVIDERS, BODIES = "abcd", "wxyz", ("", "", "", "W")


class Case(NamedTuple):
    """What both ways of choosing are given."""

    options: list[Option]
    capacity: dict[str, int]
    ldc_needs: frozenset[str]
    newcomers: frozenset[str]
    limits: Limits


def pairs(plan: Plan) -> list[str]:
    """Return what was chosen, need and provider in one word."""
    return [f"{one.need}{one.provider}" for one in plan.chosen]


def options(**points: float) -> list[Option]:
    """Return options such as `ax=50`: provider x could answer need a."""
    return [Option(name[0], name[1], number) for name, number in points.items()]


THREE = options(ax=90, ay=80, bx=85, by=30, cz=40)


def test_the_best_for_each_is_not_always_the_best_for_all() -> None:
    once = Limits(per_provider=1)
    best = best_set(THREE, {}, (), (), once)
    assert (best.status, pairs(best), best.points) == (BEST, ["ay", "bx", "cz"], 205)
    first = greedy(THREE, {}, (), (), once)
    assert (first.status, pairs(first), first.points) == (GREEDY, ["ax", "by", "cz"], 160)


def test_every_rule_has_its_price() -> None:
    plan = best_set(THREE, {"x": 1}, {"c"}, {"z"}, Limits(1, 2, 1.0, 1))
    assert plan.prices == {
        Rule.PER_NEED: 35,  # y would help b too, and x would go to a
        Rule.CAPACITY: 10,
        Rule.PER_PROVIDER: 0,
        Rule.LDC: 0,
        Rule.NEWCOMERS: 0,
    }
    assert (plan.ldc_covered, plan.ldc_wanted, plan.newcomers, plan.broken) == (1, 1, 1, ())


def test_a_floor_costs_points() -> None:
    held = options(ax=90, bx=20, by=10)
    free = best_set(held, {"x": 1}, {"b"}, {"y"}, Limits())
    assert pairs(free) == ["ax", "by"]
    scarce = best_set(options(ax=90, bx=20), {"x": 1}, {"b"}, (), Limits(ldc_share=1))
    assert (pairs(scarce), scarce.prices[Rule.LDC], scarce.uncovered) == (["bx"], 70, ("a",))
    first = greedy(options(ax=90, bx=20), {"x": 1}, {"b"}, (), Limits(ldc_share=1))
    assert (pairs(first), first.broken) == (["ax"], (Rule.LDC,))
    chance = best_set(options(ax=90, ay=50), {}, (), {"y"}, Limits(newcomers=1))
    assert (pairs(chance), chance.prices[Rule.NEWCOMERS]) == (["ay"], 40)


def test_the_ceiling_counts_who_stands_behind_the_offers() -> None:
    held = [Option("a", "o1", 90, "office"), Option("b", "o2", 80, "office")]
    assert len(best_set(held, {}, (), (), Limits(per_provider=1)).chosen) == 1
    assert len(greedy(held, {}, (), (), Limits(per_provider=1)).chosen) == 1
    apart = [replace(one, body="") for one in held]
    assert len(best_set(apart, {}, (), (), Limits(per_provider=1)).chosen) == 2
    once = best_set(held, {}, (), {"office"}, Limits(newcomers=1))
    assert (len(once.chosen), once.newcomers) == (2, 1)


def test_an_overdrawn_capacity_is_none() -> None:
    assert best_set(options(ax=90), {"x": -1}, (), (), Limits()).chosen == ()
    assert greedy(options(ax=90), {"x": -1}, (), (), Limits()).chosen == ()


def test_nothing_to_choose_from() -> None:
    plan = best_set([], {}, (), (), Limits())
    assert (plan.status, plan.chosen, plan.points) == (BEST, (), 0)
    assert set(plan.prices.values()) == {0}
    assert greedy([], {}, (), (), Limits()).chosen == ()
    none = best_set([], {}, {"a"}, (), Limits(ldc_share=0.5, newcomers=1))
    assert (none.status, none.unserved, none.remedies) == (INFEASIBLE, ("a",), ())
    assert none.nearest == Limits()


def test_a_need_for_which_nobody_is_suggested_makes_the_floor_too_high() -> None:
    held = options(ax=50, bx=50, cy=50)
    plan = best_set(held, {}, set("abcd"), (), Limits(1, 2, 1.0, 0))
    assert (plan.status, plan.chosen, plan.prices) == (INFEASIBLE, (), {})
    assert (plan.reach[Rule.LDC], plan.ldc_wanted, plan.unserved) == (3, 4, ("d",))
    assert plan.remedies == (Remedy(Rule.LDC, 3),)
    assert plan.nearest is not None
    assert best_set(held, {}, set("abcd"), (), plan.nearest).ldc_covered == 3


def test_each_rule_that_stands_in_the_way_alone_is_named_with_its_value() -> None:
    held = options(ax=50, bx=50, cx=50)
    plan = best_set(held, {}, set("abc"), (), Limits(1, 1, 1.0, 0))
    assert plan.remedies == (Remedy(Rule.LDC, 1), Remedy(Rule.PER_PROVIDER, 3))
    full = best_set(held, {"x": 2}, set("abc"), (), Limits(1, 3, 1.0, 0))
    assert full.remedies == (Remedy(Rule.LDC, 2), Remedy(Rule.CAPACITY, None))
    many = best_set(options(ax=9, ay=8, az=7), {}, (), set("xyz"), Limits(1, 1, 0, 3))
    assert many.remedies == (Remedy(Rule.NEWCOMERS, 1), Remedy(Rule.PER_NEED, 3))


def test_two_floors_out_of_reach_leave_no_single_change() -> None:
    plan = best_set(options(ax=50), {}, set("ab"), set("xy"), Limits(1, 1, 1.0, 2))
    assert plan.remedies == ()
    assert plan.reach == {Rule.LDC: 1, Rule.NEWCOMERS: 1}
    assert plan.nearest == Limits(1, 1, 0.5, 1)


def test_equally_good_sets_are_told_apart_by_reference() -> None:
    tied = options(ax=50, ay=50, bx=50, by=50)
    for order in (tied, tied[::-1]):
        assert pairs(best_set(order, {}, (), (), Limits())) == ["ax", "bx"]
        assert pairs(greedy(order, {}, (), (), Limits())) == ["ax", "bx"]
    by_hand = [*options(ax=50), Option("b", "y", 0)]
    assert pairs(best_set(by_hand, {}, (), (), Limits())) == ["ax", "by"]


def test_one_pair_given_twice_counts_once() -> None:
    assert best_set(options(ax=50) * 2, {}, (), (), Limits(per_need=2)).points == 50


@pytest.mark.parametrize(
    "wrong", [{"per_need": -1}, {"newcomers": -1}, {"ldc_share": 1.01}, {"ldc_share": float("nan")}]
)
def test_what_is_no_limit_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"limit|share"):
        Limits(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("points", [float("nan"), float("inf")])
def test_points_that_are_no_number_are_refused(points: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        best_set(options(ax=points), {}, (), (), Limits())


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Give any small case."""
    held = [
        Option(need, provider, draw(st.integers(0, 90_000)) / 1000, body)
        for need, (provider, body) in product(NEEDS, zip(PROVIDERS, BODIES, strict=True))
        if draw(st.integers(0, 9)) < 6
    ][:9]
    return Case(
        held,
        draw(st.dictionaries(st.sampled_from(PROVIDERS), st.integers(-1, 3))),
        draw(st.frozensets(st.sampled_from([*NEEDS, "e"]))),
        draw(st.frozensets(st.sampled_from(["w", "x", "y", "W"]))),
        Limits(
            draw(st.integers(0, 2)),
            draw(st.integers(0, 3)),
            draw(st.sampled_from([0, 0.25, 0.5, 1])),
            draw(st.integers(0, 2)),
        ),
    )


def crowds(chosen: tuple[Option, ...], case: Case) -> Iterator[tuple[Rule, bool]]:
    """Give for each rule whether a set keeps it, counted by hand."""
    needs = Counter(one.need for one in chosen)
    carried = Counter(one.provider for one in chosen)
    bodies = Counter(one.who for one in chosen)
    served = len(needs.keys() & case.ldc_needs)
    yield Rule.PER_NEED, max(needs.values(), default=0) <= case.limits.per_need
    yield (
        Rule.CAPACITY,
        all(n <= max(0, case.capacity.get(key, n)) for key, n in carried.items()),
    )
    yield Rule.PER_PROVIDER, max(bodies.values(), default=0) <= case.limits.per_provider
    yield Rule.LDC, served >= case.limits.ldc_share * len(case.ldc_needs)
    yield Rule.NEWCOMERS, len(bodies.keys() & case.newcomers) >= case.limits.newcomers


def most_points(case: Case, without: Rule | None = None) -> float | None:
    """Return the most points that any set has, all sets tried; None if none keeps the rules."""
    found = [
        sum(one.parts for one in chosen) / 1000
        for taken in product((False, True), repeat=len(case.options))
        for chosen in [tuple(compress(case.options, taken))]
        if all(kept or rule is without for rule, kept in crowds(chosen, case))
    ]
    return max(found, default=None)


@settings(max_examples=50)
@given(cases())
def test_no_other_set_is_better_and_every_price_is_right(case: Case) -> None:
    plan = best_set(*case)
    most = most_points(case)
    if most is None:
        assert plan.status == INFEASIBLE
        return
    assert (plan.status, plan.points) == (BEST, most)
    assert all(kept for _rule, kept in crowds(plan.chosen, case))
    for rule, price in plan.prices.items():
        freed = most_points(case, rule)
        assert freed is not None
        assert price == pytest.approx(freed - most, abs=1e-6)
        assert price >= 0


@given(cases())
def test_greed_keeps_the_ceilings_and_is_never_better(case: Case) -> None:
    free = case._replace(limits=replace(case.limits, ldc_share=0, newcomers=0))
    first, best = greedy(*case), best_set(*free)
    assert first.points <= best.points
    kept = dict(crowds(first.chosen, case))
    assert all(kept[rule] for rule in Rule if rule not in FLOORS)
    assert first.broken == tuple(rule for rule in FLOORS if not kept[rule])


@settings(max_examples=50)
@given(cases())
def test_what_is_said_of_the_impossible_is_true(case: Case) -> None:
    plan = best_set(*case)
    alone = {rule for rule in Rule if most_points(case, rule) is not None}
    if plan.status == BEST:
        return
    assert {remedy.rule for remedy in plan.remedies} == alone
    for remedy in plan.remedies:
        if remedy.value is not None:
            assert best_set(*case._replace(limits=eased(case, remedy, 0))).status == BEST
            assert best_set(*case._replace(limits=eased(case, remedy, 1))).status == INFEASIBLE
    assert plan.nearest is not None
    assert best_set(*case._replace(limits=plan.nearest)).status == BEST


def eased(case: Case, remedy: Remedy, beyond: int) -> Limits:
    """Return the limits with a rule at the value of its remedy, or one beyond."""
    assert remedy.value is not None
    if remedy.rule is Rule.LDC:
        return replace(case.limits, ldc_share=(remedy.value + beyond) / len(case.ldc_needs))
    toward = beyond if remedy.rule in FLOORS else -beyond
    return replace(case.limits, **{remedy.rule.value: remedy.value + toward})


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_options_does_not_matter(case: Case, chance: Random) -> None:
    mixed = list(case.options)
    chance.shuffle(mixed)
    assert best_set(*case._replace(options=mixed)) == best_set(*case)

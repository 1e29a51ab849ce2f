"""What rankings are worth, computed by hand and held to what must always be true."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.matching.evaluation import Groups, evaluate, interval, ranked
from matchmaker.matching.measures import (
    ndcg_at,
    precision_at,
    recall_at,
    reciprocal_rank,
)

GRADES = {"a": 3, "b": 2, "c": 1}
NAMES = [f"p{number}" for number in range(15)]
graded = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), min_size=1)
rankings = st.permutations(NAMES)
MEASURES = (ndcg_at, recall_at, precision_at, reciprocal_rank)


def test_the_measures_are_those_computed_by_hand() -> None:
    ranking = ["c", "x", "b", "a"]
    reached = 1 + 3 / log2(4) + 7 / log2(5)
    ideal = 7 + 3 / log2(3) + 1 / log2(4)
    assert ndcg_at(ranking, GRADES) == pytest.approx(reached / ideal)
    assert ndcg_at(ranking, GRADES, k=2) == pytest.approx(1 / (7 + 3 / log2(3)))
    assert recall_at(ranking, GRADES, k=3) == 1 / 2
    assert precision_at(ranking, GRADES) == 2 / 5
    assert reciprocal_rank(ranking, GRADES) == 1 / 3


def test_what_cannot_be_measured_is_none_and_what_was_missed_is_nothing() -> None:
    assert [measure(["a"], {"a": 0}) for measure in MEASURES] == [None] * 4
    assert ndcg_at(["c"], {"c": 1}) == 1
    assert [measure(["c"], {"c": 1}) for measure in MEASURES[1:]] == [None] * 3
    assert [measure([], GRADES) for measure in MEASURES] == [0] * 4


@given(rankings, graded)
def test_every_measure_lies_between_nothing_and_one(
    ranking: list[str], grades: dict[str, int]
) -> None:
    for measure in MEASURES:
        value = measure(ranking, grades)
        assert value is None or 0 <= value <= 1 + 1e-12


@given(rankings, graded)
def test_the_order_of_the_grades_is_the_best_ranking(
    ranking: list[str], grades: dict[str, int]
) -> None:
    best = sorted(NAMES, key=lambda one: -grades.get(one, 0))
    for measure in MEASURES:
        reached, most = measure(ranking, grades), measure(best, grades)
        assert (reached is None) == (most is None)
        assert reached is None or most is None or reached <= most + 1e-12
    assert ndcg_at(best, grades) in (None, pytest.approx(1))


@given(rankings, graded, st.integers(0, 13))
def test_moving_the_better_of_two_neighbours_up_never_costs(
    ranking: list[str], grades: dict[str, int], place: int
) -> None:
    swapped = list(ranking)
    one, other = swapped[place], swapped[place + 1]
    if grades.get(one, 0) < grades.get(other, 0):
        swapped[place], swapped[place + 1] = other, one
    for measure in MEASURES:
        before, after = measure(ranking, grades), measure(swapped, grades)
        assert before is None or after is None or before <= after + 1e-12


def test_ties_go_by_id() -> None:
    assert ranked({"c": 1.0, "a": 1.0, "b": 2.0}) == ("b", "a", "c")


# Two needs: n writes French and m writes Arabic; of the providers, f writes French.
SCORES = {"n": {"f": 0.1, "e": 0.9, "x": 0.5}, "m": {"f": 0.9, "e": 0.2, "x": 0.3}}
JUDGMENTS = {"n": {"f": 3, "e": 2}, "m": {"e": 3}, "nobody": {"f": 0}}
GROUPS = Groups({"n": "fr", "m": "ar"}, {"f": "fr", "e": "en", "x": "en"}, {"n": "ldc"})


def test_needs_are_told_apart_by_language_and_country() -> None:
    found = evaluate(SCORES, JUDGMENTS, GROUPS)
    n = (3 + 7 / log2(4)) / (7 + 3 / log2(3))
    m = (7 / log2(4)) / 7
    assert found.overall.needs == 2
    assert found.overall.ndcg == pytest.approx((n + m) / 2)
    assert found.overall.mrr == pytest.approx((1 + 1 / 3) / 2)
    assert found.by_language["fr"].ndcg == pytest.approx(n)
    assert {name: one.needs for name, one in found.by_countries.items()} == {"ldc": 1}


def test_a_pair_of_languages_is_judged_among_providers_of_one_language() -> None:
    found = evaluate(SCORES, JUDGMENTS, GROUPS)
    assert set(found.by_pair) == {("fr", "fr"), ("fr", "en"), ("ar", "en")}
    assert found.by_pair["fr", "fr"].ndcg == 1  # last of all, but the only one in French
    assert found.by_pair["ar", "en"].ndcg == pytest.approx(1 / log2(3))
    assert (found.same.needs, found.same.ndcg) == (1, 1)
    assert (found.cross.needs, found.cross.mrr) == (2, pytest.approx((1 + 1 / 3) / 2))
    assert found.as_dict()["by_pair"]["fr-en"]["ndcg"] == 1


def test_the_one_list_says_whether_a_language_comes_to_the_top() -> None:
    many = {"f": 0.0, "e": 1.0} | {f"x{number}": 0.5 for number in range(9)}
    languages = dict.fromkeys(many, "en") | {"f": "fr"}
    found = evaluate({"n": many}, {"n": {"f": 3, "e": 3}}, Groups({"n": "fr"}, languages))
    assert (found.same.recall, found.cross.recall) == (1, 1)
    assert (found.found_same, found.found_cross) == (0, 1)


def test_a_need_that_was_not_ranked_counts_as_missed() -> None:
    assert evaluate({}, JUDGMENTS, GROUPS).overall.ndcg == 0


def test_nothing_judged_gives_no_figures() -> None:
    found = evaluate(SCORES, {})
    assert (found.overall.needs, found.overall.ndcg, found.interval) == (0, None, None)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_is_always_the_same_and_inside_the_values(values: list[float]) -> None:
    found = interval(values)
    assert found is not None
    low, high = found
    assert min(values) - 1e-12 <= low <= high <= max(values) + 1e-12
    assert interval(values) == found


def test_more_needs_make_the_interval_narrower() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 100)
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < (few[1] - few[0]) / 2

"""Weights learned from labels, and the guard that says who would lose by them."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.matching import Engine, Weights
from matchmaker.matching.evaluation import Groups, Scores
from matchmaker.matching.guard import (
    ENOUGH,
    FOLDS,
    Judged,
    Verdict,
    acceptable,
    compare_weights,
    fold_of,
)
from matchmaker.matching.labelling import Label, closeness_in, labels_by_text, reweighed
from matchmaker.matching.learning import (
    NEEDS_WANTED,
    TooFewLabels,
    counted,
    fit_weights,
    rounded,
    teaching,
)
from tests.matching.examples import BREVETS, INDICATIONS, PATENTS, a_need, expert

SIGNALS = ("concepts", "words", "sector")
DEFAULT = Weights()
PROVIDERS = 8


def labels(needs: int, telling: str = "sector", seed: int = 7) -> list[Label]:
    """Return labels in which one signal tells who helps, and the others say nothing."""
    draw = np.random.default_rng(seed)
    found = []
    for number in range(needs):
        for place in range(PROVIDERS):
            near = {name: float(draw.random()) for name in SIGNALS}
            near[telling] = 0.5 + 0.4 * (place < 2) + 0.1 * near[telling]
            found.append(Label(f"need-{number}", f"p-{place}", 3 * (place < 2), near))
    return found


def changes(found: Weights) -> dict[str, float]:
    """Return what differs from the defaults, by signal."""
    start = DEFAULT.each()
    return {name: one - start[name] for name, one in found.each().items() if one != start[name]}


@pytest.mark.parametrize("telling", SIGNALS)
def test_the_signal_that_tells_gains_from_those_that_do_not(telling: str) -> None:
    learned = fit_weights(labels(200, telling))
    told = changes(learned.weights)
    assert learned.signals == SIGNALS
    assert told.keys() <= set(SIGNALS)
    assert max(told, key=lambda name: told[name] / DEFAULT.each()[name]) == telling
    assert told[telling] > 1
    assert learned.loss_after < learned.loss_before


def test_few_labels_change_less_than_many() -> None:
    few, some, many = (
        fit_weights(labels(needs), least=1).weights.sector for needs in (2, NEEDS_WANTED, 300)
    )
    assert DEFAULT.sector <= few < some < many
    assert few - DEFAULT.sector < (many - DEFAULT.sector) / 5


def test_too_few_labels_are_refused_and_say_how_many_there_are() -> None:
    one_sided = [Label(f"only-{number}", "p", 3, {"words": 1.0}) for number in range(50)]
    with pytest.raises(TooFewLabels, match=f"only {NEEDS_WANTED - 1} needs") as refusal:
        fit_weights([*labels(NEEDS_WANTED - 1), *one_sided])
    assert (refusal.value.needs, refusal.value.wanted) == (NEEDS_WANTED - 1, NEEDS_WANTED)
    with pytest.raises(TooFewLabels):
        fit_weights([])


@given(st.integers(0, 10**6), st.sampled_from(SIGNALS))
def test_learned_weights_keep_their_sum_and_are_never_negative(seed: int, telling: str) -> None:
    found = fit_weights(labels(5, telling, seed), least=1).weights
    assert min(found.each().values()) >= 0
    assert found.total == pytest.approx(DEFAULT.total, abs=1e-9)
    again = fit_weights(reversed(labels(5, telling, seed)), least=1).weights
    assert found.each() == pytest.approx(again.each(), abs=0.011)
    assert found == fit_weights(labels(5, telling, seed), least=1).weights


def test_what_is_equal_for_all_or_weighs_nothing_keeps_its_weight() -> None:
    told = [replace(one, closeness={**one.closeness, "south": 1.0}) for one in labels(50)]
    learned = fit_weights(told, replace(DEFAULT, words=0.0))
    assert learned.signals == ("concepts", "sector")
    assert (learned.weights.words, learned.weights.south) == (0.0, DEFAULT.south)
    only = [replace(one, closeness={"sector": one.closeness["sector"]}) for one in labels(50)]
    assert fit_weights(only).weights == DEFAULT


def test_rounded_weights_add_up() -> None:
    assert rounded(np.array([1 / 3, 1 / 3, 1 / 3]), 1.0) == [0.34, 0.33, 0.33]


def test_labels_are_counted_for_each_group() -> None:
    told = [Label("a", "p", 3, {}), Label("a", "q", 1, {}), Label("b", "p", 2, {})]
    assert counted(told, {"a": "ar", "b": "zh"}) == {"ar": (1, 1), "zh": (1, 0)}
    assert list(teaching(told)) == ["a"]


@pytest.mark.parametrize("body", [PATENTS, BREVETS])
def test_closeness_times_weight_is_the_score(body: str) -> None:
    providers = [
        expert("a", (PATENTS, INDICATIONS)),
        expert("b", (BREVETS, BREVETS), language="fr", topics=frozenset({"patents"})),
    ]
    need = a_need(body, language="fr" if body is BREVETS else "en")
    engine = Engine().fit(providers, [need])
    for provider in providers:
        suggestion = engine.explain(need, provider)
        near = closeness_in(suggestion, engine.weights)
        weighed = sum(engine.weights.each()[name] * one for name, one in near.items())
        assert weighed == pytest.approx(suggestion.score, abs=1e-9)
        assert max(near.values()) <= 1 + 1e-9
    held = {one.id: one for one in providers}
    told = labels_by_text(engine, need, held, {"b": 3})
    assert {one.provider: one.grade for one in told} == {"a": 0, "b": 3}
    assert "topics" not in told[0].closeness


def test_a_signal_without_weight_shows_no_closeness() -> None:
    provider, need = expert("a"), a_need()
    engine = Engine(weights=replace(DEFAULT, words=0.0, characters=0.0)).fit([provider], [need])
    near = closeness_in(engine.explain(need, provider), engine.weights)
    assert near["words"] == near["characters"] == 0
    assert near["concepts"] > 0


def test_an_engine_that_weighs_otherwise_is_the_one_that_would_be_built() -> None:
    providers, need = [expert("a"), expert("b", (INDICATIONS,) * 2)], a_need()
    weights = replace(DEFAULT, words=3.0)
    built = Engine(weights=weights).fit(providers, [need])
    made = reweighed(Engine().fit(providers, [need]), weights, providers, [need])
    assert made.scores(need).tolist() == built.scores(need).tolist()


def judged(found: Collection[Label], language_of: Mapping[str, str], name: str = "own") -> Judged:
    """Return a set of judged needs that is ranked by the labels' closeness."""
    grades: dict[str, dict[str, int]] = {}
    for one in found:
        grades.setdefault(one.need, {})[one.provider] = one.grade

    def ranked_by(weights: Weights, needs: Collection[str]) -> Scores:
        each, scores = weights.each(), {need: dict[str, float]() for need in needs}
        for one in found:
            if one.need in scores:
                points = sum(each[signal] * near for signal, near in one.closeness.items())
                scores[one.need][one.provider] = points
        return scores

    return Judged(name, grades, Groups(need_language=language_of), list(found), ranked_by)


def test_weights_by_which_everybody_gains_are_acceptable() -> None:
    told = judged(labels(60), {f"need-{number}": "ar" for number in range(60)})
    learned = fit_weights(told.labels)
    verdicts = compare_weights(DEFAULT, learned.weights, [told])
    assert {(one.kind, one.group): one.held_out for one in verdicts} == {
        ("all", ""): True,
        ("language", "ar"): True,
    }
    assert all(one.change > 0 for one in verdicts)
    assert acceptable(verdicts)


def without_concepts(label: Label) -> Label:
    """Return a label in which what one of the two other signals gains the other loses."""
    near = {name: one for name, one in label.closeness.items() if name != "concepts"}
    return replace(label, closeness=near)


def test_weights_by_which_one_language_loses_are_not_acceptable() -> None:
    many = [without_concepts(one) for one in labels(200)]
    few = [
        replace(without_concepts(one), need=f"zh-{one.need}") for one in labels(20, "words", seed=8)
    ]
    told = judged(
        [*many, *few],
        {one.need: "zh" if one.need.startswith("zh") else "en" for one in (*many, *few)},
    )
    verdicts = compare_weights(DEFAULT, fit_weights(told.labels).weights, [told])
    by_group = {one.group: one for one in verdicts}
    assert by_group[""].change > 0
    assert by_group["en"].change > 0
    assert by_group["zh"].loses
    assert not acceptable(verdicts)


def test_a_set_that_nothing_was_learned_from_is_ranked_with_the_weights_themselves() -> None:
    told = replace(judged(labels(60), {}), learned_from=False)
    worse = replace(DEFAULT, sector=0.0, words=12.0)
    (whole,) = compare_weights(DEFAULT, worse, [told])
    assert not whole.held_out
    assert whole.loses
    (same,) = compare_weights(DEFAULT, DEFAULT, [told])
    assert same.change == 0
    assert acceptable([same])


def test_a_need_is_ranked_with_weights_learned_without_it() -> None:
    seen: list[tuple[Weights, frozenset[str]]] = []
    told = judged(labels(40), {})

    def ranked_by(weights: Weights, needs: Collection[str]) -> Scores:
        seen.append((weights, frozenset(needs)))
        return told.ranked_by(weights, needs)

    compare_weights(DEFAULT, DEFAULT, [replace(told, ranked_by=ranked_by)])
    _before, *folds = seen
    assert len(folds) == FOLDS
    assert frozenset[str]().union(*(needs for _weights, needs in folds)) == told.judgments.keys()
    for weights, needs in folds:
        others = [one for one in told.labels if one.need not in needs]
        assert weights == fit_weights(others, least=1).weights
        assert len({fold_of(need) for need in needs}) == 1


def verdict(kind: str, change: float, needs: int = ENOUGH) -> Verdict:
    """Return what happens to a group."""
    return Verdict("own", kind, "", needs, 0.5, 0.5 + change, held_out=True)


def test_all_needs_together_may_lose_nothing_and_a_group_a_hundredth() -> None:
    assert not acceptable([])
    assert not acceptable([verdict("all", 0.1, needs=ENOUGH - 1)])
    assert not acceptable([verdict("all", -0.001)])
    assert acceptable([verdict("all", 0.0), verdict("language", -0.01)])
    assert not acceptable([verdict("all", 0.1), verdict("language", -0.011)])
    assert acceptable([verdict("all", 0.1), verdict("language", -0.5, needs=ENOUGH - 1)])

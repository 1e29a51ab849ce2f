"""The guard: what new weights would do to each group of needs, judged on needs not learned from.

Where the weights were learned from a set of judged needs, the set is cut into FOLDS parts by the
needs' ids; each part is ranked with weights learned from the other parts. A set that nothing was
learned from is ranked with the new weights themselves. Weights are acceptable if no set gets worse
as a whole, and no group that can be judged loses more than MOST_LOST.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from matchmaker.matching.evaluation import Evaluation, Figures, Groups, Scores, evaluate
from matchmaker.matching.labelling import Label
from matchmaker.matching.learning import fit_weights, teaching
from matchmaker.matching.measures import Judgments
from matchmaker.matching.weights import Weights

FOLDS = 5
MOST_LOST = 0.01  # nDCG@10 that a group may lose; less is within what one need can do
ENOUGH = 5  # needs, below which a group's mean says nothing
HARDLY = 1e-9  # rounding is no loss

Ranker = Callable[[Weights, Collection[str]], Scores]
"""Scores of the candidates of these needs by the engine with these weights."""


@dataclass(frozen=True)
class Judged:
    """A set of judged needs: grades, groups, labels to learn from, and how the engine ranks."""

    name: str
    judgments: Judgments
    groups: Groups
    labels: Sequence[Label]
    ranked_by: Ranker
    learned_from: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """nDCG@10 of one group of needs before and after."""

    judged: str
    """The name of the set of judged needs."""
    kind: str
    """One of all, language, languages, countries."""
    group: str
    needs: int
    before: float
    after: float
    held_out: bool
    """Whether the needs were ranked with weights that were learned without them."""

    @property
    def change(self) -> float:
        """Return how much the group gains; negative for a loss."""
        return self.after - self.before

    @property
    def says_something(self) -> bool:
        """Return whether there are enough needs."""
        return self.needs >= ENOUGH

    @property
    def loses(self) -> bool:
        """Return whether the group, or the set as a whole, loses more than it may."""
        most = 0.0 if self.kind == "all" else MOST_LOST
        return self.says_something and self.change < -most - HARDLY


def acceptable(verdicts: Sequence[Verdict]) -> bool:
    """Return whether something could be judged and nobody loses."""
    told = [one for one in verdicts if one.says_something]
    return bool(told) and not any(one.loses for one in told)


def fold_of(need: str) -> int:
    """Return the part of its set that a need belongs to, by its id alone."""
    return int.from_bytes(sha256(need.encode()).digest()[:4], "big") % FOLDS


def compare_weights(
    current: Weights, proposed: Weights, judged: Sequence[Judged], default: Weights | None = None
) -> list[Verdict]:
    """Return what the proposed weights do to each group of each set, beside the current ones."""
    folds = _learned_by_fold(judged, default or Weights())
    found: list[Verdict] = []
    for one in judged:
        needs = frozenset(one.judgments)
        before = one.ranked_by(current, needs)
        after = _held_out(one, folds) if one.learned_from else one.ranked_by(proposed, needs)
        found += _verdicts(one, before, after)
    return found


def _learned_by_fold(judged: Sequence[Judged], default: Weights) -> list[Weights]:
    """Return for each part the weights learned from the other parts of all sets together."""
    labels = [label for one in judged if one.learned_from for label in one.labels]
    return [
        _fitted([one for one in labels if fold_of(one.need) != n], default) for n in range(FOLDS)
    ]


def _fitted(labels: Sequence[Label], default: Weights) -> Weights:
    return fit_weights(labels, default, least=1).weights if teaching(labels) else default


def _held_out(judged: Judged, folds: Sequence[Weights]) -> Scores:
    found: dict[str, Mapping[str, float]] = {}
    for number, weights in enumerate(folds):
        needs = frozenset(need for need in judged.judgments if fold_of(need) == number)
        found |= judged.ranked_by(weights, needs) if needs else {}
    return found


def _verdicts(judged: Judged, before: Scores, after: Scores) -> Iterator[Verdict]:
    """Give every group that both rankings say something of."""
    was, will = (evaluate(one, judged.judgments, judged.groups) for one in (before, after))
    told = dict(_groups(will))
    for group, figures in _groups(was):
        then = told[group].ndcg
        if figures.ndcg is not None and then is not None:
            yield Verdict(
                judged.name, *group, figures.needs, figures.ndcg, then, judged.learned_from
            )


def _groups(one: Evaluation) -> Iterator[tuple[tuple[str, str], Figures]]:
    yield ("all", ""), one.overall
    for language, figures in one.by_language.items():
        yield ("language", language), figures
    yield ("languages", "same"), one.same
    yield ("languages", "cross"), one.cross
    for countries, figures in one.by_countries.items():
        yield ("countries", countries), figures

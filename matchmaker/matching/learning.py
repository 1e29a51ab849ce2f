"""Weights learned from grades: few parameters, held to the defaults, the same from the same data.

A provider's score is the sum over the signals of weight times closeness, a number between 0 and 1.
Of two providers for one need the one with the higher grade should have more points; `d` is how
many more it has. The weights are those that make this sum as small as possible:

    Σ over needs, of the mean over the need's pairs of different grade, of log(1 + exp(-d / SPREAD))
    + STRENGTH * Σ over the fitted signals of (weight / default weight - 1)²

Pairs count by the difference of what their grades gain. SPREAD is in points: a pair that is left
open costs 0.69, one that leads by SPREAD costs 0.31. Giving a weight up, or doubling it, costs
STRENGTH. The first part grows with the number of needs, so few labels change little. No weight is
negative, and the fitted ones keep the sum of their defaults, so that scores stay comparable. A
signal that is equal for all providers of each need keeps its default.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from matchmaker.matching.labelling import Label
from matchmaker.matching.measures import RELEVANT, gain
from matchmaker.matching.spaces import Floats
from matchmaker.matching.weights import Weights

NEEDS_WANTED = (
    30  # needs with a provider who helps and one who does not, below which nothing is fit
)
SPREAD = 5.0  # points
STRENGTH = 1.0
HUNDREDTHS = 100  # learned weights are whole hundredths of a point


class TooFewLabels(Exception):
    """There are too few needs with both a provider who would help and one who would not."""

    def __init__(self, needs: int) -> None:
        """Say how many there are, and how many it takes."""
        self.needs, self.wanted = needs, NEEDS_WANTED
        super().__init__(
            f"only {needs} needs have both a provider who fits and one who does not; "
            f"it takes {NEEDS_WANTED}"
        )


@dataclass(frozen=True, slots=True)
class Learned:
    """New weights and what they come from."""

    weights: Weights
    signals: tuple[str, ...]  # those that were fitted; the others have their defaults
    needs: int
    labels: int
    loss_before: float  # mean over the needs, at the defaults
    loss_after: float


def teaching(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """Return the labels by need, of needs with a provider who would help and one who would not."""
    found: dict[str, list[Label]] = defaultdict(list)
    for one in labels:
        found[one.need].append(one)
    return {need: held for need, held in sorted(found.items()) if _differ(held)}


def _differ(labels: Sequence[Label]) -> bool:
    helpful = {one.grade >= RELEVANT for one in labels}
    return len(helpful) == 2


def counted(labels: Iterable[Label], group_of: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return how many labels of each group of needs speak for and against a provider."""
    told = Counter(
        (group_of[one.need], one.grade >= RELEVANT) for one in labels if one.need in group_of
    )
    groups = sorted({group for group, _helpful in told})
    return {group: (told[group, True], told[group, False]) for group in groups}


def fit_weights(
    labels: Iterable[Label], default: Weights | None = None, least: int = NEEDS_WANTED
) -> Learned:
    """Return the weights that the labels speak for, or raise `TooFewLabels`."""
    known, start = teaching(labels), default or Weights()
    if len(known) < least:
        raise TooFewLabels(len(known))
    task = _Task.of(known, start)
    fitted = task.solved()
    return Learned(
        replace(start, **dict(zip(task.signals, fitted, strict=True))),
        task.signals,
        len(known),
        sum(map(len, known.values())),
        task.loss(np.ones(len(task.signals))) / len(known),
        task.loss(np.array(fitted) / task.default) / len(known),
    )


@dataclass(frozen=True)
class _Task:
    """Pairs of providers as differences of points at the default weights, by signal."""

    signals: tuple[str, ...]
    default: Floats
    leads: Floats  # one row for each pair: points of the better one minus those of the other
    shares: Floats  # how much each pair counts; those of one need add up to 1

    @classmethod
    def of(cls, known: Mapping[str, Sequence[Label]], start: Weights) -> _Task:
        """Return the task that labels by need set, with the signals that tell providers apart."""
        each = start.each()
        found = [_pairs(held, tuple(each)) for held in known.values()]
        leads = np.concatenate([one for one, _shares in found])
        telling = np.any(leads != 0, axis=0) & (np.array(list(each.values())) > 0)
        signals = tuple(name for name, tells in zip(each, telling, strict=True) if tells)
        default = np.array([each[name] for name in signals])
        shares = np.concatenate([one for _leads, one in found])
        return cls(signals, default, leads[:, telling] * default, shares)

    def loss(self, ratios: Floats) -> float:
        """Return the sum over the needs at these weights, each as a ratio to its default."""
        return float(self.shares @ np.logaddexp(0.0, -(self.leads @ ratios) / SPREAD))

    def aim(self, ratios: Floats) -> tuple[float, Floats]:
        """Return what is to be as small as possible, and its slope."""
        lead = self.leads @ ratios / SPREAD
        pull = -self.shares / (1.0 + np.exp(np.clip(lead, -500.0, 500.0))) / SPREAD
        slope = pull @ self.leads + 2 * STRENGTH * (ratios - 1.0)
        held = STRENGTH * float(np.sum((ratios - 1.0) ** 2))
        return self.loss(ratios) + held, slope

    def solved(self) -> list[float]:
        """Return the best weights of the signals, in whole hundredths of a point."""
        if len(self.signals) < 2:
            return [float(one) for one in self.default]
        found = minimize(
            self.aim,
            np.ones(len(self.signals)),
            jac=True,
            method="SLSQP",
            bounds=[(0.0, None)] * len(self.signals),
            constraints={
                "type": "eq",
                "fun": lambda ratios: self.default @ (ratios - 1.0),
                "jac": lambda _ratios: self.default,
            },
            options={"maxiter": 500, "ftol": 1e-10},
        )
        if not found.success:
            raise ArithmeticError(f"the weights could not be fitted: {found.message}")
        return rounded(np.clip(found.x, 0.0, None) * self.default, float(self.default.sum()))


def rounded(weights: Floats, total: float) -> list[float]:
    """Return the weights in whole hundredths that add up to the total; the largest gives way."""
    whole = np.round(weights * HUNDREDTHS).astype(int)
    whole[int(np.argmax(whole))] += round(total * HUNDREDTHS) - int(whole.sum())
    return [number / HUNDREDTHS for number in whole.tolist()]


def _pairs(labels: Sequence[Label], signals: Sequence[str]) -> tuple[Floats, Floats]:
    """Return the pairs of different grade: leads in closeness by signal, and shares."""
    near = np.array([[one.closeness.get(name, 0.0) for name in signals] for one in labels])
    worth = np.array([gain(one.grade) for one in labels])
    better, worse = np.nonzero(worth[:, None] > worth[None, :])
    shares = worth[better] - worth[worse]
    return near[better] - near[worse], shares / shares.sum()

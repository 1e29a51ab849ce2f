"""What a ranking is worth against graded judgments: four measures, each between 0 and 1.

A ranking is a sequence of provider ids, best first. Grades are whole numbers; a provider who was
not judged has grade 0. Where a measure can say nothing because nobody could have been found, it
is None, and such a need stays out of the mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

RELEVANT = 2  # the grade from which a provider would really help
CUT, FIRST = 10, 5  # a reviewer's page, and what fits on a screen

Grades = Mapping[str, int]
Judgments = Mapping[str, Grades]
"""Need id → provider id → grade."""


def gain(grade: int) -> float:
    """Return 2^grade - 1: 0, 1, 3, 7 for the grades 0 to 3."""
    return float(2**grade - 1)


def discounted(gains: Iterable[float]) -> float:
    """Return Σ gain / log2(place + 1), places counted from 1."""
    return math.fsum(one / math.log2(place + 1) for place, one in enumerate(gains, start=1))


def ndcg_at(ranking: Sequence[str], grades: Grades, k: int = CUT) -> float | None:
    """Return DCG@k / ideal DCG@k, 0..1; None where every grade is 0.

    DCG@k = Σ over the first k places of (2^grade - 1) / log2(place + 1). The ideal ranking has
    the judged providers in the order of their grades.
    """
    ideal = discounted(sorted(map(gain, grades.values()), reverse=True)[:k])
    if not ideal:
        return None
    return discounted(gain(grades.get(one, 0)) for one in ranking[:k]) / ideal


def relevant(grades: Grades) -> frozenset[str]:
    """Return the providers who would really help: grade 2 and above."""
    return frozenset(one for one, grade in grades.items() if grade >= RELEVANT)


def recall_at(ranking: Sequence[str], grades: Grades, k: int = CUT) -> float | None:
    """Return |relevant among the first k| / |relevant|, 0..1; None where nobody is relevant."""
    wanted = relevant(grades)
    return len(wanted.intersection(ranking[:k])) / len(wanted) if wanted else None


def precision_at(ranking: Sequence[str], grades: Grades, k: int = FIRST) -> float | None:
    """Return |relevant among the first k| / k, 0..1; None where nobody is relevant.

    With fewer than k relevant providers, 1 cannot be reached.
    """
    wanted = relevant(grades)
    return len(wanted.intersection(ranking[:k])) / k if wanted else None


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float | None:
    """Return 1 / place of the first relevant provider, 0..1; None where nobody is relevant.

    It is 0 where the ranking holds none of them; its mean over needs is called MRR.
    """
    wanted = relevant(grades)
    if not wanted:
        return None
    places = (place for place, one in enumerate(ranking, start=1) if one in wanted)
    return 1 / next(places, math.inf)

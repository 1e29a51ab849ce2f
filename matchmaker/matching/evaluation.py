"""How good rankings are, overall and for each group of needs that could be served worse.

A pair of languages is judged by the ranking restricted to the providers of one language. Same
language and across languages are compared in two ways: restricted rankings say whether the right
provider is found among those of the same and of other languages; `found_same` and `found_cross`
say whether both come to the top of the one list that a reviewer sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from matchmaker.matching.measures import (
    Grades,
    Judgments,
    ndcg_at,
    precision_at,
    recall_at,
    reciprocal_rank,
)

Scores = Mapping[str, Mapping[str, float]]
"""Need id → provider id → score."""
RESAMPLES, SEED = 2000, 20


@dataclass(frozen=True, slots=True)
class Groups:
    """What is known of needs and providers by their ids; what is not known is left out."""

    need_language: Mapping[str, str] = field(default_factory=dict)
    provider_language: Mapping[str, str] = field(default_factory=dict)
    need_countries: Mapping[str, str] = field(default_factory=dict)
    """The group of countries that each need comes from, such as `ldc`."""

    def joined(self, other: Groups) -> Groups:
        """Return what both know."""
        return Groups(
            {**self.need_language, **other.need_language},
            {**self.provider_language, **other.provider_language},
            {**self.need_countries, **other.need_countries},
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the needs of which each measure says something; None where there is none."""

    needs: int  # of which nDCG says something
    ndcg: float | None
    recall: float | None
    mrr: float | None
    precision: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a set of rankings."""

    overall: Figures
    interval: tuple[float, float] | None  # 95 % for the overall nDCG
    by_language: Mapping[str, Figures]
    by_pair: Mapping[tuple[str, str], Figures]  # language of the need, of the provider
    same: Figures
    cross: Figures
    found_same: float | None  # recall of the one list
    found_cross: float | None
    by_countries: Mapping[str, Figures]

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; a pair of languages is written `ar-es`."""
        plain = asdict(self)
        plain["by_pair"] = {"-".join(pair): asdict(one) for pair, one in self.by_pair.items()}
        return plain


@dataclass(frozen=True)
class _Case:
    """One need with its ranking and grades."""

    need: str
    ranking: tuple[str, ...]
    grades: Grades

    def among(self, providers: Collection[str]) -> _Case:
        """Return the case as if there were no other providers."""
        ranking = tuple(one for one in self.ranking if one in providers)
        grades = {one: grade for one, grade in self.grades.items() if one in providers}
        return _Case(self.need, ranking, grades)

    def recall_of(self, providers: Collection[str]) -> float | None:
        """Return how many of these relevant providers the whole ranking brings to the top."""
        kept = {one: grade for one, grade in self.grades.items() if one in providers}
        return recall_at(self.ranking, kept)


def evaluate(scores: Scores, judgments: Judgments, groups: Groups | None = None) -> Evaluation:
    """Return the measures of the rankings by score, overall and by group; ties go by id.

    Needs without a judgment above 0 are left out, as no ranking of them is better than another.
    """
    known = groups or Groups()
    cases = [
        _Case(need, ranked(scores.get(need, {})), grades)
        for need, grades in sorted(judgments.items())
        if any(grade > 0 for grade in grades.values())
    ]
    spoken = [case for case in cases if case.need in known.need_language]
    inside = [(case, *_sides(case, known)) for case in spoken]
    found = [ndcg for case in cases if (ndcg := ndcg_at(case.ranking, case.grades)) is not None]
    return Evaluation(
        overall=_figures(cases),
        interval=interval(found),
        by_language=_grouped(cases, known.need_language),
        by_pair=_by_pair(spoken, known),
        same=_figures(case.among(same) for case, same, _other in inside),
        cross=_figures(case.among(other) for case, _same, other in inside),
        found_same=_mean(case.recall_of(same) for case, same, _other in inside),
        found_cross=_mean(case.recall_of(other) for case, _same, other in inside),
        by_countries=_grouped(cases, known.need_countries),
    )


def ranked(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Return the ids by their scores, best first, ties by id."""
    return tuple(sorted(scores, key=lambda one: (-scores[one], one)))


def interval(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the 95 % interval of the mean, by drawing the needs anew; always the same draws."""
    if not values:
        return None
    held = np.array(values)
    draws = np.random.default_rng(SEED).integers(len(held), size=(RESAMPLES, len(held)))
    low, high = np.quantile(held[draws].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _sides(case: _Case, groups: Groups) -> tuple[frozenset[str], frozenset[str]]:
    """Return the providers of the need's language and those of other languages."""
    mine = groups.need_language[case.need]
    told = groups.provider_language
    same = frozenset(one for one, language in told.items() if language == mine)
    return same, frozenset(told) - same


def _by_pair(cases: Iterable[_Case], groups: Groups) -> dict[tuple[str, str], Figures]:
    writing: dict[str, set[str]] = defaultdict(set)
    for provider, language in groups.provider_language.items():
        writing[language].add(provider)
    kept: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for case in cases:
        for language, providers in writing.items():
            kept[groups.need_language[case.need], language].append(case.among(providers))
    found = {pair: _figures(those) for pair, those in sorted(kept.items())}
    return {pair: figures for pair, figures in found.items() if figures.needs}


def _grouped(cases: Iterable[_Case], group_of: Mapping[str, str]) -> dict[str, Figures]:
    kept: dict[str, list[_Case]] = defaultdict(list)
    for case in cases:
        if case.need in group_of:
            kept[group_of[case.need]].append(case)
    return {group: _figures(those) for group, those in sorted(kept.items())}


def _figures(cases: Iterable[_Case]) -> Figures:
    kept = [case for case in cases if any(grade > 0 for grade in case.grades.values())]

    def mean(measure: Callable[[Sequence[str], Grades], float | None]) -> float | None:
        return _mean(measure(case.ranking, case.grades) for case in kept)

    return Figures(
        len(kept), mean(ndcg_at), mean(recall_at), mean(reciprocal_rank), mean(precision_at)
    )


def _mean(values: Iterable[float | None]) -> float | None:
    kept = [value for value in values if value is not None]
    return sum(kept) / len(kept) if kept else None

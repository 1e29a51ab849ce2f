"""The engine: learns from providers and needs, then ranks providers for one need.

Same input, same ranking, whatever the order of the providers; ties go by id. Providers enter
the list only when they know the subject, pass every hard rule and have written enough to be
judged; those who wrote too little are named apart, never with a low score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np
from sklearn.exceptions import NotFittedError

from matchmaker.matching.advice import enough_evidence
from matchmaker.matching.diagnosis import Diagnosis, diagnose
from matchmaker.matching.profiles import Profile
from matchmaker.matching.rules import Check, checks, excludes
from matchmaker.matching.signals import (
    Subject,
    Weights,
    closeness,
    situation,
    stand_in,
    subject,
    topic_parts,
    word_parts,
)
from matchmaker.matching.suggestions import Evidence, Suggestion
from matchmaker.matching.text import Analyzer
from matchmaker.matching.vectors import BEST, Comparison, Floats, TopicVectors, WordVectors

SUBJECT_MINIMUM = 12.0  # points of words and topics below which nobody is suggested
USUAL_FAR = 0.7  # learned from the sample data; stands where too few pairs teach it
PAIRS_ENOUGH = 30
SAME_SCORE = 9  # scores equal to this many decimals are a tie, so that rounding decides nothing


@dataclass(frozen=True, slots=True)
class Ranking:
    """Providers for one need, best first, those to be named apart, and why others are missing."""

    need_id: str
    suggestions: tuple[Suggestion, ...]
    not_enough_evidence: tuple[str, ...]
    diagnosis: Diagnosis


@dataclass(frozen=True)
class _Query:
    """One need compared with everybody."""

    need: Profile
    words: Comparison
    topics: Mapping[str, float]
    subject: Subject


class Engine:
    """Ranks providers for a need by TF-IDF over words and topics, and by their situation.

    `broader` maps a topic's code to the next broader one. `chinese_words` are labels that
    Chinese segmentation keeps whole. `subject_minimum` is in points.
    """

    def __init__(
        self,
        weights: Weights | None = None,
        broader: Mapping[str, str] | None = None,
        chinese_words: Iterable[str] = (),
        subject_minimum: float = SUBJECT_MINIMUM,
    ) -> None:
        self.weights = weights or Weights()
        self.broader = dict(broader or {})
        self.chinese_words = tuple(chinese_words)
        self.subject_minimum = subject_minimum

    def fit(self, providers: Iterable[Profile], needs: Iterable[Profile] = ()) -> Self:
        """Learn vocabulary, frequencies and how far topics can stand in for words."""
        self.providers_ = tuple(sorted(providers, key=lambda profile: profile.id))
        if len({provider.id for provider in self.providers_}) != len(self.providers_):
            raise ValueError("two providers have the same id")
        taught = sorted(needs, key=lambda profile: profile.id)
        self.words_ = WordVectors(Analyzer(self.chinese_words)).fit(self.providers_, taught)
        self.topics_ = TopicVectors(self.broader).fit(self.providers_, taught)
        self.far_ = self._learn_far(taught)
        return self

    def _learn_far(self, needs: Iterable[Profile]) -> float:
        """Return where topics say one half in place of words.

        Over the pairs in one language that share topics, topics then say as much as words do on
        average, so that a provider who wrote in another language earns what one with the same
        topics earns in the need's own language.
        """
        closenesses: list[float] = []
        cosines: list[float] = []
        for need in needs:
            found = self.words_.compare(need)
            cosine = self.topics_.compare(self.topics_.query(need))
            told = (found.same > 0) & (cosine > 0)
            places = np.clip(found.same, 1, BEST)
            near = closeness(found.similarity.sum(axis=1) / places)
            closenesses.extend(near[told].tolist())
            cosines.extend(cosine[told].tolist())
        if len(cosines) < PAIRS_ENOUGH:
            return USUAL_FAR
        return _far(np.array(cosines), math.fsum(closenesses))

    def rank(self, need: Profile, on: date, top: int | None = 10) -> Ranking:
        """Return the best providers for the need on that date, each with reasons that add up."""
        query = self._compare(need)
        knowing = np.flatnonzero(query.subject.points >= self.subject_minimum).tolist()
        judged = {i: checks(need, self.providers_[i], on, self.broader) for i in knowing}
        enough = {i: found for i, found in judged.items() if self._enough(i)}
        apart = tuple(
            self.providers_[i].id
            for i, found in judged.items()
            if i not in enough and not excludes(found)
        )
        told = ((self.providers_[i], found) for i, found in enough.items())
        admitted = {i: found for i, found in enough.items() if not excludes(found)}
        suggestions = tuple(self._suggestions(query, admitted))
        return Ranking(need.id, suggestions[:top], apart, diagnose(told, len(apart)))

    def _compare(self, need: Profile) -> _Query:
        """Return the need's subject against every provider."""
        if not hasattr(self, "far_"):
            raise NotFittedError("fit the engine before ranking")
        words = self.words_.compare(need)
        topics = self.topics_.query(need)
        cosine = self.topics_.compare(topics)
        return _Query(need, words, topics, subject(words, cosine, self.far_, self.weights))

    def _enough(self, position: int) -> bool:
        """Return whether the provider has written enough to be judged."""
        texts, words = int(self.words_.counts_[position]), int(self.words_.words_[position])
        return enough_evidence(self.providers_[position].kind, texts, words)

    def _suggestions(
        self, query: _Query, admitted: Mapping[int, tuple[Check, ...]]
    ) -> Iterator[Suggestion]:
        """Return the suggestions for the admitted providers, best first, ties by id."""
        made = [self._suggestion(query, i, found) for i, found in admitted.items()]
        yield from sorted(made, key=lambda one: (-round(one.score, SAME_SCORE), one.provider_id))

    def _suggestion(self, query: _Query, i: int, found: tuple[Check, ...]) -> Suggestion:
        """One provider's suggestion; its score is the sum of its parts."""
        subject_points, used = query.subject, int(query.subject.used[i])
        shares = self.topics_.shares(query.topics, i)
        parts = (
            *word_parts(query.words, i, float(subject_points.words[i]), used),
            *topic_parts("other_language", shares, float(subject_points.other_language[i])),
            *topic_parts("topics", shares, float(subject_points.topics[i])),
            *situation(query.need, self.providers_[i], self.weights, self.broader),
        )
        score = math.fsum(part.points for part in parts)
        return Suggestion(self.providers_[i].id, score, parts, found, self._evidence(query, i))

    def _evidence(self, query: _Query, i: int) -> tuple[Evidence, ...]:
        """Return the provider's texts that made the words' points, best first."""
        shelf, used = query.words.shelf, int(query.subject.used[i])
        if shelf is None:
            return ()
        best = zip(query.words.row[i, :used], query.words.similarity[i, :used], strict=True)
        return tuple(Evidence(shelf.keys[int(row)], float(near)) for row, near in best if near > 0)


def _far(cosines: Floats, whole: float) -> float:
    """Return the value at which the topics of all pairs say as much as their words, by halving."""
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        if math.fsum(stand_in(cosines, middle).tolist()) > whole:
            low = middle
        else:
            high = middle
    return high

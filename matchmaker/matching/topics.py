"""Topics that people chose on forms: TF-IDF over their codes, broader ones counting half."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.matching.profiles import Profile
from matchmaker.matching.reading import fingerprint
from matchmaker.matching.signals import Share
from matchmaker.matching.spaces import Counts, Single, Space

BROADER_DAMPING = 0.5  # each step to a broader topic halves its weight
SPACE = "topics"


def widened(topics: Iterable[str], broader: Mapping[str, str]) -> dict[str, float]:
    """Return the topics with weight 1, broader ones damped; a cycle ends where it closes."""
    weights: dict[str, float] = {}
    for topic in sorted(topics):
        code: str | None = topic
        weight, seen = 1.0, set[str]()
        while code is not None and code not in seen:
            seen.add(code)
            weights[code] = max(weight, weights.get(code, 0.0))
            code, weight = broader.get(code), weight * BROADER_DAMPING
    return weights


def topic_space(
    providers: Iterable[Profile], needs: Iterable[Profile], broader: Mapping[str, str]
) -> Space:
    """Return the providers' topics as vectors of unit length."""
    rows = [_numbered(widened(one.topics, broader)) for one in providers]
    asked = [_numbered(widened(one.topics, broader)) for one in needs]
    return Space.fit(Counts.of(rows), Counts.of(asked), sublinear=False)


@dataclass(frozen=True)
class ChosenTopics:
    """A need's topics against those of every provider."""

    space: Space
    broader: Mapping[str, str]

    def compare(self, needs: Sequence[Profile]) -> Single:
        """Return the cosines of the needs' topics with every provider's, (needs, providers)."""
        if not any(need.topics for need in needs):
            return np.zeros((len(needs), self.space.count), dtype=np.float32)
        return self.space.similarities([self._vector(need) for need in needs]).T

    def shares(self, need: Profile, provider: Profile) -> list[Share]:
        """Return the topics in common and what each adds to the cosine."""
        asked, held = self._vector(need), self._vector(provider)
        codes = widened(need.topics, self.broader)
        numbers = {code: fingerprint(code) for code in codes}
        return [
            Share(code, asked[number] * held[number])
            for code, number in sorted(numbers.items())
            if number in held
        ]

    def _vector(self, profile: Profile) -> dict[int, float]:
        weights = _numbered(widened(profile.topics, self.broader))
        return self.space.vector(weights, sublinear=False)


def _numbered(weights: Mapping[str, float]) -> dict[int, float]:
    return {fingerprint(code): weight for code, weight in weights.items()}

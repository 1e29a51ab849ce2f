"""Nearing: phrases of the lexicon most of whose words stand together in a text, in any order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.matching.habits import Habits
from matchmaker.matching.spaces import Floats
from matchmaker.matching.text import Word
from matchmaker.matching.tongues import Tongue

PHRASES_WEIGHED = 200  # the nearest phrases of a text that are looked at
OF_EACH = 2  # phrases of one concept that count, the second half
Places = npt.NDArray[np.int64]


def nearings(
    words: Sequence[Word], tongue: Tongue, codes: Sequence[str], habits: Habits
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return the concepts that a text comes near, with a number each, and by which words."""
    told = [word for word in words if word.term]
    phrases = tongue.phrases
    best, where = _best_windows(told, tongue, habits.window)
    reached = best / phrases.masses if len(best) else best
    counts = phrases.trust * reached * np.minimum(1.0, best / habits.enough)
    counts[reached < habits.half] = 0.0
    found: dict[int, list[int]] = defaultdict(list)
    for number in np.argsort(-counts, kind="stable")[:PHRASES_WEIGHED].tolist():
        place = int(phrases.concepts[number])
        if counts[number] > 0 and len(found[place]) < OF_EACH:
            found[place].append(number)
    said = {
        place: math.fsum(float(counts[n]) / (rank + 1) for rank, n in enumerate(numbers))
        for place, numbers in found.items()
    }
    kept = sorted((p for p in said if said[p] > 0), key=lambda p: (-said[p], p))
    kept = kept[: habits.nearings]
    named = {
        codes[place]: [
            word.surface
            for number in found[place]
            for word in told[int(where[number]) : int(where[number]) + habits.window]
            if number in phrases.of.get(str(word.term), ())
        ]
        for place in kept
    }
    return {codes[place]: said[place] for place in kept}, named


def _best_windows(words: Sequence[Word], tongue: Tongue, size: int) -> tuple[Floats, Places]:
    """Return for each phrase the rarity of its words in the best window, and where that begins."""
    count, step = len(tongue.phrases.masses), size // 2
    best, where = np.zeros(count), np.zeros(count, dtype=np.int64)
    for start in range(0, max(1, len(words) - step), step):
        reached = np.zeros(count)
        for stem in sorted({str(word.term) for word in words[start : start + size]}):
            numbers = tongue.phrases.of.get(stem)
            if numbers is not None:
                reached[numbers] += tongue.rarity[tongue.columns[stem]]
        better = reached > best
        best[better], where[better] = reached[better], start
    return best, where

"""Leaning: all words of a text compared with all words by which each concept is described."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from matchmaker.matching.spaces import Floats
from matchmaker.matching.text import Word
from matchmaker.matching.tongues import Tongue, counted, features

WORDS_NAMED = 6


def leanings(
    words: Sequence[Word], tongue: Tongue, codes: Sequence[str], most: int
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return towards which concepts the words lean as a whole, at unit length, and by what."""
    counts = counted(str(word.term) for word in words)
    known = [(tongue.columns[one], n) for one, n in counts.items() if one in tongue.columns]
    if not known:
        return {}, {}
    query = np.zeros(len(tongue.columns))
    for column, times in known:
        query[column] = (1 + math.log(times) if times >= 1 else times) * tongue.rarity[column]
    # Summed up exactly: a dot product depends on how many threads work on it.
    query /= math.sqrt(math.fsum(float(query[column]) ** 2 for column, _times in known))
    likeness = tongue.described @ query
    most = min(most, len(likeness) - 1)
    floor = float(np.partition(likeness, -most - 1)[-most - 1])
    order = np.argsort(-likeness, kind="stable")[:most].tolist()
    chosen = [place for place in order if likeness[place] > floor]
    above = np.array([likeness[place] - floor for place in chosen])
    length = math.sqrt(math.fsum((above * above).tolist()))
    found = {codes[p]: float(v) / length for p, v in zip(chosen, above, strict=True)}
    return found, _words(words, tongue, query, {place: codes[place] for place in chosen})


def _words(
    words: Sequence[Word], tongue: Tongue, query: Floats, chosen: dict[int, str]
) -> dict[str, list[str]]:
    """Return for each concept the words that lean most towards it."""
    surfaces = {str(word.term): word.surface for word in reversed(words)}
    spoken = {
        stem: [tongue.columns[f] for f, _size in features(stem) if f in tongue.columns]
        for stem in surfaces
    }
    found: dict[str, list[str]] = {}
    for place, code in chosen.items():
        start, end = tongue.described.indptr[place : place + 2]
        columns = tongue.described.indices[start:end]
        values = tongue.described.data[start:end] * query[columns]
        said = dict(zip(columns.tolist(), values.tolist(), strict=True))
        speaks = {stem: sum(said.get(c, 0.0) for c in held) for stem, held in spoken.items()}
        best = sorted((s for s in speaks if speaks[s] > 0), key=lambda s: (-speaks[s], s))
        found[code] = [surfaces[stem] for stem in best[:WORDS_NAMED]]
    return found

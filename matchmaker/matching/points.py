"""The points of texts and providers for several needs at once.

To the last digit, the points of a need do not depend on which other needs are in the block, nor
on the pieces in which the texts are gone through: every number is summed up in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from matchmaker.matching.advice import CERTAINTY
from matchmaker.matching.asking import SIGNAL_OF, Asked, closeness_in_place, meaning_of
from matchmaker.matching.index import BY_LANGUAGE, KINDS, Index
from matchmaker.matching.lexical import Lexical
from matchmaker.matching.spaces import Integers, Single
from matchmaker.matching.weights import BEST, NEAR, Weights

PIECE, TEXTS = 1 << 17, 1 << 13  # points, and texts, that fit into a processor's cache


class Block:
    """Needs made ready to be compared with the texts of an index."""

    def __init__(self, index: Index, asked: Sequence[Asked], weights: Weights) -> None:
        self.index, self.asked, self.weights = index, asked, weights
        self.own = [weights.trusting(one.reading.ideas.trust) for one in asked]
        self.meant = [None if one.meaning is None else meaning_of(index, one) for one in asked]
        # Inside, needs of one language stand side by side.
        self.order = sorted(range(len(asked)), key=lambda n: asked[n].reading.language)
        self.ordered = [asked[n] for n in self.order]
        each = [self.own[n].each() for n in self.order]
        self.weight = {
            kind: np.array([one[signal] for one in each], dtype=np.float32)
            for kind, signal in SIGNAL_OF.items()
        }
        self.columns = {
            kind: index.spaces[kind].columns([one.vectors.get(kind, {}) for one in self.ordered])
            for kind in KINDS
            if kind not in BY_LANGUAGE and kind in index.spaces and self.weight[kind].any()
        }
        self.concepts = self._concepts(self.weight["words"] + self.weight["grams"])
        self.lexical = self._lexical()
        self.meaning = self._meaning(weights.meaning)

    def points(self, low: int, high: int) -> Single:
        """Return the points of the texts from low to high, needs in the order inside."""
        found = np.zeros((high - low, len(self.asked)), dtype=np.float32)
        for kind, columns in self.columns.items():
            near = self.index.spaces[kind].part(low, high, columns)
            found += self._weighed(kind, near, self.index.spoken[low:high])
        for lexical in self.lexical:
            lexical.add_to(found, low)
        if self.meaning is not None:
            found += self.meaning[low:high]
        return found

    def among(self, rows: Integers, column: int) -> Single:
        """Return the points of some texts for one need."""
        column = self.order.index(column)
        found = np.zeros(len(rows), dtype=np.float32)
        for kind, columns in self.columns.items():
            near = self.index.spaces[kind].some(rows, columns[:, [column]])
            found += self._weighed(kind, near, self.index.spoken[rows], column)[:, 0]
        for lexical in self.lexical:
            found += lexical.among(rows, column)
        if self.meaning is not None:
            found += self.meaning[rows, column]
        return found

    def _weighed(
        self, kind: str, near: Single, spoken: Integers, column: int | None = None
    ) -> Single:
        """Return cosines as points, in the same place of memory."""
        closeness_in_place(near, NEAR[SIGNAL_OF[kind]])
        chosen = slice(None) if column is None else [column]
        near *= self.concepts[spoken][:, chosen] if kind == "matter" else self.weight[kind][chosen]
        return near

    def _concepts(self, lexical: Single) -> Single:
        """Return what concepts give by language of text and need: in another they give more."""
        tongues = self.index.tongues
        theirs = np.array([tongues.get(one.reading.language, -1) for one in self.ordered])
        other = np.arange(max(1, len(tongues)))[:, None] != theirs
        given = self.weight["matter"] + other * (self.index.stand_in * lexical)
        found: Single = given.astype(np.float32)
        return found

    def _lexical(self) -> list[Lexical]:
        """Return the needs by their languages."""
        spoken = [one.reading.language for one in self.ordered]
        firsts = [spoken.index(language) for language in sorted(set(spoken))]
        ends = [*firsts[1:], len(spoken)]
        needs = [slice(first, end) for first, end in zip(firsts, ends, strict=True)]
        return [Lexical(self.index, self.ordered, one, self.weight) for one in needs]

    def _meaning(self, weight: float) -> Single | None:
        """Return the points of meaning, shape (texts, needs), None where there are none."""
        if not weight or all(one is None for one in self.meant):
            return None
        none = np.zeros(len(self.index.owners))
        meant = [self.meant[n] for n in self.order]
        kept = [none if one is None else one for one in meant]
        found = np.stack(kept, axis=1, dtype=np.float32)
        closeness_in_place(found, NEAR["meaning"])
        found *= weight
        return found


def subjects(block: Block) -> Single:
    """Return the points of the best texts of each provider, shape (needs, providers)."""
    found = np.zeros((len(block.asked), len(block.index.ids)), dtype=np.float32)
    for first, last in _pieces(block):
        low, high = block.index.starts[[first, last]].tolist()
        starts = block.index.starts[first : last + 1] - low
        found[block.order, first:last] = best_of_each(starts, block.points(low, high)).T
    return found


def _pieces(block: Block) -> Iterator[tuple[int, int]]:
    """Return ranges of providers with about as many texts as are worked on at once."""
    starts, first = block.index.starts, 0
    while first < len(block.index.ids):
        enough = starts[first] + min(TEXTS, PIECE // len(block.asked))
        last = max(first + 1, int(np.searchsorted(starts, enough, side="right")) - 1)
        yield first, last
        first = last


def best_of_each(starts: Integers, points: Single) -> Single:
    """Return what the best texts of each provider make, shape (providers, needs).

    The mean of the best k texts counts by CERTAINTY[k - 1], and the k that gives most is taken,
    so that one more text never costs points.
    """
    sizes = np.diff(starts)
    if (sizes == 1).all():
        return points * CERTAINTY[0]
    found = np.zeros((len(sizes), points.shape[1]), dtype=np.float32)
    for size in np.unique(sizes[sizes > 0]).tolist():
        those = np.flatnonzero(sizes == size)
        found[those] = _best(points[starts[those][:, None] + np.arange(size)])
    return found


def _best(points: Single) -> Single:
    """Return what the best texts make where everybody has as many, shape (providers, needs)."""
    count, size, needs = points.shape
    top = [np.zeros((count, needs), dtype=np.float32) for _rank in range(min(size, BEST))]
    for text in range(size):
        less = points[:, text]
        for rank, held in enumerate(top):
            top[rank], less = np.maximum(held, less), np.minimum(held, less)
    found, reached = (np.zeros((count, needs), dtype=np.float32) for _one in range(2))
    for rank, held in enumerate(top):
        reached += held
        np.maximum(found, reached * CERTAINTY[rank] / (rank + 1), out=found)
    return found

"""One need against every evidence text of the index, signal by signal, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchmaker.matching.advice import CERTAINTY
from matchmaker.matching.asking import (
    IN_PLACE,
    KIND_OF,
    SIGNAL_OF,
    Asked,
    asked_of,
    closeness,
    meaning_of,
    space_name,
)
from matchmaker.matching.index import Index
from matchmaker.matching.points import Block, subjects
from matchmaker.matching.spaces import Floats, Integers, Single
from matchmaker.matching.weights import BEST, NEAR, Weights

__all__ = [
    "IN_PLACE",
    "KIND_OF",
    "SIGNAL_OF",
    "Asked",
    "Comparison",
    "asked_of",
    "closeness",
    "compare",
    "likeness",
    "space_name",
]


@dataclass(frozen=True)
class Comparison:
    """One need of a block with every text and provider."""

    block: Block
    column: int
    subject: Single  # points of the best texts, one per provider

    @property
    def asked(self) -> Asked:
        """The need."""
        return self.block.asked[self.column]

    @property
    def weights(self) -> Weights:
        """The weights for this need, by how far the lexicon understands it."""
        return self.block.own[self.column]

    @cached_property
    def likeness(self) -> Mapping[str, Floats]:
        """Return the cosine by signal, one per text."""
        return likeness(self.block.index, self.asked)

    @cached_property
    def points(self) -> Mapping[str, Floats]:
        """Return the points by signal and for IN_PLACE, one per text."""
        index, weights, alike = self.block.index, self.weights, self.likeness
        each = weights.each()
        points = {name: each[name] * closeness(found, NEAR[name]) for name, found in alike.items()}
        same = index.spoken == index.tongues.get(self.asked.reading.language, -1)
        instead = index.stand_in * (weights.words + weights.characters)
        concepts = closeness(alike["concepts"], NEAR["concepts"])
        return points | {IN_PLACE: np.where(same, 0.0, instead * concepts)}

    @property
    def best(self) -> Integers:
        """Return the rows of the best texts, best first, -1 for none; shape (providers, BEST)."""
        return self._best[0]

    @property
    def used(self) -> Integers:
        """Return how many of the best texts count, one per provider."""
        return self._best[1]

    @cached_property
    def _best(self) -> tuple[Integers, Integers]:
        index = self.block.index
        whole = self.block.among(np.arange(len(index.owners)), self.column)
        return best_texts(index, whole.astype(np.float64))

    def meaning(self, row: int) -> float:
        """Return the likeness of meaning with one text."""
        near = self.block.meant[self.column]
        return 0.0 if near is None else float(near[row])

    def counting(self, provider: int) -> list[int]:
        """Return the rows of the texts that count for one provider, best first."""
        starts = self.block.index.starts
        rows = np.arange(starts[provider], starts[provider + 1])
        points = self.block.among(rows, self.column)
        order = np.argsort(-points, kind="stable")[:BEST]
        reached = np.cumsum(points[order])
        means = reached * np.array(CERTAINTY)[: len(order)] / np.arange(1, len(order) + 1)
        return rows[order][: int(np.argmax(means)) + 1].tolist() if len(order) else []


def likeness(index: Index, asked: Asked) -> dict[str, Floats]:
    """Return the cosine of the need with every text, by signal; 0 where none can be said."""
    count = len(index.owners)
    found = {}
    for kind, signal in SIGNAL_OF.items():
        space = index.spaces.get(space_name(kind, asked.reading.language))
        vector = asked.vectors.get(kind)
        found[signal] = space.similarity(vector) if space and vector else np.zeros(count)
    found["meaning"] = meaning_of(index, asked)
    return found


def compare(index: Index, asked: Asked, weights: Weights) -> Comparison:
    """Return the points of every text and provider for a need."""
    block = Block(index, [asked], weights)
    return Comparison(block, 0, subjects(block)[0])


def best_texts(index: Index, whole: Floats) -> tuple[Integers, Integers]:
    """Return each provider's best texts and how many of them count.

    The mean of the best k texts counts by CERTAINTY[k - 1], and the k that gives most is taken,
    so that one more text never costs points.
    """
    count, width = len(index.ids), max(BEST, index.width)
    table = np.full((count, width), -1.0)
    rows = np.full((count, width), -1, dtype=np.int64)
    table[index.owners, index.places] = whole
    rows[index.owners, index.places] = np.arange(len(whole))
    order = np.argsort(-table, axis=1, kind="stable")[:, :BEST]
    best = np.take_along_axis(rows, order, axis=1)
    top = np.take_along_axis(table, order, axis=1)
    reached = np.cumsum(np.where(top < 0, 0.0, top), axis=1)
    means = reached * np.array(CERTAINTY) / np.arange(1, BEST + 1)
    means[best < 0] = 0.0
    return best, np.argmax(means, axis=1) + 1

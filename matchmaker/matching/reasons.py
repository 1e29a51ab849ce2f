"""Why: a pair's likeness taken apart into concepts and words, with how both sides wrote them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import numpy as np

from matchmaker.matching.comparison import (
    IN_PLACE,
    KIND_OF,
    Asked,
    closeness,
    space_name,
)
from matchmaker.matching.index import BY_LANGUAGE, Index
from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import Reading, TextReader, fingerprint
from matchmaker.matching.signals import LISTED, Part, Share, shared_out
from matchmaker.matching.spaces import Vector
from matchmaker.matching.weights import NEAR, Weights

VECTORS_KEPT = 5_000


class TextVectors:
    """The vectors of texts in the spaces of an index, kept for as long as the index is used."""

    def __init__(self, index: Index, reader: TextReader) -> None:
        self.index, self.reader = index, reader
        self.of = lru_cache(maxsize=VECTORS_KEPT)(self._of)

    def _of(self, text: Text) -> Mapping[str, Vector]:
        """Return the text's vector of unit length in each space of its language, by kind."""
        reading = self.reader.read(text)
        found = {}
        for kind, amounts in reading.numbered().items():
            space = self.index.spaces.get(space_name(kind, reading.language))
            if space is not None:
                found[kind] = space.vector(amounts, kind in BY_LANGUAGE)
        return found


class Reasons:
    """Explains one need's points, text by text."""

    def __init__(self, vectors: TextVectors, weights: Weights, asked: Asked) -> None:
        self.vectors, self.weights, self.asked = vectors, weights, asked
        self.index, self.reader = vectors.index, vectors.reader

    def parts(self, text: Text, factor: float, meaning: float) -> tuple[Part, ...]:
        """Return the parts of one text, times the factor; `meaning` is the encoder's closeness."""
        return tuple(self._parts(text, factor, meaning))

    def _parts(self, text: Text, factor: float, meaning: float) -> Iterator[Part]:
        reading = self.reader.read(text)
        each = self.weights.each()
        for signal, kind in KIND_OF.items():
            if kind in BY_LANGUAGE and reading.language != self.asked.reading.language:
                continue
            shares = self._shares(kind, text)
            near = _near(signal, math.fsum(share.amount for share in shares))
            words = partial(self._words, kind, reading)
            points, listed = factor * each[signal] * near, 0 if kind == "grams" else LISTED
            yield from shared_out(signal, points, shares, text.key, words, listed)
            if signal == "concepts" and reading.language != self.asked.reading.language:
                instead = self.index.stand_in * (each["words"] + each["characters"])
                points = factor * instead * near
                yield from shared_out(IN_PLACE, points, shares, text.key, words)
        points = factor * each["meaning"] * _near("meaning", meaning)
        if points > 0:
            yield Part("meaning", points, "", text.key)

    def likeness(self, text: Text) -> float:
        """Return the cosine of the need's and the text's concepts."""
        return math.fsum(share.amount for share in self._shares("matter", text))

    def _shares(self, kind: str, text: Text) -> list[Share]:
        """Return what each term in common adds to the cosine."""
        mine, theirs = self.asked.vectors.get(kind), self.vectors.of(text).get(kind)
        if not mine or not theirs:
            return []
        return [
            Share(term, mine[number] * theirs[number])
            for term in sorted(self.asked.reading.named()[kind])
            if (number := fingerprint(term)) in theirs and mine.get(number)
        ]

    def _words(
        self, kind: str, reading: Reading, term: str
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return how both sides wrote a term."""
        mine = self.asked.reading
        if kind == "words":
            return mine.surfaces.get(term, ()), reading.surfaces.get(term, ())
        if kind == "grams":
            return (), ()
        words = self.reader.fields.words
        return words(mine.ideas, term), words(reading.ideas, term)


def _near(signal: str, similarity: float) -> float:
    return float(closeness(np.array(similarity), NEAR[signal]))

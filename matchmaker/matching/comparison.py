"""One need against every evidence text of the index, signal by signal, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.matching.advice import CERTAINTY
from matchmaker.matching.building import written
from matchmaker.matching.encoder import Encoder
from matchmaker.matching.index import BY_LANGUAGE, KINDS, Index
from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import Reading
from matchmaker.matching.spaces import Floats, Integers, Vector
from matchmaker.matching.weights import BEST, NEAR, Weights

SIGNAL_OF = {
    "matter": "concepts",
    "words": "words",
    "grams": "characters",
    "help": "help",
    "sector": "sector",
}
KIND_OF = {signal: kind for kind, signal in SIGNAL_OF.items()}
IN_PLACE = "other_language"  # concepts that speak in place of words and characters


@dataclass(frozen=True)
class Asked:
    """A need as the index sees it: its reading and its vectors of unit length by space."""

    reading: Reading
    vectors: Mapping[str, Vector]
    meaning: Floats | None


@dataclass(frozen=True)
class Comparison:
    """Points of every text by signal, and of every provider by its best texts."""

    asked: Asked
    likeness: Mapping[str, Floats]  # cosine by signal, one per text
    points: Mapping[str, Floats]  # by signal and for IN_PLACE, one per text
    best: Integers  # rows of the best texts, best first, -1 for none; shape (providers, BEST)
    used: Integers  # how many of them count, one per provider
    subject: Floats  # one per provider


def asked_of(
    index: Index, reading: Reading, texts: Sequence[Text], encoder: Encoder | None
) -> Asked:
    """Return the need as the index sees it."""
    amounts = reading.numbered()
    vectors = {}
    for kind in KINDS:
        name = space_name(kind, reading.language)
        if name in index.spaces:
            vectors[kind] = index.spaces[name].vector(amounts[kind], kind in BY_LANGUAGE)
    meaning = None
    if encoder is not None and index.vectors is not None and texts:
        meaning = encoder.encode([" ".join(written(text) for text in texts)])[0].astype(np.float64)
    return Asked(reading, vectors, meaning)


def space_name(kind: str, language: str) -> str:
    """Return the name of the space in which texts of the language are compared."""
    return f"{kind}-{language}" if kind in BY_LANGUAGE else kind


def closeness(similarity: Floats, near: float) -> Floats:
    """Spread cosines over 0..1, one half at `near`: those of short texts are small."""
    clipped = np.clip(similarity, 0.0, 1.0)
    found: Floats = clipped / (clipped + near)
    return found


def likeness(index: Index, asked: Asked) -> dict[str, Floats]:
    """Return the cosine of the need with every text, by signal; 0 where none can be said."""
    count = len(index.owners)
    found = {}
    for kind, signal in SIGNAL_OF.items():
        space = index.spaces.get(space_name(kind, asked.reading.language))
        vector = asked.vectors.get(kind)
        found[signal] = space.similarity(vector) if space and vector else np.zeros(count)
    found["meaning"] = _meaning(index, asked)
    return found


def _meaning(index: Index, asked: Asked) -> Floats:
    """Return how far a text is nearer than others are for its pair of languages, 0..1."""
    if asked.meaning is None or index.vectors is None:
        return np.zeros(len(index.owners))
    usual = np.array([index.usual(asked.reading.language, one) for one in index.tongues])
    usual = usual[index.spoken]
    cosine = index.vectors @ asked.meaning.astype(np.float32)
    found: Floats = np.clip((cosine.astype(np.float64) - usual) / (1 - usual), 0.0, 1.0)
    return found


def compare(index: Index, asked: Asked, weights: Weights) -> Comparison:
    """Return the points of every text and provider for a need."""
    alike = likeness(index, asked)
    same = index.spoken == index.tongues.get(asked.reading.language, -1)
    each = weights.each()
    points = {name: each[name] * closeness(found, NEAR[name]) for name, found in alike.items()}
    instead = index.stand_in * (weights.words + weights.characters)
    points[IN_PLACE] = np.where(same, 0.0, instead * closeness(alike["concepts"], NEAR["concepts"]))
    whole = np.sum(list(points.values()), axis=0) if points else np.zeros(len(index.owners))
    best, used, subject = best_texts(index, whole)
    return Comparison(asked, alike, points, best, used, subject)


def best_texts(index: Index, whole: Floats) -> tuple[Integers, Integers, Floats]:
    """Return each provider's best texts, how many count, and the points that they make.

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
    used = np.argmax(means, axis=1) + 1
    return best, used, means[np.arange(count), used - 1]

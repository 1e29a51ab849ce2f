"""A need as an index sees it, and what its closeness to a text is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.matching.building import written
from matchmaker.matching.encoder import Encoder
from matchmaker.matching.index import BY_LANGUAGE, KINDS, Index
from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import Reading
from matchmaker.matching.spaces import Floats, Single, Vector

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
    """Spread cosines over 0..1, small ones more the smaller `near`; 0 stays 0, and 1 stays 1.

    closeness = (1 + near) · s / (s + near): cosines of short texts are small.
    """
    clipped = np.clip(similarity, 0.0, 1.0)
    found: Floats = clipped * (1 + near) / (clipped + near)
    return found


def closeness_in_place(similarity: Single, near: float) -> None:
    """Spread cosines of 0 and more over 0..1, as `closeness` does."""
    np.minimum(similarity, 1.0, out=similarity)
    similarity *= (1 + near) / (similarity + near)


def meaning_of(index: Index, asked: Asked) -> Floats:
    """Return how far a text is nearer than others are for its pair of languages, 0..1."""
    if asked.meaning is None or index.vectors is None:
        return np.zeros(len(index.owners))
    usual = np.array([index.usual(asked.reading.language, one) for one in index.tongues])
    usual = usual[index.spoken]
    cosine = index.vectors @ asked.meaning.astype(np.float32)
    found: Floats = np.clip((cosine.astype(np.float64) - usual) / (1 - usual), 0.0, 1.0)
    return found

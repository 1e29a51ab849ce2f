"""TF-IDF as plain arrays: one row per term, one column per text, terms known by a number.

An index keeps numbers instead of words, so that nobody's words can be read from it, and its
arrays can be written, mapped into memory and shared as they are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.int64]
Vector = Mapping[int, float]

ARRAYS = ("terms", "rarity", "starts", "texts", "values")


@dataclass(frozen=True)
class Counts:
    """What was counted in each text: of text i, the entries from starts[i] to starts[i + 1]."""

    starts: Integers
    terms: Numbers
    amounts: npt.NDArray[np.float32]

    @classmethod
    def of(cls, rows: Sequence[Mapping[int, float]]) -> Counts:
        """Return the counts of rows of terms and amounts."""
        lengths = [len(row) for row in rows]
        total = sum(lengths)
        terms = np.fromiter((t for row in rows for t in row), dtype=np.uint64, count=total)
        amounts = (a for row in rows for a in row.values())
        return cls(
            np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64),
            terms,
            np.fromiter(amounts, dtype=np.float32, count=total),
        )

    def row(self, text: int) -> dict[int, float]:
        """Return the terms of one text with their amounts."""
        start, end = int(self.starts[text]), int(self.starts[text + 1])
        terms, amounts = self.terms[start:end].tolist(), self.amounts[start:end].tolist()
        return dict(zip(terms, amounts, strict=True))

    def only(self, inside: npt.NDArray[np.bool_]) -> Counts:
        """Return the counts with the other texts left empty."""
        kept = inside[self.rows()]
        lengths = np.diff(self.starts) * inside
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        return Counts(starts, self.terms[kept], self.amounts[kept])

    def rows(self) -> Integers:
        """Return the text of every entry."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True)
class Space:
    """Texts as vectors of unit length over terms; `values` are ordered by term, then text."""

    terms: Numbers  # sorted
    rarity: Floats  # one per term
    starts: Integers  # of each term's entries, one more than terms
    texts: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]
    count: int  # of texts
    unseen: float  # the rarity of a term that no text holds

    @classmethod
    def fit(
        cls,
        counts: Counts,
        more: Counts,
        sublinear: bool = True,
        learned: int | None = None,
    ) -> Space:
        """Learn how rare each term is, from `more` texts too, and keep the counted texts.

        `learned` is how many of the counted texts teach it, all unless told.

        The weight of a term is (1 + ln tf) · idf, or tf · idf when not sublinear, with
        idf = ln((1 + n) / (1 + df)) + 1 as in scikit-learn, over vectors of unit length.
        """
        count = len(counts.starts) - 1
        terms, places = np.unique(counts.terms, return_inverse=True)
        frequency = np.bincount(places, minlength=len(terms)).astype(np.int64)
        learned = (count if learned is None else learned) + len(more.starts) - 1
        _add(frequency, terms, more.terms)
        rarity = np.log((1 + learned) / (1 + frequency)) + 1
        amounts = counts.amounts.astype(np.float64)
        values = (1 + np.log(np.maximum(amounts, 1e-9)) if sublinear else amounts) * rarity[places]
        rows = counts.rows()
        lengths = np.sqrt(np.bincount(rows, values * values, minlength=count))
        values /= np.where(lengths > 0, lengths, 1.0)[rows]
        order = np.argsort(places, kind="stable")
        starts = np.searchsorted(places[order], np.arange(len(terms) + 1)).astype(np.int64)
        return cls(
            terms,
            rarity,
            starts,
            rows[order].astype(np.int32),
            values[order].astype(np.float32),
            count,
            math.log(1 + learned) + 1,
        )

    def vector(self, amounts: Vector, sublinear: bool = True) -> dict[int, float]:
        """Return amounts by term as a vector of unit length; unseen terms count in the length."""
        weighed = {
            term: (1 + math.log(amount) if sublinear else amount) * self.rarity_of(term)
            for term, amount in amounts.items()
        }
        length = math.sqrt(math.fsum(value * value for value in weighed.values()))
        return {term: value / length for term, value in weighed.items()} if length else {}

    def rarity_of(self, term: int) -> float:
        """Return how rare the term is."""
        place = self._place(term)
        return self.unseen if place is None else float(self.rarity[place])

    def _place(self, term: int) -> int | None:
        place = int(np.searchsorted(self.terms, np.uint64(term)))
        return place if place < len(self.terms) and int(self.terms[place]) == term else None

    def similarity(self, vector: Vector) -> Floats:
        """Return the cosine of the vector with every text, shape (texts,)."""
        found = np.zeros(self.count)
        for term, value in sorted(vector.items()):
            place = self._place(term)
            if place is not None:
                start, end = int(self.starts[place]), int(self.starts[place + 1])
                found[self.texts[start:end]] += value * self.values[start:end]
        return found

    def matrix(self) -> csr_array:
        """Return terms × texts."""
        return csr_array(
            (self.values, self.texts, self.starts), shape=(len(self.terms), self.count)
        )


def _add(frequency: Integers, terms: Numbers, more: Numbers) -> None:
    """Count further occurrences of known terms."""
    places = np.searchsorted(terms, more)
    places[places == len(terms)] = 0
    known = terms[places] == more if len(terms) else np.zeros(len(more), dtype=bool)
    np.add.at(frequency, places[known], 1)

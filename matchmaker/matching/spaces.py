"""TF-IDF as plain arrays: one row per text, one column per term, terms known by a number.

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
Single = npt.NDArray[np.float32]  # twice as fast, and as exact as what an index keeps
Numbers = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.int64]
Vector = Mapping[int, float]

ARRAYS = ("terms", "rarity", "members", "starts", "places", "values")


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

    def entries(self, text: int) -> tuple[Numbers, npt.NDArray[np.float32]]:
        """Return the terms of one text and their amounts."""
        start, end = int(self.starts[text]), int(self.starts[text + 1])
        return self.terms[start:end], self.amounts[start:end]

    def of_texts(self, texts: Integers) -> Counts:
        """Return the counts of some of the texts only."""
        starts, lengths = self.starts[texts], np.diff(self.starts)[texts]
        ends = np.cumsum(lengths)
        kept = np.repeat(starts - (ends - lengths), lengths) + np.arange(lengths.sum())
        started = np.concatenate(([0], ends)).astype(np.int64)
        return Counts(started, self.terms[kept], self.amounts[kept])

    def rows(self) -> Integers:
        """Return the text of every entry."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True)
class Space:
    """Texts as vectors of unit length over terms, as the rows of a matrix or as its columns.

    Rows of texts suit few terms of which each text holds many, rows of terms suit the opposite.
    """

    terms: Numbers  # sorted
    rarity: Floats  # one per term
    members: npt.NDArray[np.int32]  # the texts that are here, ascending
    starts: npt.NDArray[np.int32]  # of each row's entries, one more than rows
    places: npt.NDArray[np.int32]  # the column of each entry, ascending in each row
    values: npt.NDArray[np.float32]
    count: int  # of all texts
    unseen: float  # the rarity of a term that no text holds
    by_text: bool  # rows are texts, and columns terms

    @classmethod
    def fit(
        cls,
        counts: Counts,
        more: Counts,
        sublinear: bool = True,
        members: Integers | None = None,
        by_text: bool = True,
    ) -> Space:
        """Learn how rare each term is, from `more` texts too, and keep the counted texts.

        `members` are the texts that are counted and taught from, all unless told.

        The weight of a term is (1 + ln tf) · idf, or tf · idf when not sublinear, with
        idf = ln((1 + n) / (1 + df)) + 1 as in scikit-learn, over vectors of unit length.
        """
        count = len(counts.starts) - 1
        held = np.arange(count) if members is None else members
        counted = counts if members is None else counts.of_texts(members)
        terms, places = np.unique(counted.terms, return_inverse=True)
        frequency = np.bincount(places, minlength=len(terms)).astype(np.int64)
        learned = len(held) + len(more.starts) - 1
        _add(frequency, terms, more.terms)
        rarity = np.log((1 + learned) / (1 + frequency)) + 1
        values = _weighed(counted.amounts.astype(np.float64), sublinear) * rarity[places]
        rows = counted.rows()
        lengths = np.sqrt(np.bincount(rows, values * values, minlength=len(held)))
        values /= np.where(lengths > 0, lengths, 1.0)[rows]
        entries = (values.astype(np.float32), _small(places), _small(counted.starts))
        matrix = csr_array(entries, shape=(len(held), len(terms)))
        matrix = matrix if by_text else matrix.T.tocsr()
        matrix.sort_indices()
        return cls(
            terms,
            rarity,
            held.astype(np.int32),
            matrix.indptr,
            matrix.indices,
            matrix.data,
            count,
            math.log(1 + learned) + 1,
            by_text,
        )

    def vector(self, amounts: Vector, sublinear: bool = True) -> dict[int, float]:
        """Return amounts by term as a vector of unit length; unseen terms count in the length."""
        said, places, known = self._found(amounts)
        rarity = np.full(len(said), self.unseen)
        rarity[known] = self.rarity[places]
        values = _weighed(said, sublinear) * rarity
        length = math.sqrt(math.fsum((values * values).tolist()))
        return dict(zip(amounts, (values / length).tolist(), strict=True)) if length else {}

    def similarity(self, vector: Vector) -> Floats:
        """Return the cosine of the vector with every text, shape (texts,)."""
        found = np.zeros(self.count)
        found[self.members] = self.similarities([vector])[:, 0]
        return found

    def similarities(self, vectors: Sequence[Vector]) -> Single:
        """Return the cosine of each vector with every member, shape (members, vectors).

        To the last digit, a cosine does not depend on the other vectors nor on other members.
        """
        if self.by_text:
            return self.part(0, len(self.members), self.columns(vectors))
        asked = self._rows(vectors)
        used = np.unique(asked.indices)
        found: Single = (asked[:, used] @ self._matrix()[used]).toarray().T
        return found

    def part(self, low: int, high: int, columns: Single) -> Single:
        """Return the cosines of columns with the members from low to high, where rows are texts."""
        first, last = int(self.starts[low]), int(self.starts[high])
        starts = self.starts[low : high + 1] - first
        entries = (self.values[first:last], self.places[first:last], starts)
        found: Single = csr_array(entries, shape=(high - low, len(self.terms))) @ columns
        return found

    def some(self, members: Integers, columns: Single) -> Single:
        """Return the cosines of columns with some of the members, where rows are texts."""
        found: Single = self._matrix()[members] @ columns
        return found

    def columns(self, vectors: Sequence[Vector]) -> Single:
        """Return the vectors as columns over the terms that are here."""
        columns: Single = np.ascontiguousarray(self._rows(vectors).toarray().T)
        return columns

    def matrix(self) -> csr_array:
        """Return terms × members."""
        return self._matrix().T if self.by_text else self._matrix()

    def _matrix(self) -> csr_array:
        sizes = len(self.members), len(self.terms)
        entries = (self.values, self.places, self.starts)
        return csr_array(entries, shape=sizes if self.by_text else sizes[::-1])

    def _rows(self, vectors: Sequence[Vector]) -> csr_array:
        """Return the vectors as rows over the terms that are here, in the terms' order."""
        starts, places, values = [0], [], []
        for vector in vectors:
            said, found, known = self._found(vector)
            order = np.argsort(found)
            places.append(found[order])
            values.append(said[known][order])
            starts.append(starts[-1] + len(order))
        entries = (np.concatenate(values).astype(np.float32), np.concatenate(places), starts)
        return csr_array(entries, shape=(len(vectors), len(self.terms)))

    def _found(self, vector: Vector) -> tuple[Floats, Integers, npt.NDArray[np.bool_]]:
        """Return all values of the vector, the places of its terms that are here, and which are."""
        terms = np.fromiter(vector, dtype=np.uint64, count=len(vector))
        values = np.fromiter(vector.values(), dtype=np.float64, count=len(vector))
        places = np.searchsorted(self.terms, terms)
        known = places < len(self.terms)
        known[known] = self.terms[places[known]] == terms[known]
        return values, places[known], known


def _weighed(amounts: Floats, sublinear: bool) -> Floats:
    return 1 + np.log(np.maximum(amounts, 1e-9)) if sublinear else amounts


def _small(numbers: Integers) -> Integers:
    """Return the numbers in half the memory where they fit."""
    fits = not len(numbers) or int(numbers.max()) < 2**31
    return numbers.astype(np.int32) if fits else numbers


def _add(frequency: Integers, terms: Numbers, more: Numbers) -> None:
    """Count further occurrences of known terms."""
    if len(terms):
        places = np.searchsorted(terms, more)
        places[places == len(terms)] = 0
        np.add.at(frequency, places[terms[places] == more], 1)

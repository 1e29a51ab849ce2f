"""What is kept of texts that were read: numbers only, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matchmaker.matching.encoder import Vectors
from matchmaker.matching.index import KINDS, Index
from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import Reading, digest
from matchmaker.matching.spaces import Counts, Numbers

Entries = tuple[Numbers, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one text: terms and amounts by kind."""

    language: str
    length: int
    entries: Mapping[str, Entries]
    vector: Vectors | None = None


def row_of(reading: Reading) -> Row:
    """Return what is kept of a reading."""
    entries = {kind: _entries(row) for kind, row in reading.numbered().items()}
    return Row(reading.language, reading.length, entries)


def _entries(row: Mapping[int, float]) -> Entries:
    terms = np.fromiter(row, dtype=np.uint64, count=len(row))
    return terms, np.fromiter(row.values(), dtype=np.float32, count=len(row))


def mark_of(text: Text) -> int:
    """Return the number by which exactly this text is known again."""
    return digest("\x00".join((text.title, text.body, text.language)))


class Known:
    """The rows of an earlier index, by the marks of their texts."""

    def __init__(self, earlier: Index | None) -> None:
        self.earlier = earlier
        marks = earlier.marks.tolist() if earlier else []
        self.places = {mark: place for place, mark in enumerate(marks)}

    def row(self, mark: int) -> Row | None:
        """Return what is known of the text with that mark."""
        place = self.places.get(mark)
        if self.earlier is None or place is None:
            return None
        index = self.earlier
        entries = {kind: index.counts[kind].entries(place) for kind in KINDS}
        vector = None if index.vectors is None else index.vectors[place]
        return Row(index.languages[place], int(index.lengths[place]), entries, vector)


class _Tally:
    """The entries of many texts, one after the other."""

    def __init__(self) -> None:
        self.starts, self.terms, self.amounts = array("q", [0]), array("Q"), array("f")

    def add(self, entries: Entries) -> None:
        """Add one text."""
        terms, amounts = entries
        self.terms.frombytes(np.ascontiguousarray(terms).tobytes())
        self.amounts.frombytes(np.ascontiguousarray(amounts).tobytes())
        self.starts.append(len(self.terms))

    def counts(self) -> Counts:
        """Return the entries as arrays, which share the tally's memory."""
        return Counts(
            np.frombuffer(self.starts, dtype=np.int64),
            np.frombuffer(self.terms, dtype=np.uint64),
            np.frombuffer(self.amounts, dtype=np.float32),
        )


@dataclass
class Tallies:
    """What is kept of many texts."""

    languages: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    vectors: list[Vectors | None] = field(default_factory=list)
    entries: dict[str, _Tally] = field(default_factory=lambda: {kind: _Tally() for kind in KINDS})

    def add(self, row: Row) -> None:
        """Add one text."""
        self.languages.append(row.language)
        self.lengths.append(row.length)
        self.vectors.append(row.vector)
        for kind, tally in self.entries.items():
            tally.add(row.entries[kind])

    def counts(self) -> dict[str, Counts]:
        """Return the entries of every kind."""
        return {kind: tally.counts() for kind, tally in self.entries.items()}

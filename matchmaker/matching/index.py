"""The index: every evidence text of every provider, counted once and kept as arrays.

It holds numbers only: no words, no names but the providers' ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from matchmaker.matching.encoder import Vectors
from matchmaker.matching.spaces import Counts, Integers, Numbers, Space

FORMAT = 3
STAND_IN = 0.5  # learned from the judged collection; stands where no needs teach it
USUAL = 0.35
KINDS = ("words", "grams", "matter", "help", "sector")
BY_LANGUAGE = ("words", "grams")  # compared inside one language only


@dataclass(frozen=True)
class Index:
    """Providers' texts, ready to be compared; texts stand in the order of their owners."""

    version: str  # of the reader and the encoder
    ids: tuple[str, ...]  # of the providers, sorted
    keys: tuple[str, ...]  # of the texts
    owners: Integers  # position of each text's provider, ascending
    languages: tuple[str, ...]  # of the texts
    lengths: Integers  # words of each text
    marks: Numbers  # known again by this number
    counts: Mapping[str, Counts]  # by kind
    vectors: Vectors | None  # one row per text, from the encoder
    spaces: Mapping[str, Space] = field(default_factory=dict)
    """By kind, or by kind and language such as words-ar, where other texts are empty columns."""
    learned: Mapping[str, float] = field(default_factory=dict)
    """What the needs taught: how far concepts stand in for words, usual cosines of meaning."""
    state: str = ""
    """What the records were when it was built, in the words of whoever keeps them."""

    @cached_property
    def starts(self) -> Integers:
        """Where each provider's texts begin, and the end of the last."""
        return np.searchsorted(self.owners, np.arange(len(self.ids) + 1))

    @cached_property
    def places(self) -> Integers:
        """Which text of its provider each text is, from 0."""
        found: Integers = np.arange(len(self.owners)) - np.searchsorted(self.owners, self.owners)
        return found

    @cached_property
    def tongues(self) -> Mapping[str, int]:
        """Return a number for each language of the texts."""
        return {language: number for number, language in enumerate(sorted(set(self.languages)))}

    @cached_property
    def spoken(self) -> Integers:
        """Return the number of each text's language."""
        return np.array([self.tongues[language] for language in self.languages], dtype=np.int64)

    @cached_property
    def words(self) -> Integers:
        """Return how many words each provider wrote."""
        found = np.bincount(self.owners, self.lengths, minlength=len(self.ids))
        return found.astype(np.int64)

    @cached_property
    def width(self) -> int:
        """Return how many texts the provider with most texts has."""
        return int(self.places.max()) + 1 if len(self.places) else 0

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Return the position of each provider by its id."""
        return {one: place for place, one in enumerate(self.ids)}

    @property
    def stand_in(self) -> float:
        """How much of the words' points concepts say in another language."""
        return self.learned.get("stand_in", STAND_IN)

    def usual(self, asked: str, language: str) -> float:
        """Return the usual cosine of meaning between texts of two languages."""
        return self.learned.get(f"usual-{asked}-{language}", self.learned.get("usual", USUAL))

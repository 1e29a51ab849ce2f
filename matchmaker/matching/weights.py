"""The model card: every signal, the most points it can give, and how it is measured.

Points order providers for one need. They are no percentage and no probability. The signals of the
texts are measured text by text; a provider is judged by the best three.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import NamedTuple

TEXT_SIGNALS = ("concepts", "words", "characters", "help", "sector", "meaning")
BEST = 3

# How soon a signal's similarity earns its points: the smaller, the more a small one earns.
NEAR: Mapping[str, float] = MappingProxyType(
    {"concepts": 1.0, "words": 0.15, "characters": 0.2, "help": 1.0, "sector": 1.0, "meaning": 0.5}
)


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points each signal can give; together at most 100."""

    concepts: float = 34.0
    words: float = 10.0
    characters: float = 3.0
    meaning: float = 16.0
    help: float = 4.0
    sector: float = 2.0
    topics: float = 8.0
    assistance: float = 6.0
    desirable: float = 6.0
    languages: float = 2.0
    south: float = 6.0
    place: float = 1.0
    mode: float = 1.0
    dates: float = 1.0

    def __post_init__(self) -> None:
        """Refuses negative weights and more than 100 points in total."""
        if min(self.each().values()) < 0 or self.total > 100 + 1e-9:
            raise ValueError("weights must not be negative nor exceed 100 points together")

    @property
    def total(self) -> float:
        """The highest score that can be reached."""
        return math.fsum(self.each().values())

    def trusting(self, trust: float) -> Weights:
        """Return the weights for a need that the lexicon understands so far, 0..1.

        What concepts cannot say of it, words and characters say in their place, each in
        proportion to its own weight; the whole stays the same.
        """
        if trust >= 1 or not self.words + self.characters:
            return self
        silent = (1 - trust) * (self.concepts + self.help + self.sector)
        more = 1 + silent / (self.words + self.characters)
        return replace(
            self,
            concepts=trust * self.concepts,
            help=trust * self.help,
            sector=trust * self.sector,
            words=more * self.words,
            characters=more * self.characters,
        )

    def each(self) -> dict[str, float]:
        """Return the weight of every signal by its name."""
        return {field.name: float(getattr(self, field.name)) for field in fields(self)}


class CardRow(NamedTuple):
    """One line of the model card: a signal, its weight, the key of its explanation."""

    signal: str
    weight: float
    meaning: str


def model_card(weights: Weights | None = None) -> tuple[CardRow, ...]:
    """Every signal with its weight and the key of the sentence that explains it."""
    weighed = (weights or Weights()).each()
    return tuple(CardRow(name, weight, f"signal.{name}") for name, weight in weighed.items())

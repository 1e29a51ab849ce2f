"""Ideas set apart into the fields that answer different questions, each with its neighbours.

What a text is about (*matter*), how help is given (*help*) and for which branch (*sector*) are
compared apart, so that two texts that both speak of training in agriculture are not taken for
texts about the same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from matchmaker.matching.concepts import Ideas
from matchmaker.topics.lexicon.concepts import Lexicon

FIELDS: Mapping[str, Mapping[str, float]] = {
    "matter": {"subject": 1.0, "administration": 0.8, "instrument": 0.7, "party": 0.4},
    "help": {"assistance": 1.0},
    "sector": {"sector": 1.0},
}
BROAD = 6  # narrower concepts from which a concept is broad
LEAST = 0.05  # what counts less is not kept


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How much a concept says of the concepts next to it."""

    broader: float = 0.4
    narrower: float = 0.0
    related: float = 0.3
    broad: float = 0.4


class Fields:
    """Sets ideas apart by field and lets each speak for its neighbours too."""

    def __init__(self, lexicon: Lexicon, neighbourhood: Neighbourhood | None = None) -> None:
        self.neighbourhood = neighbourhood or Neighbourhood()
        narrower = Counter(code for one in lexicon.concepts.values() for code in one.broader)
        self.field_of = {
            code: (
                field,
                facets[concept.facet] * _breadth(narrower[code], self.neighbourhood.broad),
            )
            for code, concept in lexicon.concepts.items()
            for field, facets in FIELDS.items()
            if concept.facet in facets
        }
        self.neighbours = self._neighbours(lexicon)

    def _neighbours(self, lexicon: Lexicon) -> dict[str, dict[str, float]]:
        near: dict[str, dict[str, float]] = {code: {code: 1.0} for code in lexicon.concepts}

        def join(one: str, other: str, weight: float) -> None:
            if one in near and other in near and weight > near[one].get(other, 0.0):
                near[one][other] = weight

        for code, concept in lexicon.concepts.items():
            for other in concept.broader:
                join(code, other, self.neighbourhood.broader)
                join(other, code, self.neighbourhood.narrower)
            for other in concept.related:
                join(code, other, self.neighbourhood.related)
                join(other, code, self.neighbourhood.related)
        return near

    def split(self, ideas: Ideas) -> dict[str, dict[str, float]]:
        """Return the ideas and their neighbours by field and concept."""
        found: dict[str, dict[str, float]] = {field: defaultdict(float) for field in FIELDS}
        for code, strength in ideas.strengths.items():
            for other, share in self.neighbours[code].items():
                field, factor = self.field_of[other]
                found[field][other] += strength * share * factor
        return {
            field: {code: value for code, value in sorted(row.items()) if value >= LEAST}
            for field, row in found.items()
        }

    def words(self, ideas: Ideas, concept: str) -> tuple[str, ...]:
        """Return the words that speak of the concept, or else of what is next to it."""
        if ideas.words.get(concept):
            return ideas.words[concept]
        near = [c for c in ideas.strengths if concept in self.neighbours[c]]
        near.sort(key=lambda c: (-ideas.strengths[c] * self.neighbours[c][concept], c))
        return tuple(dict.fromkeys(word for code in near for word in ideas.words.get(code, ())))[:6]


def _breadth(narrower: int, broad: float) -> float:
    """Return how much a concept counts that has so many narrower ones: broad ones say little."""
    return broad if narrower >= BROAD else 1.0

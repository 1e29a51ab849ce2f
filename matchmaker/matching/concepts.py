"""From writing to concepts: which ideas of the lexicon a text speaks of, and in which words.

Three readers work together. *Spotting* finds the lexicon's forms themselves, by their stems, the
longest first. *Nearing* finds phrases most of whose words stand together, in any order. *Leaning*
compares all the words of a text with all the words by which each concept is described, so that a
paraphrase that no form foresaw still leans towards its concept. All name the words they read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from matchmaker.matching.habits import Habits
from matchmaker.matching.leaning import WORDS_NAMED, leanings
from matchmaker.matching.nearing import nearings
from matchmaker.matching.spotting import HAN_WORD, Spotter
from matchmaker.matching.text import Analyzer, Word, normal
from matchmaker.matching.tongues import Tongue
from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept, Lexicon

# What the phrases that a text about intellectual property comes near say per word, at the least:
# the lowest twentieth of the developed parts of the judged collection. Chinese is not counted so.
USUAL_NEARNESS: Mapping[str, float] = MappingProxyType(
    {"ar": 0.13, "en": 0.24, "es": 0.22, "fr": 0.21, "pt": 0.24, "ru": 0.165}
)
LITTLE = 0.5  # the share of it at which a text counts as not understood at all
LONGEST_CHINESE = 8  # longer forms are sentences, which segmentation must not keep whole
Found = tuple[Mapping[str, float], Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class Ideas:
    """What a text speaks of: strength by concept (above 0), and the words that say so."""

    strengths: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trust: float = 1.0
    """How far the lexicon understands the text, 0..1: of texts about something else, little."""


class ConceptReader:
    """Reads texts for the concepts of a lexicon; the same text always gives the same ideas."""

    def __init__(self, lexicon: Lexicon, habits: Habits | None = None) -> None:
        self.lexicon = lexicon
        self.habits = habits or Habits()
        self.codes = tuple(sorted(lexicon.concepts))
        self.analyzer = Analyzer(_chinese_words(lexicon.concepts.values()))
        self.tongues = {
            name: Tongue.of(lexicon, self.codes, name, self._stems) for name in LANGUAGES
        }
        self.spotter = Spotter(lexicon, self.tongues, self._stems, self.habits)

    def read(self, title: str, body: str, language: str) -> Ideas:
        """Return the ideas of a text in the language."""
        titled, told = self._words(title, language), self._words(body, language)
        terms = [word for word in (*titled, *titled, *told) if word.term]
        spotted = self._spotted((title, titled), (body, told), language)
        tongue = self.tongues.get(language)
        if tongue is None:
            return _together((1.0, spotted))
        near: Found = ({}, {})
        if language != "zh":  # its phrases are found as strings, and its characters lean
            near = nearings([*titled, *told], tongue, self.codes, self.habits)
        leaning = leanings(terms, tongue, self.codes, self.habits.leanings)
        ideas = _together(
            (1.0, spotted), (self.habits.leaning, leaning), (self.habits.nearing, near)
        )
        said = sum(1 for word in (*titled, *told) if word.term)
        return replace(ideas, trust=self._trust(near[0], said, language))

    def _trust(self, near: Mapping[str, float], words: int, language: str) -> float:
        """Return how far a text of so many words is understood, by the phrases that it nears."""
        usual = USUAL_NEARNESS.get(language)
        if usual is None or not words:
            return 1.0
        told = math.fsum(near.values()) / words / usual
        return min(1.0, max(0.0, (told - LITTLE) / (1 - LITTLE)))

    def _spotted(
        self, title: tuple[str, list[Word]], body: tuple[str, list[Word]], language: str
    ) -> Found:
        """Return the concepts whose forms stand in the text, those in the title counting more."""
        times = self.habits.title
        titled = [
            spot._replace(strength=spot.strength * times)
            for spot in self.spotter.spots(*title, language)
        ]
        spots = [*titled, *self.spotter.spots(*body, language)]
        stems = {str(word.term) for word in (*title[1], *body[1]) if word.term}
        return self.spotter.judged(spots, stems, language)

    def _words(self, text: str, language: str) -> list[Word]:
        """Return the words of a text, slips of the pen mended where the lexicon knows the word."""
        tongue = self.tongues.get(language)
        words = list(self.analyzer.words(text, language))
        if tongue is None:
            return words
        return [w._replace(term=tongue.mended(w.term)) if w.term else w for w in words]

    def _stems(self, form: str, language: str) -> tuple[str, ...]:
        words = self.analyzer.words(form, language)
        return tuple(word.term for word in words if word.term) or (normal(form),)


def _chinese_words(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in concepts:
        for form in concept.forms["zh"]:
            if 2 <= len(form.text) <= LONGEST_CHINESE and HAN_WORD.fullmatch(form.text):
                yield form.text


def _together(*told: tuple[float, Found]) -> Ideas:
    """Return what several readers found as one: each at unit length, times its weight."""
    strengths: dict[str, float] = {}
    words: dict[str, dict[str, None]] = {}
    for weight, (found, said) in told:
        length = math.sqrt(math.fsum(value * value for value in found.values())) or 1.0
        for code, value in found.items():
            strengths[code] = strengths.get(code, 0.0) + weight * value / length
            words.setdefault(code, {}).update(dict.fromkeys(said.get(code, ())))
    return Ideas(strengths, {code: tuple(held)[:WORDS_NAMED] for code, held in words.items()})

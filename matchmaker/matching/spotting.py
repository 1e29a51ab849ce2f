"""Spotting: the lexicon's own forms in a text, by their stems, the longest first."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from matchmaker.matching.habits import Habits
from matchmaker.matching.text import LANGUAGE_OF_SCRIPT, Word, normal_text, script_of
from matchmaker.matching.tongues import Entry, Tongue
from matchmaker.topics.lexicon.concepts import Lexicon

HAN_WORD = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_GAPS = re.compile(r"\s+")


class Spot(NamedTuple):
    """A form found in a text: its concept, how surely, if it needs company, how it is written."""

    concept: str
    strength: float
    weak: bool
    surface: str


class Spotter:
    """Finds forms and judges those that may mean something else by the company they keep."""

    def __init__(
        self,
        lexicon: Lexicon,
        tongues: Mapping[str, Tongue],
        stems: Callable[[str, str], tuple[str, ...]],
        habits: Habits,
    ) -> None:
        self.lexicon, self.tongues, self.habits = lexicon, tongues, habits
        self.kin = _kin(lexicon)
        self.chinese = self._chinese()
        self.context = self._company("context", stems)
        self.excluded = self._company("excluded", stems)

    def spots(self, text: str, words: Sequence[Word], language: str) -> list[Spot]:
        """Return the forms found in one field."""
        told = [word for word in words if word.term]
        tongues = [_tongue_of(word.surface, language) for word in told]
        return [*self._phrases(text, told, tongues), *self._chinese_phrases(text)]

    def _phrases(self, text: str, words: Sequence[Word], tongues: Sequence[str]) -> Iterator[Spot]:
        """Return whole phrases, from left to right, the longest first."""
        terms = [str(word.term) for word in words]
        place = 0
        while place < len(words):
            entry = self._longest(terms, place, tongues[place])
            if entry is None:
                place += 1
                continue
            last = place + len(entry.stems) - 1
            surface = text[words[place].start : words[last].end]
            strength = min(1.3, 0.8 + 0.2 * len(entry.stems))
            yield from (Spot(code, strength, weak, surface) for code, weak in entry.claims)
            place = last + 1

    def _longest(self, terms: Sequence[str], place: int, tongue: str) -> Entry | None:
        if tongue not in self.tongues or tongue == "zh":
            return None
        for entry in self.tongues[tongue].by_first.get(terms[place], ()):
            if tuple(terms[place : place + len(entry.stems)]) == entry.stems:
                return entry
        return None

    def _chinese_phrases(self, text: str) -> Iterator[Spot]:
        """Return the Chinese forms, which no spaces set apart, the longest first."""
        for run in HAN_WORD.finditer(_GAPS.sub("", normal_text(text))):
            letters, place = run.group(), 0
            while place < len(letters):
                length = next(
                    (
                        n
                        for n in range(min(self.chinese_longest, len(letters) - place), 0, -1)
                        if letters[place : place + n] in self.chinese
                    ),
                    0,
                )
                form = letters[place : place + length]
                strength = min(1.3, 0.6 + 0.1 * length)
                for code, weak in self.chinese.get(form, ()):
                    yield Spot(code, strength, weak, form)
                place += max(length, 1)

    def judged(
        self, spots: Sequence[Spot], stems: set[str], language: str
    ) -> tuple[dict[str, float], dict[str, list[str]]]:
        """Return strengths and words, weak forms counted by the company they keep."""
        sure = {spot.concept for spot in spots if not spot.weak}
        surfaces: dict[str, list[str]] = defaultdict(list)
        for spot in spots:
            if spot.surface not in surfaces[spot.concept]:
                surfaces[spot.concept].append(spot.surface)
        strengths: dict[str, float] = defaultdict(float)
        for spot in spots:
            strengths[spot.concept] += spot.strength * self._trust(
                spot, sure, surfaces, stems, language
            )
        return {code: math.log1p(value) for code, value in strengths.items()}, surfaces

    def _trust(
        self,
        spot: Spot,
        sure: set[str],
        surfaces: Mapping[str, Sequence[str]],
        stems: set[str],
        language: str,
    ) -> float:
        if not spot.weak:
            return 1.0
        code = spot.concept
        accompanied = (
            code in sure
            or len(surfaces[code]) > 1
            or any(kin in sure for kin in self.kin[code])
            or bool(self.context.get((code, language), frozenset()) & stems)
        )
        if self.excluded.get((code, language), frozenset()) & stems:
            accompanied = False
        return self.habits.company if accompanied else self.habits.weak

    def _chinese(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for code in sorted(self.lexicon.concepts):
            for form in self.lexicon.concepts[code].forms["zh"]:
                found[_GAPS.sub("", normal_text(form.text))][code] = form.weak
        self.chinese_longest = max(map(len, found), default=0)
        return {form: tuple(sorted(claims.items())) for form, claims in found.items()}

    def _company(
        self, key: str, cut: Callable[[str, str], tuple[str, ...]]
    ) -> dict[tuple[str, str], frozenset[str]]:
        found = {}
        for code, concept in self.lexicon.concepts.items():
            for language, words in getattr(concept, key).items():
                stems = {stem for word in words for stem in cut(word, language)}
                found[code, language] = frozenset(stems)
        return found


def _tongue_of(surface: str, language: str) -> str:
    """Return the language whose forms a word can belong to, by its script."""
    by_script = LANGUAGE_OF_SCRIPT.get(script_of(surface))
    if by_script:
        return by_script
    return language if language not in LANGUAGE_OF_SCRIPT.values() else "en"


def _kin(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return for each concept those next to it: broader, narrower and related."""
    kin: dict[str, set[str]] = {code: set() for code in lexicon.concepts}
    for code, concept in lexicon.concepts.items():
        for other in (*concept.broader, *concept.related):
            if other in kin:
                kin[code].add(other)
                kin[other].add(code)
    return {code: frozenset(found) for code, found in kin.items()}

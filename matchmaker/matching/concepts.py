"""From writing to concepts: which ideas of the lexicon a text speaks of, and in which words.

Two readers work together. *Spotting* finds the lexicon's forms themselves: whole phrases by their
stems, the longest first, or all words of a phrase close to each other in any order. *Leaning*
compares all the words of a text with all the words by which each concept is described, so that a
paraphrase that no form foresaw still leans towards its concept. Both name the words they read.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matchmaker.matching.text import (
    LANGUAGE_OF_SCRIPT,
    Analyzer,
    Word,
    normal,
    normal_text,
    script_of,
)
from matchmaker.matching.tongues import Entry, Tongue, counted, features
from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept, Lexicon

WORDS_NAMED = 6  # how many ways of writing are kept for each concept
LONGEST_CHINESE = 8  # longer forms are sentences, which segmentation must not keep whole
_HAN_WORD = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Habits:
    """How much each way of finding a concept counts."""

    weak: float = 0.3  # a form that may mean something else, alone
    company: float = 0.8  # the same in the company of its concept's other words
    scattered: float = 0.6  # all words of a form near each other, in another order
    reach: int = 2  # how many other words may stand among scattered ones
    leaning: float = 1.0  # what the words as a whole count beside the forms found
    leanings: int = 12  # towards how many concepts a text can lean
    title: float = 2.0  # how many times a form in the title counts


class Spot(NamedTuple):
    """A form found in a text: its concept, how surely, if it needs company, how it is written."""

    concept: str
    strength: float
    weak: bool
    surface: str


@dataclass(frozen=True)
class Ideas:
    """What a text speaks of: strength by concept (above 0), and the words that say so."""

    strengths: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class ConceptReader:
    """Reads texts for the concepts of a lexicon; the same text always gives the same ideas."""

    def __init__(self, lexicon: Lexicon, habits: Habits | None = None) -> None:
        self.lexicon = lexicon
        self.habits = habits or Habits()
        self.codes = tuple(sorted(lexicon.concepts))
        self.analyzer = Analyzer(_chinese_words(lexicon.concepts.values()))
        self.kin = _kin(lexicon)
        self.tongues = {
            name: Tongue.of(lexicon, self.codes, name, self._stems) for name in LANGUAGES
        }
        self.chinese = self._chinese()
        self.context, self.excluded = self._company("context"), self._company("excluded")

    def read(self, title: str, body: str, language: str) -> Ideas:
        """Return the ideas of a text in the language."""
        titled, told = self._words(title, language), self._words(body, language)
        spots = [
            *(
                s._replace(strength=s.strength * self.habits.title)
                for s in self._spots(title, titled, language)
            ),
            *self._spots(body, told, language),
        ]
        terms = [word for word in (*titled, *titled, *told) if word.term]
        stems = {str(word.term) for word in terms}
        strengths, words = self._judged(spots, stems, language)
        leaning, leaning_words = self._leanings(terms, language)
        return _together(strengths, words, leaning, leaning_words, self.habits.leaning)

    def _words(self, text: str, language: str) -> list[Word]:
        """Return the words of a text, slips of the pen mended where the lexicon knows the word."""
        tongue = self.tongues.get(language)
        words = list(self.analyzer.words(text, language))
        if tongue is None:
            return words
        return [w._replace(term=tongue.mended(w.term)) if w.term else w for w in words]

    # Spotting

    def _spots(self, text: str, words: Sequence[Word], language: str) -> list[Spot]:
        """Return the forms in one field, excluded phrases taken out."""
        told = [word for word in words if word.term]
        tongues = [_tongue_of(word.surface, language) for word in told]
        found = [*self._phrases(text, told, tongues), *self._chinese_phrases(text)]
        seen = {spot.concept for spot in found}
        found.extend(spot for spot in self._scattered(told, tongues) if spot.concept not in seen)
        return found

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

    def _scattered(self, words: Sequence[Word], tongues: Sequence[str]) -> Iterator[Spot]:
        """Return the forms all of whose words stand near each other, in any order."""
        terms = [str(word.term) for word in words]
        for place, term in enumerate(terms):
            tongue = self.tongues.get(tongues[place])
            for entry in tongue.by_rarest.get(term, ()) if tongue else ():
                span = len(entry.stems) + self.habits.reach
                low, high = max(0, place - span), min(len(terms), place + span + 1)
                wanted = set(entry.stems)
                if not wanted <= set(terms[low:high]):
                    continue
                near = [words[at].surface for at in range(low, high) if terms[at] in wanted]
                surface = " … ".join(dict.fromkeys(near))
                strength = self.habits.scattered * (0.7 + 0.15 * len(wanted))
                yield from (Spot(code, strength, weak, surface) for code, weak in entry.claims)

    def _chinese_phrases(self, text: str) -> Iterator[Spot]:
        """Return the Chinese forms, which no spaces set apart, the longest first."""
        for run in _HAN_WORD.finditer(_GAPS.sub("", normal_text(text))):
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

    def _judged(
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

    # Leaning

    def _leanings(
        self, words: Sequence[Word], language: str
    ) -> tuple[dict[str, float], dict[str, list[str]]]:
        """Return towards which concepts the words lean as a whole, in a vector of unit length."""
        tongue = self.tongues.get(language)
        if tongue is None:
            return {}, {}
        counts = counted(str(word.term) for word in words)
        known = [(tongue.columns[one], n) for one, n in counts.items() if one in tongue.columns]
        if not known:
            return {}, {}
        query = np.zeros(len(tongue.columns))
        for column, times in known:
            query[column] = (1 + math.log(times) if times >= 1 else times) * tongue.rarity[column]
        query /= math.sqrt(float(query @ query))
        likeness = tongue.described @ query
        most = min(self.habits.leanings, len(likeness) - 1)
        floor = float(np.partition(likeness, -most - 1)[-most - 1])
        chosen = [
            place
            for place in np.argsort(-likeness, kind="stable")[:most]
            if likeness[place] > floor
        ]
        above = np.array([likeness[place] - floor for place in chosen])
        length = math.sqrt(float(above @ above))
        leaning = {self.codes[p]: float(v) / length for p, v in zip(chosen, above, strict=True)}
        return leaning, self._leaning_words(tongue, query, chosen, words)

    def _leaning_words(
        self,
        tongue: Tongue,
        query: npt.NDArray[np.float64],
        chosen: Sequence[int],
        words: Sequence[Word],
    ) -> dict[str, list[str]]:
        """Return for each concept the words that lean most towards it."""
        surfaces = {str(word.term): word.surface for word in reversed(words)}
        spoken = {
            stem: [tongue.columns[f] for f, _size in features(stem) if f in tongue.columns]
            for stem in surfaces
        }
        found: dict[str, list[str]] = {}
        for place in chosen:
            start, end = tongue.described.indptr[place : place + 2]
            columns = tongue.described.indices[start:end]
            said = dict(
                zip(
                    columns.tolist(),
                    (tongue.described.data[start:end] * query[columns]).tolist(),
                    strict=True,
                )
            )
            speaks = {stem: sum(said.get(c, 0.0) for c in held) for stem, held in spoken.items()}
            best = sorted((s for s in speaks if speaks[s] > 0), key=lambda s: (-speaks[s], s))
            found[self.codes[place]] = [surfaces[stem] for stem in best[:WORDS_NAMED]]
        return found

    # Getting ready

    def _stems(self, form: str, language: str) -> tuple[str, ...]:
        words = self.analyzer.words(form, language)
        return tuple(word.term for word in words if word.term) or (normal(form),)

    def _chinese(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for code in self.codes:
            for form in self.lexicon.concepts[code].forms["zh"]:
                found[_GAPS.sub("", normal_text(form.text))][code] = form.weak
        self.chinese_longest = max(map(len, found), default=0)
        return {form: tuple(sorted(claims.items())) for form, claims in found.items()}

    def _company(self, key: str) -> dict[tuple[str, str], frozenset[str]]:
        found = {}
        for code, concept in self.lexicon.concepts.items():
            for language, words in getattr(concept, key).items():
                stems = {stem for word in words for stem in self._stems(word, language)}
                found[code, language] = frozenset(stems)
        return found


def _tongue_of(surface: str, language: str) -> str:
    """Return the language whose forms a word can belong to, by its script."""
    by_script = LANGUAGE_OF_SCRIPT.get(script_of(surface))
    if by_script:
        return by_script
    return language if language not in LANGUAGE_OF_SCRIPT.values() else "en"


def _chinese_words(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in concepts:
        for form in concept.forms["zh"]:
            if 2 <= len(form.text) <= LONGEST_CHINESE and _HAN_WORD.fullmatch(form.text):
                yield form.text


def _kin(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return for each concept those next to it: broader, narrower and related."""
    kin: dict[str, set[str]] = {code: set() for code in lexicon.concepts}
    for code, concept in lexicon.concepts.items():
        for other in (*concept.broader, *concept.related):
            if other in kin:
                kin[code].add(other)
                kin[other].add(code)
    return {code: frozenset(found) for code, found in kin.items()}


def _together(
    strengths: Mapping[str, float],
    words: Mapping[str, Sequence[str]],
    leaning: Mapping[str, float],
    leaning_words: Mapping[str, Sequence[str]],
    weight: float,
) -> Ideas:
    """Return spotted and leaning concepts as one, spotted ones at unit length."""
    length = math.sqrt(math.fsum(value * value for value in strengths.values())) or 1.0
    found = {code: value / length for code, value in strengths.items()}
    for code, value in leaning.items():
        found[code] = found.get(code, 0.0) + weight * value
    named = {
        code: tuple(dict.fromkeys((*words.get(code, ()), *leaning_words.get(code, ()))))[
            :WORDS_NAMED
        ]
        for code in found
    }
    return Ideas(found, named)

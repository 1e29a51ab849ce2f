"""The lexicon made ready for reading in each language: its forms as stems, and its words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.matching.text import script_of
from matchmaker.topics.lexicon.concepts import Lexicon

LETTER = 0.5  # what a Chinese character says beside the word that it stands in
WEAK_PHRASE = 0.6
WEAK_WORD = 0.5  # what a word says of a concept when its form may mean something else
MENDED = 6  # letters from which a misspelt word is known again; shorter ones are too alike
Stems = Callable[[str, str], tuple[str, ...]]


class Entry(NamedTuple):
    """A form as stems, with the concepts that it may mean and whether weakly."""

    stems: tuple[str, ...]
    claims: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Phrases:
    """Forms of several words, to be known again when most of their words stand together."""

    concepts: npt.NDArray[np.int64]  # position of each phrase's concept
    masses: npt.NDArray[np.float64]  # how rare its words are together
    trust: npt.NDArray[np.float64]  # less where it may mean something else
    of: Mapping[str, npt.NDArray[np.int64]]  # the phrases in which a stem stands


@dataclass(frozen=True)
class Tongue:
    """The lexicon in one language: its forms, its phrases, and its words."""

    by_first: Mapping[str, tuple[Entry, ...]]  # forms by their first stem, longest first
    phrases: Phrases
    columns: Mapping[str, int]  # of stems and Chinese characters
    rarity: npt.NDArray[np.float64]  # one per column
    described: csr_array  # concepts × columns, rows of unit length

    @classmethod
    def of(cls, lexicon: Lexicon, codes: Sequence[str], language: str, stems: Stems) -> Tongue:
        """Return the lexicon in one language; `stems` cuts a form into stems."""
        claims: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
        described = []
        for code in codes:
            said: dict[str, float] = defaultdict(float)
            for form in lexicon.concepts[code].forms[language]:
                cut = stems(form.text, language)
                claims[cut][code] = form.weak and claims[cut].get(code, True)
                share = (WEAK_WORD if form.weak else 1.0) / math.sqrt(len(cut))
                for feature, size in {f: s for stem in cut for f, s in features(stem)}.items():
                    said[feature] += size * share
            described.append(said)
        columns, rarity, matrix = _matrix(described)
        entries = [Entry(cut, tuple(sorted(found.items()))) for cut, found in claims.items()]
        phrases = _phrases(claims, codes, lambda stem: float(rarity[columns[stem]]))
        return cls(_by_first(entries), phrases, columns, rarity, matrix)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Return the long stems by what is left of them when one letter is lacking."""
        found: dict[str, str] = {}
        for stem in sorted(self.columns):
            if len(stem) >= MENDED and script_of(stem) != "han":
                for lacking in _lacking(stem):
                    found.setdefault(lacking, stem)
        return found

    def mended(self, stem: str) -> str:
        """Return the stem, or the one of the lexicon that differs from it by one letter."""
        if stem in self.columns or len(stem) < MENDED or script_of(stem) == "han":
            return stem
        near = (self.spellings.get(one) for one in (stem, *_lacking(stem)))
        return next((one for one in near if one), stem)


def features(stem: str) -> Iterator[tuple[str, float]]:
    """Return what a stem is compared by: itself, and of a Chinese word its characters."""
    yield stem, 1.0
    if script_of(stem) == "han":
        for letter in stem:
            yield f"letter {letter}", LETTER


def _lacking(stem: str) -> Iterator[str]:
    return (stem[:place] + stem[place + 1 :] for place in range(len(stem)))


def _matrix(
    described: Sequence[Mapping[str, float]],
) -> tuple[dict[str, int], npt.NDArray[np.float64], csr_array]:
    """Return the features' columns, how rare each is, and concepts as rows of unit length."""
    names = sorted({feature for row in described for feature in row})
    columns = {feature: place for place, feature in enumerate(names)}
    rows = np.repeat(np.arange(len(described)), [len(row) for row in described])
    places = np.array([columns[feature] for row in described for feature in row], dtype=np.int64)
    said = np.array([value for row in described for value in row.values()], dtype=np.float64)
    seen = np.bincount(places, minlength=len(columns))
    rarity = np.log((1 + len(described)) / (1 + seen)) + 1
    values = np.where(said >= 1, 1 + np.log(np.maximum(said, 1)), said) * rarity[places]
    lengths = np.sqrt(np.bincount(rows, values * values, minlength=len(described)))
    values /= np.where(lengths > 0, lengths, 1.0)[rows]
    matrix = csr_array((values, (rows, places)), shape=(len(described), len(columns)))
    return columns, rarity, matrix


def _by_first(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.stems[0]].append(entry)
    return {stem: tuple(sorted(held, key=lambda e: -len(e.stems))) for stem, held in found.items()}


def _phrases(
    claims: Mapping[tuple[str, ...], Mapping[str, bool]],
    codes: Sequence[str],
    rarity: Callable[[str], float],
) -> Phrases:
    """Return the forms of two stems or more, each once for every concept that it may mean."""
    places = {code: place for place, code in enumerate(codes)}
    held = [
        (set(cut), places[code], weak)
        for cut, found in claims.items()
        for code, weak in sorted(found.items())
        if len(set(cut)) > 1
    ]
    of: dict[str, list[int]] = defaultdict(list)
    for number, (cut, _place, _weak) in enumerate(held):
        for stem in sorted(cut):
            of[stem].append(number)
    return Phrases(
        np.array([place for _cut, place, _weak in held], dtype=np.int64),
        np.array([sum(map(rarity, sorted(cut))) for cut, _place, _weak in held]),
        np.array([WEAK_PHRASE if weak else 1.0 for _cut, _place, weak in held]),
        {stem: np.array(numbers, dtype=np.int64) for stem, numbers in of.items()},
    )


def counted(stems: Iterable[str]) -> Counter[str]:
    """Return how often each feature of the stems is said."""
    counts: Counter[str] = Counter()
    for stem in stems:
        for feature, size in features(stem):
            counts[feature] += size  # type: ignore[assignment]  # a Counter also adds fractions
    return counts

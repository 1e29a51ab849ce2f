"""Finding concepts by any of their words, in any language, however they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matchmaker.topics.lexicon.concepts import Concept, Form, Lexicon

# Accents, vowel signs, joiners, and the stroke that only makes Arabic words longer.
_SIGNS = {
    point: None
    for point in (*range(0x3100), *range(0xFE00, 0xFE10), 0xFEFF)
    if unicodedata.category(chr(point)) in {"Mn", "Me", "Cf"}
} | {0x0640: None}
_LETTERS = str.maketrans("ٱىیکةۃ", "اييكهه")
_ARTICLE = re.compile(r"\b[وفبك]?(?:ال|لل)(?=\w{2})")
_GAP = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Found:
    """A concept that was found, and the words by which it was."""

    concept: Concept
    language: str
    text: str


class _Entry(NamedTuple):
    """A form as it is compared: folded, with a space at both ends."""

    concept: str
    language: str
    place: int
    text: str
    folded: str


def folded(text: str) -> str:
    """Return the text without case, accents, vowel signs, Arabic articles and punctuation."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_SIGNS)
    words = _GAP.sub(" ", plain.casefold()).strip()
    return words if words.isascii() else _ARTICLE.sub("", words.translate(_LETTERS))


def find(lexicon: Lexicon, words: str, language: str, facet: str = "") -> list[Found]:
    """Return the concepts that the words name, the surest first; all of them for no words.

    A word finds what begins with it, and in Chinese what it is a part of. A form that is just
    what was asked for comes before longer ones, and the page's language before others.
    """
    asked = folded(words)
    if words.strip() and not asked:
        return []
    best = _best(lexicon, asked, language) if asked else _labels(lexicon, language)
    concepts = lexicon.concepts
    found = [
        (rank, folded(concepts[code].label(language)), code, Found(concepts[code], key, text))
        for code, (rank, key, text) in best.items()
        if facet in {"", concepts[code].facet}
    ]
    return [one for *_order, one in sorted(found, key=lambda row: row[:3])]


def holders(lexicon: Lexicon, language: str, text: str) -> list[tuple[str, Form]]:
    """Return the concepts that have a form of this wording in the language, with the form."""
    wanted = f" {folded(text)} "
    return [
        (entry.concept, lexicon.concepts[entry.concept].forms[language][entry.place])
        for entry in _entries(lexicon)
        if entry.folded == wanted and entry.language == language
    ]


@lru_cache(maxsize=2)
def narrower(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Return the codes below every concept that has any."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, concept in lexicon.concepts.items():
        for above in concept.broader:
            found[above].append(code)
    return {code: tuple(below) for code, below in found.items()}


@lru_cache(maxsize=2)
def _entries(lexicon: Lexicon) -> tuple[_Entry, ...]:
    return tuple(_read(lexicon))


def _read(lexicon: Lexicon) -> Iterator[_Entry]:
    for code, concept in lexicon.concepts.items():
        for language, forms in concept.forms.items():
            for place, form in enumerate(forms):
                yield _Entry(code, language, place, form.text, f" {folded(form.text)} ")


def _labels(lexicon: Lexicon, language: str) -> dict[str, tuple[tuple[int, ...], str, str]]:
    return {
        code: ((), language, concept.label(language)) for code, concept in lexicon.concepts.items()
    }


def _best(
    lexicon: Lexicon, asked: str, language: str
) -> dict[str, tuple[tuple[int, ...], str, str]]:
    """Return for every concept that is found its best form, with what orders it."""
    parts = [word if _HAN.search(word) else f" {word}" for word in asked.split()]
    best: dict[str, tuple[tuple[int, ...], str, str]] = {}
    for entry in _entries(lexicon):
        if all(part in entry.folded for part in parts):
            rank = (_distance(entry.folded, asked), entry.language != language, entry.place > 0)
            known = best.get(entry.concept)
            if known is None or rank < known[0]:
                best[entry.concept] = (rank, entry.language, entry.text)
    return best


def _distance(form: str, asked: str) -> int:
    """Return how far a form is from what was asked: 0 the same, 3 only its words somewhere."""
    if form == f" {asked} ":
        return 0
    if form.startswith(f" {asked}"):
        return 1
    return 2 if asked in form else 3

"""From writing to terms, in seven languages, keeping the words as they were written.

Words are found by script, so a text that mixes languages is read piece by piece. A language
outside the seven is read without stems or stop words: less is understood, nothing breaks.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import rjieba
import snowballstemmer  # type: ignore[import-untyped]  # ships no type hints
import stopwordsiso

from matchmaker.matching.profiles import Text

LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
TITLE_TIMES = 3  # measured best on reviewer-assignment data, with 1-2 word terms
LONGEST_WORD = 64  # longer runs are identifiers or noise
SURFACES_KEPT = 4

# The stop-word lists are long; these are words of the intellectual-property field.
FIELD_WORDS: dict[str, tuple[str, ...]] = {
    "ar": ("زيارة",),
    "en": (
        *("act", "bill", "computer", "course", "goods", "index", "information", "invention"),
        *("name", "novel", "place", "research", "right", "system", "test", "value", "work"),
        "works",
    ),
    "es": ("acuerdo", "trabajo", "uso", "valor"),
    "fr": ("essai", "naturel", "naturelle", "pièce", "valeur"),
    "pt": ("conselho", "nome", "obra", "sistema", "trabalho", "valor"),
    "ru": ("деньги", "женщина", "земля", "имя", "книга", "машина", "место", "работа", "слово"),
    "zh": (),
}

_STEMMERS = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
}
_SCRIPT_OF = {"ar": "arabic", "ru": "cyrillic", "zh": "han"}
LANGUAGE_OF_SCRIPT = {"arabic": "ar", "cyrillic": "ru", "han": "zh"}
# Signs that belong to the word before them: accents, Arabic vowels, Indic vowels, soft hyphen,
# zero-width joiners.
_SIGNS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0dff\u200b-\u200d\u2060"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_SIGNS}])*")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")
_BREAK = re.compile(r"[.!?;:,。！？；：，、؟؛،।\n\r]")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0640))
_ARABIC_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS = str.maketrans("أإآٱىیکةۃ", "ااااييكهه")
_ARTICLES = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_GUARD = threading.Lock()  # snowball stemmers keep their word inside themselves


class Word(NamedTuple):
    """A word as written, where it stands, and the term it counts for (None: not counted)."""

    surface: str
    start: int
    end: int
    term: str | None


@dataclass(frozen=True)
class WordReading:
    """Texts read for their words: terms with repetitions, how each was written, how many words."""

    language: str
    terms: tuple[str, ...]
    surfaces: MappingProxyType[str, tuple[str, ...]]
    words: int


def primary(language: str) -> str:
    """Return the language without its region, in lower case: pt for pt-BR."""
    return language.replace("_", "-").split("-")[0].strip().lower()


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the normalised words that say no subject, words of the field kept."""
    if language not in LANGUAGES:
        return frozenset()
    listed: Iterable[str] = stopwordsiso.stopwords(language)
    kept = {normal(word) for word in FIELD_WORDS[language]}
    return frozenset(normal(word) for word in listed) - kept


def script_of(word: str) -> str:
    """Return the script of the word's first letter: arabic, cyrillic, han, latin or other."""
    point = ord(word[0])
    if point < 0x0250 or 0x1E00 <= point < 0x1F00:
        return "latin"
    if 0x0400 <= point < 0x0530:
        return "cyrillic"
    if 0x0600 <= point < 0x0780 or 0x08A0 <= point < 0x0900:
        return "arabic"
    if 0x3400 <= point <= 0x9FFF or 0xF900 <= point <= 0xFAFF or 0x20000 <= point <= 0x3FFFF:
        return "han"
    return "other"


def normal_text(text: str) -> str:
    """Return the text without differences of width, case, tatweel and vowel signs."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE)
    bare = _ARABIC_SIGNS.sub("", folded).translate(_ARABIC_LETTERS)
    return bare.replace("ё", "е")


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """Return the word without differences of width, case, tatweel and vowel signs."""
    return normal_text(word)


def without_arabic_prefix(word: str) -> str:
    """Return the normalised Arabic word without its article and a leading "and"."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return word[len(article) :]
    return word[1:] if word[0] == "و" and len(word) >= 5 else word


@lru_cache(maxsize=100_000)
def term_of(surface: str, language: str) -> str | None:
    """Return the term a word counts for in a text of the language, None when it says no subject."""
    word = normal(surface)
    if len(word) < 2 or len(word) > LONGEST_WORD or word.isnumeric():
        return None
    tongue = _tongue(script_of(word), language)
    if word in stop_words(tongue):
        return None
    if tongue == "ar":
        word = without_arabic_prefix(word)
        if word in stop_words(tongue):
            return None
    return _stem(word, tongue)


def _tongue(script: str, language: str) -> str:
    """Return the language whose rules fit a word of the script inside a text of the language."""
    if language not in LANGUAGES:
        return "zh" if script == "han" else ""
    if script == _SCRIPT_OF.get(language, "latin"):
        return language
    return LANGUAGE_OF_SCRIPT.get(script, "")


def _stem(word: str, tongue: str) -> str:
    """Return the word's stem, or the word itself where no stemmer exists."""
    if tongue not in _STEMMERS:
        return word
    if tongue == "ar" and word.endswith("ات") and len(word) >= 5:
        word = word[:-2]  # the stemmer alone would leave علامات apart from علامة
    with _GUARD:
        stem: str = _stemmer(tongue).stemWord(word)
    return stem or word


@cache
def _stemmer(tongue: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[tongue])


class Analyzer:
    """Reads texts; `chinese_words` are labels that Chinese segmentation must keep whole."""

    def __init__(self, chinese_words: Iterable[str] = ()) -> None:
        self.chinese_words = tuple(sorted(set(chinese_words)))
        self._jieba = rjieba.Jieba() if self.chinese_words else rjieba
        for word in self.chinese_words:
            self._jieba.add_word(word, None, None)

    def words(self, text: str, language: str) -> Iterator[Word]:
        """Every word of the text in order, with its place and its term."""
        tongue = primary(language)
        for run in _WORD.finditer(text):
            for surface, start in self._pieces(run.group(), run.start()):
                yield Word(surface, start, start + len(surface), term_of(surface, tongue))

    def _pieces(self, run: str, start: int) -> Iterator[tuple[str, int]]:
        """Return a run of letters, its Chinese parts segmented, the other parts whole."""
        for piece in _PIECE.finditer(run):
            at = start + piece.start()
            if script_of(piece.group()) != "han":
                yield piece.group(), at
                continue
            for word in self._jieba.cut(piece.group()):
                yield word, at
                at += len(word)

    def read(self, language: str, texts: Iterable[Text]) -> WordReading:
        """Return the texts read as one in the language, titles counted thrice."""
        terms: list[str] = []
        surfaces: dict[str, list[str]] = {}
        count = 0
        for text in texts:
            for field, times in ((text.title, TITLE_TIMES), (text.body, 1)):
                words = list(self.words(field, language))
                found = list(_terms(field, words, surfaces))
                terms.extend(found * times)
                count += len(words)
        kept = {term: tuple(forms) for term, forms in surfaces.items()}
        return WordReading(language, tuple(terms), MappingProxyType(kept), count)


def _terms(field: str, words: list[Word], surfaces: dict[str, list[str]]) -> Iterator[str]:
    """Return the single words and neighbouring pairs of one field; notes how each was written."""
    before: Word | None = None
    for word in words:
        if word.term is None:
            continue
        _note(surfaces, word.term, word.surface)
        yield word.term
        if before is not None and not _BREAK.search(field, before.end, word.start):
            pair = f"{before.term} {word.term}"
            _note(surfaces, pair, _visible(field[before.start : word.end]))
            yield pair
        before = word


def _note(surfaces: dict[str, list[str]], term: str, surface: str) -> None:
    """Keep the first few ways in which a term was written."""
    forms = surfaces.setdefault(term, [])
    if len(forms) < SURFACES_KEPT and surface not in forms:
        forms.append(surface)


def _visible(span: str) -> str:
    """Return the span on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in span).split())


def count_words(text: Text) -> int:
    """How many words the text has, its title included; Chinese words are segmented."""
    return _PLAIN.read(primary(text.language), [text]).words


_PLAIN = Analyzer()

"""A text as the engine sees it: its words, its characters, its ideas, and how each was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from matchmaker.matching.concepts import ConceptReader, Ideas
from matchmaker.matching.detection import language_of
from matchmaker.matching.fields import Fields, Neighbourhood
from matchmaker.matching.habits import Habits
from matchmaker.matching.profiles import Text
from matchmaker.matching.text import WordReading, script_of
from matchmaker.topics.lexicon.concepts import Lexicon

GRAM = 4  # letters; of Chinese two
LONGEST_TEXT = 40_000  # characters; what stands beyond is not read
READINGS_KEPT = 2_000


@dataclass(frozen=True)
class Reading:
    """One or more texts read as one."""

    language: str
    length: int  # words
    words: Mapping[str, int]  # times by term, titles counted thrice
    grams: Mapping[str, int]
    ideas: Ideas
    fields: Mapping[str, Mapping[str, float]]  # matter, help and sector: weight by concept
    surfaces: Mapping[str, tuple[str, ...]]  # how each term was written

    def named(self) -> dict[str, Mapping[str, float]]:
        """Return what was counted by kind: words, grams, and the fields."""
        return {"words": self.words, "grams": self.grams, **self.fields}

    def numbered(self) -> dict[str, dict[int, float]]:
        """Return the same by the numbers that stand for terms in the index."""
        return {
            kind: {fingerprint(term): float(amount) for term, amount in row.items()}
            for kind, row in self.named().items()
        }


class TextReader:
    """Reads texts; the same text always gives the same reading."""

    def __init__(
        self,
        lexicon: Lexicon,
        habits: Habits | None = None,
        neighbourhood: Neighbourhood | None = None,
    ) -> None:
        self.concepts = ConceptReader(lexicon, habits)
        self.fields = Fields(lexicon, neighbourhood)
        self.version = f"{lexicon.version()}-{self.concepts.habits}-{self.fields.neighbourhood}"
        self.read = lru_cache(maxsize=READINGS_KEPT)(self.fresh)

    def fresh(self, *texts: Text) -> Reading:
        """Return the texts read as one, in the language of the first."""
        kept = [_cut(text) for text in texts]
        whole = " ".join(f"{text.title} {text.body}" for text in kept)
        language = language_of(whole, kept[0].language if kept else "")
        told = self.concepts.analyzer.read(language, kept)
        title, body = " . ".join(t.title for t in kept), " . ".join(t.body for t in kept)
        ideas = self.concepts.read(title, body, language)
        return Reading(
            language,
            told.words,
            Counter(told.terms),
            Counter(_grams(told)),
            ideas,
            self.fields.split(ideas),
            told.surfaces,
        )


def _cut(text: Text) -> Text:
    """Return the text without what is too long to be a statement."""
    if len(text.title) + len(text.body) <= LONGEST_TEXT:
        return text
    return Text(text.key, text.title[:1000], text.body[:LONGEST_TEXT], text.language)


def _grams(told: WordReading) -> Iterable[str]:
    """Return the groups of neighbouring letters inside the text's words."""
    for term in told.terms:
        if " " not in term:
            yield from _grams_of(term)


@lru_cache(maxsize=100_000)
def _grams_of(term: str) -> tuple[str, ...]:
    if script_of(term) == "han":
        return tuple(term[i : i + 2] for i in range(max(1, len(term) - 1)))
    padded = f" {term} "
    return tuple(padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1)))


def digest(writing: str) -> int:
    """Return a number that stands for a piece of writing and does not tell it."""
    return int.from_bytes(blake2b(writing.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=400_000)
def fingerprint(term: str) -> int:
    """Return the number that stands for a term in the index, which keeps no words."""
    return digest(term)

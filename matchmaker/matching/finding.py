"""Finding texts that speak of the same, in whatever words and language, with no provider in mind.

Only what is written counts here: no topics that were chosen, no situation, no preference.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array

from matchmaker.matching.detection import detected
from matchmaker.matching.engine import Engine
from matchmaker.matching.index import Index
from matchmaker.matching.profiles import Profile, Text
from matchmaker.matching.reading import Reading, TextReader, fingerprint
from matchmaker.matching.spaces import Floats, Vector
from matchmaker.matching.text import script_of
from matchmaker.matching.weights import TEXT_SIGNALS, Weights
from matchmaker.topics.lexicon.concepts import LANGUAGES, Lexicon
from matchmaker.topics.lexicon.search import folded

TEXT_ONLY = Weights(**{name: 0.0 for name in Weights().each() if name not in TEXT_SIGNALS})
SENTENCE = 4  # words
SURE = 1.2  # how strongly a sentence has to describe a concept
LONGEST_FORM = 8  # words
COVERED = 0.5  # of the letters, by forms of another language than the page's
CLEARLY = 0.5  # of the strongest concept read; what is weaker is not named
CONCEPTS_NAMED = 3
WORTH_NAMING = 0.2  # of what the strongest concept gives
SUBJECT, KIND_OF_HELP, BRANCH = "matter", "help", "sector"
FIELDS = (SUBJECT, KIND_OF_HELP, BRANCH)


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whose texts speak of what was asked."""

    id: str
    points: float  # of the texts, by which hits are ordered
    likeness: float  # cosine of the concepts with the nearest text, 0..1
    concepts: tuple[str, ...]  # codes of those in common, the strongest first


def understood(reader: TextReader, lexicon: Lexicon, words: str, language: str) -> Text | None:
    """Return typed words as a text that names its concepts; None if they name none.

    A form of the lexicon, such as an abbreviation, is known in any language. A sentence is read
    for what it describes, in the language that it is found to be in. Of a few words those count
    that are forms in the page's language, or else in the one in which they cover most: a single
    word leans towards many concepts and means none.
    """
    named = _named(lexicon, words, language)
    if not named and len(words.split()) >= SENTENCE:
        text = Text("words", words, "", detected(words))
        if max(reader.read(text).ideas.strengths.values(), default=0.0) >= SURE:
            return text
    named = named or _spoken(reader, lexicon, words, language)
    labels = " ; ".join(lexicon.concepts[code].label(language) for code in named)
    return Text("words", labels, "", language) if named else None


def _named(lexicon: Lexicon, words: str, language: str) -> list[str]:
    """Return the concepts of which the words are a form; those of the page's language suffice."""
    claims = _claims(lexicon).get(folded(words), {})
    own = claims.get(language)
    return list(own or dict.fromkeys(code for codes in claims.values() for code in codes))


def _spoken(reader: TextReader, lexicon: Lexicon, words: str, language: str) -> list[str]:
    """Return the concepts whose forms stand among the words, in the language that fits best."""
    own, _letters = _forms(reader, lexicon, words, language)
    if own:
        return own
    others = [_forms(reader, lexicon, words, one) for one in LANGUAGES if one != language]
    best, letters = max(others, key=lambda one: one[1])
    return best if letters >= COVERED * len(_letters_of(words)) else []


def _forms(
    reader: TextReader, lexicon: Lexicon, words: str, language: str
) -> tuple[list[str], int]:
    """Return the concepts that the words name for sure, and how many letters say so."""
    found = sorted(
        {*_typed(lexicon, words, language), *_stemmed(reader, words, language)},
        key=lambda one: (-len(one[0]), one),
    )
    kept: dict[str, list[str]] = {}
    for surface, code in found:
        if surface in kept or not any(surface in longer for longer in kept):
            kept.setdefault(surface, []).append(code)
    codes = dict.fromkeys(code for held in kept.values() for code in held)
    return list(codes), sum(len(_letters_of(surface)) for surface in kept)


def _typed(lexicon: Lexicon, words: str, language: str) -> Iterator[tuple[str, str]]:
    """Return the groups of words that are just a form, each with its concept."""
    parts, claims = folded(words).split(), _claims(lexicon)
    for low in range(len(parts)):
        for high in range(low + 1, min(low + LONGEST_FORM, len(parts)) + 1):
            surface = " ".join(parts[low:high])
            for code, weak in claims.get(surface, {}).get(language, {}).items():
                if not weak:
                    yield surface, code


def _stemmed(reader: TextReader, words: str, language: str) -> Iterator[tuple[str, str]]:
    """Return the groups of words that are a form but for their endings, each with its concept.

    A form of which one stem is left says too little: "a page for the office" becomes "office".
    """
    told = list(reader.concepts.analyzer.words(words, language))
    for spot in reader.concepts.spotter.spots(words, told, language):
        if not spot.weak and (len(spot.surface.split()) > 1 or script_of(spot.surface) == "han"):
            yield folded(spot.surface), spot.concept


def _letters_of(words: str) -> str:
    return "".join(words.split())


@lru_cache(maxsize=2)
def _claims(lexicon: Lexicon) -> Mapping[str, Mapping[str, Mapping[str, bool]]]:
    """Return by form as it is compared, and by language, what it means and whether weakly."""
    found: dict[str, dict[str, dict[str, bool]]] = defaultdict(dict)
    for code, concept in lexicon.concepts.items():
        for language, forms in concept.forms.items():
            for form in forms:
                claims = found[folded(form.text)].setdefault(language, {})
                claims[code] = form.weak and claims.get(code, True)
    found.pop("", None)
    return dict(found)


def hits(
    engine: Engine,
    texts: Sequence[Text],
    least: float,
    most: int,
    kind_of: Callable[[str], str] = lambda _id: "",
) -> list[Hit]:
    """Return those whose texts are at least so alike, the most points first, ties by id.

    There are at most so many of each kind. Whoever shares no concept that can be named is left
    out: it would be shown without a reason.
    """
    index = engine.index_
    if not index.ids or not texts:
        return []
    reading = engine.reader.read(*texts)
    asked = _asked(index, reading)
    likeness = _likeness(index, asked)
    points = _points(engine, texts)
    near = np.flatnonzero(likeness >= least)
    best = near[np.lexsort((near, -points[near]))].tolist()
    spoken = {field: concepts_by_text(index, field) for field in asked}
    clear = {fingerprint(code): code for code in _clear(reading)}
    found: list[Hit] = []
    taken: Counter[str] = Counter()
    for i in best:
        kind = kind_of(index.ids[i])
        concepts = (
            strongest(_in_common(index, asked, spoken, clear, i)) if taken[kind] < most else ()
        )
        if concepts:
            found.append(Hit(index.ids[i], float(points[i]), float(likeness[i]), concepts))
            taken[kind] += 1
    return found


def _asked(index: Index, reading: Reading) -> dict[str, Vector]:
    """Return what was asked as vectors of unit length, by field; nothing for a silent field."""
    amounts = reading.numbered()
    vectors = {
        field: index.spaces[field].vector(amounts[field], sublinear=False)
        for field in FIELDS
        if field in index.spaces
    }
    return {field: vector for field, vector in vectors.items() if vector}


def _likeness(index: Index, asked: Mapping[str, Vector]) -> Floats:
    """Return how alike each owner's nearest text is: in its subject, or in what else was named."""
    found = np.zeros(len(index.ids))
    for field in [SUBJECT] if SUBJECT in asked else asked:
        np.maximum.at(found, index.owners, index.spaces[field].similarity(asked[field]))
    return found


def _points(engine: Engine, texts: Sequence[Text]) -> Floats:
    """Return the points of everybody's texts, whatever else the engine would count."""
    own = copy.copy(engine)
    own.weights = TEXT_ONLY
    return own.scores(Profile("asked", "need", texts[0].language, tuple(texts)))


def concepts_by_text(index: Index, field: str) -> csr_array:
    """Return how much each text says of each concept of a field, texts × the field's terms."""
    return csr_array(index.spaces[field].matrix().T)


def _in_common(
    index: Index,
    asked: Mapping[str, Vector],
    spoken: Mapping[str, csr_array],
    clear: Mapping[int, str],
    owner: int,
) -> dict[str, float]:
    """Return how much each concept that was clearly asked for counts in an owner's texts."""
    low, high = np.searchsorted(index.owners, [owner, owner + 1]).tolist()
    found: dict[str, float] = {}
    for field, vector in asked.items():
        texts, terms = spoken[field][low:high].tocoo(), index.spaces[field].terms
        for column, value in zip(texts.col.tolist(), texts.data.tolist(), strict=True):
            number = int(terms[column])
            if number in clear and number in vector:
                code = clear[number]
                found[code] = max(found.get(code, 0.0), value * vector[number])
    return found


def _clear(reading: Reading) -> list[str]:
    """Return the concepts that were read clearly."""
    strengths = reading.ideas.strengths
    least = CLEARLY * max(strengths.values(), default=0.0)
    return [code for code, strength in strengths.items() if strength >= least]


def strongest(amounts: Mapping[str, float], most: int = CONCEPTS_NAMED) -> tuple[str, ...]:
    """Return the concepts that say most, without those that say little beside the first."""
    told: Iterable[tuple[float, str]] = ((-value, code) for code, value in amounts.items())
    ordered = sorted(one for one in told if one[0] < 0)[:most]
    return tuple(code for value, code in ordered if -value >= WORTH_NAMING * -ordered[0][0])

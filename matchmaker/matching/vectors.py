"""TF-IDF over words and over topics, as scikit-learn and SciPy arrays.

Words are compared inside one language only, each language with its own document frequencies,
so that a language with few texts is not read with the frequencies of another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from matchmaker.matching.profiles import Profile
from matchmaker.matching.text import Analyzer, Reading

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

BEST = 3  # a provider is judged by the mean of the best three evidence texts
BROADER_DAMPING = 0.5  # each step to a broader topic halves its weight


class Share(NamedTuple):
    """What one term or topic adds to a cosine similarity."""

    key: str
    amount: float


@dataclass(frozen=True)
class Shelf:
    """All evidence texts in one language: vectors of unit length, one row per text."""

    vectorizer: TfidfVectorizer
    vectors: csr_array  # texts × terms
    transposed: csr_array  # terms × texts, kept: converting at each query costs 30 times more
    names: Sequence[str]  # the term of each column
    learned: int  # how many texts, needs included, taught the document frequencies
    owners: Integers  # position of each text's provider
    keys: tuple[str, ...]
    readings: tuple[Reading, ...]

    def query(self, reading: Reading) -> Floats:
        """Return the reading as a vector; words nobody else wrote count in its length."""
        vector = np.zeros(len(self.names))
        unseen = math.log(1 + self.learned) + 1
        squares = []
        for term, times in Counter(reading.terms).items():
            column = self.vectorizer.vocabulary_.get(term)
            idf = unseen if column is None else float(self.vectorizer.idf_[column])
            value = (1 + math.log(times)) * idf
            squares.append(value * value)
            if column is not None:
                vector[column] = value
        length = math.sqrt(math.fsum(squares))
        return vector / length if length else vector

    def shares(self, query: Floats, row: int) -> list[Share]:
        """Return the terms a text has in common with the query, and what each adds."""
        start, end = self.vectors.indptr[row], self.vectors.indptr[row + 1]
        columns = self.vectors.indices[start:end]
        amounts = self.vectors.data[start:end] * query[columns]
        return [Share(self.names[columns[i]], float(amounts[i])) for i in np.flatnonzero(amounts)]


@dataclass(frozen=True)
class Comparison:
    """A need against every provider's texts in its language; arrays are providers × BEST."""

    reading: Reading
    shelf: Shelf | None
    query: Floats
    similarity: Floats  # of the best texts, best first, 0 where there is none
    row: Integers  # which text on the shelf, -1 where there is none
    same: Integers  # how many texts each provider has in the need's language
    other: Integers  # how many in other languages


class WordVectors:
    """TF-IDF over single words and pairs, sublinear term counts, titles counted thrice."""

    def __init__(self, analyzer: Analyzer | None = None) -> None:
        self.analyzer = analyzer or Analyzer()

    def fit(self, providers: Sequence[Profile], needs: Iterable[Profile] = ()) -> WordVectors:
        """Learns one vocabulary per language from all texts and keeps the providers' vectors."""
        self.readings_ = [[self.analyzer.read(text) for text in p.texts] for p in providers]
        self.need_readings_ = {need.texts: self.analyzer.read(*need.texts) for need in needs}
        written = [reading for readings in self.readings_ for reading in readings]
        learned = [*written, *self.need_readings_.values()]
        self.shelves_ = {
            language: self._shelf(language, providers, learned)
            for language in sorted({reading.language for reading in written if reading.terms})
        }
        self.counts_ = np.array([len(p.texts) for p in providers], dtype=np.int64)
        self.words_ = np.array([sum(r.words for r in rs) for rs in self.readings_], dtype=np.int64)
        return self

    def _shelf(
        self, language: str, providers: Sequence[Profile], learned: Sequence[Reading]
    ) -> Shelf:
        """Return the shelf of one language, its texts in the order of the providers."""
        vectorizer = TfidfVectorizer(analyzer=_terms, sublinear_tf=True)
        spoken = [r for r in learned if r.language == language and r.terms]
        vectorizer.fit(spoken)
        places = [
            (position, text.key, reading)
            for position, provider in enumerate(providers)
            for text, reading in zip(provider.texts, self.readings_[position], strict=True)
            if reading.language == language
        ]
        readings = tuple(reading for _, _, reading in places)
        vectors = csr_array(vectorizer.transform(readings))
        return Shelf(
            vectorizer,
            vectors,
            csr_array(vectors.T.tocsr()),
            tuple(vectorizer.get_feature_names_out().tolist()),
            len(spoken),
            np.array([position for position, _, _ in places], dtype=np.int64),
            tuple(key for _, key, _ in places),
            readings,
        )

    def compare(self, need: Profile) -> Comparison:
        """Return the need against every provider's best texts in the need's language."""
        reading = self.need_readings_.get(need.texts) or self.analyzer.read(*need.texts)
        shelf = self.shelves_.get(reading.language)
        count = len(self.counts_)
        similarity, row = np.zeros((count, BEST)), np.full((count, BEST), -1, dtype=np.int64)
        if shelf is None:
            same = np.zeros(count, dtype=np.int64)
            return Comparison(reading, None, np.zeros(0), similarity, row, same, self.counts_)
        query = shelf.query(reading)
        found: Floats = (csr_array(query.reshape(1, -1)) @ shelf.transposed).toarray().ravel()
        _place_best(np.clip(found, 0.0, 1.0), shelf.owners, similarity, row)
        same = np.bincount(shelf.owners, minlength=count).astype(np.int64)
        return Comparison(reading, shelf, query, similarity, row, same, self.counts_ - same)


def _terms(reading: Reading) -> tuple[str, ...]:
    return reading.terms


def _place_best(found: Floats, owners: Integers, similarity: Floats, row: Integers) -> None:
    """Write each owner's BEST largest similarities, best first, ties by the text's place."""
    order = np.lexsort((np.arange(len(found)), -found, owners))
    sorted_owners = owners[order]
    place = np.arange(len(order)) - np.searchsorted(sorted_owners, sorted_owners)
    chosen = place < BEST
    similarity[sorted_owners[chosen], place[chosen]] = found[order[chosen]]
    row[sorted_owners[chosen], place[chosen]] = order[chosen]


class TopicVectors:
    """TF-IDF over topic codes; broader topics count too, halved at each step up."""

    def __init__(self, broader: Mapping[str, str] | None = None) -> None:
        self.broader = dict(broader or {})

    def fit(self, providers: Sequence[Profile], needs: Iterable[Profile] = ()) -> TopicVectors:
        """Learns how rare each topic is and keeps the providers' vectors of unit length."""
        rows = [widened(provider.topics, self.broader) for provider in providers]
        learned = [*rows, *(widened(need.topics, self.broader) for need in needs)]
        frequency: dict[str, int] = {}
        for weights in learned:
            for code in weights:
                frequency[code] = frequency.get(code, 0) + 1
        self.unseen_ = math.log(1 + len(learned)) + 1
        self.idf_ = {
            code: math.log((1 + len(learned)) / (1 + seen)) + 1 for code, seen in frequency.items()
        }
        self.vectors_ = tuple(self._unit(weights) for weights in rows)
        self._index()
        return self

    def _index(self) -> None:
        """Keep the transposed matrix, topics × providers."""
        self.codes_ = {code: i for i, code in enumerate(sorted(self.idf_))}
        entries = [
            (self.codes_[code], column, value)
            for column, vector in enumerate(self.vectors_)
            for code, value in vector.items()
        ]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(self.codes_), len(self.vectors_))
        self.transposed_: Any = csr_array(
            (np.array(values, dtype=np.float64), (np.array(rows, int), np.array(columns, int))),
            shape=shape,
        )

    def query(self, need: Profile) -> dict[str, float]:
        """Return the need's topics as a vector of unit length."""
        return self._unit(widened(need.topics, self.broader))

    def compare(self, query: Mapping[str, float]) -> Floats:
        """Return the cosine of the query with every provider's topics, one per provider."""
        row = np.zeros(len(self.codes_))
        for code, value in query.items():
            if code in self.codes_:
                row[self.codes_[code]] = value
        found: Floats = np.clip(self.transposed_.T @ row, 0.0, 1.0)
        return found

    def shares(self, query: Mapping[str, float], position: int) -> list[Share]:
        """Return the topics in common with one provider and what each adds."""
        vector = self.vectors_[position]
        return [Share(code, query[code] * vector[code]) for code in sorted(query) if code in vector]

    def _unit(self, weights: Mapping[str, float]) -> dict[str, float]:
        raw = {code: w * self.idf_.get(code, self.unseen_) for code, w in sorted(weights.items())}
        length = math.sqrt(math.fsum(value * value for value in raw.values()))
        return {code: value / length for code, value in raw.items()}


def widened(topics: Iterable[str], broader: Mapping[str, str]) -> dict[str, float]:
    """Return the topics with weight 1, broader ones damped; a cycle ends where it closes."""
    weights: dict[str, float] = {}
    for topic in sorted(topics):
        code: str | None = topic
        weight, seen = 1.0, set[str]()
        while code is not None and code not in seen:
            seen.add(code)
            weights[code] = max(weight, weights.get(code, 0.0))
            code, weight = broader.get(code), weight * BROADER_DAMPING
    return weights

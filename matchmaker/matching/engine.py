"""The engine: learns from providers and needs, then ranks providers for one need.

Same input, same ranking, whatever the order of the providers; ties go by id. Providers enter
the list only when they know the subject, pass every hard rule and have written enough to be
judged; those who wrote too little are named apart, never with a low score.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import Self

import numpy as np
from sklearn.exceptions import NotFittedError

from matchmaker.matching.advice import CERTAINTY, enough_evidence
from matchmaker.matching.building import build_index
from matchmaker.matching.comparison import Asked, Comparison, asked_of
from matchmaker.matching.crowd import processors
from matchmaker.matching.diagnosis import Diagnosis, diagnose
from matchmaker.matching.encoder import Encoder
from matchmaker.matching.index import Index
from matchmaker.matching.lessons import learned_from
from matchmaker.matching.points import Block, subjects
from matchmaker.matching.profiles import Profile, Text
from matchmaker.matching.reading import TextReader
from matchmaker.matching.reasons import Reasons, TextVectors
from matchmaker.matching.rules import Check, checks, excludes
from matchmaker.matching.signals import Part, shared_out, situation
from matchmaker.matching.spaces import Floats, Integers, Single
from matchmaker.matching.suggestions import Evidence, Suggestion
from matchmaker.matching.topics import SPACE, ChosenTopics
from matchmaker.matching.weights import Weights
from matchmaker.topics.lexicon.concepts import Lexicon, bundled

SUBJECT_MINIMUM = 10.0  # points of texts and topics below which nobody is suggested
TOPICS_TELL = 0.5  # the share of the topics' points that names those who wrote too little
SAME_SCORE = 9  # scores equal to this many decimals are a tie, so that rounding decides nothing
BLOCK = 64  # needs that are compared at once
JUDGED = 300  # of those who know the subject, how many of the nearest the rules are applied to
ROUGH = 1e-3  # points by which what is measured over the index may differ from the exact score
ASKED_KEPT = 1_000  # needs that are remembered as the index sees them
SPARE = 10  # providers beyond those wanted that may turn out to be better
Nearest = tuple[str, list[tuple[str, float]]]
"""A need's id, and its providers with their points, best first."""
Fetch = Callable[[Sequence[str]], Mapping[str, Profile]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Providers for one need, best first, those to be named apart, and why others are missing."""

    need_id: str
    suggestions: tuple[Suggestion, ...]
    not_enough_evidence: tuple[str, ...]
    diagnosis: Diagnosis


@dataclass(frozen=True)
class _Query:
    """One need compared with everybody."""

    need: Profile
    texts: Comparison
    topics: Single  # points, one per provider
    subject: Single  # points of texts and topics, one per provider


class Engine:
    """Ranks providers for a need by TF-IDF over concepts, words and topics, and by situation.

    `lexicon` bridges the languages. `encoder` adds meaning as one more signal. `subject_minimum`
    is in points.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        weights: Weights | None = None,
        encoder: Encoder | None = None,
        subject_minimum: float = SUBJECT_MINIMUM,
        reader: TextReader | None = None,
    ) -> None:
        self.lexicon = lexicon or bundled()
        self.weights = weights or Weights()
        self.encoder = encoder
        self.subject_minimum = subject_minimum
        self.reader = reader or reader_of(self.lexicon)
        self.broader = {
            code: one.broader[0] for code, one in self.lexicon.concepts.items() if one.broader
        }

    def fit(
        self,
        providers: Iterable[Profile],
        needs: Iterable[Profile] = (),
        earlier: Index | None = None,
    ) -> Self:
        """Learn vocabulary, frequencies and how far concepts can stand in for words."""
        known = list(providers)
        held = {provider.id: provider for provider in known}
        if len(held) != len(known):
            raise ValueError("two providers have the same id")
        taught = sorted(needs, key=lambda need: need.id)
        index = build_index(held.values(), self.reader, taught, self.encoder, earlier, self.broader)
        asked = (self._asked(index, need.texts) for need in taught if need.texts)
        return self.open(learned_from(index, asked, self.weights), lambda ids: held)

    def open(self, index: Index, fetch: Fetch) -> Self:
        """Use an index; `fetch` gives the profiles of providers by their ids, as they are now."""
        self.index_ = index
        self.fetch_ = fetch
        self.asked_ = lru_cache(maxsize=ASKED_KEPT)(partial(self._asked, index))
        self.vectors_ = TextVectors(index, self.reader)
        self.topics_ = ChosenTopics(index.spaces[SPACE], self.broader)
        return self

    def rank(self, need: Profile, on: date, top: int | None = 10) -> Ranking:
        """Return the best providers for the need on that date, each with reasons that add up."""
        return self._ranked(self._compare([need])[0], on, top)

    def rank_all(
        self, needs: Iterable[Profile], on: date, top: int | None = 10
    ) -> Iterator[Ranking]:
        """Return the ranking of every need in their order, as `rank` does, in less time."""
        for queries in self._in_blocks(needs):
            for query in queries:
                yield self._ranked(query, on, top)

    def _ranked(self, query: _Query, on: date, top: int | None) -> Ranking:
        need, held = query.need, self._nearest(query)
        judged = {i: checks(need, one, on, self.broader) for i, one in held.items()}
        wrote = {i for i, one in held.items() if self._enough(i, one)}
        known = {i for i in held if query.subject[i] >= self.subject_minimum}
        enough = {i: found for i, found in judged.items() if i in wrote & known}
        apart = [held[i].id for i in judged.keys() - wrote if not excludes(judged[i])]
        told = ((held[i], found) for i, found in sorted(enough.items()))
        admitted = {i: found for i, found in enough.items() if not excludes(found)}
        suggestions = self._suggestions(query, held, admitted, top)
        diagnosis = diagnose(told, len(apart))
        return Ranking(need.id, suggestions, tuple(sorted(apart)), diagnosis)

    def _nearest(self, query: _Query) -> dict[int, Profile]:
        """Return the nearest of those who know the subject, or say so by their topics."""
        knowing = query.subject >= self.subject_minimum
        if self.weights.topics > 0:
            knowing |= query.topics >= TOPICS_TELL * self.weights.topics
        nearest = largest(np.where(knowing, query.subject, -1.0), JUDGED)
        nearest = nearest[knowing[nearest]].tolist()
        profiles = self.fetch_([self.index_.ids[i] for i in nearest])
        ids = {i: self.index_.ids[i] for i in nearest}
        return {i: profiles[name] for i, name in ids.items() if name in profiles}

    def scores(self, need: Profile) -> Floats:
        """Return the points of texts and topics of every provider, in the order of the ids."""
        return self._compare([need])[0].subject.astype(np.float64)

    def scores_of(self, needs: Iterable[Profile]) -> Floats:
        """Return the points of every provider for every need, shape (needs, providers)."""
        blocks = [found for _block, found in self.scores_in_blocks(needs)]
        return np.concatenate(blocks) if blocks else np.zeros((0, len(self.index_.ids)))

    def scores_in_blocks(
        self, needs: Iterable[Profile]
    ) -> Iterator[tuple[Sequence[Profile], Floats]]:
        """Return needs, some at a time, with the points of every provider, as `scores` does."""
        for queries in self._in_blocks(needs):
            points = np.stack([query.subject for query in queries], dtype=np.float64)
            yield [query.need for query in queries], points

    def nearest(self, needs: Iterable[Profile], top: int) -> Iterator[Nearest]:
        """Return by text and topics alone the best providers of every need, ties by id."""
        for queries in self._in_blocks(needs):
            for query in queries:
                best = largest(query.subject, top).tolist()
                found = [(self.index_.ids[i], float(query.subject[i])) for i in best]
                yield query.need.id, found

    def explain(self, need: Profile, provider: Profile) -> Suggestion:
        """Return why the provider of the index would be suggested, whatever the rules say."""
        query = self._compare([need])[0]
        return self._suggestion(query, self.index_.positions[provider.id], provider, ())

    def _asked(self, index: Index, texts: tuple[Text, ...]) -> Asked:
        return asked_of(index, self.reader.read(*texts), texts, self.encoder)

    def prepare(self, needs: Iterable[Profile]) -> None:
        """Read needs that will be compared, as many as are remembered."""
        for need in needs:
            self.asked_(need.texts)

    def _in_blocks(self, needs: Iterable[Profile]) -> Iterator[list[_Query]]:
        """Return the needs compared, some at a time, while others are compared beside them."""
        waiting: deque[Future[list[_Query]]] = deque()
        with ThreadPoolExecutor(processors()) as pool:
            for block in _blocks(needs):
                waiting.append(pool.submit(self._compare, block))
                if len(waiting) > processors():
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _compare(self, needs: Sequence[Profile]) -> list[_Query]:
        """Return the needs' subjects against every provider."""
        if not hasattr(self, "index_"):
            raise NotFittedError("fit the engine before ranking")
        asked = [self.asked_(need.texts) for need in needs]
        block = Block(self.index_, asked, self.weights)
        texts = subjects(block)
        topics = self.weights.topics * self.topics_.compare(needs)
        return [
            _Query(need, Comparison(block, n, texts[n]), topics[n], texts[n] + topics[n])
            for n, need in enumerate(needs)
        ]

    def _enough(self, position: int, provider: Profile) -> bool:
        """Return whether the provider has written enough to be judged."""
        words = int(self.index_.words[position])
        return enough_evidence(provider.kind, len(provider.texts), words)

    def _suggestions(
        self,
        query: _Query,
        held: Mapping[int, Profile],
        admitted: Mapping[int, tuple[Check, ...]],
        top: int | None,
    ) -> tuple[Suggestion, ...]:
        """Return the best of the admitted providers, ties by id."""
        rough = {
            i: float(query.subject[i])
            + math.fsum(p.points for p in self._situation(query, held[i]))
            for i in admitted
        }
        nearest = sorted(rough, key=lambda i: (-rough[i], i))
        if top is not None and len(nearest) > top:
            least = rough[nearest[top - 1]] - ROUGH
            nearest = [i for i in nearest[: top + SPARE] if rough[i] >= least]
        made = [self._suggestion(query, i, held[i], admitted[i]) for i in nearest]
        made.sort(key=lambda one: (-round(one.score, SAME_SCORE), one.provider_id))
        return tuple(made[:top])

    def _situation(self, query: _Query, provider: Profile) -> tuple[Part, ...]:
        return situation(query.need, provider, self.weights, self.broader)

    def _suggestion(
        self, query: _Query, i: int, provider: Profile, found: tuple[Check, ...]
    ) -> Suggestion:
        """One provider's suggestion; its score is the sum of its parts."""
        reasons = Reasons(self.vectors_, query.texts.weights, query.texts.asked)
        texts = {text.key: text for text in provider.texts}
        used = [text for text in self._used(query, i) if text[0] in texts]
        factor = CERTAINTY[len(used) - 1] / len(used) if used else 0.0
        parts = [part for key, near in used for part in reasons.parts(texts[key], factor, near)]
        shares = self.topics_.shares(query.need, provider)
        whole = math.fsum(share.amount for share in shares)
        parts += shared_out("topics", self.weights.topics * whole, shares)
        parts += self._situation(query, provider)
        evidence = tuple(Evidence(key, reasons.likeness(texts[key])) for key, _near in used)
        score = math.fsum(part.points for part in parts)
        return Suggestion(provider.id, score, tuple(parts), found, evidence)

    def _used(self, query: _Query, i: int) -> Iterator[tuple[str, float]]:
        """Return the keys of the provider's texts that count, with the closeness of meaning."""
        for row in query.texts.counting(i):
            yield self.index_.keys[row], query.texts.meaning(row)


@lru_cache(maxsize=2)
def reader_of(lexicon: Lexicon) -> TextReader:
    """Return a reader for the lexicon, which takes a second to get ready."""
    return TextReader(lexicon)


def largest(values: Single, count: int) -> Integers:
    """Return the places of the largest values, the largest first, ties by place."""
    places = np.arange(len(values))
    if len(values) > 20 * count:
        # The maxima of groups tell a bound, which is passed by few beyond those wanted.
        group = len(values) // (4 * count)
        whole = len(values) // group * group
        tops = values[:whole].reshape(-1, group).max(axis=1)
        places = np.flatnonzero(values >= np.partition(tops, -count)[-count])
    return places[np.argsort(-values[places], kind="stable")[:count]]


def _blocks(needs: Iterable[Profile]) -> Iterator[list[Profile]]:
    """Return the needs, so many at a time as are compared at once."""
    waiting = iter(needs)
    while block := list(islice(waiting, BLOCK)):
        yield block

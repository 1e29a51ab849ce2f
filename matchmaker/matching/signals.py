"""The signals that make a score, each with its weight; together they are the model card.

Points run from 0 to at most 100. They order providers; they are no percentage and no
probability. The subject is carried by words and topics. When need and evidence are written in
different languages, words cannot speak: the topics then take over the words' weight, as far as
words and topics agree inside one language.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from matchmaker.matching.advice import CERTAINTY
from matchmaker.matching.profiles import Profile
from matchmaker.matching.rules import meets
from matchmaker.matching.vectors import BEST, Comparison, Floats, Integers, Share

NEAR = 0.15  # the text similarity that earns half of the words' points
OTHER_WORDS = "other words"  # the key of the part that sums up terms not listed one by one
WORDS_LISTED = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points each signal can give; together at most 100."""

    words: float = 40.0
    topics: float = 25.0
    assistance: float = 8.0
    languages: float = 4.0
    desirable: float = 8.0
    south: float = 10.0
    place: float = 3.0
    mode: float = 2.0

    def __post_init__(self) -> None:
        """Refuses negative weights and more than 100 points in total."""
        if min(self.each().values()) < 0 or self.total > 100 + 1e-9:
            raise ValueError("weights must not be negative nor exceed 100 points together")

    @property
    def total(self) -> float:
        """The highest score that can be reached."""
        return math.fsum(self.each().values())

    def each(self) -> dict[str, float]:
        """Return the weight of every signal by its name."""
        return {field.name: float(getattr(self, field.name)) for field in fields(self)}


class CardRow(NamedTuple):
    """One line of the model card: a signal, its weight, the key of its explanation."""

    signal: str
    weight: float
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """Points with their reason; the parts of a suggestion add up to its score.

    `signal` is a name of Weights, or "other_language" for topics that speak in place of words.
    `key` names the term, topic, kind, language, group or requirement. `text` is the key of the
    evidence text, with the words as written on both sides.
    """

    signal: str
    points: float
    key: str
    text: str = ""
    need_words: tuple[str, ...] = ()
    provider_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """How well every provider knows the need's subject; arrays run over the providers."""

    words: Floats  # points from texts in the need's language
    other_language: Floats  # points that topics earn in place of texts in other languages
    topics: Floats
    used: Integers  # how many of the best texts in the need's language made the points

    @property
    def points(self) -> Floats:
        """The points of the subject as a whole."""
        return self.words + self.other_language + self.topics


def model_card(weights: Weights | None = None) -> tuple[CardRow, ...]:
    """Every signal with its weight and the key of the sentence that explains it."""
    weighed = (weights or Weights()).each()
    return tuple(CardRow(name, weight, f"signal.{name}") for name, weight in weighed.items())


def closeness(similarity: Floats) -> Floats:
    """Cosines of short texts are small; this spreads them over 0..1, one half at NEAR."""
    near: Floats = similarity / (similarity + NEAR)
    return near


def stand_in(topics: Floats, far: float) -> Floats:
    """Return what topics say in place of words; the cosine `far` says one half."""
    said: Floats = topics / (topics + far)
    return said


def subject(found: Comparison, topics: Floats, far: float, weights: Weights) -> Subject:
    """Return the points of words and topics for every provider.

    A provider is judged on k texts: the best q in the need's language and k - q in others, whose
    place the topics take. The choice of k and q that gives most counts, so that writing one more
    text, in any language, never costs points; fewer than three texts count by CERTAINTY.
    """
    count = len(topics)
    words, other = np.zeros(count), np.zeros(count)
    used = np.zeros(count, dtype=np.int64)
    for k in range(BEST, 0, -1):
        for q in range(k, -1, -1):
            mean = found.similarity[:, :q].sum(axis=1) / q if q else np.zeros(count)
            spoken = CERTAINTY[k - 1] * (q / k) * closeness(mean)
            stood_in = CERTAINTY[k - 1] * ((k - q) / k) * stand_in(topics, far)
            possible = (found.same >= q) & (found.other >= k - q)
            better = possible & (spoken + stood_in > words + other + 1e-12)
            words[better], other[better] = spoken[better], stood_in[better]
            used[better] = q
    return Subject(weights.words * words, weights.words * other, weights.topics * topics, used)


def word_parts(found: Comparison, position: int, points: float, used: int) -> tuple[Part, ...]:
    """Return the points of a provider's words by term and text, the rest in one sum."""
    shelf = found.shelf
    if shelf is None or points <= 0:
        return ()
    rows = [int(row) for row in found.row[position, :used] if row >= 0]
    shares = [(row, share) for row in rows for share in shelf.shares(found.query, row)]
    whole = math.fsum(share.amount for _, share in shares)
    shares.sort(key=lambda pair: (-pair[1].amount, pair[1].key, pair[0]))
    parts = [
        Part(
            "words",
            points * share.amount / whole,
            share.key,
            shelf.keys[row],
            found.reading.surfaces.get(share.key, ()),
            shelf.readings[row].surfaces.get(share.key, ()),
        )
        for row, share in shares[:WORDS_LISTED]
    ]
    rest = math.fsum(share.amount for _, share in shares[WORDS_LISTED:])
    if rest:
        parts.append(Part("words", points * rest / whole, OTHER_WORDS))
    return tuple(parts)


def topic_parts(signal: str, shares: Sequence[Share], points: float) -> tuple[Part, ...]:
    """Points shared out over the topics in common."""
    whole = math.fsum(share.amount for share in shares)
    if points <= 0 or whole <= 0:
        return ()
    return tuple(Part(signal, points * share.amount / whole, share.key) for share in shares)


def assistance(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """Each kind of assistance asked for and given earns its share."""
    shared = sorted(need.assistance & provider.assistance)
    return tuple(Part("assistance", weight / len(need.assistance), kind) for kind in shared)


def languages(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """One shared working language earns all: it is enough to work together."""
    shared = sorted(need.languages & provider.languages)
    return tuple(Part("languages", weight / len(shared), language) for language in shared)


def south(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """South first: a developing country or LDC that helps another."""
    if not (need.southern and provider.southern) or not weight:
        return ()
    return (Part("south", weight, str(provider.status)),)


def place(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """Return the same region and a shared group of countries earn half each."""
    near = need.region is not None and need.region == provider.region
    shared = sorted((need.groups & provider.groups) - {need.region})  # a region counts once
    region = (Part("place", weight / 2, str(need.region)),) if near else ()
    return region + tuple(Part("place", weight / 2 / len(shared), group) for group in shared)


def mode(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """On site, remote or mixed: the same way of working, or a side that can do both."""
    if not need.mode or not provider.mode:
        return ()
    fits = need.mode == provider.mode or "mixed" in (need.mode, provider.mode)
    return (Part("mode", weight, need.mode),) if fits else ()


def desirable(
    need: Profile, provider: Profile, weight: float, broader: Mapping[str, str]
) -> tuple[Part, ...]:
    """Each desirable requirement that is met earns its share."""
    wished = [r for r in need.requirements if not r.essential and r.kind != "other"]
    met = [r for r in wished if meets(r, provider, broader).passed]
    return tuple(Part("desirable", weight / len(wished), requirement.key) for requirement in met)


SITUATION: Mapping[str, Callable[[Profile, Profile, float], tuple[Part, ...]]] = {
    "assistance": assistance,
    "languages": languages,
    "south": south,
    "place": place,
    "mode": mode,
}


def situation(
    need: Profile, provider: Profile, weights: Weights, broader: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the parts that do not speak of the subject, parts of no points left out."""
    weighed = weights.each()
    parts = [
        part for name, signal in SITUATION.items() for part in signal(need, provider, weighed[name])
    ]
    parts.extend(desirable(need, provider, weights.desirable, broader))
    return tuple(part for part in parts if part.points)

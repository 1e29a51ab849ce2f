"""What the needs teach about the index: how languages compare, before anybody is ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from matchmaker.matching.asking import SIGNAL_OF, Asked, closeness, space_name
from matchmaker.matching.index import BY_LANGUAGE, Index
from matchmaker.matching.spaces import Floats
from matchmaker.matching.weights import NEAR, Weights

PAIRS_ENOUGH = 30
TAUGHT = 300  # needs that teach; more would change nothing that can be seen
ALIKE = 0.1  # pairs whose concepts are less alike say nothing about how far words go with them


def learned_from(index: Index, asked: Iterable[Asked], weights: Weights) -> Index:
    """Return the index with what the needs teach.

    Over pairs in one language, concepts then stand in for words and characters by as much as
    these say on average, so that a provider who wrote in another language earns what one with
    the same concepts earns in the need's own. The usual cosine of meaning is kept for each pair
    of languages, as some languages lie nearer to each other in an encoder than others.
    """
    taught = list(islice(asked, TAUGHT))
    learned = _usual(index, taught)
    pairs = list(_pairs(index, taught, weights)) if "matter" in index.spaces else []
    whole = weights.words + weights.characters
    if sum(len(said) for _spoken, said in pairs) >= PAIRS_ENOUGH and whole:
        spoken = sum(float(one.sum()) for one, _said in pairs)
        learned["stand_in"] = spoken / sum(float(said.sum()) for _spoken, said in pairs) / whole
    return replace(index, learned=learned)


def _pairs(
    index: Index, taught: Sequence[Asked], weights: Weights
) -> Iterator[tuple[Floats, Floats]]:
    """Return the points of words and characters, and the closeness of concepts, in one language."""
    each = weights.each()
    for one in taught:
        language = one.reading.language
        if space_name("words", language) not in index.spaces:
            continue
        members = index.spaces[space_name("words", language)].members.astype(np.int64)
        vector = one.vectors.get("matter", {})
        matter = index.spaces["matter"]
        concepts = matter.some(members, matter.columns([vector]))[:, 0].astype(np.float64)
        told = concepts > ALIKE
        points = np.zeros(len(members))
        for kind in BY_LANGUAGE:
            found = index.spaces[space_name(kind, language)].similarities([one.vectors[kind]])
            cosine = found[:, 0].astype(np.float64)
            points += each[SIGNAL_OF[kind]] * closeness(cosine, NEAR[SIGNAL_OF[kind]])
        yield points[told], closeness(concepts[told], NEAR["concepts"])


def _usual(index: Index, taught: Sequence[Asked]) -> dict[str, float]:
    """Return the usual cosine of meaning for each pair of languages, and of all of them."""
    cosines: dict[str, list[Floats]] = defaultdict(list)
    for one in taught:
        if one.meaning is None or index.vectors is None:
            continue
        cosine = index.vectors @ one.meaning.astype(np.float32)
        for language, number in index.tongues.items():
            pair = f"usual-{one.reading.language}-{language}"
            cosines[pair].append(cosine[index.spoken == number])
    learned = {pair: float(np.concatenate(found).mean()) for pair, found in cosines.items()}
    return learned | ({"usual": float(np.mean(list(learned.values())))} if learned else {})

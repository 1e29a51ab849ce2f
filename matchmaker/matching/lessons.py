"""What the needs teach about the index: how languages compare, before anybody is ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from matchmaker.matching.comparison import Asked, closeness, likeness
from matchmaker.matching.index import Index
from matchmaker.matching.spaces import Floats
from matchmaker.matching.weights import NEAR, Weights

PAIRS_ENOUGH = 30
TAUGHT = 300  # needs that teach; more would change nothing that can be seen
ALIKE = 0.1  # pairs whose concepts are less alike say nothing about how far words go with them


def learned_from(index: Index, asked: Sequence[Asked], weights: Weights) -> Index:
    """Return the index with what the needs teach.

    Over pairs in one language, concepts then stand in for words and characters by as much as
    these say on average, so that a provider who wrote in another language earns what one with
    the same concepts earns in the need's own. The usual cosine of meaning is kept for each pair
    of languages, as some languages lie nearer to each other in an encoder than others.
    """
    learned: dict[str, float] = {}
    spoken, said = [], []
    cosines: dict[str, list[Floats]] = defaultdict(list)
    for one in list(asked)[:TAUGHT]:
        alike = likeness(index, one)
        same = index.spoken == index.tongues.get(one.reading.language, -1)
        told = same & (alike["concepts"] > ALIKE)
        spoken.append(_lexical(alike, weights)[told])
        said.append(closeness(alike["concepts"], NEAR["concepts"])[told])
        if one.meaning is not None and index.vectors is not None:
            cosine = index.vectors @ one.meaning.astype(np.float32)
            for language, number in index.tongues.items():
                pair = f"usual-{one.reading.language}-{language}"
                cosines[pair].append(cosine[index.spoken == number])
    pairs = sum(map(len, said))
    whole = weights.words + weights.characters
    if pairs >= PAIRS_ENOUGH and whole:
        learned["stand_in"] = (
            float(np.concatenate(spoken).sum() / np.concatenate(said).sum()) / whole
        )
    for pair, found in cosines.items():
        learned[pair] = float(np.concatenate(found).mean())
    if cosines:
        learned["usual"] = float(np.mean([learned[pair] for pair in cosines]))
    return replace(index, learned=learned)


def _lexical(alike: Mapping[str, Floats], weights: Weights) -> Floats:
    """Return the points of words and characters, one per text."""
    each = weights.each()
    words = each["words"] * closeness(alike["words"], NEAR["words"])
    return words + each["characters"] * closeness(alike["characters"], NEAR["characters"])

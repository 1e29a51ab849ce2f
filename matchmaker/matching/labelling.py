"""Labels: graded pairs of a need and a provider, with how close they are by each signal.

Points are weight times closeness, so closeness is points / weight.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from matchmaker.matching.comparison import IN_PLACE
from matchmaker.matching.engine import Engine
from matchmaker.matching.measures import Grades
from matchmaker.matching.profiles import Profile
from matchmaker.matching.suggestions import Suggestion
from matchmaker.matching.weights import TEXT_SIGNALS, Weights

LEXICAL = ("words", "characters")  # what concepts speak in place of, across languages
RIVALS = 20  # those who come first, and so can stand above somebody who would help more


@dataclass(frozen=True, slots=True)
class Label:
    """A need and a provider with their grade, and how close they are by each signal (0..1)."""

    need: str
    provider: str
    grade: int
    closeness: Mapping[str, float]


def closeness_in(suggestion: Suggestion, weights: Weights) -> dict[str, float]:
    """Return the closeness by signal that made a suggestion's points: points / weight.

    Concepts that speak in place of words and characters are closeness of those two. A signal of
    no weight shows no closeness.
    """
    each = weights.each()
    found = {
        name: suggestion.points(name) / weight if weight else 0.0 for name, weight in each.items()
    }
    whole = math.fsum(each[name] for name in LEXICAL)
    instead = suggestion.points(IN_PLACE) / whole if whole else 0.0
    return found | {name: found[name] + instead for name in LEXICAL if each[name]}


def labels_by_text(
    engine: Engine, need: Profile, providers: Mapping[str, Profile], grades: Grades
) -> list[Label]:
    """Return a label for each graded provider and each of those who come first, by text alone.

    Who has no grade would not help.
    """
    ids, scores = engine.index_.ids, engine.scores(need)
    first = [ids[place] for place in np.argsort(-scores, kind="stable")[:RIVALS].tolist()]
    return [
        Label(need.id, one, grades.get(one, 0), _by_text(engine, need, providers[one]))
        for one in sorted({*first, *grades})
    ]


def _by_text(engine: Engine, need: Profile, provider: Profile) -> dict[str, float]:
    near = closeness_in(engine.explain(need, provider), engine.weights)
    return {name: near[name] for name in TEXT_SIGNALS}


def reweighed(
    engine: Engine, weights: Weights, providers: Iterable[Profile], needs: Iterable[Profile]
) -> Engine:
    """Return the engine as it would be with other weights; no text is read again."""
    other = Engine(engine.lexicon, weights, engine.encoder, engine.subject_minimum, engine.reader)
    return other.fit(providers, needs, engine.index_)

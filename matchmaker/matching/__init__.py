"""The engine: plain profiles in, a ranking with its reasons out. Knows no database.

    engine = Engine().fit(providers, needs)
    ranking = engine.rank(need, on=date(2026, 11, 24), top=10)

Texts are read (reading, concepts), counted (building, index, spaces), compared (asking, points) and
explained (reasons, suggestions); rules and diagnosis say who is left out.
"""

from matchmaker.matching.advice import Advice, advice, enough_evidence
from matchmaker.matching.diagnosis import (
    Diagnosis,
    Obstacle,
    OneChange,
    diagnosis_from_dict,
    diagnosis_to_dict,
)
from matchmaker.matching.encoder import Encoder, SentenceEncoder, bundled_encoder
from matchmaker.matching.engine import Engine, Ranking
from matchmaker.matching.index import Index
from matchmaker.matching.profiles import Profile, Requirement, Text
from matchmaker.matching.rules import Check
from matchmaker.matching.signals import OTHER_WORDS, Part
from matchmaker.matching.storing import (
    Damaged,
    clear_index,
    current_state,
    load_index,
    save_index,
)
from matchmaker.matching.suggestions import (
    Evidence,
    Suggestion,
    suggestion_from_dict,
    suggestion_to_dict,
)
from matchmaker.matching.weights import CardRow, Weights, model_card

__all__ = [
    "OTHER_WORDS",
    "Advice",
    "CardRow",
    "Check",
    "Damaged",
    "Diagnosis",
    "Encoder",
    "Engine",
    "Evidence",
    "Index",
    "Obstacle",
    "OneChange",
    "Part",
    "Profile",
    "Ranking",
    "Requirement",
    "SentenceEncoder",
    "Suggestion",
    "Text",
    "Weights",
    "advice",
    "bundled_encoder",
    "clear_index",
    "current_state",
    "diagnosis_from_dict",
    "diagnosis_to_dict",
    "enough_evidence",
    "load_index",
    "model_card",
    "save_index",
    "suggestion_from_dict",
    "suggestion_to_dict",
]

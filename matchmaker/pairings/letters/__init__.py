"""Suggestions in words: the reasons for one, and why there are so few."""

from matchmaker.pairings.letters.diagnosis import Why, explain_diagnosis
from matchmaker.pairings.letters.reasons import Explained, Quoted, Reason, explain, texts_of

__all__ = ["Explained", "Quoted", "Reason", "Why", "explain", "explain_diagnosis", "texts_of"]

"""How much each way of finding a concept counts, tuned on the judged collection."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How much each way of finding a concept counts."""

    weak: float = 0.3  # a form that may mean something else, alone
    company: float = 0.8  # the same in the company of its concept's other words
    leaning: float = 1.5  # what the words as a whole count beside the forms found
    leanings: int = 12  # towards how many concepts a text can lean
    nearing: float = 0.8  # what phrases count most of whose words stand together
    nearings: int = 12  # how many concepts a text can come near by its phrases
    window: int = 12  # words that stand together
    half: float = 0.45  # the share of a phrase's words, by rarity, from which it counts
    enough: float = 9.0  # rarity of the words together from which a phrase counts fully
    title: float = 2.0  # how many times a form in the title counts

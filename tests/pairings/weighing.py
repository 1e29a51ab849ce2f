"""Weights as they could have been learned, with what a comparison could have said of them."""

from dataclasses import replace

from sqlalchemy.orm import Session

from matchmaker.matching import Weights
from matchmaker.matching.guard import Verdict
from matchmaker.matching.learning import Learned
from matchmaker.pairings.actions import Considered, basis_of
from matchmaker.pairings.queries import weights_in_use

OTHER = replace(Weights(), words=7.0, characters=6.0)
"""Other weights than the defaults, of the same sum."""


def verdict(kind: str, group: str, change: float, needs: int = 20) -> Verdict:
    """Return what a comparison says of a group of needs."""
    return Verdict("dev", kind, group, needs, 0.8, 0.8 + change, held_out=True)


def considered(session: Session, *verdicts: Verdict, weights: Weights = OTHER) -> Considered:
    """Return weights with a comparison: by default everybody gains by them."""
    told = verdicts or (
        verdict("all", "", 0.02),
        verdict("language", "ar", 0.01),
        verdict("languages", "cross", 0.0),
        verdict("countries", "ldc", -0.2, needs=3),
    )
    return Considered(
        weights_in_use(session),
        Learned(weights, ("words", "characters"), 40, 200, 0.4, 0.3),
        ("collection", "decisions"),
        {"language": {"ar": (20, 80)}, "countries": {"ldc": (60, 40)}},
        tuple(told),
        basis_of(session),
    )

"""A suggestion with its reasons, and its plain form for keeping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matchmaker.matching.rules import Check
from matchmaker.matching.signals import Part


@dataclass(frozen=True, slots=True)
class Evidence:
    """One of the provider's texts that made the score, and its cosine with the need (0..1)."""

    text: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provider for a need; the points of the parts add up to the score."""

    provider_id: str
    score: float
    parts: tuple[Part, ...]
    checks: tuple[Check, ...]
    evidence: tuple[Evidence, ...]

    @property
    def to_check(self) -> tuple[Check, ...]:
        """The rules that only a person can judge."""
        return tuple(check for check in self.checks if check.passed is None)

    def points(self, signal: str) -> float:
        """Return the points of one signal."""
        return sum(part.points for part in self.parts if part.signal == signal)


def suggestion_to_dict(suggestion: Suggestion) -> dict[str, Any]:
    """Return the suggestion as plain JSON values."""
    plain: dict[str, Any] = _plain(asdict(suggestion))
    return plain


def suggestion_from_dict(stored: Mapping[str, Any]) -> Suggestion:
    """Return the suggestion that was stored, equal to the one that was given."""
    return Suggestion(
        str(stored["provider_id"]),
        float(stored["score"]),
        tuple(_part(part) for part in stored["parts"]),
        tuple(Check(**check) for check in stored["checks"]),
        tuple(Evidence(**evidence) for evidence in stored["evidence"]),
    )


def _part(stored: Mapping[str, Any]) -> Part:
    words = {name: tuple(stored[name]) for name in ("need_words", "provider_words")}
    return Part(**{**stored, **words})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value

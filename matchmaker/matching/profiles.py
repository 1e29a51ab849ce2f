"""What enters the engine: plain, frozen facts about a need, an offer or an expert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["need", "offer", "expert"]
Status = Literal["ldc", "developing", "transition", "developed"]
RequirementKind = Literal["language", "topic", "group", "missions", "provider", "other"]

SOUTH: frozenset[str] = frozenset({"ldc", "developing"})


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of writing: a need's problem, an offer, one mission of an expert."""

    key: str
    title: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a need asks of its provider; essential excludes, desirable gives points."""

    key: str
    kind: RequirementKind
    value: str
    essential: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the engine knows of one need or provider, as true on the caller's date.

    A need's texts are read as one; a provider's evidence texts stay apart. `capacity_left`
    and `missions` are None when unknown. `free_from` is the day a full provider has room again.
    `conflicts` holds country codes, organization ids or profile ids.
    """

    id: str
    kind: Kind
    language: str
    texts: tuple[Text, ...] = ()
    topics: frozenset[str] = frozenset()
    assistance: frozenset[str] = frozenset()
    country: str | None = None
    status: Status | None = None
    groups: frozenset[str] = frozenset()
    region: str | None = None
    languages: frozenset[str] = frozenset()
    mode: str | None = None
    requirements: tuple[Requirement, ...] = ()
    conflicts: frozenset[str] = frozenset()
    organization: str | None = None
    capacity_left: int | None = None
    free_from: date | None = None
    available_from: date | None = None
    wished_from: date | None = None
    wished_until: date | None = None
    missions: int | None = None

    @property
    def southern(self) -> bool:
        """True for a least developed or developing country."""
        return self.status in SOUTH

"""Why so few: who knows the subject, which rule stopped whom, which change would help most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from matchmaker.matching.profiles import Profile
from matchmaker.matching.rules import Check

# A conflict of interest or the need's own office cannot be wished away.
FIXED_RULES = frozenset({"own_organization", "own_country", "conflict"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One rule and how many providers who know the subject it stops."""

    rule: str
    value: str  # what the need asked, for requirements; empty for the other rules
    providers: int
    earliest: date | None = None  # when the first of them is free, for capacity and availability


@dataclass(frozen=True, slots=True)
class OneChange:
    """The rule whose relaxation alone would admit the most providers."""

    rule: str
    value: str
    admits: int
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How many know the subject, how many pass every rule, and what stops the others."""

    know_subject: int
    pass_all: int
    not_enough_evidence: int
    obstacles: tuple[Obstacle, ...]
    one_change: OneChange | None


def diagnose(
    judged: Iterable[tuple[Profile, tuple[Check, ...]]], not_enough_evidence: int = 0
) -> Diagnosis:
    """Return the diagnosis over the providers that know the subject, with their checks."""
    known = list(judged)
    failures = [(provider, failed) for provider, found in known if (failed := _failed(found))]
    return Diagnosis(
        len(known),
        len(known) - len(failures),
        not_enough_evidence,
        _obstacles(failures),
        _one_change(failures),
    )


Failure = tuple[Profile, dict[tuple[str, str], Check]]


def _failed(found: Iterable[Check]) -> dict[tuple[str, str], Check]:
    """Return the failed checks by rule and the value that the need asked for."""
    return {_name(check): check for check in found if check.passed is False}


def _name(check: Check) -> tuple[str, str]:
    return check.rule, check.need_value if check.requirement else ""


def _obstacles(failures: Iterable[Failure]) -> tuple[Obstacle, ...]:
    stopped: dict[tuple[str, str], list[Profile]] = {}
    for provider, failed in failures:
        for name in failed:
            stopped.setdefault(name, []).append(provider)
    found = [Obstacle(*name, len(who), _earliest(name[0], who)) for name, who in stopped.items()]
    return tuple(sorted(found, key=lambda one: (-one.providers, one.rule, one.value)))


def _earliest(rule: str, who: Iterable[Profile]) -> date | None:
    """Return the first day on which one of them is free, where the rule is about dates."""
    if rule == "capacity":
        days = [p.free_from for p in who if p.free_from]
    elif rule == "availability":
        days = [p.available_from for p in who if p.available_from]
    else:
        return None
    return min(days, default=None)


def _one_change(failures: Iterable[Failure]) -> OneChange | None:
    """Count providers stopped by a single rule; ties go to the first in the alphabet."""
    admits: dict[tuple[str, str], int] = {}
    keys: dict[tuple[str, str], str] = {}
    for _, failed in failures:
        if len(failed) == 1 and (name := next(iter(failed)))[0] not in FIXED_RULES:
            admits[name] = admits.get(name, 0) + 1
            keys[name] = failed[name].requirement
    if not admits:
        return None
    best = min(admits, key=lambda name: (-admits[name], name))
    return OneChange(*best, admits[best], keys[best])


def diagnosis_to_dict(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis as plain JSON values."""
    plain = asdict(diagnosis)
    plain["obstacles"] = [
        {**one, "earliest": one["earliest"] and one["earliest"].isoformat()}
        for one in plain["obstacles"]
    ]
    return plain


def diagnosis_from_dict(stored: Mapping[str, Any]) -> Diagnosis:
    """Return the diagnosis that was stored, equal to the one that was given."""
    obstacles = tuple(
        Obstacle(**{**one, "earliest": one["earliest"] and date.fromisoformat(one["earliest"])})
        for one in stored["obstacles"]
    )
    change = stored["one_change"] and OneChange(**stored["one_change"])
    return Diagnosis(**{**stored, "obstacles": obstacles, "one_change": change})

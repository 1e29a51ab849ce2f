"""Hard constraints: what no similarity can outweigh, each judged with what it was judged on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matchmaker.matching.profiles import Profile, Requirement

PROVIDER_KINDS = ("offer", "expert")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to one provider; passed is None when a person has to check it."""

    rule: str  # a requirement's kind or the name of one of the functions below
    passed: bool | None
    need_value: str = ""
    provider_value: str = ""
    requirement: str = ""  # the requirement's key, where the rule comes from one


def checks(
    need: Profile, provider: Profile, on: date, broader: Mapping[str, str]
) -> tuple[Check, ...]:
    """Every hard rule for the pair on that date, essential requirements first."""
    essential = [requirement for requirement in need.requirements if requirement.essential]
    return (
        *(meets(requirement, provider, broader) for requirement in essential),
        own_organization(need, provider),
        own_country(need, provider),
        conflict(need, provider),
        capacity(need, provider, on),
        availability(need, provider, on),
    )


def excludes(found: Iterable[Check]) -> bool:
    """Return whether at least one rule failed; what a person has to check excludes nobody."""
    return any(check.passed is False for check in found)


def meets(requirement: Requirement, provider: Profile, broader: Mapping[str, str]) -> Check:
    """Whether the provider meets one requirement, essential or desirable."""
    passed, seen = _judge(requirement, provider, broader)
    return Check(requirement.kind, passed, requirement.value, seen, requirement.key)


def _judge(
    requirement: Requirement, provider: Profile, broader: Mapping[str, str]
) -> tuple[bool | None, str]:
    value = requirement.value
    match requirement.kind:
        case "language":
            return value in provider.languages, _listed(provider.languages)
        case "topic":
            known = any(value in _upwards(topic, broader) for topic in provider.topics)
            return known, _listed(provider.topics)
        case "group":
            held = provider.groups | {code for code in (provider.region, provider.status) if code}
            return value in held, _listed(held)
        case "missions":
            return _missions(value, provider.missions)
        case "provider":
            return (provider.kind == value if value in PROVIDER_KINDS else None), provider.kind
    return None, ""  # words only a person can judge


def _missions(wanted: str, done: int | None) -> tuple[bool | None, str]:
    if done is None or not wanted.isdecimal():
        return None, "" if done is None else str(done)
    return done >= int(wanted), str(done)


def own_organization(need: Profile, provider: Profile) -> Check:
    """Fails when the need's own organization would answer its need."""
    same = need.organization is not None and need.organization == provider.organization
    return Check("own_organization", not same, need.organization or "", provider.organization or "")


def own_country(need: Profile, provider: Profile) -> Check:
    """Fails when both are of one country: cooperation is between countries."""
    same = need.country is not None and need.country == provider.country
    return Check("own_country", not same, need.country or "", provider.country or "")


def conflict(need: Profile, provider: Profile) -> Check:
    """Fails when either side declared a conflict of interest with the other."""
    declared = sorted(
        (provider.conflicts & _identity(need)) | (need.conflicts & _identity(provider))
    )
    return Check("conflict", not declared, need.country or "", ", ".join(declared))


def capacity(need: Profile, provider: Profile, on: date) -> Check:
    """Fails when the provider is full and stays full beyond the wished beginning."""
    left = provider.capacity_left
    if left is None or left > 0:
        return Check("capacity", True, "", "" if left is None else str(left))
    begins = max(need.wished_from or on, on)
    free = provider.free_from
    passed = free is not None and free <= begins
    return Check("capacity", passed, begins.isoformat(), free.isoformat() if free else "0")


def availability(need: Profile, provider: Profile, on: date) -> Check:
    """Fails when the provider comes after the wished dates; without dates a person checks."""
    comes = provider.available_from
    latest = need.wished_until or need.wished_from
    if comes is None or comes <= max(on, latest or on):
        return Check("availability", True, latest.isoformat() if latest else "", _day(comes))
    return Check("availability", None if latest is None else False, _day(latest), _day(comes))


def _identity(profile: Profile) -> frozenset[str]:
    names = (profile.id, profile.country, profile.organization)
    return frozenset(name for name in names if name)


def _upwards(topic: str, broader: Mapping[str, str]) -> set[str]:
    """Return the topic and all broader ones; a cycle ends where it closes."""
    found: set[str] = set()
    code: str | None = topic
    while code is not None and code not in found:
        found.add(code)
        code = broader.get(code)
    return found


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

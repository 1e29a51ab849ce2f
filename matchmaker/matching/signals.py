"""The signals that are not read from texts, and the parts that give every point its reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matchmaker.matching.profiles import Profile
from matchmaker.matching.rules import meets
from matchmaker.matching.weights import Weights

OTHER_WORDS = "other words"  # the key of the part that sums up terms not listed one by one
LISTED = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Points with their reason; the parts of a suggestion add up to its score.

    `signal` is a name of Weights, or "other_language" for concepts that speak in place of words.
    `key` names the concept, term, kind, language, group or requirement. `text` is the key of the
    evidence text, with the words as written on both sides.
    """

    signal: str
    points: float
    key: str
    text: str = ""
    need_words: tuple[str, ...] = ()
    provider_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What one concept or term adds to a similarity."""

    key: str
    amount: float


Words = Callable[[str], tuple[tuple[str, ...], tuple[str, ...]]]


def wordless(_key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return no words on either side."""
    return (), ()


def shared_out(
    signal: str,
    points: float,
    shares: Iterable[Share],
    text: str = "",
    words: Words = wordless,
    listed: int = LISTED,
) -> tuple[Part, ...]:
    """Return points by share, the largest named, the rest in one sum; they add up to the points."""
    ordered = sorted(shares, key=lambda share: (-share.amount, share.key))
    whole = math.fsum(share.amount for share in ordered)
    if points <= 0 or whole <= 0:
        return ()
    parts = [
        Part(signal, points * share.amount / whole, share.key, text, *words(share.key))
        for share in ordered[:listed]
    ]
    rest = math.fsum(share.amount for share in ordered[listed:])
    if rest:
        parts.append(Part(signal, points * rest / whole, OTHER_WORDS, text))
    return tuple(parts)


def assistance(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """Each kind of assistance asked for and given earns its share."""
    shared = sorted(need.assistance & provider.assistance)
    return tuple(Part("assistance", weight / len(need.assistance), kind) for kind in shared)


def languages(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """One shared working language earns all: it is enough to work together."""
    shared = sorted(need.languages & provider.languages)
    return tuple(Part("languages", weight / len(shared), language) for language in shared)


def south(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """South first: a developing country or LDC that helps another."""
    if not (need.southern and provider.southern) or not weight:
        return ()
    return (Part("south", weight, str(provider.status)),)


def place(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """Return the same region and a shared group of countries earn half each."""
    near = need.region is not None and need.region == provider.region
    shared = sorted((need.groups & provider.groups) - {need.region})  # a region counts once
    region = (Part("place", weight / 2, str(need.region)),) if near else ()
    return region + tuple(Part("place", weight / 2 / len(shared), group) for group in shared)


def mode(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """On site, remote or mixed: the same way of working, or a side that can do both."""
    if not need.mode or not provider.mode:
        return ()
    fits = need.mode == provider.mode or "mixed" in (need.mode, provider.mode)
    return (Part("mode", weight, need.mode),) if fits else ()


def dates(need: Profile, provider: Profile, weight: float) -> tuple[Part, ...]:
    """Free on the wished first day, where both have said when."""
    begins, free = need.wished_from, provider.available_from
    fits = begins is not None and free is not None and free <= begins
    return (Part("dates", weight, str(begins)),) if fits and weight else ()


def desirable(
    need: Profile, provider: Profile, weight: float, broader: Mapping[str, str]
) -> tuple[Part, ...]:
    """Each desirable requirement that is met earns its share."""
    wished = [r for r in need.requirements if not r.essential and r.kind != "other"]
    met = [r for r in wished if meets(r, provider, broader).passed]
    return tuple(Part("desirable", weight / len(wished), requirement.key) for requirement in met)


SITUATION: Mapping[str, Callable[[Profile, Profile, float], tuple[Part, ...]]] = {
    "assistance": assistance,
    "languages": languages,
    "south": south,
    "place": place,
    "mode": mode,
    "dates": dates,
}


def situation(
    need: Profile, provider: Profile, weights: Weights, broader: Mapping[str, str]
) -> tuple[Part, ...]:
    """Return the parts that do not speak of the subject, parts of no points left out."""
    weighed = weights.each()
    parts = [
        part for name, signal in SITUATION.items() for part in signal(need, provider, weighed[name])
    ]
    parts.extend(desirable(need, provider, weights.desirable, broader))
    return tuple(part for part in parts if part.points)

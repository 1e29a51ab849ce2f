"""Profiles that the engine's tests rank."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from matchmaker.matching import Profile, Requirement, Text

PACKAGE = Path(__file__).resolve().parents[2] / "matchmaker"
TODAY = date(2026, 11, 24)
PATENTS = (
    "We examined patent applications for medicines, searched prior art in chemistry and wrote "
    "search reports that twelve new examiners of a small office learned to draft by themselves."
)
INDICATIONS = (
    "We helped coffee growers to register a geographical indication, wrote the specification "
    "with the producers' association and set up the controls that keep the name trustworthy."
)
BREVETS = (
    "Nous avons examiné des demandes de brevet pour des médicaments, cherché l'état de la "
    "technique en chimie et formé douze examinateurs d'un petit office à rédiger des rapports."
)


def evidence(*bodies: str, language: str = "en") -> tuple[Text, ...]:
    """Return texts without titles, keyed by their place."""
    return tuple(Text(f"t{i}", "", body, language) for i, body in enumerate(bodies))


def expert(name: str = "x", bodies: Iterable[str] = (PATENTS,) * 3, **facts: Any) -> Profile:
    """Return an expert from Kenya who knows patents and has written enough."""
    language = facts.pop("language", "en")
    known: dict[str, Any] = {
        "topics": frozenset({"patent-examination"}),
        "country": "KE",
        "status": "developing",
        "languages": frozenset({"en"}),
    }
    texts = evidence(*bodies, language=language)
    return Profile(name, "expert", language, texts, **{**known, **facts})


def a_need(body: str = PATENTS, **facts: Any) -> Profile:
    """Return a need of Malawi for help with patent examination."""
    language = facts.pop("language", "en")
    known: dict[str, Any] = {
        "topics": frozenset({"patent-examination"}),
        "country": "MW",
        "status": "ldc",
        "languages": frozenset({"en"}),
        "organization": "office-mw",
    }
    text = Text("need", "Patent examination", body, language)
    return Profile("need-1", "need", language, (text,), **{**known, **facts})


def essential(kind: Any, value: str, key: str = "r") -> tuple[Requirement, ...]:
    """Return one essential requirement."""
    return (Requirement(key, kind, value, True),)


def sample(name: str, kind: Any) -> list[Profile]:
    """Return the sample's needs, offers or experts as profiles, their evidence kept apart."""
    lines = (PACKAGE / "exchange" / "sample" / name).read_text(encoding="utf-8").splitlines()
    return [_profile(json.loads(line), kind) for line in lines]


def _profile(row: dict[str, Any], kind: Any) -> Profile:
    pieces = row.get("missions") or row.get("evidence") or []
    texts = []
    if "description" in row:
        texts.append(Text("main", row["title"], row["description"], row["lang"]))
    for place, piece in enumerate(pieces):
        texts.append(Text(f"e{place}", piece["title"], piece["text"], row["lang"]))
    return Profile(
        row["id"],
        kind,
        row["lang"],
        tuple(texts),
        frozenset(row["topics"]),
        frozenset(row["assistance"]),
        row["country"],
        "developing",
        languages=frozenset(row["languages"]),
        mode=row.get("mode"),
        organization=row.get("organization"),
    )

"""Needs and providers read from JSON lines, for rankings by text without a database.

Each line is an object with an `id`, a `title`, and a `text` or a list `texts` of separate evidence
texts, each a string or an object with `title` and `text`. Where known: `lang` (found out where it
is missing), `country`, `languages`, `assistance`, and `kind` (`expert`; any other is an offer).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from matchmaker.matching.detection import language_of
from matchmaker.matching.profiles import Kind, Profile, Text
from matchmaker.matching.text import LANGUAGES, primary

Side = Literal["need", "provider"]
SHOWN = 20  # faults told at once


class Unreadable(Exception):
    """A file that cannot be used; `faults` names every line and what is wrong with it."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.faults = faults
        more = len(faults) - SHOWN
        rest = [f"and {more} more"] if more > 0 else []
        super().__init__("\n".join(f"{path}: {fault}" for fault in faults[:SHOWN] + rest))


def read_profiles(path: Path, side: Side, language: str = "") -> list[Profile]:
    """Return the file's records in their order, or raise Unreadable with all that is wrong.

    `language` is that of the records that do not say theirs; without it, it is found out.
    """
    found: list[Profile] = []
    faults: list[str] = []
    lines: dict[str, int] = {}
    for number, line in read_lines(path):
        try:
            profile = profile_of(_object(line), side, language)
            if profile.id in lines:
                raise ValueError(f"the id {profile.id!r} stands on line {lines[profile.id]} too")
            lines[profile.id] = number
            found.append(profile)
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
    if not found and not faults:
        faults.append("there is no record in this file")
    if faults:
        raise Unreadable(path, faults)
    return found


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Return the lines that are not blank with their numbers, without a byte order mark."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if bare.strip():
                yield number, bare


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as trouble:
        raise ValueError("this is not UTF-8") from trouble
    except (ValueError, RecursionError) as trouble:
        raise ValueError(f"this is not JSON ({trouble})") from trouble
    if not isinstance(record, dict):
        raise ValueError("this is not a JSON object")
    return record


def profile_of(record: Mapping[str, Any], side: Side, language: str = "") -> Profile:
    """Return the record as the engine sees it; ValueError says what is wrong with it."""
    name = _id(record)
    stated = _stated(record) or language
    texts = _need_texts(record) if side == "need" else _provider_texts(record)
    if not texts:
        raise ValueError(f"{name!r} has no text")
    spoken = stated or language_of(" ".join(" ".join(pair) for pair in texts))
    kind: Kind = "need" if side == "need" else _kind(record)
    return Profile(
        id=name,
        kind=kind,
        language=spoken,
        texts=tuple(
            Text(f"text-{place}", title, body, stated or language_of(f"{title} {body}"))
            for place, (title, body) in enumerate(texts, start=1)
        ),
        country=_string(record, "country").upper() or None,
        languages=_strings(record, "languages"),
        assistance=_strings(record, "assistance"),
    )


def _stated(record: Mapping[str, Any]) -> str:
    """Return the language that the record names, or nothing where it is none of the seven."""
    told = primary(_string(record, "lang"))
    return told if told in LANGUAGES else ""


def _kind(record: Mapping[str, Any]) -> Kind:
    return "expert" if _string(record, "kind").lower() == "expert" else "offer"


def _id(record: Mapping[str, Any]) -> str:
    given = record.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int) or not str(given).strip():
        raise ValueError("there is no id")
    name = str(given)
    if any(one in name for one in "\t\r\n") or name != _clean(name):
        raise ValueError(f"the id {name!r} holds tabs, line breaks or broken characters")
    return name


def _need_texts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return titles and bodies; they are read as one, so the headline stands once."""
    headline, given = _string(record, "title"), _texts(record)
    first = given[:1] or ([("", "")] if headline else [])
    return [(_joined(headline, title), body) for title, body in first] + given[1:]


def _provider_texts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return titles and bodies; each is judged apart, so each has the provider's headline."""
    headline, given = _string(record, "title"), _texts(record)
    if not given:
        return [(headline, "")] if headline else []
    return [(headline or title, _joined(title if headline else "", body)) for title, body in given]


def _texts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the titles and bodies of the texts that are not empty."""
    several = record.get("texts")
    if several is not None and not isinstance(several, list):
        raise ValueError("texts is not a list")
    found = [("", _string(record, "text")), *map(_text, several or [])]
    return [(title, body) for title, body in found if title or body]


def _text(given: object) -> tuple[str, str]:
    if isinstance(given, str):
        return "", _clean(given)
    if isinstance(given, dict):
        return _string(given, "title"), _string(given, "text")
    raise ValueError("texts holds what is neither a string nor an object with title and text")


def _joined(first: str, second: str) -> str:
    return f"{first}. {second}" if first and second else first or second


def _strings(record: Mapping[str, Any], field: str) -> frozenset[str]:
    given = record.get(field)
    if given is None:
        return frozenset()
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise ValueError(f"{field} is not a list of strings")
    return frozenset(_clean(one) for one in given)


def _string(record: Mapping[str, Any], field: str) -> str:
    given = record.get(field)
    if given is None:
        return ""
    if not isinstance(given, str):
        raise ValueError(f"{field} is not a string")
    return _clean(given)


def _clean(text: str) -> str:
    """Return the text without halves of characters, which JSON can spell and nothing can write."""
    return text.encode("utf-8", "replace").decode("utf-8").strip()

"""The concept lexicon: what each concept is called, in the plain words of seven languages.

It is kept in INI files that a terminologist can edit: `concepts/` has one file per domain and one
section per concept; `wordings/` has one file per language with more plain words, one line per
concept, written by second hands. Forms are separated by `|`, the first is the preferred label, and
`~` marks a form that may mean something else and counts fully only in company of its concept's
other words.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from configparser import ConfigParser
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
FACETS = ("subject", "administration", "instrument", "party", "sector", "assistance")
WEAK = "~"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a concept; a weak one may mean something else."""

    text: str
    weak: bool = False


@dataclass(frozen=True)
class Concept:
    """A thing that one office can help another with, in all seven languages."""

    code: str
    facet: str
    forms: Mapping[str, tuple[Form, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, the words in whose company the weak forms count fully."""
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, the longer phrases inside which a form does not mean the concept."""
    offered: int = 0
    """The place among the terms that forms offer; 0 for a concept that they do not offer."""
    support: str = ""
    """For kinds of assistance: technical, financial or in_kind."""

    def label(self, language: str) -> str:
        """Return the preferred label in a language, or else in English."""
        return (self.forms.get(language) or self.forms["en"])[0].text


@dataclass(frozen=True, eq=False)  # one lexicon is the same as itself only, so it can be a key
class Lexicon:
    """All concepts by their code."""

    concepts: Mapping[str, Concept]

    def with_terms(self, terms: Iterable[tuple[str, str, Form]]) -> Lexicon:
        """Return the lexicon with more forms, each as concept, language and form.

        Forms of concepts that the lexicon does not hold are passed over.
        """
        more: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
        for code, language, form in terms:
            if code not in self.concepts:
                continue
            more[code][language].append(form)
        found = dict(self.concepts)
        for code, added in more.items():
            forms = {
                language: tuple(dict.fromkeys((*held, *added.get(language, ()))))
                for language, held in found[code].forms.items()
            }
            found[code] = replace(found[code], forms=MappingProxyType(forms))
        return Lexicon(MappingProxyType(found))

    def version(self) -> str:
        """Return a short name of exactly this content."""
        return _version_of(self)


@lru_cache(maxsize=4)  # pages ask whether it is still the same
def _version_of(lexicon: Lexicon) -> str:
    plain = [
        (code, one.facet, one.broader, one.related, _plain(one), dict(one.context))
        for code, one in sorted(lexicon.concepts.items())
    ]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def _plain(concept: Concept) -> dict[str, object]:
    forms = {key: [(f.text, f.weak) for f in held] for key, held in concept.forms.items()}
    return {**forms, **{f"not.{key}": held for key, held in concept.excluded.items()}}


@cache
def bundled() -> Lexicon:
    """Return the lexicon that comes with the platform."""
    concepts = read(*sorted((FOLDER / "concepts").glob("*.ini")))
    wordings = sorted((FOLDER / "wordings").glob("*.ini"))
    return concepts.with_terms(term for path in wordings for term in read_wordings(path))


def read(*paths: Path) -> Lexicon:
    """Return the lexicon of the files of concepts."""
    parser = _parsed(*paths)
    found = {code: _concept(code, parser[code]) for code in parser.sections()}
    return Lexicon(MappingProxyType(found))


def read_wordings(path: Path) -> list[tuple[str, str, Form]]:
    """Return the forms of a file named after its language, each as concept, language and form."""
    rows = _parsed(path)["wordings"]
    return [(code, path.stem, form) for code, value in rows.items() for form in _forms(value)]


def _parsed(*paths: Path) -> ConfigParser:
    parser = ConfigParser(interpolation=None, delimiters=("=",), default_section="")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    for path in paths:
        with path.open(encoding="utf-8") as file:
            parser.read_file(file, str(path))
    return parser


def _concept(code: str, row: Mapping[str, str]) -> Concept:
    return Concept(
        code=code,
        facet=row["facet"].strip(),
        forms=MappingProxyType({key: _forms(row.get(key, "")) for key in LANGUAGES}),
        broader=_listed(row.get("broader", ""), ","),
        related=_listed(row.get("related", ""), ","),
        context=_by_language(row, "context"),
        excluded=_by_language(row, "not"),
        offered=int(row.get("offered", "0").replace("yes", "1")),
        support=row.get("support", "").strip(),
    )


def _listed(value: str, separator: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in value.split(separator) if one.strip())


def _forms(value: str) -> tuple[Form, ...]:
    written = _listed(value, "|")
    return tuple(Form(one.removeprefix(WEAK).strip(), one.startswith(WEAK)) for one in written)


def _by_language(row: Mapping[str, str], key: str) -> Mapping[str, tuple[str, ...]]:
    found = {name: _listed(row.get(f"{key}.{name}", ""), "|") for name in LANGUAGES}
    return MappingProxyType({name: words for name, words in found.items() if words})

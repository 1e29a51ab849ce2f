"""Names of countries and groups in seven languages, their order, and the packaged facts."""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale

DATA = Path(__file__).resolve().parent / "data"
LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh")
SAME_SOUND = str.maketrans({"斐": "非", "瑙": "脑", "秘": "必"})
"""Characters that GB 2312 does not keep where they are read in names of countries."""


def facts(name: str) -> list[dict[str, str]]:
    """Return the rows of a packaged file, in its order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries."""
    return frozenset(row["code"] for row in facts("countries"))


@cache
def group_kinds() -> Mapping[str, str]:
    """Return the kind of every group by its code, in the order in which groups are shown."""
    return {row["code"]: row["kind"] for row in facts("groups")}


@cache
def _country_names(language: str) -> Mapping[str, str]:
    # the CLDR's names, but the form used in the United Nations where it differs
    territories = Locale.parse(language).territories
    united_nations = {row["code"]: row[language] for row in facts("names")}
    return {code: united_nations.get(code) or territories[code] for code in country_codes()}


@cache
def _group_rows() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in facts("groups")}


def _known(language: str) -> str:
    return language if language in LANGUAGES else "en"


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language, else in English; an unknown code as it is."""
    return _country_names(_known(language)).get(code, code)


def group_name(code: str, language: str) -> str:
    """Return a group's name in a language, else in English; an unknown code as it is."""
    row = _group_rows().get(code)
    return row[_known(language)] if row else code


def acronym(code: str) -> str:
    """Return a group's acronym, or nothing."""
    row = _group_rows().get(code)
    return row["acronym"] if row else ""


def folded(text: str) -> str:
    """Return the text without case, accents and Arabic vowel signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _letters(text: str) -> str:
    """Only letters, digits and single spaces count: "Côte d'Ivoire" stands as "cote divoire"."""
    return " ".join("".join(char for char in text if char.isalnum() or char == " ").split())


def _latin(name: str) -> str:
    return _letters(folded(name))


def _spanish(name: str) -> str:
    # ñ is a letter of its own, between n and o
    return "n\uffff".join(_latin(part) for part in name.casefold().split("ñ"))


def _arabic(name: str) -> str:
    # lists of the United Nations pass over the article
    return _letters(folded(name)).removeprefix("ال")


def _russian(name: str) -> str:
    # й is a letter of its own and must not lose its mark; ё stands with е
    return _letters(unicodedata.normalize("NFC", name.casefold()).replace("ё", "е"))


def _chinese(name: str) -> str:
    # GB 2312 keeps its 3,755 common characters in the order of their pinyin
    return _letters(name).translate(SAME_SOUND).encode("gb18030").decode("latin-1")


_ORDERS: Mapping[str, Callable[[str], str]] = {
    "ar": _arabic,
    "es": _spanish,
    "ru": _russian,
    "zh": _chinese,
}


def sort_key(name: str, language: str) -> str:
    """Return what to sort a name by in a language; compare keys of one language only.

    The standard library has no collation by language. Latin scripts sort without accents,
    Arabic without its article and hamza, Chinese by pinyin through the order of GB 2312.
    """
    return _ORDERS.get(language, _latin)(name)


def sorted_by_name(codes: Iterable[str], language: str) -> list[str]:
    """Return the codes of countries in the order of their names in a language."""

    def key(code: str) -> tuple[str, str]:
        return sort_key(country_name(code, language), language), code

    return sorted(codes, key=key)


def country_choices(language: str) -> list[tuple[str, str]]:
    """Return every country's code and name, in the order of the names."""
    codes = sorted_by_name(country_codes(), language)
    return [(code, country_name(code, language)) for code in codes]


def group_choices(language: str, kind: str | None = None) -> list[tuple[str, str]]:
    """Return code and name of every group, or of those of one kind, in the packaged order."""
    kinds = group_kinds().items()
    return [(code, group_name(code, language)) for code, is_a in kinds if kind in (None, is_a)]


@cache
def _searchable() -> Mapping[str, str]:
    rows = facts("countries")
    return {
        row["code"]: " ".join(
            [folded(country_name(row["code"], language)) for language in LANGUAGES]
            + [row["code"].lower(), row["iso3"].lower()]
        )
        for row in rows
    }


def countries_named(words: str) -> frozenset[str]:
    """Return the countries whose names or codes, in any language, hold every word."""
    parts = folded(words).split()
    texts = _searchable().items()
    return frozenset(code for code, text in texts if all(part in text for part in parts))

"""Topics, kinds of assistance and sectors: the terms of the lexicon that forms offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from matchmaker.topics.lexicon.concepts import LANGUAGES, Concept, bundled

__all__ = [
    "LANGUAGES",
    "Term",
    "assistance",
    "broader",
    "choices",
    "labels",
    "sectors",
    "topic_tree",
    "topics",
    "with_narrower",
]

ASSISTANCE, SECTOR = "assistance:", "sector:"


@dataclass(frozen=True)
class Term:
    """A term of a vocabulary, with its label in each language."""

    code: str
    labels: Mapping[str, str]
    broader: str = ""
    """The code of the broader term; empty at the top."""
    support: str = ""
    """For kinds of assistance: technical, financial or in_kind."""

    def label(self, language: str) -> str:
        """Return the label in a language, or else in English."""
        return self.labels.get(language) or self.labels["en"]


def _offered(prefix: str) -> dict[str, Term]:
    """Return the offered terms whose codes begin with the prefix, in their order."""
    concepts = bundled().concepts.values()
    found = [one for one in concepts if one.offered and _prefix(one.code) == prefix]
    found.sort(key=lambda one: one.offered)
    return {term.code: term for term in (_term(one, prefix) for one in found)}


def _prefix(code: str) -> str:
    head, colon, _tail = code.rpartition(":")
    return head + colon


def _term(concept: Concept, prefix: str) -> Term:
    return Term(
        concept.code.removeprefix(prefix),
        {language: concept.label(language) for language in LANGUAGES},
        concept.broader[0].removeprefix(prefix) if concept.broader else "",
        concept.support,
    )


@cache
def topics() -> Mapping[str, Term]:
    """Return every topic by its code, in the taxonomy's order."""
    return _offered("")


@cache
def assistance() -> Mapping[str, Term]:
    """Return every kind of assistance by its code."""
    return _offered(ASSISTANCE)


@cache
def sectors() -> Mapping[str, Term]:
    """Return every sector by its code."""
    return _offered(SECTOR)


@cache
def broader() -> Mapping[str, str]:
    """Return the broader topic of every topic that has one."""
    return {code: term.broader for code, term in topics().items() if term.broader}


def topic_tree(language: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the top topics, each with its narrower ones: (code, label, [(code, label)])."""
    terms = topics().values()
    return [
        (
            top.code,
            top.label(language),
            [(term.code, term.label(language)) for term in terms if term.broader == top.code],
        )
        for top in terms
        if not top.broader
    ]


def with_narrower(code: str) -> frozenset[str]:
    """Return the topic and those below it; nothing for an unknown code."""
    if code not in topics():
        return frozenset()
    return frozenset({code} | {narrow for narrow, broad in broader().items() if broad == code})


def labels(vocabulary: Mapping[str, Term], codes: Iterable[str], language: str) -> list[str]:
    """Return the labels of codes, in the vocabulary's order; unknown codes are passed over."""
    wanted = set(codes)
    return [term.label(language) for code, term in vocabulary.items() if code in wanted]


def choices(vocabulary: Mapping[str, Term], language: str) -> list[tuple[str, str]]:
    """Return codes and labels, in the vocabulary's order."""
    return [(code, term.label(language)) for code, term in vocabulary.items()]

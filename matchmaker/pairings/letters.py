"""A pairing's reasons in words: rows of points, texts with the words that counted, rules."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import format_date

from matchmaker.experts.models import Expert
from matchmaker.kernel.words import Message
from matchmaker.matching import (
    OTHER_WORDS,
    Check,
    Diagnosis,
    Part,
    Suggestion,
    diagnosis_from_dict,
    suggestion_from_dict,
)
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings import models
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import CHECKS, OBSTACLES, SIGNALS, shown_points
from matchmaker.places.views import group_name
from matchmaker.topics.views import assistance_labels, concept_labels, topic_labels
from matchmaker.web.languages import language_name, tr

CONCEPT_SIGNALS = frozenset({"concepts", "other_language", "help", "sector"})
QUOTED = CONCEPT_SIGNALS | {"words"}


@dataclass(frozen=True)
class Reason:
    """One row of points: what earned them, with the words that both sides share."""

    what: str
    points: Decimal
    signal: str
    names: tuple[str, ...] = ()
    text: str = ""
    """The title of the provider's text, for words."""
    text_language: str = ""
    need_words: tuple[str, ...] = ()
    provider_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A suggestion in words; the rows' points add up to the total exactly as shown."""

    total: Decimal
    rows: tuple[Reason, ...]
    checks: tuple[tuple[bool | None, str], ...]
    texts: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    """Of the texts that counted: title, body, language, words."""


def explain(pairing: Pairing) -> Explained | None:
    """Return the pairing's reasons in the page's language; None for one added by hand."""
    if not pairing.reasons:
        return None
    suggestion = suggestion_from_dict(pairing.reasons)
    texts = texts_of(pairing.provider)
    groups = _grouped(suggestion)
    shown = shown_points([sum(part.points for part in parts) for _key, parts in groups])
    rows = tuple(
        _reason(key[0], parts, points, texts)
        for (key, parts), points in zip(groups, shown, strict=True)
    )
    return Explained(
        total=sum(shown, Decimal(0)),
        rows=rows,
        checks=tuple(_checked(pairing.need, check) for check in suggestion.checks),
        texts=_quoted(suggestion, texts),
    )


def texts_of(provider: Offer | Expert) -> dict[str, tuple[str, str, str]]:
    """Return the provider's texts by their key in the engine: title, body, language."""
    if isinstance(provider, Offer):
        own = {"description": (provider.title, provider.description, provider.language)}
        return own | {
            f"evidence-{one.id}": (one.title, one.text, provider.language)
            for one in provider.evidence
        }
    return {f"mission-{one.id}": (one.title, one.text, one.language) for one in provider.missions}


def _grouped(suggestion: Suggestion) -> list[tuple[tuple[str, str], list[Part]]]:
    """Return the parts by signal and text, in the order in which the engine gives them."""
    groups: dict[tuple[str, str], list[Part]] = {}
    for part in suggestion.parts:
        groups.setdefault((part.signal, part.text), []).append(part)
    return list(groups.items())


def _reason(
    signal: str, parts: list[Part], points: Decimal, texts: dict[str, tuple[str, str, str]]
) -> Reason:
    title, _body, language = texts.get(parts[0].text, ("", "", ""))
    return Reason(
        what=tr(SIGNALS[signal]),
        points=points,
        signal=signal,
        names=_names(signal, [part.key for part in parts]),
        text=title,
        text_language=language,
        need_words=_unique(word for part in parts for word in part.need_words),
        provider_words=_unique(word for part in parts for word in part.provider_words),
    )


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _names(signal: str, keys: list[str]) -> tuple[str, ...]:
    if signal == "topics":
        return tuple(topic_labels(keys))
    if signal in CONCEPT_SIGNALS:
        return concept_labels(keys)
    if signal == "assistance":
        return tuple(assistance_labels(keys))
    if signal == "languages":
        return tuple(language_name(key) for key in keys if key != OTHER_WORDS)
    return ()


def _quoted(
    suggestion: Suggestion, texts: dict[str, tuple[str, str, str]]
) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    words: dict[str, tuple[str, ...]] = {}
    for part in suggestion.parts:
        if part.text and part.signal in QUOTED:
            words[part.text] = _unique((*words.get(part.text, ()), *part.provider_words))
    used = [one.text for one in suggestion.evidence if one.text in texts]
    return tuple((*texts[key], words.get(key, ())) for key in used)


def _checked(need: Need, check: Check) -> tuple[bool | None, str]:
    text = next((one.text for one in need.requirements if str(one.id) == check.requirement), "")
    return check.passed, _worded(CHECKS, check.rule, check.need_value, text)


def _worded(table: dict[str, Message], rule: str, value: str, text: str = "") -> str:
    return tr(table[rule], value=_value(rule, value) or text)


def _value(rule: str, value: str) -> str:
    names: dict[str, Callable[[str], str]] = {
        "language": language_name,
        "topic": lambda code: " ".join(topic_labels([code])),
        "group": group_name,
    }
    return names.get(rule, str)(value)


@dataclass(frozen=True)
class Why:
    """Why there are so few suggestions: numbers with what each counts, and what would help."""

    know_subject: int
    pass_all: int
    thin: int
    obstacles: tuple[tuple[int, str], ...]
    change: str
    admits: int


def explain_diagnosis(stored: models.Diagnosis) -> Why:
    """Return a need's diagnosis in the page's language."""
    diagnosis: Diagnosis = diagnosis_from_dict(stored.data)
    change = diagnosis.one_change
    return Why(
        know_subject=diagnosis.know_subject,
        pass_all=diagnosis.pass_all,
        thin=diagnosis.not_enough_evidence,
        obstacles=tuple(
            (one.providers, _with_date(_worded(OBSTACLES, one.rule, one.value), one.earliest))
            for one in diagnosis.obstacles
        ),
        change=_worded(CHECKS, change.rule, change.value) if change else "",
        admits=change.admits if change else 0,
    )


def _with_date(words: str, earliest: object) -> str:
    if earliest is None:
        return words
    return tr("%(obstacle)s (the first until %(date)s)", obstacle=words, date=format_date(earliest))

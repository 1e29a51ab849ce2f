"""A pairing's reasons in words: points by signal and concept, both texts marked, one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from matchmaker.experts.models import Expert
from matchmaker.kernel.words import N_, Message
from matchmaker.matching import OTHER_WORDS, Check, Part, Suggestion, suggestion_from_dict
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.letters.wording import worded
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import CHECKS, SIGNALS, shown_points
from matchmaker.topics.views import assistance_labels, concept_labels, topic_labels
from matchmaker.web.languages import language_name, tr

CONCEPTS, IN_PLACE = "concepts", "other_language"
CONCEPT_SIGNALS = frozenset({CONCEPTS, IN_PLACE, "help", "sector"})
QUOTED = CONCEPT_SIGNALS | {"words"}
SCATTERED = " … "  # stands between the words of one idea that are not neighbours in the text
DETAILS, SUMMED = 5, 3
WORTH_MARKING = 0.5  # points below which a concept's words are not marked in the texts
MEET = N_("both speak of %(concepts)s")
GIVES = N_("the provider gives the help that is asked for: %(kinds)s")
SPEAKS = N_("both work in: %(languages)s")
SOUTHERN = N_("both are countries of the South")
SENTENCE = N_("Why: %(reasons)s.")
CLAUSES = N_("%(one)s; %(other)s")
NAMES = N_("%(one)s, %(other)s")
NAMED = N_("“%(name)s”")


@dataclass(frozen=True)
class Detail:
    """One concept of a row, with the words that speak of it on both sides."""

    label: str
    need_words: tuple[str, ...]
    provider_words: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """One row of points: the signal that earned them, and for what."""

    what: str
    points: Decimal
    signal: str
    names: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    need_words: tuple[str, ...] = ()
    provider_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quoted:
    """A text of either side, with the words in it that counted."""

    title: str
    body: str
    language: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Explained:
    """A suggestion in words; the rows' points add up to the total exactly as shown."""

    total: Decimal
    summary: str
    rows: tuple[Reason, ...]
    checks: tuple[tuple[bool | None, str], ...]
    need_text: Quoted
    texts: tuple[Quoted, ...]
    need_language: str
    provider_language: str


def explain(pairing: Pairing) -> Explained | None:
    """Return the pairing's reasons in the page's language; None for one added by hand."""
    if not pairing.reasons:
        return None
    suggestion, need = suggestion_from_dict(pairing.reasons), pairing.need
    by_signal = _grouped(suggestion)
    shown = shown_points([sum(part.points for part in parts) for parts in by_signal.values()])
    rows = tuple(
        _reason(signal, parts, points)
        for (signal, parts), points in zip(by_signal.items(), shown, strict=True)
    )
    said = [word for part in suggestion.parts for word in part.need_words if _tells(part)]
    body = "\n".join(part for part in (need.problem, need.beneficiaries) if part)
    return Explained(
        total=sum(shown, Decimal(0)),
        summary=_summary(rows),
        rows=rows,
        checks=tuple(_checked(need, check) for check in suggestion.checks),
        need_text=Quoted(need.title, body, need.language, _apart(said)),
        texts=_quoted(suggestion, texts_of(pairing.provider)),
        need_language=need.language,
        provider_language=pairing.provider.language,
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


def _grouped(suggestion: Suggestion) -> dict[str, list[Part]]:
    """Return the parts by signal, in the order of the model card."""
    groups: dict[str, list[Part]] = {signal: [] for signal in SIGNALS}
    for part in suggestion.parts:
        groups[part.signal].append(part)
    return {signal: parts for signal, parts in groups.items() if parts}


def _reason(signal: str, parts: list[Part], points: Decimal) -> Reason:
    own = signal in {"words"}
    return Reason(
        what=tr(SIGNALS[signal]),
        points=points,
        signal=signal,
        names=_names(signal, _strongest(parts)),
        details=_details(parts) if signal == CONCEPTS else (),
        need_words=_apart(word for part in parts for word in part.need_words) if own else (),
        provider_words=_apart(word for part in parts for word in part.provider_words)
        if own
        else (),
    )


def _strongest(parts: Iterable[Part]) -> list[str]:
    """Return the keys of the parts, those of most points over all texts first."""
    points: dict[str, float] = {}
    for part in parts:
        points[part.key] = points.get(part.key, 0.0) + part.points
    return sorted((key for key in points if key != OTHER_WORDS), key=lambda key: -points[key])


def _details(parts: list[Part]) -> tuple[Detail, ...]:
    found = []
    for key in _strongest(parts)[:DETAILS]:
        own = [part for part in parts if part.key == key]
        label = "".join(concept_labels([key]))
        mine = _apart(word for part in own for word in part.need_words)
        theirs = _apart(word for part in own for word in part.provider_words)
        found.append(Detail(label, mine[:DETAILS], theirs[:DETAILS]))
    return tuple(found)


def _names(signal: str, keys: list[str]) -> tuple[str, ...]:
    if signal == "topics":
        return tuple(topic_labels(keys))
    if signal in CONCEPT_SIGNALS - {CONCEPTS}:
        return concept_labels(keys)[:DETAILS]
    if signal == "assistance":
        return tuple(assistance_labels(keys))
    if signal == "languages":
        return tuple(language_name(key) for key in keys)
    return ()


def _summary(rows: Iterable[Reason]) -> str:
    """Return why in one sentence, as it could be read out."""
    held = {row.signal: row for row in rows}
    clauses = []
    if CONCEPTS in held:
        labels = [detail.label for detail in held[CONCEPTS].details[:SUMMED]]
        clauses.append(tr(MEET, concepts=_listed(labels)))
    elif "topics" in held:
        clauses.append(tr(MEET, concepts=_listed(held["topics"].names[:SUMMED])))
    if "assistance" in held:
        clauses.append(tr(GIVES, kinds=_listed(held["assistance"].names)))
    if "languages" in held:
        clauses.append(tr(SPEAKS, languages=_listed(held["languages"].names)))
    if "south" in held:
        clauses.append(tr(SOUTHERN))
    return tr(SENTENCE, reasons=_joined(CLAUSES, clauses)) if clauses else ""


def _listed(names: Iterable[str]) -> str:
    return _joined(NAMES, [tr(NAMED, name=name) for name in names])


def _joined(message: Message, words: Sequence[str]) -> str:
    """Return the words one after the other, as the page's language sets them apart."""
    return reduce(lambda one, other: tr(message, one=one, other=other), words) if words else ""


def _quoted(suggestion: Suggestion, texts: dict[str, tuple[str, str, str]]) -> tuple[Quoted, ...]:
    words: dict[str, list[str]] = {}
    for part in suggestion.parts:
        if part.text and _tells(part):
            words.setdefault(part.text, []).extend(part.provider_words)
    used = [one.text for one in suggestion.evidence if one.text in texts]
    return tuple(Quoted(*texts[key], _apart(words.get(key, ()))) for key in used)


def _tells(part: Part) -> bool:
    """Return whether the part is worth marking in the texts."""
    return part.signal in QUOTED and part.points >= WORTH_MARKING


def _apart(words: Iterable[str]) -> tuple[str, ...]:
    """Return single words and phrases as they stand in a text, each once."""
    return tuple(dict.fromkeys(one for word in words for one in word.split(SCATTERED)))


def _checked(need: Need, check: Check) -> tuple[bool | None, str]:
    text = next((one.text for one in need.requirements if str(one.id) == check.requirement), "")
    return check.passed, worded(CHECKS, check.rule, check.need_value, text)

"""What people are told, in the language in which they read it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import flask_babel
from markupsafe import Markup, escape

from matchmaker.notices.lexicon import TELLING, Title, Value, Word
from matchmaker.notices.rules import restored
from matchmaker.web.languages import current_language, tr

FIRST_STRONG, END = "\u2068", "\u2069"
"""Unicode's isolates: what stands between them keeps its own direction."""
BREAKS = {"Cc", "Zl", "Zp"}
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Said:
    """Something that people are told, in one language."""

    subject: str
    """One line of plain text."""
    heading: Markup
    """The subject, with every title marked with its language."""
    plain: str
    html: Markup
    act: str
    """What the link says."""


def say(kind: str, params: Mapping[str, Any]) -> Said:
    """Return what the kind of telling says, in the language that texts are written in now."""
    telling, values = TELLING[kind], restored(params)
    plain = {name: _plain(value) for name, value in values.items()}
    html = {name: _html(value) for name, value in values.items()}
    subject, text = tr(telling.subject), tr(telling.text)
    return Said(
        subject=one_line(subject % plain),
        heading=escape(subject) % html,
        plain=text % plain,
        html=escape(text) % html,
        act=tr(telling.act),
    )


def one_line(text: str) -> str:
    """Return the text without line breaks and control characters, fit for a header."""
    spaced = (" " if unicodedata.category(char) in BREAKS else char for char in text)
    return re.sub(r"\s+", " ", "".join(spaced)).strip()


def _shown(value: Value) -> str:
    match value:
        case Title(text):
            return text
        case Word(message):
            return tr(message)
        case datetime():
            return str(flask_babel.format_datetime(value, "long"))
        case date():
            return str(flask_babel.format_date(value, "long"))
        case int():
            return str(flask_babel.format_decimal(value))
    return value


def _plain(value: Value) -> str:
    """Return the value as plain text that cannot disturb the direction of its sentence."""
    if not isinstance(value, Title | str):
        return _shown(value)
    text = OVERRIDES.sub("", _shown(value))
    return f"{FIRST_STRONG}{text}{END}" if _needs_isolation(text) else text


def _needs_isolation(text: str) -> bool:
    right_to_left = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    return right_to_left or current_language().direction == "rtl"


def _html(value: Value) -> Markup:
    match value:
        case Title(text, language):
            return Markup('<bdi lang="{}">{}</bdi>').format(language, text)
        case str():
            return Markup("<bdi>{}</bdi>").format(value)
    return escape(_shown(value))

"""Rules and obstacles in the words of the page's language."""

from collections.abc import Callable

from matchmaker.kernel.words import Message
from matchmaker.places.views import group_name
from matchmaker.topics.views import topic_labels
from matchmaker.web.languages import language_name, tr


def worded(table: dict[str, Message], rule: str, value: str, text: str = "") -> str:
    """Return what the table says of a rule, with its value in the page's language."""
    return tr(table[rule], value=_value(rule, value) or text)


def _value(rule: str, value: str) -> str:
    names: dict[str, Callable[[str], str]] = {
        "language": language_name,
        "topic": lambda code: " ".join(topic_labels([code])),
        "group": group_name,
    }
    return names.get(rule, str)(value)

"""Reading catalogues of messages: what is wrong with a translation, in plain words."""

import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*%\((\w+)\)")
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)


class _Anything(dict[str, object]):
    """A value for whatever a text asks for."""

    def __missing__(self, _key: str) -> int:
        return 1


def forms(message: Message, side: str) -> tuple[str, ...]:
    """Return the singular and plural forms of a message's id or string."""
    value = message.id if side == "id" else message.string
    return (value,) if isinstance(value, str) else tuple(value or ())


def faults(wanted: Iterable[Message], catalogue: Catalog) -> list[str]:
    """Return everything that is wrong with a catalogue that should hold the wanted messages."""
    texts = {(_key(message), message.context) for message in wanted if message.id}
    found = [
        f"not there: {_shown(key)}"
        for key, context in sorted(texts, key=str)
        if catalogue.get(key, context) is None
    ]
    for message in catalogue:
        if message.id:
            found += [f"{fault}: {_shown(_key(message))}" for fault in _of(message)]
            if (_key(message), message.context) not in texts:
                found.append(f"no longer used: {_shown(_key(message))}")
    return found


def _key(message: Message) -> str:
    return forms(message, "id")[0]


def _shown(text: str) -> str:
    return repr(text if len(text) <= 70 else f"{text[:69]}…")


def _of(message: Message) -> Iterator[str]:
    """Give the faults of one message."""
    if message.fuzzy:
        yield "fuzzy"
    said = forms(message, "string")
    if not all(said):
        yield "not translated"
        return
    for text in said:
        yield from text_faults(forms(message, "id"), text)


def text_faults(ids: tuple[str, ...], text: str) -> Iterator[str]:
    """Give what a translated text has lost or added against its English forms."""
    one, english = ids[0], ids[-1]
    if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(english)):
        yield f"other placeholders in {text!r}"
    if _edges(text) != _edges(one):
        yield f"other space at the edges of {text!r}"
    if sorted(TAG.findall(text)) != sorted(TAG.findall(english)):
        yield f"other HTML tags in {text!r}"
    if _formats(english) and not _formats(text):
        yield f"a stray per cent sign in {text!r}"


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _formats(text: str) -> bool:
    try:
        text % _Anything()
    except (ValueError, TypeError):
        return False
    return True

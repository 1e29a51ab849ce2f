"""Reading catalogues of messages: what is wrong with a translation, in plain words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import c2py

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"(?<!%)(?:%%)*%\((\w+)\)")
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
SOME_NUMBERS = 1000
"""So many numbers are tried to learn which of them share a plural form."""


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
    single = single_numbers(catalogue)
    found = [
        f"not there: {_shown(key)}"
        for key, context in sorted(texts, key=str)
        if catalogue.get(key, context) is None
    ]
    for message in catalogue:
        if message.id:
            found += [f"{fault}: {_shown(_key(message))}" for fault in _of(message, single)]
            if (_key(message), message.context) not in texts:
                found.append(f"no longer used: {_shown(_key(message))}")
    return found


def _key(message: Message) -> str:
    return forms(message, "id")[0]


def _shown(text: str) -> str:
    return repr(text if len(text) <= 70 else f"{text[:69]}…")


def single_numbers(catalogue: Catalog) -> set[int]:
    """Return the plural forms that stand for one number only, as the Arabic dual does."""
    chosen = c2py(str(catalogue.plural_expr))
    used = Counter(chosen(number) for number in range(SOME_NUMBERS))
    return {form for form, times in used.items() if times == 1}


def _of(message: Message, single: set[int]) -> Iterator[str]:
    """Give the faults of one message."""
    if message.fuzzy:
        yield "fuzzy"
    said = forms(message, "string")
    if not all(said):
        yield "not translated"
        return
    for number, text in enumerate(said):
        in_words = message.pluralizable and number in single
        yield from text_faults(forms(message, "id"), text, number_in_words=in_words)


def text_faults(ids: tuple[str, ...], text: str, *, number_in_words: bool) -> Iterator[str]:
    """Give what a translated text has lost or added against its English forms.

    A form for one number only may say the number in words, and so do without its placeholder.
    """
    one, english = ids[0], ids[-1]
    wanted, there = (set(PLACEHOLDER.findall(held)) for held in (english, text))
    if there != wanted and not (number_in_words and there | {"num"} == wanted):
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

"""Marks texts for translation where no request, and so no language, is known."""

from typing import NewType

Message = NewType("Message", str)
"""An English message id of the catalogues, to be translated where it is shown."""


def N_(text: str) -> Message:  # noqa: N802  # the name that gettext tools know
    """Return the text unchanged, marked for the extraction of messages."""
    return Message(text)


def whole_number(text: str) -> int | None:
    """Return the number that the text says in plain digits, if every database can hold it."""
    return int(text) if len(text) < 10 and text.isascii() and text.isdigit() else None

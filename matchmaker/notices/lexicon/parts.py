"""What a text to people is made of.

Texts are English messages of the catalogues with named placeholders; they are put into the
reader's language only when they are shown or sent. A title stays in its own language.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from matchmaker.kernel.words import Message


@dataclass(frozen=True)
class Title:
    """A record's title, in the language in which it was written."""

    text: str
    language: str


@dataclass(frozen=True)
class Word:
    """A word that is translated for each reader, such as the name of a role."""

    message: Message


Value = str | int | date | datetime | Title | Word
"""What can stand for a placeholder."""


@dataclass(frozen=True)
class Addressee:
    """Somebody to write to who has no account, or none that is confirmed."""

    email: str
    name: str
    language: str


@dataclass(frozen=True)
class Telling:
    """One kind of thing that people are told."""

    key: str
    when: str
    """When it is told, and to whom; for readers of the code."""
    subject: Message
    text: Message
    """What happened, what to do next, and by when."""
    act: Message
    """What the link to the record says."""
    mail: bool = True
    site: bool = True

    @property
    def placeholders(self) -> frozenset[str]:
        """Return the names that have to be given."""
        return frozenset(re.findall(r"%\((\w+)\)s", self.subject + self.text))

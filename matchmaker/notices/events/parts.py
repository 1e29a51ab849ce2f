"""What a line of the table is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.kernel.events import Event
from matchmaker.notices.lexicon import Addressee, Value

E = TypeVar("E", bound=Event)
Audience = Iterable[Account | Addressee]


@dataclass(frozen=True)
class LettersWritten(Event):
    """Letters were put into the outbox and can be sent once the transaction is safe."""


@dataclass(frozen=True)
class About:
    """What a text is about: the page that it leads to and the values of its placeholders."""

    endpoint: str
    link: Mapping[str, str] = field(default_factory=dict)
    """What the page's address holds besides the language: usually `ref`."""
    params: Mapping[str, Value] = field(default_factory=dict)
    dedupe: str | None = None


@dataclass(frozen=True)
class When(Generic[E]):
    """Who is told what, when an event is announced."""

    event: type[E]
    audience: Callable[[Session, E], Audience]
    kind: str
    about: Callable[[Session, E], About]
    only: Callable[[E], bool] = lambda event: True
    """Which of these events it is told of."""

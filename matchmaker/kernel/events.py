"""Facts announced inside a transaction, and those who listen to them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Event:
    """Something that has just become true."""


E = TypeVar("E", bound=Event)
_listeners: dict[type[Event], list[Callable[[Session, Any], None]]] = defaultdict(list)


def listen(kind: type[E], listener: Callable[[Session, E], None]) -> None:
    """Call the listener, in the same transaction, whenever such an event is announced."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def announce(session: Session, event: Event) -> None:
    """Tell everybody who listens, after what was changed so far is visible to queries."""
    session.flush()
    for listener in _listeners[type(event)]:
        listener(session, event)


def after_commit(session: Session, work: Callable[[], None]) -> None:
    """Keep work that starts only when the transaction is safe; see `run_after_commit`."""
    session.info.setdefault("after_commit", []).append(work)


def run_after_commit(session: Session) -> None:
    """Do the work that waited for the commit."""
    for work in session.info.pop("after_commit", []):
        work()


def forget_after_commit(session: Session) -> None:
    """Drop the work that waited for a commit that never came."""
    session.info.pop("after_commit", None)

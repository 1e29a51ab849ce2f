"""What happens to needs."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class NeedMoved(Event):
    """A need took a step of its workflow; the base of the facts below."""

    need_id: int
    reason: str = ""


@dataclass(frozen=True)
class NeedSubmitted(NeedMoved):
    """A need waits for the secretariat's review."""


@dataclass(frozen=True)
class NeedReturned(NeedMoved):
    """A need went back to its office with a note."""


@dataclass(frozen=True)
class NeedPublished(NeedMoved):
    """A need can be read and answered by everybody, for the first time or again."""


@dataclass(frozen=True)
class NeedClosed(NeedMoved):
    """A need was closed without being met."""


@dataclass(frozen=True)
class NeedWithdrawn(NeedMoved):
    """A need was taken back by its office."""

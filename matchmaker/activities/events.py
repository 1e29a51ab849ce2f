"""What happens to activities."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class ActivityMoved(Event):
    """Something became true of an activity; the base of the facts below."""

    activity_id: int


@dataclass(frozen=True)
class ActivityOpened(ActivityMoved):
    """Both sides agreed to a pairing, and its activity was opened."""


@dataclass(frozen=True)
class ActivityStarted(ActivityMoved):
    """An activity is under way."""


@dataclass(frozen=True)
class ActivityReported(ActivityMoved):
    """One side said what came of it, or said it anew."""

    side: str
    """One of beneficiary, provider, expert."""


@dataclass(frozen=True)
class ActivityConfirmationAsked(ActivityMoved):
    """Both sides have reported, and both countries are asked to confirm the record."""


@dataclass(frozen=True)
class ActivityConfirmed(ActivityMoved):
    """Both countries have confirmed the record."""


@dataclass(frozen=True)
class ActivityDisputed(ActivityMoved):
    """A side does not agree with the record."""

    reason: str


@dataclass(frozen=True)
class ActivityReopened(ActivityMoved):
    """The secretariat asks the sides to report again."""

    reason: str


@dataclass(frozen=True)
class ActivityCancelled(ActivityMoved):
    """An activity will not be carried out or finished."""

    reason: str


@dataclass(frozen=True)
class ActivityOverdue(ActivityMoved):
    """An activity ended a month ago, and not both sides have reported."""

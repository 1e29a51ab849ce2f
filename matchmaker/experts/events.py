"""What happens to the profiles of experts."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class ExpertMoved(Event):
    """A profile took a step of its workflow; the base of the facts below."""

    expert_id: int
    reason: str = ""


@dataclass(frozen=True)
class ExpertSubmitted(ExpertMoved):
    """A profile waits to be vetted by the secretariat."""


@dataclass(frozen=True)
class ExpertReturned(ExpertMoved):
    """A profile went back to the person with a note."""


@dataclass(frozen=True)
class ExpertPublished(ExpertMoved):
    """An expert is in the roster and can be suggested, for the first time or again."""


@dataclass(frozen=True)
class ExpertPaused(ExpertMoved):
    """A profile rests or is being changed: it is not suggested until it is published again."""


@dataclass(frozen=True)
class ExpertWithdrawn(ExpertMoved):
    """A person left the roster."""


@dataclass(frozen=True)
class ExpertAvailabilityChanged(ExpertMoved):
    """A published expert's availability, capacity or conflicts of interest changed."""

"""What happens to pairings."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class SuggestionsMade(Event):
    """A need was compared with all providers for the first time since it was published."""

    need_id: int
    count: int


@dataclass(frozen=True)
class PairingMoved(Event):
    """Something happened to a pairing; the base of the facts below."""

    pairing_id: int


@dataclass(frozen=True)
class ProposalMade(PairingMoved):
    """Both sides are asked whether they want to work together."""


@dataclass(frozen=True)
class ProposalReminded(PairingMoved):
    """The date for an answer is near, and a side has not answered."""


@dataclass(frozen=True)
class SideAccepted(PairingMoved):
    """One side said yes, and the other has not answered yet."""

    side: str


@dataclass(frozen=True)
class QuestionAsked(PairingMoved):
    """Somebody asked a question about the proposal, or answered one."""

    message_id: int


@dataclass(frozen=True)
class PairingAgreed(PairingMoved):
    """Both sides said yes: contacts are exchanged."""


@dataclass(frozen=True)
class PairingDeclined(PairingMoved):
    """One side said no, with a reason."""

    side: str
    reason: str


@dataclass(frozen=True)
class PairingLapsed(PairingMoved):
    """The date for an answer passed."""


@dataclass(frozen=True)
class ProposalWithdrawn(PairingMoved):
    """The secretariat took the proposal back."""

    reason: str


@dataclass(frozen=True)
class ExperienceAsked(Event):
    """It is asked who was ever deployed: whoever knows of somebody adds them."""

    organizations: set[int | None]
    experts: set[int | None]


@dataclass(frozen=True)
class WeightsChanged(Event):
    """The engine weighs with other weights: the suggestions for open needs are to be renewed."""


@dataclass(frozen=True)
class ProvidersChanged(Event):
    """An offer or an expert came or went: the suggestions for open needs are to be renewed."""

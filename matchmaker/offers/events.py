"""What happens to offers."""

from dataclasses import dataclass

from matchmaker.kernel.events import Event


@dataclass(frozen=True)
class OfferMoved(Event):
    """An offer took a step of its workflow; the base of the facts below."""

    offer_id: int
    reason: str = ""


@dataclass(frozen=True)
class OfferSubmitted(OfferMoved):
    """An offer waits for the secretariat's review."""


@dataclass(frozen=True)
class OfferReturned(OfferMoved):
    """An offer went back to its organization with a note."""


@dataclass(frozen=True)
class OfferPublished(OfferMoved):
    """An offer can be read and suggested, for the first time or again."""


@dataclass(frozen=True)
class OfferPaused(OfferMoved):
    """An offer rests or is being changed: it is not suggested until it is published again."""


@dataclass(frozen=True)
class OfferWithdrawn(OfferMoved):
    """An offer was taken back by its organization."""

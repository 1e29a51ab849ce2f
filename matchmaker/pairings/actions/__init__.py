"""Everything that changes a pairing."""

from matchmaker.pairings.actions.answer import accept, decline, post_message
from matchmaker.pairings.actions.dates import lapse_overdue, remind_sides
from matchmaker.pairings.actions.decide import (
    add_candidate,
    add_note,
    close_for_need,
    follow,
    propose,
    renew_for_need,
    take_step,
)
from matchmaker.pairings.actions.listening import listen_to_features
from matchmaker.pairings.actions.suggest import suggest_all, suggest_for_need

__all__ = [
    "accept",
    "add_candidate",
    "add_note",
    "close_for_need",
    "decline",
    "follow",
    "lapse_overdue",
    "listen_to_features",
    "post_message",
    "propose",
    "remind_sides",
    "renew_for_need",
    "suggest_all",
    "suggest_for_need",
    "take_step",
]

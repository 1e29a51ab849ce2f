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
from matchmaker.pairings.actions.fitting import fitted_engine, forget_index, keep_index_in
from matchmaker.pairings.actions.listening import listen_to_features
from matchmaker.pairings.actions.preview import Shift, shift, shifts_with
from matchmaker.pairings.actions.suggest import suggest_all, suggest_for_need

__all__ = [
    "Shift",
    "accept",
    "add_candidate",
    "add_note",
    "close_for_need",
    "decline",
    "fitted_engine",
    "follow",
    "forget_index",
    "keep_index_in",
    "lapse_overdue",
    "listen_to_features",
    "post_message",
    "propose",
    "remind_sides",
    "renew_for_need",
    "shift",
    "shifts_with",
    "suggest_all",
    "suggest_for_need",
    "take_step",
]

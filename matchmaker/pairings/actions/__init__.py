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
from matchmaker.pairings.actions.fitting import (
    encoder_name,
    fitted_engine,
    forget_index,
    keep_index_in,
)
from matchmaker.pairings.actions.learning import Considered, basis_of, consider_weights
from matchmaker.pairings.actions.listening import listen_to_features
from matchmaker.pairings.actions.preview import Shift, shift, shifts_with
from matchmaker.pairings.actions.suggest import suggest_all, suggest_for_need
from matchmaker.pairings.actions.weighing import (
    accept_weights,
    basis_changed,
    propose_weights,
    refuse_weights,
    retire_weights,
    verdicts_of,
)

__all__ = [
    "Considered",
    "Shift",
    "accept",
    "accept_weights",
    "add_candidate",
    "add_note",
    "basis_changed",
    "basis_of",
    "close_for_need",
    "consider_weights",
    "decline",
    "encoder_name",
    "fitted_engine",
    "follow",
    "forget_index",
    "keep_index_in",
    "lapse_overdue",
    "listen_to_features",
    "post_message",
    "propose",
    "propose_weights",
    "refuse_weights",
    "remind_sides",
    "renew_for_need",
    "retire_weights",
    "shift",
    "shifts_with",
    "suggest_all",
    "suggest_for_need",
    "take_step",
    "verdicts_of",
]

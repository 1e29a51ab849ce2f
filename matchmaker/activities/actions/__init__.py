"""Everything that changes an activity."""

from matchmaker.activities.actions.follow_up import derive_marks, remind_overdue
from matchmaker.activities.actions.opening import (
    open_activity,
    open_activity_from_pairing,
    open_when_agreed,
    record_activity,
)
from matchmaker.activities.actions.planning import PartyGiven, revise_plan
from matchmaker.activities.actions.progress import give_report, take_step

__all__ = [
    "PartyGiven",
    "derive_marks",
    "give_report",
    "open_activity",
    "open_activity_from_pairing",
    "open_when_agreed",
    "record_activity",
    "remind_overdue",
    "revise_plan",
    "take_step",
]

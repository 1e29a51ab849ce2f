"""Who decides on the weights of the engine, and the way of a proposal for new ones."""

from collections.abc import Mapping
from typing import Any

from matchmaker.kernel.rights import Actor, Permission, Predicate, secretariat, staff
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import State, Step, Workflow, register

PROPOSED, ACCEPTED, REFUSED, REPLACED = "proposed", "accepted", "refused", "replaced"
LEARNED_FROM: Mapping[str, Message] = {
    "collection": N_("the judged collection"),
    "decisions": N_("decisions made on this platform"),
}


class WeightPermission(Permission):
    """What can be done with the weights of the engine."""

    SEE = "pairings:weights:see"
    """See the weights in use, the proposals for others, and what they would change."""
    PROPOSE = "pairings:weights:propose"
    """Keep a proposal for new weights, with its comparison."""
    DECIDE = "pairings:weights:decide"
    """Accept or refuse new weights, and go back to the defaults."""
    FOLLOW = "pairings:weights:follow"
    """Replace weights by others; only the platform does."""


def nobody(_actor: Actor, _record: Any) -> bool:
    """Only the platform itself may."""
    return False


WEIGHT_RIGHTS: Mapping[Permission, Predicate] = {
    WeightPermission.SEE: staff,
    WeightPermission.PROPOSE: secretariat,
    WeightPermission.DECIDE: secretariat,
    WeightPermission.FOLLOW: nobody,
}

WEIGHT_WORKFLOW = register(
    Workflow(
        "weight_proposal",
        states=(
            State(PROPOSED, N_("Proposed"), "waiting"),
            State(ACCEPTED, N_("In use"), "good"),
            State(REFUSED, N_("Refused"), "stopped"),
            State(REPLACED, N_("Replaced"), "neutral"),
        ),
        steps=(
            Step(
                "accept",
                N_("Accept these weights"),
                N_("Accepted: suggestions are made with these weights"),
                frozenset({PROPOSED}),
                ACCEPTED,
                WeightPermission.DECIDE,
                asks_reason=True,
                public=False,
            ),
            Step(
                "refuse",
                N_("Refuse these weights"),
                N_("Refused"),
                frozenset({PROPOSED}),
                REFUSED,
                WeightPermission.DECIDE,
                asks_reason=True,
                public=False,
                tone="secondary",
            ),
            Step(
                "retire",
                N_("Go back to the defaults"),
                N_("Taken out of use: suggestions are made with the defaults"),
                frozenset({ACCEPTED}),
                REPLACED,
                WeightPermission.DECIDE,
                asks_reason=True,
                public=False,
                tone="danger",
            ),
            Step(
                "replace",
                N_("Replace"),
                N_("Replaced by others"),
                frozenset({PROPOSED, ACCEPTED}),
                REPLACED,
                WeightPermission.FOLLOW,
                public=False,
                automatic=True,
            ),
        ),
    )
)
ACTS: Mapping[str, Message] = {"weights_proposed": N_("Weights proposed")}

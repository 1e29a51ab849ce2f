"""The weights that the engine uses, and the proposals for others."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.kernel.errors import Missing
from matchmaker.matching import Weights
from matchmaker.pairings.models import WeightProposal
from matchmaker.pairings.rules.weighing import ACCEPTED, PROPOSED

MOST_SHOWN = 50


def weights_in_use(session: Session) -> Weights:
    """Return the accepted weights, or the defaults; it costs one small question."""
    stored = session.scalar(
        select(WeightProposal.weights).where(WeightProposal.state == ACCEPTED).limit(1)
    )
    return weights_from(stored) or Weights()


def weights_from(stored: Mapping[str, Any] | None) -> Weights | None:
    """Return stored weights; none where the engine has other signals now than it had then."""
    if not stored or stored.keys() != Weights().each().keys():
        return None
    try:
        return Weights(**{name: float(value) for name, value in stored.items()})
    except (TypeError, ValueError):
        return None


def weight_proposal_by_ref(session: Session, ref: str) -> WeightProposal:
    """Return the proposal of that reference, or raise `Missing`."""
    found = session.scalar(select(WeightProposal).where(WeightProposal.ref == ref.upper()))
    if found is None:
        raise Missing
    return found


def weight_proposals(session: Session) -> list[WeightProposal]:
    """Return the last proposals, the newest first."""
    found = select(WeightProposal).order_by(WeightProposal.id.desc()).limit(MOST_SHOWN)
    return list(session.scalars(found))


def in_state(session: Session, state: str) -> WeightProposal | None:
    """Return the newest proposal in a state."""
    found = select(WeightProposal).where(WeightProposal.state == state)
    return session.scalar(found.order_by(WeightProposal.id.desc()).limit(1))


def weights_waiting(session: Session) -> WeightProposal | None:
    """Return the proposal that waits for a decision."""
    return in_state(session, PROPOSED)


def weights_accepted(session: Session) -> WeightProposal | None:
    """Return the proposal whose weights are in use."""
    return in_state(session, ACCEPTED)

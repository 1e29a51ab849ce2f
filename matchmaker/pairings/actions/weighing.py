"""Keeping proposals for new weights, and deciding on them: people do, never the platform."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.errors import NotAllowed, Refused
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM, Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version, name_acts
from matchmaker.kernel.workflow import take_step as move
from matchmaker.matching.guard import Verdict, acceptable
from matchmaker.pairings.actions.learning import Considered, basis_of
from matchmaker.pairings.events import WeightsChanged
from matchmaker.pairings.models import WeightProposal
from matchmaker.pairings.queries.weights import weights_from
from matchmaker.pairings.rules.weighing import (
    ACCEPTED,
    ACTS,
    PROPOSED,
    WEIGHT_WORKFLOW,
    WeightPermission,
)

name_acts(WEIGHT_WORKFLOW.kind, ACTS)


def propose_weights(session: Session, actor: Actor, considered: Considered) -> WeightProposal:
    """Keep the weights and their comparison; nothing is ranked by them until a person accepts."""
    demand(actor, WeightPermission.PROPOSE)
    _replace(session, PROPOSED)
    year = clock.today().year
    proposal = WeightProposal(
        ref=f"WP-{year}-{next_number(session, f'weights-{year}'):04d}",
        state=PROPOSED,
        weights=considered.learned.weights.each(),
        evaluation=considered.as_dict(),
        made_by=actor.name,
        made_at=clock.now(),
    )
    session.add(proposal)
    session.flush()
    journal.note(
        session, actor, "weights_proposed", WEIGHT_WORKFLOW.kind, proposal.ref, after=PROPOSED
    )
    return proposal


def accept_weights(
    session: Session,
    actor: Actor,
    proposal: WeightProposal,
    reason: str,
    *,
    seen: int | None = None,
) -> None:
    """Rank with these weights from now on; refused if a group would lose or the basis changed."""
    _demand_person(actor)
    check_version(proposal, seen)
    if proposal.state == PROPOSED and reason.strip():
        _check_proposal(session, proposal)
        _replace(session, ACCEPTED)
    _decide(session, actor, proposal, "accept", reason, seen)
    announce(session, WeightsChanged())


def refuse_weights(
    session: Session,
    actor: Actor,
    proposal: WeightProposal,
    reason: str,
    *,
    seen: int | None = None,
) -> None:
    """Leave the weights as they are."""
    _demand_person(actor)
    _decide(session, actor, proposal, "refuse", reason, seen)


def retire_weights(
    session: Session,
    actor: Actor,
    proposal: WeightProposal,
    reason: str,
    *,
    seen: int | None = None,
) -> None:
    """Rank with the defaults again."""
    _demand_person(actor)
    _decide(session, actor, proposal, "retire", reason, seen)
    announce(session, WeightsChanged())


def verdicts_of(proposal: WeightProposal) -> list[Verdict]:
    """Return what the proposal's comparison said of each group."""
    return [Verdict(**one) for one in proposal.evaluation.get("verdicts", [])]


def basis_changed(session: Session, proposal: WeightProposal) -> bool:
    """Return whether something that the comparison rests upon has changed since."""
    return bool(proposal.evaluation.get("basis") != basis_of(session))


def _demand_person(actor: Actor) -> None:
    demand(actor, WeightPermission.DECIDE)
    if actor.machine:
        raise NotAllowed(N_("Only a person can decide on the weights."))


def _check_proposal(session: Session, proposal: WeightProposal) -> None:
    if weights_from(proposal.weights) is None:
        raise Refused(N_("The engine has other signals now than when this was proposed."))
    if not acceptable(verdicts_of(proposal)):
        raise Refused(N_("The comparison says that a group of needs would lose by these weights."))
    if basis_changed(session, proposal):
        raise Refused(
            N_(
                "Decisions, the words of the lexicon or the weights in use have changed since the "
                "comparison. Learn anew."
            )
        )


def _decide(
    session: Session,
    actor: Actor,
    proposal: WeightProposal,
    step: str,
    reason: str,
    seen: int | None,
) -> None:
    told: Mapping[str, Any] = {"weights": proposal.weights} if step == "accept" else {}
    with session.no_autoflush:
        move(session, WEIGHT_WORKFLOW, proposal, step, actor, reason=reason, seen=seen, **told)
        _sign(proposal, actor, reason)
    session.flush()


def _sign(proposal: WeightProposal, actor: Actor, reason: str) -> None:
    proposal.decided_by, proposal.decided_at = actor.name, clock.now()
    proposal.reason = reason.strip()


def _replace(session: Session, state: str) -> None:
    """Let what is in the state make way for what comes."""
    found = select(WeightProposal).where(WeightProposal.state == state)
    for earlier in session.scalars(found).all():
        with session.no_autoflush:
            move(session, WEIGHT_WORKFLOW, earlier, "replace", PLATFORM)
            earlier.decided_at = clock.now()
    session.flush()

"""What the secretariat decides about a pairing."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, Refused
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM, Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import take_step as move
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.actions.suggest import new_pairing, suggest_for_need
from matchmaker.pairings.events import ProposalMade, ProposalWithdrawn
from matchmaker.pairings.models import Pairing, PairingNote
from matchmaker.pairings.queries import open_proposal, pairings_of_need, provider_key
from matchmaker.pairings.rules import (
    NEED_CLOSED,
    OPEN_STATES,
    PROPOSED,
    WORKFLOW,
    PairingPermission,
)
from matchmaker.pairings.rules.decisions import checked_code
from matchmaker.publication.actions import dequeue, enqueue
from matchmaker.publication.rules import PUBLISHED

DECISION_DAYS = 14
STEPS = frozenset({"shortlist", "dismiss", "withdraw"})


def take_step(
    session: Session,
    actor: Actor,
    pairing: Pairing,
    name: str,
    *,
    reason: str = "",
    reason_code: str = "",
    seen: int | None = None,
) -> None:
    """Shortlist a candidate, put it aside, or take a proposal back; say what the reason is about.

    Only what the reasons for putting aside are about is asked for, and kept.
    """
    code = checked_code(reason_code) if name == "dismiss" else ""
    if name in {"dismiss", "withdraw"} and reason.strip():
        demand(actor, WORKFLOW.step(name).permission, pairing)
        told = {"about": code} if code else {}
        with session.no_autoflush:
            move(session, WORKFLOW, pairing, name, actor, reason=reason, seen=seen, **told)
            pairing.reason, pairing.reason_code = reason.strip(), code
    else:
        move(session, WORKFLOW, pairing, name, actor, reason=reason, seen=seen)
    if name == "withdraw":
        pairing.closed_at = clock.now()
        wait_for_decision(session, pairing.need)
        announce(session, ProposalWithdrawn(pairing.id, reason))


def add_candidate(session: Session, actor: Actor, need: Need, provider: Offer | Expert) -> Pairing:
    """Put a provider on the shortlist that the engine did not suggest."""
    demand(actor, PairingPermission.SHORTLIST)
    _check_open(need)
    key = provider_key(provider)
    held = [one for one in pairings_of_need(session, need) if provider_key(one.provider) == key]
    if provider.state != PUBLISHED:
        raise Invalid("provider", N_("This provider is not published."))
    if isinstance(provider, Offer) and provider.organization_id == need.organization_id:
        raise Invalid("provider", N_("An office cannot answer its own need."))
    pairing = held[0] if held else new_pairing(session, need, key)
    session.flush()
    move(session, WORKFLOW, pairing, "shortlist", actor)
    return pairing


def renew_for_need(session: Session, actor: Actor, need: Need) -> int:
    """Compare an open need with all providers again; return how many are suggested."""
    demand(actor, PairingPermission.REVIEW)
    _check_open(need)
    return suggest_for_need(session, need)


def _check_open(need: Need) -> None:
    if need.state != PUBLISHED:
        raise Refused(N_("The need is not open any more."))


def add_note(session: Session, actor: Actor, pairing: Pairing, text: str) -> PairingNote:
    """Keep a note that only the secretariat reads."""
    demand(actor, PairingPermission.REVIEW, pairing)
    if not text:
        raise Invalid("note", N_("Write the note first."))
    note = PairingNote(pairing_id=pairing.id, author_id=actor.account_id, text=text, at=clock.now())
    session.add(note)
    journal.note(session, actor, "noted", "pairing", pairing.ref)
    return note


def propose(
    session: Session,
    actor: Actor,
    pairing: Pairing,
    answer_by: date,
    *,
    cover_note: str = "",
    follow_shortlist: bool = False,
    seen: int | None = None,
) -> None:
    """Ask both sides whether they want to work together, by a date."""
    demand(actor, PairingPermission.PROPOSE, pairing)
    if answer_by <= clock.today():
        raise Invalid("answer_by", N_("Leave both sides at least one day to answer."))
    _check_proposable(session, pairing)
    with session.no_autoflush:
        move(session, WORKFLOW, pairing, "propose", actor, seen=seen)
        pairing.proposed_at = clock.now()
        pairing.proposed_by_id = actor.account_id
        pairing.answer_by = answer_by
        pairing.cover_note = cover_note
        pairing.follow_shortlist = follow_shortlist
        pairing.need_answer = pairing.provider_answer = ""
        pairing.need_answered_at = pairing.provider_answered_at = None
        pairing.reminded_at = pairing.closed_at = None
    dequeue(session, "pairing", pairing.need.ref)
    journal.note(session, actor, "proposed", "need", pairing.need.ref, public=True)
    announce(session, ProposalMade(pairing.id))


def _check_proposable(session: Session, pairing: Pairing) -> None:
    # Of two proposals for one need at the same moment, the second waits here for the first.
    session.refresh(pairing.need, ["state", "version"], with_for_update=True)
    _check_open(pairing.need)
    if pairing.provider.state != PUBLISHED:
        raise Refused(N_("The provider is not available any more."))
    if pairing.state in OPEN_STATES and open_proposal(session, pairing.need) is not None:
        raise Refused(
            N_("Another provider has been proposed for this need. Wait for the answers first.")
        )


def wait_for_decision(session: Session, need: Need) -> None:
    """Make the need wait for the secretariat to propose a provider."""
    if need.state != PUBLISHED:
        return
    soon = clock.today() + timedelta(days=DECISION_DAYS)
    enqueue(
        session,
        "pairing",
        need.ref,
        endpoint="candidates.show",
        title=need.title,
        language=need.language,
        country=need.country_code,
        due_on=min(soon, need.answer_by) if need.answer_by else soon,
    )


def close_for_need(session: Session, need: Need) -> None:
    """Take back what is proposed for a need that is not open any more."""
    dequeue(session, "pairing", need.ref)
    for pairing in pairings_of_need(session, need):
        if pairing.state == PROPOSED:
            take_step(
                session,
                PLATFORM,
                pairing,
                "withdraw",
                reason=NEED_CLOSED,
            )


def follow(session: Session, pairing: Pairing, name: str) -> None:
    """Move an agreed pairing along with its activity: `complete` or `end`."""
    move(session, WORKFLOW, pairing, name, PLATFORM)
    pairing.closed_at = clock.now()

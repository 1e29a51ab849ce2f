"""What the passing of time does to proposals."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM
from matchmaker.kernel.workflow import take_step as move
from matchmaker.pairings.actions.decide import propose, wait_for_decision
from matchmaker.pairings.events import PairingLapsed, ProposalReminded
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.queries import (
    next_on_shortlist,
    overdue_proposals,
    proposals_to_remind,
)
from matchmaker.pairings.rules import WORKFLOW
from matchmaker.publication.rules import PUBLISHED

LONGEST_TIME = 366


def lapse_overdue(session: Session) -> int:
    """Let every proposal lapse whose date has passed; return how many did."""
    overdue = overdue_proposals(session, clock.today())
    for pairing in overdue:
        move(session, WORKFLOW, pairing, "lapse", PLATFORM)
        pairing.closed_at = clock.now()
        journal.note(session, PLATFORM, "proposal_lapsed", "need", pairing.need.ref, public=True)
        announce(session, PairingLapsed(pairing.id))
        ask_next(session, pairing)
    return len(overdue)


def remind_sides(session: Session, days: int = 7) -> int:
    """Remind the sides that have not answered and have at most so many days left."""
    due = proposals_to_remind(session, clock.today() + timedelta(days=days))
    reminded = [one for one in due if _half_passed(one)]
    for pairing in reminded:
        pairing.reminded_at = clock.now()
        announce(session, ProposalReminded(pairing.id))
    return len(reminded)


def _half_passed(pairing: Pairing) -> bool:
    """Return whether at least half of the time for an answer is over."""
    if pairing.proposed_at is None or pairing.answer_by is None:
        return False
    asked = pairing.proposed_at.date()
    return clock.today() >= asked + (pairing.answer_by - asked) / 2


def ask_next(session: Session, pairing: Pairing) -> None:
    """Ask the next on the shortlist if a person ordered it; otherwise wait for a decision."""
    wanted = pairing.follow_shortlist and pairing.need.state == PUBLISHED
    following = next_on_shortlist(session, pairing.need) if wanted else None
    if following is None:
        wait_for_decision(session, pairing.need)
        return
    propose(
        session,
        PLATFORM,
        following,
        _same_time(pairing),
        cover_note=pairing.cover_note,
        follow_shortlist=True,
    )
    following.proposed_by_id = pairing.proposed_by_id


def _same_time(pairing: Pairing) -> date:
    """Return a date that leaves as many days as the earlier proposal had."""
    if pairing.proposed_at is None or pairing.answer_by is None:
        return clock.days_from_now(21)
    given = (pairing.answer_by - pairing.proposed_at.date()).days
    return clock.days_from_now(min(max(given, 1), LONGEST_TIME))

"""What both sides answer, ask and say."""

from typing import Any

from sqlalchemy.orm import Session

from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, NotAllowed, StepRefused
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import PLATFORM, Actor, demand, secretariat
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version
from matchmaker.kernel.workflow import take_step as move
from matchmaker.needs.actions import take_step as move_need
from matchmaker.pairings.actions.dates import ask_next
from matchmaker.pairings.events import (
    PairingAgreed,
    PairingDeclined,
    QuestionAsked,
    SideAccepted,
)
from matchmaker.pairings.models import Pairing, PairingMessage
from matchmaker.pairings.rules import (
    NEED,
    PROPOSED,
    PROVIDER,
    SIDES,
    WORKFLOW,
    PairingPermission,
    side_of,
)
from matchmaker.pairings.rules.decisions import checked_code
from matchmaker.publication.actions import dequeue, enqueue

MOST_MESSAGES = 200


def accept(
    session: Session,
    actor: Actor,
    pairing: Pairing,
    *,
    side: str = "",
    note: str = "",
    seen: int | None = None,
) -> None:
    """Say yes for one side; when both have, the pairing is agreed and contacts are exchanged."""
    side = _answering(actor, pairing, side, note, seen)
    _keep_answer(pairing, side, "yes")
    journal.note(session, actor, f"accepted_{side}", "pairing", pairing.ref, reason=note)
    if pairing.need_answer != "yes" or pairing.provider_answer != "yes":
        session.flush()
        announce(session, SideAccepted(pairing.id, side))
        return
    move(session, WORKFLOW, pairing, "agree", PLATFORM)
    session.flush()
    move_need(session, PLATFORM, pairing.need, "pair")
    announce(session, PairingAgreed(pairing.id))


def decline(
    session: Session,
    actor: Actor,
    pairing: Pairing,
    reason: str,
    *,
    side: str = "",
    reason_code: str = "",
    seen: int | None = None,
) -> None:
    """Say no for one side, with the reason; the next candidate follows if that was ordered."""
    code = checked_code(reason_code)
    side = _answering(actor, pairing, side, reason, seen)
    if not reason.strip():
        raise Invalid("reason", N_("Give the reason in a few words."))
    _keep_answer(pairing, side, "no")
    pairing.reason, pairing.reason_code = reason.strip(), code
    pairing.closed_at = clock.now()
    told: dict[str, Any] = {"about": code} if code else {}
    journal.note(session, actor, f"declined_{side}", "pairing", pairing.ref, reason=reason, **told)
    move(session, WORKFLOW, pairing, "decline", PLATFORM, reason=reason)
    journal.note(session, PLATFORM, "proposal_declined", "need", pairing.need.ref, public=True)
    announce(session, PairingDeclined(pairing.id, side, reason.strip()))
    ask_next(session, pairing)


def _answering(actor: Actor, pairing: Pairing, side: str, note: str, seen: int | None) -> str:
    """Return the side that answers; the secretariat answers for a side only with a note."""
    demand(actor, PairingPermission.ANSWER, pairing)
    own = side_of(actor, pairing)
    if not own and not secretariat(actor, pairing):
        raise NotAllowed
    if not own and side not in SIDES:
        raise Invalid("side", N_("Say for which side the answer is."))
    if not own and not note.strip():
        raise Invalid("reason", N_("Say how the answer reached you."))
    check_version(pairing, seen)
    side = own or side
    if pairing.state != PROPOSED or pairing.answer_of(side):
        raise StepRefused
    return side


def _keep_answer(pairing: Pairing, side: str, answer: str) -> None:
    if side == NEED:
        pairing.need_answer, pairing.need_answered_at = answer, clock.now()
    else:
        pairing.provider_answer, pairing.provider_answered_at = answer, clock.now()


def post_message(session: Session, actor: Actor, pairing: Pairing, text: str) -> PairingMessage:
    """Ask or answer a question about the proposal; both sides and the secretariat read it."""
    demand(actor, PairingPermission.ASK, pairing)
    if actor.account_id is None:
        raise NotAllowed
    if not pairing.was_proposed:
        raise StepRefused
    if not text:
        raise Invalid("message", N_("Write your question or answer first."))
    if len(pairing.messages) >= MOST_MESSAGES:
        raise Invalid("message", N_("There are too many messages here already."))
    side = side_of(actor, pairing) or "secretariat"
    message = PairingMessage(
        pairing_id=pairing.id, author_id=actor.account_id, side=side, text=text, at=clock.now()
    )
    session.add(message)
    session.flush()
    journal.note(session, actor, "message", "pairing", pairing.ref)
    if side in {NEED, PROVIDER}:
        _wait_for_answer(session, pairing)
    else:
        dequeue(session, "question", pairing.ref)
    announce(session, QuestionAsked(pairing.id, message.id))
    return message


def _wait_for_answer(session: Session, pairing: Pairing) -> None:
    enqueue(
        session,
        "question",
        pairing.ref,
        endpoint="pairings.show",
        title=pairing.need.title,
        language=pairing.need.language,
        country=pairing.need.country_code,
        due_on=pairing.answer_by or clock.days_from_now(7),
    )

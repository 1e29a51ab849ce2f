"""What people are told when something happens to suggestions, proposals and their answers."""

from typing import Any

from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.kernel.rights import Actor
from matchmaker.kernel.words import N_, Message
from matchmaker.needs.models import Need
from matchmaker.notices.events.audiences import secretariat
from matchmaker.notices.events.parts import About, When
from matchmaker.notices.lexicon import Title, Value, Word
from matchmaker.pairings.events import (
    PairingAgreed,
    PairingDeclined,
    PairingLapsed,
    PairingMoved,
    ProposalMade,
    ProposalReminded,
    ProposalWithdrawn,
    QuestionAsked,
    SideAccepted,
    SuggestionsMade,
)
from matchmaker.pairings.models import Pairing, PairingMessage
from matchmaker.pairings.queries import people_of, provider_title
from matchmaker.pairings.rules import NEED, PLATFORM_REASONS, PROVIDER, SIDES

A_MEMBER = Actor(account_id=0)
"""Somebody who has signed in and is nobody in particular: knows what every partner may."""
AUTHORS = {**SIDES, "secretariat": N_("the secretariat")}


def _pairing(session: Session, event: PairingMoved) -> Pairing:
    return session.get_one(Pairing, event.pairing_id)


def _speaking_for(session: Session, pairing: Pairing, *sides: str) -> list[Account]:
    return [person for side in sides for person in people_of(session, pairing, side)]


def need_side(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of the office that states the need."""
    return _speaking_for(session, _pairing(session, event), NEED)


def provider_side(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of the organization that offers, or the expert."""
    return _speaking_for(session, _pairing(session, event), PROVIDER)


def both_sides(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of both sides."""
    return _speaking_for(session, _pairing(session, event), *SIDES)


def other_side(session: Session, event: SideAccepted | PairingDeclined) -> list[Account]:
    """Return the people of the side that has not just answered."""
    others = [side for side in SIDES if side != event.side]
    return _speaking_for(session, _pairing(session, event), *others)


def silent_sides(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of the sides that have not answered."""
    pairing = _pairing(session, event)
    return _speaking_for(session, pairing, *(one for one in SIDES if not pairing.answer_of(one)))


def sides_that_answered(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of the sides that have answered."""
    pairing = _pairing(session, event)
    return _speaking_for(session, pairing, *(one for one in SIDES if pairing.answer_of(one)))


def readers(session: Session, event: QuestionAsked) -> list[Account]:
    """Return everybody who reads a message, except the side that wrote it."""
    author = session.get_one(PairingMessage, event.message_id).side
    others = [side for side in SIDES if side != author]
    told = _speaking_for(session, _pairing(session, event), *others)
    return told if author not in SIDES else [*told, *secretariat(session, event)]


def everybody(session: Session, event: PairingMoved) -> list[Account]:
    """Return the people of both sides and the secretariat."""
    return [*both_sides(session, event), *secretariat(session, event)]


def other_side_and_secretariat(session: Session, event: SideAccepted) -> list[Account]:
    """Return the side that has not just answered, and the secretariat."""
    return [*other_side(session, event), *secretariat(session, event)]


def silent_sides_and_secretariat(session: Session, event: PairingLapsed) -> list[Account]:
    """Return the sides that have not answered, and the secretariat."""
    return [*silent_sides(session, event), *secretariat(session, event)]


def _subject(need: Need) -> dict[str, Value]:
    return {"title": Title(need.title, need.language), "ref": need.ref}


def _suggestions(session: Session, event: SuggestionsMade) -> About:
    need = session.get_one(Need, event.need_id)
    params = {**_subject(need), "number": event.count}
    return About("candidates.show", {"ref": need.ref}, params)


def _proposal(session: Session, event: PairingMoved, **more: Value) -> About:
    """Return the proposal's page; the reference in the text is the need's."""
    pairing = _pairing(session, event)
    params = _subject(pairing.need)
    if pairing.answer_by is not None:
        params["until"] = pairing.answer_by
    return About("pairings.show", {"ref": pairing.ref}, params | more)


def _with_provider(session: Session, event: ProposalMade) -> About:
    """Name the organization, or the expert as far as a partner may know who it is."""
    pairing = _pairing(session, event)
    offer = pairing.offer
    known = offer.organization.name if offer else provider_title(pairing, A_MEMBER)
    return _proposal(session, event, provider=known)


def _with_office(session: Session, event: ProposalMade) -> About:
    office = _pairing(session, event).need.organization.name
    return _proposal(session, event, organization=office)


def _declined(session: Session, event: PairingDeclined) -> About:
    need = _pairing(session, event).need
    params = {**_subject(need), "reason": event.reason}
    return About("candidates.show", {"ref": need.ref}, params)


def _withdrawn(session: Session, event: ProposalWithdrawn) -> About:
    """Give the reason, in the reader's language where it is the platform's own."""
    own = event.reason in PLATFORM_REASONS
    reason = Word(Message(event.reason)) if own else event.reason
    return _proposal(session, event, reason=reason)


def _message(session: Session, event: QuestionAsked) -> About:
    message = session.get_one(PairingMessage, event.message_id)
    return _proposal(session, event, author=Word(AUTHORS[message.side]), message=message.text)


def _some(event: SuggestionsMade) -> bool:
    return event.count > 0


def _none(event: SuggestionsMade) -> bool:
    return event.count == 0


WHEN_PAIRINGS: tuple[When[Any], ...] = (
    When(SuggestionsMade, secretariat, "suggestions_ready", _suggestions, _some),
    When(SuggestionsMade, secretariat, "nothing_fits", _suggestions, _none),
    When(ProposalMade, need_side, "proposed_to_beneficiary", _with_provider),
    When(ProposalMade, provider_side, "proposed_to_provider", _with_office),
    When(ProposalReminded, silent_sides, "answer_awaited", _proposal),
    When(SideAccepted, other_side_and_secretariat, "side_accepted", _proposal),
    When(PairingDeclined, secretariat, "side_declined", _declined),
    When(PairingDeclined, other_side, "proposal_ended", _proposal),
    When(PairingLapsed, silent_sides_and_secretariat, "proposal_lapsed", _proposal),
    When(PairingLapsed, sides_that_answered, "proposal_ended", _proposal),
    When(ProposalWithdrawn, both_sides, "proposal_withdrawn", _withdrawn),
    When(QuestionAsked, readers, "message_added", _message),
    When(PairingAgreed, everybody, "agreed", _proposal),
)

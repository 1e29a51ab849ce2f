"""Everything that changes an offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.accounts.models import Organization
from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.errors import Invalid, NotAllowed
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version, name_acts
from matchmaker.kernel.workflow import take_step as move
from matchmaker.offers.events import (
    OfferMoved,
    OfferPaused,
    OfferPublished,
    OfferReturned,
    OfferSubmitted,
    OfferWithdrawn,
)
from matchmaker.offers.models import Evidence, Offer
from matchmaker.offers.rules import WORKFLOW, OfferPermission, gaps
from matchmaker.publication.actions import dequeue, enqueue, set_rows
from matchmaker.publication.rules import searchable

EVENTS: dict[str, type[OfferMoved]] = {
    "submit": OfferSubmitted,
    "return": OfferReturned,
    "publish": OfferPublished,
    "resume": OfferPublished,
    "pause": OfferPaused,
    "amend": OfferPaused,
    "withdraw": OfferWithdrawn,
}
name_acts("offer", {"created": N_("Draft begun"), "assigned": N_("Given to a reviewer")})


@dataclass(frozen=True)
class EvidenceGiven:
    """A piece of evidence as somebody states it."""

    title: str
    text: str
    year: int | None = None
    country_code: str | None = None


def create_offer(
    session: Session, actor: Actor, organization: Organization, language: str, **fields: Any
) -> Offer:
    """Begin an offer as a draft of the organization."""
    demand(actor, OfferPermission.CREATE)
    if not actor.machine and organization.id not in actor.organizations:
        raise NotAllowed
    if organization.country_code is None:
        raise Invalid("organization", N_("This organization has no country to speak for."))
    moment = clock.now()
    code, year = organization.country_code, moment.year
    offer = Offer(
        ref=f"OF-{code}-{year}-{next_number(session, f'offer-{code}-{year}'):03d}",
        organization=organization,
        organization_id=organization.id,
        country_code=code,
        author_id=actor.account_id,
        language=language,
        created_at=moment,
        changed_at=moment,
    )
    session.add(offer)
    _write(offer, fields)
    journal.note(session, actor, "created", "offer", offer.ref, after=WORKFLOW.initial)
    session.flush()
    return offer


def _write(offer: Offer, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.changed_at = clock.now()
    done = [text for one in offer.evidence for text in (one.title, one.text)]
    offer.search_text = searchable(
        [offer.title, offer.description, *done, offer.organization.name, offer.ref]
    )


def revise_offer(
    session: Session,
    actor: Actor,
    offer: Offer,
    *,
    seen: int | None = None,
    terms: dict[str, Iterable[str]] | None = None,
    evidence: Iterable[EvidenceGiven] | None = None,
    **fields: Any,
) -> None:
    """Save a part of the draft."""
    demand(actor, OfferPermission.EDIT, offer)
    check_version(offer, seen)
    _check_dates(fields.get("available_from"), fields.get("available_until"))
    for scheme, codes in (terms or {}).items():
        offer.set_codes(scheme, codes)
    if evidence is not None:
        set_rows(offer.evidence, Evidence, evidence)
    _write(offer, fields)
    session.flush()


def _check_dates(available_from: date | None, available_until: date | None) -> None:
    if available_from and available_until and available_until < available_from:
        raise Invalid("available_until", N_("The end is before the beginning."))


def take_step(
    session: Session,
    actor: Actor,
    offer: Offer,
    name: str,
    *,
    reason: str = "",
    seen: int | None = None,
    review_days: int = 10,
) -> None:
    """Move the offer along its workflow and tell whom it concerns."""
    if name == "submit" and gaps(offer):
        raise Invalid("gaps", N_("The offer does not say everything yet; see what is missing."))
    move(session, WORKFLOW, offer, name, actor, reason=reason, seen=seen)
    _date(offer, name)
    if name == "submit":
        _wait_for_review(session, offer, review_days)
    if name in {"publish", "return", "withdraw"}:
        dequeue(session, "offer", offer.ref)
    announce(session, EVENTS[name](offer.id, reason))


def _date(offer: Offer, step: str) -> None:
    """Keep the evidence of the new state, before anything is sent to the database."""
    moment = clock.now()
    if step == "submit":
        offer.submitted_at = moment
    elif step == "publish":
        offer.published_at = moment
    elif step == "withdraw":
        offer.closed_at = moment


def _wait_for_review(session: Session, offer: Offer, days: int) -> None:
    enqueue(
        session,
        "offer",
        offer.ref,
        endpoint="offers.show",
        title=offer.title,
        language=offer.language,
        country=offer.country_code,
        due_on=clock.today() + timedelta(days=days),
    )

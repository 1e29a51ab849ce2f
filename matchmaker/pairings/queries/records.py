"""Questions asked of the pairings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from matchmaker.experts.models import Expert
from matchmaker.kernel.errors import Missing
from matchmaker.kernel.rights import Actor
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.models import Diagnosis, Pairing
from matchmaker.pairings.rules import AGREED, PROPOSED, SHORTLISTED
from matchmaker.publication.rules import PUBLISHED


@dataclass(frozen=True)
class PairingFigures:
    """How often a provider was considered."""

    considered: int
    shortlisted: int
    proposed: int
    agreed: int


def pairing_by_ref(session: Session, ref: str) -> Pairing:
    """Return the pairing of that reference, or raise `Missing`."""
    pairing = session.scalar(select(Pairing).where(Pairing.ref == ref.upper()))
    if pairing is None:
        raise Missing
    return pairing


BRIEFLY = (
    joinedload(Pairing.offer).options(lazyload(Offer.terms), lazyload(Offer.evidence)),
    joinedload(Pairing.expert).options(
        lazyload(Expert.terms), lazyload(Expert.missions), lazyload(Expert.conflicts)
    ),
)
"""What a list of names and scores does not need to load."""


def pairings_of_need(session: Session, need: Need, *, briefly: bool = False) -> list[Pairing]:
    """Return the need's pairings: the best score first, those without a rank last."""
    # Whoever asks has the need already, with its terms and requirements.
    found = select(Pairing).where(Pairing.need_id == need.id).options(lazyload(Pairing.need))
    if briefly:
        found = found.options(*BRIEFLY)
    return list(session.scalars(found.order_by(Pairing.score.desc(), Pairing.id)).unique())


def open_proposal(session: Session, need: Need) -> Pairing | None:
    """Return the pairing that both sides are being asked about, or have agreed to."""
    found = select(Pairing).where(Pairing.need_id == need.id, Pairing.state.in_((PROPOSED, AGREED)))
    return session.scalar(found.limit(1))


def next_on_shortlist(session: Session, need: Need) -> Pairing | None:
    """Return the best candidate on the shortlist whose provider can still be asked."""
    found = select(Pairing).where(Pairing.need_id == need.id, Pairing.state == SHORTLISTED)
    listed = session.scalars(found.order_by(Pairing.score.desc(), Pairing.id)).unique()
    return next((one for one in listed if one.provider.state == PUBLISHED), None)


def diagnosis_of(session: Session, need: Need) -> Diagnosis | None:
    """Return the need's diagnosis, if it was compared with providers."""
    return session.get(Diagnosis, need.id)


def overdue_proposals(session: Session, today: date) -> list[Pairing]:
    """Return the proposals whose date for an answer has passed."""
    found = select(Pairing).where(Pairing.state == PROPOSED, Pairing.answer_by < today)
    return list(session.scalars(found.order_by(Pairing.id)).unique())


def proposals_to_remind(session: Session, until: date) -> list[Pairing]:
    """Return the proposals due by a date of which nobody was reminded."""
    found = select(Pairing).where(
        Pairing.state == PROPOSED, Pairing.answer_by <= until, Pairing.reminded_at.is_(None)
    )
    return list(session.scalars(found.order_by(Pairing.id)).unique())


def proposals_of(actor: Actor) -> Select[Pairing]:
    """Return the proposals made to the actor or the actor's organizations, the newest first."""
    offices = actor.organizations
    sides = or_(
        Pairing.need.has(Need.organization_id.in_(offices)) if offices else false(),
        Pairing.offer.has(Offer.organization_id.in_(offices)) if offices else false(),
        Pairing.expert.has(Expert.account_id == actor.account_id),
    )
    found = select(Pairing).where(Pairing.proposed_at.is_not(None), sides)
    return found.order_by(Pairing.proposed_at.desc(), Pairing.id.desc())


def waiting_for_answer(actor: Actor) -> Select[Pairing]:
    """Return the proposals that wait for the actor's answer, the soonest due first."""
    offices = actor.organizations
    mine = or_(
        and_(
            Pairing.need_answer == "",
            Pairing.need.has(Need.organization_id.in_(offices)) if offices else false(),
        ),
        and_(
            Pairing.provider_answer == "",
            or_(
                Pairing.offer.has(Offer.organization_id.in_(offices)) if offices else false(),
                Pairing.expert.has(Expert.account_id == actor.account_id),
            ),
        ),
    )
    found = select(Pairing).where(Pairing.state == PROPOSED, mine)
    return found.order_by(Pairing.answer_by, Pairing.id)


def active_counts(session: Session) -> Counter[str]:
    """Return how many pairings each provider is carrying or has been asked to carry."""
    found = (
        select(Pairing.offer_id, Pairing.expert_id, func.count())
        .where(Pairing.state.in_((PROPOSED, AGREED)))
        .group_by(Pairing.offer_id, Pairing.expert_id)
    )
    return Counter(
        {
            f"offer-{offer}" if offer is not None else f"expert-{expert}": number
            for offer, expert, number in session.execute(found)
        }
    )


def figures_of(session: Session, expert: Expert) -> PairingFigures:
    """Return how often an expert was considered, shortlisted, proposed and agreed with."""
    found = select(Pairing).where(Pairing.expert_id == expert.id)
    pairings = list(session.scalars(found).unique())
    proposed = [one for one in pairings if one.was_proposed]
    return PairingFigures(
        considered=len(pairings),
        shortlisted=len([one for one in pairings if one.state == SHORTLISTED or one.was_proposed]),
        proposed=len(proposed),
        agreed=len([one for one in proposed if one.need_answer == one.provider_answer == "yes"]),
    )

"""Offers out of a file."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from matchmaker.exchange.actions.loading import Loaded, load, organization_of
from matchmaker.exchange.rules import OfferRow
from matchmaker.kernel.rights import PLATFORM, Actor
from matchmaker.offers.actions import EvidenceGiven, create_offer, revise_offer, take_step


def load_offers(
    session: Session,
    actor: Actor,
    rows: Sequence[OfferRow],
    *,
    sample: bool = True,
    step: Callable[[], None] = lambda: None,
) -> Loaded:
    """Publish the offers that are not there yet; all of them or, with faults, none."""
    return load(session, actor, "offer", rows, _add, sample=sample, step=step)


def _add(session: Session, row: OfferRow, sample: bool) -> str:
    organization = organization_of(session, row.organization, row.country, sample=sample)
    offer = create_offer(
        session,
        PLATFORM,
        organization,
        row.lang,
        title=row.title,
        description=row.description,
        mode=row.mode,
        capacity_per_year=row.capacity_per_year,
        sample=sample,
        source=row.provenance,
    )
    revise_offer(
        session,
        PLATFORM,
        offer,
        terms={
            "topic": row.topics,
            "assistance": row.assistance,
            "sector": row.sectors,
            "language": row.languages,
        },
        evidence=[
            EvidenceGiven(one.title, one.text, one.year, one.country) for one in row.evidence
        ],
    )
    for name in ("submit", "publish"):
        take_step(session, PLATFORM, offer, name)
    return offer.ref

"""What happens to pairings when needs, offers and experts come and go."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.experts import events as experts
from matchmaker.kernel.events import announce, listen
from matchmaker.kernel.rights import PLATFORM
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import name_acts
from matchmaker.needs import events as needs
from matchmaker.needs.models import Need
from matchmaker.offers import events as offers
from matchmaker.pairings.actions.dates import ask_next
from matchmaker.pairings.actions.decide import close_for_need, take_step, wait_for_decision
from matchmaker.pairings.actions.suggest import suggest_for_need
from matchmaker.pairings.events import ProvidersChanged
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import PROPOSED, PROVIDER_LEFT, SUGGESTED

name_acts(
    "need",
    {
        "suggested": N_("Compared with all offers and experts"),
        "proposed": N_("A provider was proposed to both sides"),
        "proposal_declined": N_("The proposal was declined"),
        "proposal_lapsed": N_("The proposal lapsed without an answer"),
    },
)
name_acts(
    "pairing",
    {
        "noted": N_("Note of the secretariat added"),
        "message": N_("Question or answer added"),
        "accepted_need": N_("Accepted by the side of the need"),
        "accepted_provider": N_("Accepted by the side of the provider"),
        "declined_need": N_("Declined by the side of the need"),
        "declined_provider": N_("Declined by the side of the provider"),
    },
)
BULK = "bulk"
"""The session's mark that many records are being loaded: suggestions are computed at the end."""


def _on_need_published(session: Session, event: needs.NeedPublished) -> None:
    need = session.get_one(Need, event.need_id)
    wait_for_decision(session, need)
    if not session.info.get(BULK):
        suggest_for_need(session, need)


def _on_need_gone(session: Session, event: needs.NeedMoved) -> None:
    close_for_need(session, session.get_one(Need, event.need_id))


def _on_provider_published(session: Session, _event: object) -> None:
    if not session.info.get(BULK):
        announce(session, ProvidersChanged())


def _on_offer_gone(session: Session, event: offers.OfferMoved) -> None:
    _forget(session, Pairing.offer_id == event.offer_id)


def _on_expert_gone(session: Session, event: experts.ExpertMoved) -> None:
    _forget(session, Pairing.expert_id == event.expert_id)


def _on_offer_withdrawn(session: Session, event: offers.OfferMoved) -> None:
    _take_back(session, Pairing.offer_id == event.offer_id)


def _on_expert_withdrawn(session: Session, event: experts.ExpertMoved) -> None:
    _take_back(session, Pairing.expert_id == event.expert_id)


def _take_back(session: Session, provider: object) -> None:
    """Take back what is proposed of a provider who has left, and look further."""
    found = select(Pairing).where(Pairing.state == PROPOSED, provider)  # type: ignore[arg-type]
    for pairing in session.scalars(found).unique():
        take_step(session, PLATFORM, pairing, "withdraw", reason=PROVIDER_LEFT)
        ask_next(session, pairing)


def _forget(session: Session, provider: object) -> None:
    """Let a provider disappear from all suggestions that nobody has decided on."""
    found = select(Pairing).where(Pairing.state == SUGGESTED, provider)  # type: ignore[arg-type]
    for pairing in session.scalars(found).unique():
        if not pairing.notes:
            session.delete(pairing)
    session.flush()
    announce(session, ProvidersChanged())


def listen_to_features() -> None:
    """Begin to listen to needs, offers and experts."""
    listen(needs.NeedPublished, _on_need_published)
    listen(needs.NeedClosed, _on_need_gone)
    listen(needs.NeedWithdrawn, _on_need_gone)
    listen(offers.OfferPublished, _on_provider_published)
    for changed in (experts.ExpertPublished, experts.ExpertAvailabilityChanged):
        listen(changed, _on_provider_published)
    for gone in (offers.OfferPaused, offers.OfferWithdrawn):
        listen(gone, _on_offer_gone)
    listen(offers.OfferWithdrawn, _on_offer_withdrawn)
    listen(experts.ExpertWithdrawn, _on_expert_withdrawn)
    for left in (experts.ExpertPaused, experts.ExpertWithdrawn):
        listen(left, _on_expert_gone)

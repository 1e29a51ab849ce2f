"""The people of both sides: what may be known of them before and after both said yes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Membership
from matchmaker.experts.rules import display_name
from matchmaker.kernel.rights import Actor, Role
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import NEED, PROVIDER, sees_contacts


@dataclass(frozen=True)
class Contact:
    """How a person of one side can be reached."""

    side: str
    name: str
    organization: str
    email: str
    phone: str


def focal_points(session: Session, organization_id: int | None) -> list[Account]:
    """Return the active focal points of an organization."""
    if organization_id is None:
        return []
    found = (
        select(Account)
        .join(Membership)
        .where(
            Membership.organization_id == organization_id,
            Membership.role == Role.FOCAL_POINT,
            Account.confirmed_at.is_not(None),
            Account.deactivated_at.is_(None),
        )
    )
    return list(session.scalars(found.order_by(Account.name, Account.id)).unique())


def people_of(session: Session, pairing: Pairing, side: str) -> list[Account]:
    """Return the people who speak for a side."""
    if side == NEED:
        return focal_points(session, pairing.need_organization_id)
    if pairing.expert is not None:
        account = pairing.expert.account
        return [account] if account is not None and account.active else []
    return focal_points(session, pairing.provider_organization_id)


def contacts_of(session: Session, pairing: Pairing) -> list[Contact]:
    """Return how the people of both sides can be reached; ask `SEE_CONTACTS` first."""
    found = []
    for side in (NEED, PROVIDER):
        body = pairing.need.organization.name if side == NEED else _provider_body(pairing)
        found += [
            Contact(side, one.name, body, one.email, one.phone)
            for one in people_of(session, pairing, side)
        ]
    return found


def _provider_body(pairing: Pairing) -> str:
    return pairing.offer.organization.name if pairing.offer else ""


def provider_title(pairing: Pairing, actor: Actor) -> str:
    """Return the offer's title or the expert's name, as far as the actor may know it."""
    if pairing.offer is not None:
        return pairing.offer.title
    expert = pairing.expert
    if expert is None:
        return ""
    if sees_contacts(actor, pairing):
        return expert.name
    return display_name(actor, expert)

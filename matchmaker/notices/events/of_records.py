"""What people are told when something happens to needs, offers and experts' profiles."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.experts.events import (
    ExpertMoved,
    ExpertPublished,
    ExpertReturned,
    ExpertSubmitted,
    ExpertWithdrawn,
)
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import Role
from matchmaker.needs.events import (
    NeedClosed,
    NeedMoved,
    NeedPublished,
    NeedReturned,
    NeedSubmitted,
    NeedWithdrawn,
)
from matchmaker.needs.models import Need
from matchmaker.notices.events.audiences import people_of, secretariat
from matchmaker.notices.events.parts import About, When
from matchmaker.notices.lexicon import Title, Value
from matchmaker.offers.events import (
    OfferMoved,
    OfferPublished,
    OfferReturned,
    OfferSubmitted,
    OfferWithdrawn,
)
from matchmaker.offers.models import Offer
from matchmaker.publication.queries import open_item

Moved = NeedMoved | OfferMoved | ExpertMoved


def _record(session: Session, event: Moved) -> Need | Offer | Expert:
    if isinstance(event, NeedMoved):
        return session.get_one(Need, event.need_id)
    if isinstance(event, OfferMoved):
        return session.get_one(Offer, event.offer_id)
    return session.get_one(Expert, event.expert_id)


def owners(session: Session, event: Moved) -> list[Account]:
    """Return the focal points of the record's organization, or the expert."""
    record = _record(session, event)
    if isinstance(record, Expert):
        return [] if record.account is None else [record.account]
    return people_of(session, record.organization_id, Role.FOCAL_POINT)


def reviewers(session: Session, event: Moved) -> list[Account]:
    """Return the secretariat, if it has ever been given the record."""
    given = _record(session, event).submitted_at is not None
    return secretariat(session, event) if given else []


def _params(session: Session, event: Moved) -> dict[str, Value]:
    record = _record(session, event)
    title = Title(record.title, record.language)
    return {"title": title, "ref": record.ref, "reason": event.reason}


def _need(session: Session, event: NeedMoved) -> About:
    return About("needs.show", _link(session, event), _params(session, event))


def _offer(session: Session, event: OfferMoved) -> About:
    return About("offers.show", _link(session, event), _params(session, event))


def _expert(session: Session, event: ExpertMoved) -> About:
    return About("experts.show", _link(session, event), _params(session, event))


def _my_profile(session: Session, event: ExpertMoved) -> About:
    return About("experts.mine", {}, _params(session, event))


def _link(session: Session, event: Moved) -> dict[str, str]:
    return {"ref": _record(session, event).ref}


def _need_to_review(session: Session, event: NeedSubmitted) -> About:
    return _to_review(session, "need", _need(session, event))


def _offer_to_review(session: Session, event: OfferSubmitted) -> About:
    return _to_review(session, "offer", _offer(session, event))


def _expert_to_review(session: Session, event: ExpertSubmitted) -> About:
    return _to_review(session, "expert", _expert(session, event))


def _to_review(session: Session, kind: str, about: About) -> About:
    """Add the date by which the queue wants the record dealt with."""
    item = open_item(session, kind, about.link["ref"])
    until: dict[str, date] = {} if item is None else {"until": item.due_on}
    return About(about.endpoint, about.link, {**about.params, **until})


WHEN_RECORDS: tuple[When[Any], ...] = (
    When(NeedSubmitted, secretariat, "submitted", _need_to_review),
    When(OfferSubmitted, secretariat, "submitted", _offer_to_review),
    When(ExpertSubmitted, secretariat, "submitted", _expert_to_review),
    When(NeedReturned, owners, "returned", _need),
    When(OfferReturned, owners, "returned", _offer),
    When(ExpertReturned, owners, "returned", _my_profile),
    When(NeedPublished, owners, "need_published", _need),
    When(OfferPublished, owners, "offer_published", _offer),
    When(ExpertPublished, owners, "expert_published", _my_profile),
    When(NeedWithdrawn, reviewers, "withdrawn", _need),
    When(OfferWithdrawn, reviewers, "withdrawn", _offer),
    When(ExpertWithdrawn, reviewers, "withdrawn", _expert),
    When(NeedClosed, owners, "need_closed", _need),
)

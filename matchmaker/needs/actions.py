"""Everything that changes a need."""

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
from matchmaker.needs.events import (
    NeedClosed,
    NeedMoved,
    NeedPublished,
    NeedReturned,
    NeedSubmitted,
    NeedWithdrawn,
)
from matchmaker.needs.models import Need, Requirement
from matchmaker.needs.rules import WORKFLOW, NeedPermission, gaps
from matchmaker.publication.actions import dequeue, enqueue
from matchmaker.publication.rules import searchable

EVENTS: dict[str, type[NeedMoved]] = {
    "submit": NeedSubmitted,
    "return": NeedReturned,
    "publish": NeedPublished,
    "reopen": NeedPublished,
    "unpair": NeedPublished,
    "close": NeedClosed,
    "withdraw": NeedWithdrawn,
}
COPIED = ("title", "problem", "language", "mode", "beneficiaries", "budget", "budget_note")
name_acts("need", {"created": N_("Draft begun"), "assigned": N_("Given to a reviewer")})


@dataclass(frozen=True)
class RequirementGiven:
    """A requirement as somebody states it."""

    kind: str
    value: str
    text: str
    essential: bool


def create_need(
    session: Session, actor: Actor, organization: Organization, language: str, **fields: Any
) -> Need:
    """Begin a need as a draft of the organization."""
    demand(actor, NeedPermission.CREATE)
    if not actor.machine and organization.id not in actor.organizations:
        raise NotAllowed
    if organization.country_code is None:
        raise Invalid("organization", N_("This organization has no country to speak for."))
    moment = clock.now()
    code, year = organization.country_code, moment.year
    need = Need(
        ref=f"{code}-{year}-{next_number(session, f'need-{code}-{year}'):03d}",
        organization=organization,
        organization_id=organization.id,
        country_code=code,
        author_id=actor.account_id,
        language=language,
        created_at=moment,
        changed_at=moment,
    )
    session.add(need)
    revise_text(need, **fields)
    journal.note(session, actor, "created", "need", need.ref, after=WORKFLOW.initial)
    session.flush()
    return need


def revise_text(need: Need, **fields: Any) -> None:
    """Change the need's own fields and what searches read of it."""
    for name, value in fields.items():
        setattr(need, name, value)
    need.changed_at = clock.now()
    need.search_text = searchable(
        [need.title, need.problem, need.beneficiaries, need.organization.name, need.ref]
    )


def revise_need(
    session: Session,
    actor: Actor,
    need: Need,
    *,
    seen: int | None = None,
    terms: dict[str, Iterable[str]] | None = None,
    requirements: Iterable[RequirementGiven] | None = None,
    **fields: Any,
) -> None:
    """Save a part of the draft."""
    demand(actor, NeedPermission.EDIT, need)
    check_version(need, seen)
    _check_dates(fields.get("starts_on"), fields.get("ends_on"), fields.get("answer_by"))
    revise_text(need, **fields)
    for scheme, codes in (terms or {}).items():
        need.set_codes(scheme, codes)
    if requirements is not None:
        set_requirements(need, requirements)
    session.flush()


def _check_dates(starts_on: date | None, ends_on: date | None, answer_by: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("ends_on", N_("The end is before the beginning."))
    if answer_by and answer_by < clock.today():
        raise Invalid("answer_by", N_("This date has passed; choose one to come."))


def set_requirements(need: Need, given: Iterable[RequirementGiven]) -> None:
    """Make these the need's requirements."""
    need.requirements = [
        Requirement(kind=one.kind, value=one.value, text=one.text, essential=one.essential)
        for one in given
    ]


def copy_need(session: Session, actor: Actor, need: Need) -> Need:
    """Begin a new draft from an earlier need of the same office; dates stay empty."""
    demand(actor, NeedPermission.COPY, need)
    fields = {name: getattr(need, name) for name in COPIED}
    language = fields.pop("language")
    copy = create_need(session, actor, need.organization, language, **fields)
    copy.copied_from = need.ref
    for scheme in ("topic", "assistance", "sector", "language"):
        copy.set_codes(scheme, need.codes(scheme))
    set_requirements(
        copy,
        [
            RequirementGiven(one.kind, one.value, one.text, one.essential)
            for one in need.requirements
        ],
    )
    session.flush()
    return copy


def take_step(
    session: Session,
    actor: Actor,
    need: Need,
    name: str,
    *,
    reason: str = "",
    seen: int | None = None,
    review_days: int = 10,
) -> None:
    """Move the need along its workflow and tell whom it concerns."""
    if name == "submit" and gaps(need):
        raise Invalid("gaps", N_("The need does not say everything yet; see what is missing."))
    if name == "submit" and not actor.machine:
        # The draft may have lain for longer than the date that it names.
        _check_dates(None, None, need.answer_by)
    move(session, WORKFLOW, need, name, actor, reason=reason, seen=seen)
    _date(need, name)
    if name == "submit":
        _wait_for_review(session, need, review_days)
    if name in {"publish", "return", "withdraw"}:
        dequeue(session, "need", need.ref)
    if name in EVENTS:
        announce(session, EVENTS[name](need.id, reason))


def _date(need: Need, step: str) -> None:
    """Keep the evidence of the new state, before anything is sent to the database."""
    moment = clock.now()
    if step == "submit":
        need.submitted_at = moment
    elif step == "publish":
        need.published_at = moment
    elif step in {"close", "withdraw", "meet"}:
        need.closed_at = moment
    elif step == "reopen":
        need.closed_at = None


def _wait_for_review(session: Session, need: Need, days: int) -> None:
    enqueue(
        session,
        "need",
        need.ref,
        endpoint="needs.show",
        title=need.title,
        language=need.language,
        country=need.country_code,
        due_on=clock.today() + timedelta(days=days),
    )

"""Everything that changes an expert's profile."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.accounts.queries import organization_by_name
from matchmaker.experts.events import (
    ExpertAvailabilityChanged,
    ExpertMoved,
    ExpertPaused,
    ExpertPublished,
    ExpertReturned,
    ExpertSubmitted,
    ExpertWithdrawn,
)
from matchmaker.experts.models import Conflict, Expert, Mission
from matchmaker.experts.queries import expert_of_account
from matchmaker.experts.rules import WORKFLOW, ExpertPermission, gaps
from matchmaker.kernel import clock, journal
from matchmaker.kernel.database import next_number
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.events import announce
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version, name_acts
from matchmaker.kernel.workflow import take_step as move
from matchmaker.publication.actions import dequeue, enqueue, set_rows
from matchmaker.publication.rules import PUBLISHED, searchable

EVENTS: dict[str, type[ExpertMoved]] = {
    "submit": ExpertSubmitted,
    "return": ExpertReturned,
    "publish": ExpertPublished,
    "resume": ExpertPublished,
    "pause": ExpertPaused,
    "amend": ExpertPaused,
    "withdraw": ExpertWithdrawn,
}
KEPT = frozenset(
    {
        "mode",
        "available_from",
        "unavailable_until",
        "capacity",
        "engaged",
        "show_name",
        "show_missions",
    }
)
"""What the person may change at any time, without being vetted again."""
name_acts(
    "expert",
    {
        "created": N_("Profile begun"),
        "assigned": N_("Given to a reviewer"),
        "confirmed": N_("Confirmed to be still true"),
    },
)


@dataclass(frozen=True)
class MissionGiven:
    """A mission as somebody tells it; without a language, in that of the profile."""

    title: str
    text: str
    year: int | None = None
    country_code: str | None = None
    language: str = ""


@dataclass(frozen=True)
class ConflictGiven:
    """A conflict of interest as somebody declares it."""

    country_code: str | None
    organization_name: str
    reason: str
    organization_id: int | None = None


def register_expert(
    session: Session,
    actor: Actor,
    language: str,
    *,
    name: str,
    country_code: str,
    account_id: int | None = None,
    **fields: Any,
) -> Expert:
    """Begin the actor's profile; only the platform names somebody else's account, or nobody's."""
    demand(actor, ExpertPermission.REGISTER)
    owner = account_id if actor.machine else actor.account_id
    if owner is not None and expert_of_account(session, owner) is not None:
        raise Invalid("name", N_("You have a profile already."))
    moment = clock.now()
    expert = Expert(
        ref=f"EX-{moment.year}-{next_number(session, f'expert-{moment.year}'):04d}",
        account_id=owner,
        country_code=country_code,
        language=language,
        show_name="public",
        show_missions="public",
        created_at=moment,
        changed_at=moment,
    )
    session.add(expert)
    _write(expert, {"name": name, "title": "", **fields})
    journal.note(session, actor, "created", "expert", expert.ref, after=WORKFLOW.initial)
    session.flush()
    return expert


def _write(expert: Expert, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(expert, name, value)
    expert.changed_at = clock.now()
    always = [expert.title, expert.ref]
    told = [text for one in expert.missions for text in (one.title, one.text)]
    for_all = expert.show_name == "public", expert.show_missions == "public"
    for_members = expert.show_name != "after_consent", True
    expert.search_text = searchable([*always, *_shown(expert.name, told, *for_all)])
    expert.member_text = searchable([*always, *_shown(expert.name, told, *for_members)])


def _shown(name: str, missions: list[str], name_too: bool, missions_too: bool) -> list[str]:
    return [*([name] if name_too else []), *(missions if missions_too else [])]


def revise_expert(
    session: Session,
    actor: Actor,
    expert: Expert,
    *,
    seen: int | None = None,
    terms: dict[str, Iterable[str]] | None = None,
    missions: Iterable[MissionGiven] | None = None,
    conflicts: Iterable[ConflictGiven] | None = None,
    **fields: Any,
) -> None:
    """Save a part of the profile; availability, conflicts and visibility can change any time."""
    vetted = bool(terms) or missions is not None or not fields.keys() <= KEPT
    demand(actor, ExpertPermission.EDIT if vetted else ExpertPermission.KEEP, expert)
    check_version(expert, seen)
    for scheme, codes in (terms or {}).items():
        expert.set_codes(scheme, codes)
    if missions is not None:
        told = [replace(one, language=one.language or expert.language) for one in missions]
        set_rows(expert.missions, Mission, told)
    if conflicts is not None:
        set_rows(expert.conflicts, Conflict, [_known(session, one) for one in conflicts])
    _write(expert, fields)
    if expert.state == PUBLISHED:
        announce(session, ExpertAvailabilityChanged(expert.id))
    session.flush()


def _known(session: Session, given: ConflictGiven) -> ConflictGiven:
    if given.organization_id is not None or not given.organization_name:
        return given
    with session.no_autoflush:
        found = organization_by_name(session, given.organization_name)
    return replace(given, organization_id=found.id if found else None)


def confirm_still_true(session: Session, actor: Actor, expert: Expert) -> None:
    """Keep that the person has looked at the profile today and found it true."""
    demand(actor, ExpertPermission.KEEP, expert)
    expert.confirmed_true_at = clock.now()
    journal.note(session, actor, "confirmed", "expert", expert.ref)
    session.flush()


def take_step(
    session: Session,
    actor: Actor,
    expert: Expert,
    name: str,
    *,
    reason: str = "",
    seen: int | None = None,
    review_days: int = 10,
) -> None:
    """Move the profile along its workflow and tell whom it concerns."""
    if name == "submit" and gaps(expert):
        raise Invalid("gaps", N_("The profile does not say everything yet; see what is missing."))
    move(session, WORKFLOW, expert, name, actor, reason=reason, seen=seen)
    _date(expert, name)
    if name == "submit":
        _wait_for_review(session, expert, review_days)
    if name in {"publish", "return", "withdraw"}:
        dequeue(session, "expert", expert.ref)
    announce(session, EVENTS[name](expert.id, reason))


def _date(expert: Expert, step: str) -> None:
    """Keep the evidence of the new state, before anything is sent to the database."""
    moment = clock.now()
    if step == "submit":
        # Whoever submits a profile says that it is true.
        expert.submitted_at = expert.confirmed_true_at = moment
    elif step == "publish":
        expert.published_at = moment
    elif step == "withdraw":
        expert.closed_at = moment
    elif step == "amend":
        expert.closed_at = None


def _wait_for_review(session: Session, expert: Expert, days: int) -> None:
    enqueue(
        session,
        "expert",
        expert.ref,
        endpoint="experts.show",
        title=expert.title,
        language=expert.language,
        country=expert.country_code,
        due_on=clock.today() + timedelta(days=days),
    )

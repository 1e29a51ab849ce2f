"""What people are told when something happens to activities."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Membership
from matchmaker.activities.events import (
    ActivityCancelled,
    ActivityConfirmationAsked,
    ActivityConfirmed,
    ActivityDisputed,
    ActivityMoved,
    ActivityOpened,
    ActivityOverdue,
    ActivityReopened,
    ActivityReported,
    ActivityStarted,
)
from matchmaker.activities.models import Activity, Party
from matchmaker.activities.rules import MAIN_SIDES, answering, reporter
from matchmaker.kernel.rights import Role
from matchmaker.notices.events.audiences import secretariat
from matchmaker.notices.events.parts import About, When
from matchmaker.notices.lexicon import Title, Value

SPEAKERS = (Role.FOCAL_POINT, Role.FUNDER)
"""Those who speak for an organization that takes part."""


def _activity(session: Session, event: ActivityMoved) -> Activity:
    return session.get_one(Activity, event.activity_id)


def _speaking_for(session: Session, parties: Iterable[Party]) -> list[Account]:
    """Return the people who are one of the parties or speak for one."""
    known = list(parties)
    offices = {one.organization_id for one in known if one.organization_id is not None}
    people = {one.account_id for one in known if one.account_id is not None}
    speaks = Membership.organization_id.in_(offices) & Membership.role.in_(SPEAKERS)
    found = select(Account).where(or_(Account.id.in_(people), Account.memberships.any(speaks)))
    return list(session.scalars(found.order_by(Account.id)))


def _answering(activity: Activity) -> list[Party]:
    """Return the parties that answer for the two sides."""
    return [party for side in MAIN_SIDES for party in answering(activity.parties, side)]


def parties(session: Session, event: ActivityMoved) -> list[Account]:
    """Return everybody who takes part."""
    return _speaking_for(session, _activity(session, event).parties)


def parties_and_secretariat(session: Session, event: ActivityMoved) -> list[Account]:
    """Return everybody who takes part, and the secretariat."""
    return [*parties(session, event), *secretariat(session, event)]


def yet_to_report(session: Session, event: ActivityMoved) -> list[Account]:
    """Return those whose side has not said what came of it."""
    activity = _activity(session, event)
    given = {report.side for report in activity.reports if report.stands}
    silent = [party for party in _answering(activity) if reporter(party) not in given]
    return _speaking_for(session, silent)


def yet_to_confirm(session: Session, event: ActivityMoved) -> list[Account]:
    """Return those who answer for a side and have not confirmed the record."""
    asked = _answering(_activity(session, event))
    return _speaking_for(session, [party for party in asked if party.confirmed_at is None])


def others_and_secretariat(session: Session, event: ActivityDisputed) -> list[Account]:
    """Return the parties that do not disagree with the record, and the secretariat."""
    agreeing = [one for one in _activity(session, event).parties if not one.disagreement]
    return [*_speaking_for(session, agreeing), *secretariat(session, event)]


def _about(session: Session, event: ActivityMoved, **more: Value) -> About:
    activity = _activity(session, event)
    title = Title(activity.title, activity.language)
    return About("activities.show", {"ref": activity.ref}, {"title": title, **more})


def _with_reason(
    session: Session, event: ActivityDisputed | ActivityReopened | ActivityCancelled
) -> About:
    return _about(session, event, reason=event.reason)


WHEN_ACTIVITIES: tuple[When[Any], ...] = (
    When(ActivityOpened, parties, "activity_opened", _about),
    When(ActivityStarted, parties, "activity_started", _about),
    When(ActivityReported, yet_to_report, "activity_reported", _about),
    When(ActivityConfirmationAsked, yet_to_confirm, "confirmation_awaited", _about),
    When(ActivityConfirmed, parties_and_secretariat, "activity_confirmed", _about),
    When(ActivityDisputed, others_and_secretariat, "results_questioned", _with_reason),
    When(ActivityReopened, parties, "activity_reopened", _with_reason),
    When(ActivityCancelled, parties_and_secretariat, "activity_cancelled", _with_reason),
    When(ActivityOverdue, yet_to_report, "results_awaited", _about),
    When(ActivityOverdue, secretariat, "activity_overdue", _about),
)

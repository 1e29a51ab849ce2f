"""How activities move on: begun, reported by both sides, confirmed by both countries."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from matchmaker.activities.actions.planning import refresh
from matchmaker.activities.events import (
    ActivityCancelled,
    ActivityConfirmationAsked,
    ActivityConfirmed,
    ActivityDisputed,
    ActivityReopened,
    ActivityReported,
    ActivityStarted,
)
from matchmaker.activities.models import Activity, Report
from matchmaker.activities.rules import (
    BENEFICIARY,
    REPORTED,
    WORKFLOW,
    ActivityPermission,
    all_confirmed,
    all_reported,
    reporting_sides,
    unanswered,
)
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Invalid, NotAllowed
from matchmaker.kernel.events import Event, announce
from matchmaker.kernel.rights import PLATFORM, Actor, demand
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import check_version
from matchmaker.kernel.workflow import take_step as move
from matchmaker.needs.actions import take_step as move_need
from matchmaker.needs.rules import PAIRED
from matchmaker.pairings.actions import follow
from matchmaker.pairings.queries import pairing_by_ref
from matchmaker.pairings.rules import AGREED
from matchmaker.publication.actions import dequeue, enqueue

EVENTS: dict[str, Callable[[int, str], Event]] = {
    "start": lambda number, reason: ActivityStarted(number),
    "report": lambda number, reason: ActivityConfirmationAsked(number),
    "settle": lambda number, reason: ActivityConfirmed(number),
    "disagree": ActivityDisputed,
    "reopen": ActivityReopened,
    "cancel": ActivityCancelled,
}
NEED_LINES = {
    "start": "activity_started",
    "report": "activity_reported",
    "settle": "activity_confirmed",
    "disagree": "activity_disputed",
    "reopen": "activity_reopened",
    "cancel": "activity_cancelled",
}
NEED_STEPS = {"settle": "meet", "cancel": "unpair"}
PAIRING_STEPS = {"settle": "complete", "cancel": "end"}


def take_step(
    session: Session,
    actor: Actor,
    activity: Activity,
    name: str,
    *,
    reason: str = "",
    seen: int | None = None,
    review_days: int = 10,
) -> None:
    """Move the activity along its workflow, its need with it, and tell whom it concerns."""
    answered = unanswered(actor, activity) if name in {"confirm", "disagree"} else []
    move(session, WORKFLOW, activity, name, actor, reason=reason, seen=seen)
    reason, moment = reason.strip(), clock.now()
    activity.changed_at = moment
    if name == "start":
        activity.started_at = moment
        activity.starts_on = activity.starts_on or moment.date()
    if name == "report":
        activity.reported_at = moment
    if name in {"settle", "cancel"}:
        activity.closed_at = moment
    if name == "confirm":
        for party in answered:
            party.confirmed_at, party.confirmed_by = moment, actor.account_id
    if name == "disagree":
        for party in answered:
            party.disagreement = reason
    if name == "reopen":
        _ask_again(activity)
    _keep_queue(session, activity, name, review_days)
    refresh(session, activity)
    _tell(session, activity, name, reason)
    if name == "confirm" and all_confirmed(activity):
        take_step(session, PLATFORM, activity, "settle")


def _ask_again(activity: Activity) -> None:
    activity.reported_at = None
    for report in activity.reports:
        report.stands = False
    _forget_answers(activity)


def _forget_answers(activity: Activity) -> None:
    for party in activity.parties:
        party.confirmed_at = party.confirmed_by = None
        party.disagreement = ""


def _keep_queue(session: Session, activity: Activity, name: str, review_days: int) -> None:
    """Let a disagreement wait for the secretariat; what was waited for waits no longer."""
    if name == "disagree":
        wait_for_secretariat(session, activity, review_days)
    elif name in {"report", "reopen", "cancel"}:
        dequeue(session, "activity", activity.ref)


def wait_for_secretariat(session: Session, activity: Activity, days: int) -> None:
    """Put the activity into the secretariat's queue."""
    countries = [party.country_code for party in activity.on_side(BENEFICIARY)]
    enqueue(
        session,
        "activity",
        activity.ref,
        endpoint="activities.show",
        title=activity.title,
        language=activity.language,
        country=next(iter(countries), None),
        due_on=clock.days_from_now(days),
    )


def _tell(session: Session, activity: Activity, name: str, reason: str) -> None:
    """Tell the need's history, for all to read and so without the person's name, and others."""
    need = activity.need
    if need is not None and name in NEED_LINES:
        journal.note(
            session,
            PLATFORM,
            NEED_LINES[name],
            "need",
            need.ref,
            reason=reason,
            public=True,
            activity=activity.ref,
        )
    _move_pairing(session, activity, name)
    if need is not None and need.state == PAIRED and name in NEED_STEPS:
        move_need(session, PLATFORM, need, NEED_STEPS[name])
    if name in EVENTS:
        announce(session, EVENTS[name](activity.id, reason))


def _move_pairing(session: Session, activity: Activity, name: str) -> None:
    """Move the pairing along first: its need looks for others only once it is over."""
    if activity.pairing_ref is None or name not in PAIRING_STEPS:
        return
    pairing = pairing_by_ref(session, activity.pairing_ref)
    if pairing.state == AGREED:
        follow(session, pairing, PAIRING_STEPS[name])


def give_report(
    session: Session,
    actor: Actor,
    activity: Activity,
    side: str,
    *,
    text: str,
    lessons: str = "",
    language: str,
    seen: int | None = None,
) -> Report:
    """Say for one side what came of it; a later version takes the place of the earlier.

    Whoever confirmed the record did so as it was, so a report that changes it afterwards takes
    the confirmations back and asks for them anew.
    """
    demand(actor, ActivityPermission.REPORT, activity)
    if side not in reporting_sides(actor, activity):
        raise NotAllowed
    check_version(activity, seen)
    if not text.strip():
        raise Invalid("text", N_("Say in a few words what came of it."))
    report, act = _report_on(activity, side)
    report.author_id, report.language, report.stands = actor.account_id, language, True
    report.text, report.lessons, report.changed_at = text.strip(), lessons.strip(), clock.now()
    _forget_answers(activity)
    journal.note(session, actor, act, "activity", activity.ref, public=True, side=side)
    refresh(session, activity)
    announce(session, ActivityReported(activity.id, side))
    if activity.state == REPORTED:
        announce(session, ActivityConfirmationAsked(activity.id))
    elif all_reported(activity):
        take_step(session, PLATFORM, activity, "report")
    return report


def _report_on(activity: Activity, side: str) -> tuple[Report, str]:
    known = activity.report_of(side)
    if known is not None:
        revises = activity.state == REPORTED
        return known, "report_revised" if revises else "report_given"
    report = Report(side=side, created_at=clock.now())
    activity.reports.append(report)
    return report, "report_given"

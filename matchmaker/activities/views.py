"""The pages of activities: the list, one activity, its plan and the reports of both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, flash, request, url_for
from flask_babel import gettext as _

from matchmaker.activities import actions, panels, queries, rules
from matchmaker.activities.forms import (
    ActivitySearchForm,
    PlanForm,
    ReportForm,
    supporter_rows,
)
from matchmaker.activities.models import Activity, Party
from matchmaker.activities.rules import WORKFLOW, ActivityPermission
from matchmaker.activities.rules.marks import Mark, PartyStanding
from matchmaker.experts.rules import display_name
from matchmaker.kernel import journal
from matchmaker.kernel.errors import NotAllowed
from matchmaker.kernel.events import listen
from matchmaker.kernel.rights import secretariat
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import Step
from matchmaker.pairings.events import ExperienceAsked, PairingAgreed
from matchmaker.places.rules import STATUS_LABELS
from matchmaker.places.views import country_name, known_date
from matchmaker.publication.forms import seen
from matchmaker.topics import lexicon
from matchmaker.web.database import session
from matchmaker.web.languages import current_language, tr
from matchmaker.web.pages import add_panel, page, paged
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step

section = Section(
    "activities",
    __name__,
    "/activities",
    find=queries.activity_by_ref,
    see=ActivityPermission.SEE,
)
REASONS = {
    rules.PROVIDER: N_("Provider %(country)s: %(status)s (%(date)s)"),
    rules.BENEFICIARY: N_("Beneficiary %(country)s: %(status)s (%(date)s)"),
    rules.SUPPORTER: N_("Supported by %(country)s: %(status)s (%(date)s)"),
}


@section.page("/", ActivityPermission.BROWSE)
def index() -> tuple[str, int]:
    """Show the activities, narrowed by what the address says."""
    form = ActivitySearchForm(request.args)
    status = 200 if form.validate() else 422
    wanted = form.wanted()
    activities = paged(session(), queries.search_activities(actor(), wanted))
    return page(
        "activities/index.html",
        status,
        form=form,
        activities=activities,
        rules=rules,
        wanted=wanted,
    )


@section.page("/mine", ActivityPermission.OWN)
def mine() -> tuple[str, int]:
    """Show the activities in which the actor takes part, and what they wait for."""
    activities = paged(session(), queries.own_activities(actor()))
    return page("activities/mine.html", activities=activities, rules=rules)


@section.page("/<ref>", ActivityPermission.SEE)
def show(activity: Activity) -> tuple[str, int]:
    """Show one activity with its parties, marks, reports and history."""
    inside = secretariat(actor(), activity) or rules.takes_part(actor(), activity)
    return page(
        "activities/show.html",
        activity=activity,
        rules=rules,
        inside=inside,
        marks=queries.marks_of(session(), activity),
        steps=WORKFLOW.steps_from(actor(), activity),
        report_sides=_report_sides(activity),
        history=history(activity, inside),
    )


@dataclass(frozen=True)
class Line:
    """A line of the history as the public reads it: without the person's name."""

    at: datetime
    act: str
    after: str | None
    reason: str
    actor_name: str = ""


def history(activity: Activity, inside: bool) -> Sequence[journal.JournalEntry | Line]:
    """Return the history; names are for those who take part, as experts may keep theirs back."""
    lines = journal.history(session(), "activity", activity.ref, public_only=not inside)
    if inside:
        return lines
    return [Line(one.at, one.act, one.after, one.reason) for one in lines]


def _report_sides(activity: Activity) -> list[str]:
    if not rules.reports(actor(), activity):
        return []
    return rules.reporting_sides(actor(), activity)


@section.page("/<ref>/plan", ActivityPermission.PLAN, ("GET", "POST"))
def plan(activity: Activity) -> Any:
    """Show or save what is planned."""
    form = PlanForm(
        obj=activity,
        data={
            "languages": activity.languages,
            "topics": activity.topics,
            "assistance": activity.assistance,
            "supporters": supporter_rows(activity),
        },
    )
    if form.sent():
        with form.refusals():
            actions.revise_plan(session(), actor(), activity, **_planned(form, activity))
        if form.accepted and "stay" in request.form:
            return go("activities.plan", ref=activity.ref)
        if form.accepted:
            flash(_("The plan was saved."))
            return go("activities.show", ref=activity.ref)
    tree = lexicon.topic_tree(current_language().code)
    return page("activities/plan.html", form.status, form=form, activity=activity, tree=tree)


def _planned(form: PlanForm, activity: Activity) -> dict[str, Any]:
    """Return what the form says; a date that was changed is known to the day."""
    fields: dict[str, Any] = {
        name: form[name].data or "" for name in ("title", "description", "kind", "mode", "place")
    }
    if form.starts_on.data != activity.starts_on:
        fields |= {"starts_on": form.starts_on.data, "start_precision": "day"}
    if form.ends_on.data != activity.ends_on:
        fields |= {"ends_on": form.ends_on.data, "end_precision": "day"}
    return fields | {
        "seen": seen(form.version),
        "supporters": form.given_supporters(),
        "terms": {
            "topic": form.topics.data or [],
            "assistance": form.assistance.data or [],
            "language": form.languages.data or [],
        },
    }


@section.page(
    "/<ref>/report/<any(beneficiary, provider, expert):side>",
    ActivityPermission.REPORT,
    ("GET", "POST"),
)
def report(activity: Activity, side: str) -> Any:
    """Show or save what one side says came of it."""
    if side not in rules.reporting_sides(actor(), activity):
        raise NotAllowed
    known = activity.report_of(side)
    form = ReportForm(
        obj=known,
        version=activity.version,
        language=known.language if known else current_language().code,
    )
    if form.sent():
        with form.refusals():
            actions.give_report(
                session(),
                actor(),
                activity,
                side,
                text=form.text.data or "",
                lessons=form.lessons.data or "",
                language=form.language.data,
                seen=seen(form.version),
            )
        if form.accepted:
            flash(_("Your report was saved. You can change it until the record is confirmed."))
            return go("activities.show", ref=activity.ref)
    return page(
        "activities/report.html",
        form.status,
        form=form,
        activity=activity,
        side=side,
        rules=rules,
    )


def take(activity: Activity, step: Step) -> Any:
    """Take a step of the workflow."""
    return answer_step(
        lambda reason, version, days: actions.take_step(
            session(), actor(), activity, step.name, reason=reason, seen=version, review_days=days
        ),
        step,
        url_for("activities.show", ref=activity.ref),
    )


section.steps(WORKFLOW, take)


def party_name(party: Party, inside: bool) -> str:
    """Return how a party is called; the name of an expert is for those who take part."""
    if party.organization is not None:
        return party.organization.name
    if party.expert is not None:
        return party.expert.name if inside else display_name(actor(), party.expert)
    return party.name or country_name(party.country_code or "")


def period(activity: Activity) -> str:
    """Return when it takes place, as exactly as that is known."""
    begun = known_date(activity.starts_on, activity.start_precision)
    ended = known_date(activity.ends_on, activity.end_precision)
    if begun and ended and begun != ended:
        return tr("%(start)s to %(end)s", start=begun, end=ended)
    if ended and not begun:
        return tr("until %(end)s", end=ended)
    return begun


def mark_reasons(mark: Mark, activity: Activity, source: bool | None) -> list[str]:
    """Return why a mark holds or does not, in words, and whether the source differs."""
    if mark.from_source:
        return [
            tr(
                "So it was recorded from its sources. They name parties only in general, so that "
                "it does not follow from their status."
            )
        ]
    if mark.holds is None:
        return [tr("The parties are named only in general, so that nobody can say.")]
    found = [_reason(standing, activity) for standing in mark.because]
    if not found:
        found.append(tr("Nobody from outside the South takes part."))
    if source is not None and source != mark.holds:
        found.append(
            tr("It was recorded otherwise from its sources; the status of the parties decides.")
        )
    return found


def _reason(standing: PartyStanding, activity: Activity) -> str:
    if standing.status is None:
        return tr("Supported by %(name)s, an international organization", name=standing.name)
    return tr(
        REASONS[standing.side],
        country=country_name(standing.country),
        status=tr(STATUS_LABELS[standing.status]),
        date=_status_date(activity),
    )


def _status_date(activity: Activity) -> str:
    precision = activity.start_precision if activity.starts_on else activity.end_precision
    day = queries.day_that_counts(activity)
    return known_date(day, precision if activity.starts_on or activity.ends_on else "day")


def init_activities(app: Flask) -> None:
    """Let templates speak of activities, and lower features' pages show them."""
    app.jinja_env.globals.update(
        activity_party=party_name, activity_period=period, activity_mark_reasons=mark_reasons
    )
    listen(PairingAgreed, actions.open_when_agreed)
    listen(ExperienceAsked, queries.tell_experience)
    add_panel("needs.show", panels.on_need)
    add_panel("places.show", panels.on_country)

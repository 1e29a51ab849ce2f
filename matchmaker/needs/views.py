"""The pages of needs: the list, one need, and the form in four steps."""

from collections.abc import Callable
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from matchmaker.kernel import journal
from matchmaker.kernel.rights import secretariat
from matchmaker.kernel.workflow import Step
from matchmaker.needs import actions, queries, rules
from matchmaker.needs.forms import (
    AssistanceForm,
    BeginForm,
    NeedSearchForm,
    PracticalForm,
    ProblemForm,
    rows_of,
)
from matchmaker.needs.models import Need
from matchmaker.needs.rules import FORM_STEPS, WORKFLOW, NeedPermission
from matchmaker.places.views import group_name, place_countries
from matchmaker.publication.forms import seen
from matchmaker.topics import lexicon
from matchmaker.topics.views import topic_labels
from matchmaker.web.database import session
from matchmaker.web.forms import Form
from matchmaker.web.languages import current_language, language_name, tr
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step

section = Section("needs", __name__, "/needs", find=queries.need_by_ref, see=NeedPermission.SEE)
STEP_TERMS = {
    "assistance": {"topics": "topic", "assistance": "assistance", "sectors": "sector"},
    "practical": {"languages": "language"},
}


@section.page("/", NeedPermission.BROWSE)
def index() -> tuple[str, int]:
    """Show the published needs, narrowed by what the address says."""
    form = NeedSearchForm(request.args)
    status = 200 if form.validate() else 422
    wanted = queries.NeedFilter(
        words=form.q.data or "",
        countries=place_countries(session(), form.place.data),
        topic=form.topic.data or "",
        assistance=form.assistance.data or "",
        language=form.language.data or "",
        states=frozenset({form.state.data}) if form.state.data else frozenset(),
        since=form.since.data,
        until=form.until.data,
    )
    needs = paged(session(), queries.search_needs(actor(), wanted))
    return page("needs/index.html", status, form=form, needs=needs, rules=rules, wanted=wanted)


@section.page("/mine", NeedPermission.CREATE)
def mine() -> tuple[str, int]:
    """Show the needs of the actor's offices, drafts included."""
    needs = paged(session(), queries.own_needs(actor()))
    return page("needs/mine.html", needs=needs, rules=rules)


@section.page("/new", NeedPermission.CREATE, ("GET", "POST"))
def new() -> Any:
    """Begin a need."""
    offices = queries.offices_of(session(), actor())
    form = BeginForm(
        offices=[(office.id, office.name) for office in offices],
        language=current_language().code,
    )
    if form.sent():
        with form.refusals():
            office = next(one for one in offices if one.id == form.organization.data)
            need = actions.create_need(
                session(), actor(), office, form.language.data, title=form.title.data
            )
        if form.accepted:
            return go("needs.edit", ref=need.ref, step=FORM_STEPS[0])
    return page("needs/new.html", form.status, form=form)


@section.page("/<ref>", NeedPermission.SEE)
def show(need: Need) -> tuple[str, int]:
    """Show one need with its history."""
    inside = rules.owns(actor(), need) or secretariat(actor(), need)
    return page(
        "needs/show.html",
        need=need,
        rules=rules,
        steps=WORKFLOW.steps_from(actor(), need),
        history=journal.history(session(), "need", need.ref, public_only=not inside),
        requirement_label=requirement_label,
    )


@section.page("/<ref>/edit", NeedPermission.EDIT)
def edit_first(need: Need) -> Any:
    """Go to the first step of the form."""
    return go("needs.edit", ref=need.ref, step=FORM_STEPS[0])


@section.page(
    "/<ref>/edit/<any(problem, assistance, practical):step>", NeedPermission.EDIT, ("GET", "POST")
)
def edit(need: Need, step: str) -> Any:
    """Show or save one step of the form; every step that is saved is a draft kept."""
    form = _step_form(need, step)
    if form.sent():
        with form.refusals():
            actions.revise_need(session(), actor(), need, **_answers(form, step))
        if form.accepted:
            return _after_step(need, step)
    return page(
        "needs/edit.html",
        form.status,
        form=form,
        need=need,
        step=step,
        steps=FORM_STEPS,
        tree=lexicon.topic_tree(current_language().code),
    )


@section.page("/<ref>/edit/check", NeedPermission.EDIT)
def check(need: Need) -> tuple[str, int]:
    """Show the whole draft, what is missing, and the button that submits it."""
    return page(
        "needs/check.html",
        need=need,
        rules=rules,
        step="check",
        steps=FORM_STEPS,
        gaps=rules.gaps(need),
        requirement_label=requirement_label,
    )


def _after_step(need: Need, step: str) -> Any:
    flash(_("Draft saved."))
    following = FORM_STEPS[FORM_STEPS.index(step) + 1]
    if "stay" in request.form:
        following = step
    if "leave" in request.form:
        return go("needs.show", ref=need.ref)
    if following == "check":
        return go("needs.check", ref=need.ref)
    return go("needs.edit", ref=need.ref, step=following)


def _step_form(need: Need, step: str) -> Form:
    if step == "problem":
        return ProblemForm(obj=need)
    if step == "practical":
        return PracticalForm(obj=need)
    shown = {"topics": need.topics, "assistance": need.assistance, "sectors": need.sectors}
    return AssistanceForm(
        version=need.version,
        requirements=rows_of(need),
        **shown,
    )


def _answers(form: Form, step: str) -> dict[str, Any]:
    fields = {
        name: value
        for name, value in form.data.items()
        if name not in {"csrf_token", "version", "requirements"}
    }
    schemes = STEP_TERMS.get(step, {})
    answers: dict[str, Any] = {
        "seen": seen(form["version"]),
        "terms": {scheme: fields.pop(name) or [] for name, scheme in schemes.items()},
        **{name: value if value is not None else _empty(name) for name, value in fields.items()},
    }
    if isinstance(form, AssistanceForm):
        answers["requirements"] = form.given()
    return answers


def _empty(name: str) -> str | None:
    return None if name in {"starts_on", "ends_on", "answer_by"} else ""


@section.page("/<ref>/copy", NeedPermission.COPY, ("POST",))
def copy(need: Need) -> Any:
    """Begin a new need from an earlier one."""
    made = actions.copy_need(session(), actor(), need)
    flash(_("A copy was made as a new draft. Dates were left empty."))
    return go("needs.edit", ref=made.ref, step=FORM_STEPS[0])


def take(need: Need, step: Step) -> Any:
    """Take a step of the workflow."""
    return answer_step(
        lambda reason, version, days: actions.take_step(
            session(), actor(), need, step.name, reason=reason, seen=version, review_days=days
        ),
        step,
        url_for("needs.show", ref=need.ref),
    )


section.steps(WORKFLOW, take)


def requirement_label(requirement: Any) -> str:
    """Return a requirement in words, in the page's language."""
    value = requirement.value
    names: dict[str, Callable[[], str]] = {
        "language": lambda: language_name(value),
        "topic": lambda: " ".join(topic_labels([value])),
        "group": lambda: group_name(value),
        "missions": lambda: value,
        "provider": lambda: tr(rules.PROVIDERS[value]),
    }
    if requirement.kind not in names or not value:
        return str(requirement.text)
    return f"{tr(rules.REQUIREMENT_KINDS[requirement.kind])}: {names[requirement.kind]()}"

"""The pages of experts: the roster, one profile, where I stand, and the form in six steps."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.accounts.queries import organizations
from matchmaker.experts import actions, queries, rules
from matchmaker.experts.forms import (
    AboutForm,
    AvailabilityForm,
    ExpertSearchForm,
    MissionsForm,
    step_form,
)
from matchmaker.experts.models import Expert
from matchmaker.experts.rules import FORM_STEPS, KEPT_STEPS, WORKFLOW, ExpertPermission
from matchmaker.kernel import journal
from matchmaker.kernel.rights import may
from matchmaker.kernel.workflow import Step
from matchmaker.places.views import place_countries
from matchmaker.publication.forms import seen
from matchmaker.topics import lexicon
from matchmaker.web.database import session
from matchmaker.web.forms import Form
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step

section = Section(
    "experts", __name__, "/experts", find=queries.expert_by_ref, see=ExpertPermission.SEE
)
SUBJECT_TERMS = {"topics": "topic", "assistance": "assistance", "languages": "language"}
EMPTY: dict[str, Any] = {
    "residence_code": None,
    "available_from": None,
    "unavailable_until": None,
    "capacity": 1,
    "engaged": 0,
}
"""What is kept of a field that was left empty, where that is not an empty text."""


@section.page("/", ExpertPermission.BROWSE)
def index() -> tuple[str, int]:
    """Show the roster, narrowed by what the address says."""
    form = ExpertSearchForm(request.args)
    status = 200 if form.validate() else 422
    wanted = queries.ExpertFilter(
        words=form.q.data or "",
        countries=place_countries(session(), form.place.data),
        topic=form.topic.data or "",
        assistance=form.assistance.data or "",
        language=form.language.data or "",
    )
    return _page(
        "index",
        status,
        form=form,
        experts=paged(session(), queries.search_experts(actor(), wanted)),
        wanted=wanted,
        narrowed=wanted != queries.ExpertFilter() or status == 422,
    )


@section.page("/mine", ExpertPermission.REGISTER)
def mine() -> tuple[str, int]:
    """Show a consultant where their profile stands, what it lacks and what comes next."""
    expert = _own()
    if expert is None:
        return _page("mine", expert=None)
    history = journal.history(session(), "expert", expert.ref, public_only=False)
    return _page(
        "mine",
        expert=expert,
        history=history,
        since=max((line.at for line in history if line.after), default=expert.created_at),
        note=_last_note(expert, history),
        gaps=rules.gaps(expert),
        steps=WORKFLOW.steps_from(actor(), expert),
    )


@section.page("/new", ExpertPermission.REGISTER, ("GET", "POST"))
def new() -> Any:
    """Begin one's profile."""
    if _own() is not None:
        return go("experts.mine")
    form = AboutForm(name=actor().name, language=current_language().code)
    if form.sent():
        with form.refusals():
            expert = actions.register_expert(
                session(),
                actor(),
                form.language.data,
                name=form.name.data,
                country_code=form.country_code.data,
                title=form.title.data,
                residence_code=form.residence_code.data or None,
            )
        if form.accepted:
            return go("experts.edit", ref=expert.ref, step=FORM_STEPS[1])
    return _page("new", form.status, form=form)


@section.page("/<ref>", ExpertPermission.SEE)
def show(expert: Expert) -> tuple[str, int]:
    """Show one profile, as far as the reader may see it."""
    inside = may(actor(), ExpertPermission.SEE_PRIVATE, expert)
    return _page(
        "show",
        expert=expert,
        inside=inside,
        steps=WORKFLOW.steps_from(actor(), expert),
        history=journal.history(session(), "expert", expert.ref, public_only=not inside),
    )


@section.page("/<ref>/edit", ExpertPermission.EDIT)
def edit_first(expert: Expert) -> Any:
    """Go to the first step of the form."""
    return go("experts.edit", ref=expert.ref, step=FORM_STEPS[0])


@section.page(
    "/<ref>/edit/<any(about, missions, subjects):step>", ExpertPermission.EDIT, ("GET", "POST")
)
def edit(expert: Expert, step: str) -> Any:
    """Show or save a step that is vetted; every step that is saved is a draft kept."""
    return _edit(expert, step)


@section.page(
    "/<ref>/edit/<any(availability, visibility):step>", ExpertPermission.KEEP, ("GET", "POST")
)
def keep(expert: Expert, step: str) -> Any:
    """Show or save a step that stays open while the profile is in the roster."""
    return _edit(expert, step)


@section.page("/<ref>/edit/check", ExpertPermission.EDIT)
def check(expert: Expert) -> tuple[str, int]:
    """Show the whole draft, what is missing, and the button that submits it."""
    return _page("check", expert=expert, step="check", inside=True, gaps=rules.gaps(expert))


@section.page("/<ref>/confirm", ExpertPermission.KEEP, ("POST",))
def confirm(expert: Expert) -> Any:
    """Keep that the person found the profile still true."""
    actions.confirm_still_true(session(), actor(), expert)
    flash(_("Thank you. Countries see that your profile is up to date."))
    return go("experts.mine")


def _own() -> Expert | None:
    account_id = actor().account_id
    return queries.expert_of_account(session(), account_id) if account_id is not None else None


def _last_note(expert: Expert, history: list[journal.JournalEntry]) -> str:
    """Return why the profile came back, while it waits for the person because of that."""
    moves = [line for line in history if line.after]
    returned = bool(moves) and moves[-1].act == "return" and expert.state == moves[-1].after
    return moves[-1].reason if returned else ""


def _edit(expert: Expert, step: str) -> Any:
    form = step_form(expert, step)
    if form.sent():
        with form.refusals():
            actions.revise_expert(session(), actor(), expert, **_answers(form, step))
        if form.accepted:
            return _after_step(expert, step)
    shown: dict[str, Any] = {"tree": lexicon.topic_tree(current_language().code)}
    if step == "availability":
        shown["organizations"] = session().scalars(organizations()).unique().all()
    return _page("edit", form.status, form=form, expert=expert, step=step, **shown)


def _after_step(expert: Expert, step: str) -> Any:
    if not may(actor(), ExpertPermission.EDIT, expert):
        flash(_("Your profile has been changed."))
        stays = "stay" in request.form
        return go("experts.keep", ref=expert.ref, step=step) if stays else go("experts.mine")
    flash(_("Draft saved."))
    following = FORM_STEPS[FORM_STEPS.index(step) + 1]
    if "leave" in request.form:
        return go("experts.mine")
    return redirect(step_address(expert, step if "stay" in request.form else following), 303)


def step_address(expert: Expert, step: str) -> str:
    """Return the address of a step of the form."""
    if step == "check":
        return url_for("experts.check", ref=expert.ref)
    endpoint = "experts.keep" if step in KEPT_STEPS else "experts.edit"
    return url_for(endpoint, ref=expert.ref, step=step)


def _answers(form: Form, step: str) -> dict[str, Any]:
    fields = {
        name: value
        for name, value in form.data.items()
        if name not in {"csrf_token", "version", "missions", "conflicts"}
    }
    schemes = SUBJECT_TERMS if step == "subjects" else {}
    answers: dict[str, Any] = {
        "seen": seen(form["version"]),
        "terms": {scheme: fields.pop(name) or [] for name, scheme in schemes.items()},
        **{
            name: EMPTY.get(name, "") if value in (None, "") else value
            for name, value in fields.items()
        },
    }
    if isinstance(form, MissionsForm):
        answers["missions"] = form.given()
    if isinstance(form, AvailabilityForm):
        answers["conflicts"] = form.given()
    return answers


def take(expert: Expert, step: Step) -> Any:
    """Take a step of the workflow."""
    own = rules.owns(actor(), expert)
    return answer_step(
        lambda reason, version, days: actions.take_step(
            session(), actor(), expert, step.name, reason=reason, seen=version, review_days=days
        ),
        step,
        url_for("experts.mine") if own else url_for("experts.show", ref=expert.ref),
    )


section.steps(WORKFLOW, take)


def expert_name(expert: Expert) -> str:
    """Return how a page calls an expert: by name, if the reader may know it."""
    if expert.name and rules.shows_name(actor(), expert):
        return expert.name
    return str(_("Expert %(ref)s", ref=expert.ref))


def missions_shown(expert: Expert) -> bool:
    """Return whether the reader of the page may read the missions."""
    return rules.shows_missions(actor(), expert)


def _page(template: str, status: int = 200, **context: Any) -> tuple[str, int]:
    return page(
        f"experts/{template}.html",
        status,
        rules=rules,
        expert_name=expert_name,
        missions_shown=missions_shown,
        step_address=step_address,
        **context,
    )

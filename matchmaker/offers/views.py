"""The pages of offers: the list, one offer, and the form in four steps."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from matchmaker.kernel import journal
from matchmaker.kernel.rights import secretariat
from matchmaker.kernel.workflow import Step
from matchmaker.offers import actions, queries, rules
from matchmaker.offers.forms import (
    BeginForm,
    OfferForm,
    OfferSearchForm,
    PracticalForm,
    SubjectForm,
    rows_of,
)
from matchmaker.offers.models import Offer
from matchmaker.offers.rules import FORM_STEPS, WORKFLOW, OfferPermission
from matchmaker.places.views import place_countries
from matchmaker.publication.forms import seen
from matchmaker.topics import lexicon
from matchmaker.web.database import session
from matchmaker.web.forms import Form
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step

section = Section("offers", __name__, "/offers", find=queries.offer_by_ref, see=OfferPermission.SEE)
STEP_TERMS = {
    "subject": {"topics": "topic", "assistance": "assistance", "sectors": "sector"},
    "practical": {"languages": "language"},
}
NOT_TEXTS = frozenset({"capacity_per_year", "available_from", "available_until"})


@section.page("/", OfferPermission.BROWSE)
def index() -> tuple[str, int]:
    """Show the published offers, narrowed by what the address says."""
    form = OfferSearchForm(request.args)
    status = 200 if form.validate() else 422
    wanted = queries.OfferFilter(
        words=form.q.data or "",
        countries=place_countries(session(), form.place.data),
        topic=form.topic.data or "",
        assistance=form.assistance.data or "",
        language=form.language.data or "",
        since=form.since.data,
        until=form.until.data,
    )
    offers = paged(session(), queries.search_offers(actor(), wanted))
    return page(
        "offers/index.html",
        status,
        form=form,
        offers=offers,
        rules=rules,
        wanted=wanted,
        narrowed=wanted != queries.OfferFilter() or status == 422,
    )


@section.page("/mine", OfferPermission.CREATE)
def mine() -> tuple[str, int]:
    """Show the offers of the actor's organizations, drafts included."""
    offers = paged(session(), queries.own_offers(actor()))
    return page("offers/mine.html", offers=offers, rules=rules)


@section.page("/new", OfferPermission.CREATE, ("GET", "POST"))
def new() -> Any:
    """Begin an offer."""
    makers = queries.makers_of(session(), actor())
    form = BeginForm(
        offices=[(maker.id, maker.name) for maker in makers],
        language=current_language().code,
    )
    if form.sent():
        with form.refusals():
            maker = next(one for one in makers if one.id == form.organization.data)
            offer = actions.create_offer(
                session(), actor(), maker, form.language.data, title=form.title.data
            )
        if form.accepted:
            return go("offers.edit", ref=offer.ref, step=FORM_STEPS[0])
    return page("offers/new.html", form.status, form=form)


@section.page("/<ref>", OfferPermission.SEE)
def show(offer: Offer) -> tuple[str, int]:
    """Show one offer with its history."""
    inside = rules.owns(actor(), offer) or secretariat(actor(), offer)
    return page(
        "offers/show.html",
        offer=offer,
        rules=rules,
        steps=WORKFLOW.steps_from(actor(), offer),
        history=journal.history(session(), "offer", offer.ref, public_only=not inside),
    )


@section.page("/<ref>/edit", OfferPermission.EDIT)
def edit_first(offer: Offer) -> Any:
    """Go to the first step of the form."""
    return go("offers.edit", ref=offer.ref, step=FORM_STEPS[0])


@section.page(
    "/<ref>/edit/<any(offer, subject, practical):step>", OfferPermission.EDIT, ("GET", "POST")
)
def edit(offer: Offer, step: str) -> Any:
    """Show or save one step of the form; every step that is saved is a draft kept."""
    form = _step_form(offer, step)
    if form.sent():
        with form.refusals():
            actions.revise_offer(session(), actor(), offer, **_answers(form, step))
        if form.accepted:
            return _after_step(offer, step)
    return page(
        "offers/edit.html",
        form.status,
        form=form,
        offer=offer,
        rules=rules,
        step=step,
        tree=lexicon.topic_tree(current_language().code),
    )


@section.page("/<ref>/edit/check", OfferPermission.EDIT)
def check(offer: Offer) -> tuple[str, int]:
    """Show the whole draft, what is missing, and the button that submits it."""
    return page("offers/check.html", offer=offer, rules=rules, step="check", gaps=rules.gaps(offer))


def _after_step(offer: Offer, step: str) -> Any:
    flash(_("Draft saved."))
    following = FORM_STEPS[FORM_STEPS.index(step) + 1]
    if "stay" in request.form:
        following = step
    if "leave" in request.form:
        return go("offers.show", ref=offer.ref)
    if following == "check":
        return go("offers.check", ref=offer.ref)
    return go("offers.edit", ref=offer.ref, step=following)


def _step_form(offer: Offer, step: str) -> Form:
    if step == "offer":
        return OfferForm(obj=offer)
    if step == "practical":
        return PracticalForm(obj=offer)
    shown = {"topics": offer.topics, "assistance": offer.assistance, "sectors": offer.sectors}
    return SubjectForm(version=offer.version, evidence=rows_of(offer), **shown)


def _answers(form: Form, step: str) -> dict[str, Any]:
    fields = {
        name: value
        for name, value in form.data.items()
        if name not in {"csrf_token", "version", "evidence"}
    }
    schemes = STEP_TERMS.get(step, {})
    answers: dict[str, Any] = {
        "seen": seen(form["version"]),
        "terms": {scheme: fields.pop(name) or [] for name, scheme in schemes.items()},
        **{name: value if name in NOT_TEXTS else value or "" for name, value in fields.items()},
    }
    if isinstance(form, SubjectForm):
        answers["evidence"] = form.given()
    return answers


def take(offer: Offer, step: Step) -> Any:
    """Take a step of the workflow."""
    return answer_step(
        lambda reason, version, days: actions.take_step(
            session(), actor(), offer, step.name, reason=reason, seen=version, review_days=days
        ),
        step,
        url_for("offers.show", ref=offer.ref),
    )


section.steps(WORKFLOW, take)

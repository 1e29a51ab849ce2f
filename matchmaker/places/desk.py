"""Where the secretariat keeps memberships right."""

from flask import flash
from flask_babel import gettext as _

from matchmaker.kernel import clock, journal
from matchmaker.places import actions, lexicon, queries
from matchmaker.places.forms import EndForm, MembershipForm, NewMembershipForm
from matchmaker.places.models import Country
from matchmaker.places.rules import ACTS, PlacePermission
from matchmaker.web.database import session
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page
from matchmaker.web.requests import Section, actor, go

section = Section("places_desk", __name__, "/desk/countries", find=queries.country_by_code)


@section.page("/", PlacePermission.EDIT)
def index() -> tuple[str, int]:
    """Show what is decided for later, what is not established, and every country."""
    today = clock.today()
    decided = queries.scheduled(session(), today)
    return page(
        "places/desk.html",
        today=today,
        scheduled=[(queries.next_change(one, today), one) for one in decided],
        questions=queries.open_questions(session()),
        countries=lexicon.country_choices(current_language().code),
    )


@section.page("/<ref>", PlacePermission.EDIT)
def country(country: Country) -> tuple[str, int]:
    """Show a country's memberships, to be corrected, and who changed them."""
    return page(
        "places/desk_country.html",
        country=country,
        today=clock.today(),
        memberships=queries.membership_history(session(), country.code),
        questions=queries.open_questions(session(), country=country.code),
        entries=journal.history(session(), actions.KIND, country.code, public_only=False),
        acts=ACTS,
    )


@section.page("/<ref>/new", PlacePermission.EDIT, ("GET", "POST"))
def new(country: Country) -> object:
    """Add a membership."""
    form = NewMembershipForm()
    if form.sent():
        with form.refusals():
            actions.add_membership(session(), actor(), country, form.group.data, form.period())
        if form.accepted:
            flash(_("The membership has been added."))
            return go("places_desk.country", ref=country.code)
    return page("places/edit.html", form.status, form=form, country=country, membership=None)


@section.page("/<ref>/<int(max=2147483647):number>/edit", PlacePermission.EDIT, ("GET", "POST"))
def edit(country: Country, number: int) -> object:
    """Correct a membership."""
    membership = queries.membership_of(session(), country, number)
    form = MembershipForm(obj=membership)
    if form.sent():
        with form.refusals():
            actions.revise_membership(session(), actor(), membership, form.period())
        if form.accepted:
            flash(_("The membership has been corrected."))
            return go("places_desk.country", ref=country.code)
    return page("places/edit.html", form.status, form=form, country=country, membership=membership)


@section.page("/<ref>/<int(max=2147483647):number>/end", PlacePermission.EDIT, ("GET", "POST"))
def end(country: Country, number: int) -> object:
    """Record the end of a membership."""
    membership = queries.membership_of(session(), country, number)
    form = EndForm()
    if form.sent():
        with form.refusals():
            actions.end_membership(
                session(),
                actor(),
                membership,
                form.until.data,
                until_precision=form.until_precision.data,
                source=form.source.data or "",
                note=form.note.data or "",
            )
        if form.accepted:
            flash(_("The end of the membership has been recorded."))
            return go("places_desk.country", ref=country.code)
    return page("places/end.html", form.status, form=form, country=country, membership=membership)

"""The public pages of countries and their groups, and what templates ask of them."""

from datetime import date
from typing import TypeVar

from babel.dates import format_skeleton
from flask import Flask, request
from flask_babel import format_date
from sqlalchemy.orm import Session

from matchmaker.kernel import clock
from matchmaker.places import lexicon, queries
from matchmaker.places.forms import DayFilter, PlaceFilter
from matchmaker.places.models import Country, GroupMembership, OpenQuestion
from matchmaker.places.queries import Standing
from matchmaker.places.rules import (
    CERTAINTIES,
    KINDS,
    STATUS_LABELS,
    UN_STATUSES,
    UNKNOWN,
    PlacePermission,
    Status,
)
from matchmaker.web.database import session
from matchmaker.web.languages import current_language, tr
from matchmaker.web.pages import page
from matchmaker.web.requests import Section

# LDCs and developed countries can be chosen as groups already
OTHER_STATUSES = {
    status: STATUS_LABELS[status] for status in (Status.DEVELOPING, Status.TRANSITION)
}
Dated = TypeVar("Dated", GroupMembership, OpenQuestion)
section = Section("places", __name__, "/countries", find=queries.country_by_code)


@section.page("/", PlacePermission.SEE)
def index() -> tuple[str, int]:
    """Show the countries by region, with their categories on a date; narrow them."""
    form = PlaceFilter(request.args)
    understood = form.validate()
    on = form.on.data or clock.today()
    shown = queries.standings(session(), on)
    if understood:
        shown = _narrowed(shown, form.q.data or "", form.group.data or "")
    return page(
        "places/index.html",
        200 if understood else 422,
        form=form,
        on=on,
        regions=_by_region(shown),
        total=len(shown),
        permission=PlacePermission,
    )


@section.page("/<ref>", PlacePermission.SEE)
def show(country: Country) -> tuple[str, int]:
    """Show one country: its names, status and memberships, and what is decided for later."""
    today = clock.today()
    return page(
        "places/show.html",
        country=country,
        standing=queries.standing_of(session(), country.code, today),
        today=today,
        memberships=queries.membership_history(session(), country.code),
        questions=queries.open_questions(session(), country=country.code),
        names={code: lexicon.country_name(country.code, code) for code in lexicon.LANGUAGES},
        united_nations=UN_STATUSES,
        permission=PlacePermission,
    )


@section.page("/groups", PlacePermission.SEE)
def groups() -> tuple[str, int]:
    """Show all groups by kind, with the number of their members today."""
    today = clock.today()
    counts: dict[str, int] = {}
    for standing in queries.standings(session(), today).values():
        for code in standing.groups:
            counts[code] = counts.get(code, 0) + 1
    kinds = lexicon.group_kinds()
    found = {
        label: [code for code in kinds if kinds[code] == kind] for kind, label in KINDS.items()
    }
    return page("places/groups.html", kinds=found, counts=counts)


@section.page("/groups/<code>", PlacePermission.SEE)
def group(code: str) -> tuple[str, int]:
    """Show the members of a group on a date, and its changes."""
    found = queries.group_by_code(session(), code)
    form = DayFilter(request.args)
    understood = form.validate()
    on = form.on.data or clock.today()
    return page(
        "places/group.html",
        200 if understood else 422,
        group=found,
        form=form,
        on=on,
        memberships=in_order(queries.group_history(session(), code)),
        questions=in_order(queries.open_questions(session(), group=code)),
    )


def _narrowed(shown: dict[str, Standing], words: str, group: str) -> dict[str, Standing]:
    named = lexicon.countries_named(words)
    return {
        code: standing
        for code, standing in shown.items()
        if code in named and (not group or group in standing.groups)
    }


def _by_region(shown: dict[str, Standing]) -> list[tuple[str, list[Standing]]]:
    codes = lexicon.sorted_by_name(shown, current_language().code)
    regions = [code for code, kind in lexicon.group_kinds().items() if kind == "region"]
    found = [(region, [shown[c] for c in codes if shown[c].region == region]) for region in regions]
    return [(region, standings) for region, standings in found if standings]


def in_order(records: list[Dated]) -> list[Dated]:
    """Return what is about countries in the order of their names, in the page's language."""
    language = current_language().code
    codes = lexicon.sorted_by_name({record.country_code for record in records}, language)
    place = {code: number for number, code in enumerate(codes)}
    return sorted(records, key=lambda record: place[record.country_code])


def group_choices(session: Session) -> list[tuple[str, str]]:
    """Return code and name of every group, statuses first, in the page's language."""
    kept = {group.code for group in queries.groups(session)}
    choices = lexicon.group_choices(current_language().code)
    return [(code, name) for code, name in choices if code in kept]


def place_choices(session: Session) -> list[tuple[str, str]]:
    """Return what a list can be narrowed to: statuses, groups, then countries by name.

    The values are those that `queries.places_in` understands.
    """
    kept = {country.code for country in queries.countries(session)}
    named = lexicon.country_choices(current_language().code)
    return [
        ("status:south", tr("Developing countries and LDCs")),
        *((f"status:{code}", tr(label)) for code, label in OTHER_STATUSES.items()),
        *((f"group:{code}", name) for code, name in group_choices(session)),
        *((f"country:{code}", name) for code, name in named if code in kept),
    ]


def place_countries(session: Session, place: str | None) -> frozenset[str] | None:
    """Return the countries of a filter's value today; None where it narrows nothing."""
    return queries.places_in(session, place, clock.today()) if place else None


def country_name(code: str) -> str:
    """Return a country's name in the page's language."""
    return lexicon.country_name(code, current_language().code)


def group_name(code: str) -> str:
    """Return a group's name in the page's language."""
    return lexicon.group_name(code, current_language().code)


def known_date(day: date | None, precision: str) -> str:
    """Return a date as exactly as it is known."""
    if day is None:
        return tr("not known") if precision == UNKNOWN else ""
    if precision == "year":
        return str(day.year)
    if precision == "month":
        return str(format_skeleton("yMMMM", day, locale=current_language().locale))
    return str(format_date(day, "long"))


def init_places(app: Flask) -> None:
    """Let templates name countries, groups, statuses and dates."""
    app.jinja_env.globals.update(
        country_name=country_name,
        group_name=group_name,
        group_acronym=lexicon.acronym,
        known_date=known_date,
        membership_holds=queries.holds,
        status_labels=STATUS_LABELS,
        certainty_labels=CERTAINTIES,
    )

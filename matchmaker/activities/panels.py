"""What the pages of needs and countries show of activities."""

from flask import render_template

from matchmaker.activities import queries, rules
from matchmaker.needs.models import Need
from matchmaker.places.models import Country
from matchmaker.web.database import session
from matchmaker.web.pages import paged
from matchmaker.web.requests import actor

MOST_SHOWN = 10


def on_need(need: Need) -> str | None:
    """Return the activity that answers a need, where the actor may read it."""
    found = queries.activities_for_need(session(), actor(), need)
    if not found:
        return None
    return render_template("activities/_on_need.html", activities=found, rules=rules)


def on_country(country: Country) -> str | None:
    """Return the latest activities in which a country takes part, and the way to all."""
    found = queries.activities_of_country(actor(), country.code)
    first = paged(session(), found, MOST_SHOWN)
    if not first.total:
        return None
    return render_template(
        "activities/_on_country.html", activities=first, country=country, rules=rules
    )

"""What the pages of needs and countries show of activities."""

from flask import render_template

from matchmaker.activities import queries, rules
from matchmaker.kernel.rights import secretariat
from matchmaker.needs.models import Need
from matchmaker.needs.rules import owns as owns_need
from matchmaker.places.models import Country
from matchmaker.topics.views import concept_labels
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


def precedents(need: Need) -> str | None:
    """Return which offices had a similar need and what was done, or nothing if none is alike."""
    found = queries.precedents(session(), need)
    if not found:
        return None
    return render_template(
        "activities/_precedents.html",
        precedents=found,
        asks=owns_need(actor(), need) or secretariat(actor(), need),
        concept_labels=concept_labels,
        shared=queries.SHARED,
        rules=rules,
    )

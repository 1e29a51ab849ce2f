"""What the portal adds to the pages of countries, and to a person's own start page."""

from collections.abc import Mapping

from flask import render_template

from matchmaker.activities import rules as activity_rules
from matchmaker.activities.queries import ActivityFilter
from matchmaker.experts import rules as expert_rules
from matchmaker.experts.queries import ExpertFilter
from matchmaker.experts.rules import ExpertPermission
from matchmaker.experts.views import expert_name
from matchmaker.kernel.rights import Role, may
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import Workflow
from matchmaker.needs import rules as need_rules
from matchmaker.needs.queries import NeedFilter
from matchmaker.offers import rules as offer_rules
from matchmaker.offers.queries import OfferFilter
from matchmaker.places.models import Country
from matchmaker.portal import queries
from matchmaker.publication.rules import (
    DRAFT,
    PAUSED,
    PUBLISHED,
    RETURNED,
    SUBMITTED,
    WITHDRAWN,
)
from matchmaker.topics.views import concept_labels
from matchmaker.web.database import session
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page_number
from matchmaker.web.requests import actor

NEXT_FOR_RECORDS: Mapping[str, Message] = {
    DRAFT: N_("Continue the draft"),
    RETURNED: N_("Read the note and complete it"),
}
NEXT_FOR_PROFILE: Mapping[str, Message] = {
    DRAFT: N_("Continue the draft"),
    SUBMITTED: N_("Nothing to do now: the secretariat is reading it"),
    RETURNED: N_("Read the note and complete it"),
    PUBLISHED: N_("See how often you were considered"),
    PAUSED: N_("Come back when you have time again"),
    WITHDRAWN: N_("Take it back to change it, if you wish to return"),
}
"""The one next step of the person whose record or profile it is, by its state."""
WORKFLOWS: Mapping[str, Workflow] = {
    queries.NEEDS: need_rules.WORKFLOW,
    queries.OFFERS: offer_rules.WORKFLOW,
    queries.EXPERTS: expert_rules.WORKFLOW,
    queries.ACTIVITIES: activity_rules.WORKFLOW,
}
"""How the states of each kind of record are named."""


def records_of_country(country: Country) -> str | None:
    """Return the public needs, offers and experts of a country, with the ways to all of them."""
    found = queries.records_of_country(session(), country.code)
    if not any(group.total for group in found.values()):
        return None
    return render_template(
        "portal/_of_country.html",
        country=country,
        found=found,
        workflows=WORKFLOWS,
        expert_name=expert_name,
    )


def my_records(_record: object) -> str | None:
    """Return what a person has to finish themselves, and the next step; nothing for others."""
    shown = [_of_my_office(), _my_profile()]
    return "".join(part for part in shown if part) or None


def _of_my_office() -> str | None:
    if not actor().is_a(Role.FOCAL_POINT):
        return None
    return render_template(
        "portal/_my_office.html",
        unfinished=queries.unfinished(session(), actor()),
        next_steps=NEXT_FOR_RECORDS,
        workflows=WORKFLOWS,
    )


def _my_profile() -> str | None:
    if not may(actor(), ExpertPermission.REGISTER):
        return None
    return render_template(
        "portal/_my_profile.html",
        expert=queries.profile_of(session(), actor()),
        next_steps=NEXT_FOR_PROFILE,
        workflow=WORKFLOWS[queries.EXPERTS],
    )


def needs_in_other_words(wanted: NeedFilter) -> str | None:
    """Return the needs that say what was typed in other words and languages."""
    return _in_other_words(queries.NEEDS, wanted)


def offers_in_other_words(wanted: OfferFilter) -> str | None:
    """Return the offers that say what was typed in other words and languages."""
    return _in_other_words(queries.OFFERS, wanted)


def experts_in_other_words(wanted: ExpertFilter) -> str | None:
    """Return the experts whose missions say what was typed in other words and languages."""
    return _in_other_words(queries.EXPERTS, wanted)


def activities_in_other_words(wanted: ActivityFilter) -> str | None:
    """Return the activities that say what was typed in other words and languages."""
    return _in_other_words(queries.ACTIVITIES, wanted)


def _in_other_words(kind: str, wanted: queries.Wanted) -> str | None:
    if not wanted.words or page_number() > 1:
        return None
    here = current_language().code
    related = queries.in_other_words(session(), actor(), kind, wanted, here)
    if not related:
        return None
    return render_template(
        "portal/_in_other_words.html",
        related={kind: related},
        workflows=WORKFLOWS,
        expert_name=expert_name,
        activity_kinds=activity_rules.KINDS,
        concept_labels=concept_labels,
    )


def footer(_record: object) -> str:
    """Return the ways to the pages about the platform."""
    return render_template("portal/_footer.html")

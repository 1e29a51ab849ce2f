"""The start page, the search across everything, and the pages about the platform."""

from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user
from sqlalchemy import text

from matchmaker.activities.rules import KINDS
from matchmaker.experts.views import expert_name
from matchmaker.kernel import clock
from matchmaker.matching.advice import EXPERT_TEXTS_ENOUGH, WORDS_ENOUGH
from matchmaker.needs import rules as need_rules
from matchmaker.places.lexicon import countries_named, sorted_by_name
from matchmaker.portal import queries
from matchmaker.portal.forms import EverywhereForm
from matchmaker.portal.panels import WORKFLOWS
from matchmaker.portal.rules import PortalPermission
from matchmaker.topics.views import concept_labels
from matchmaker.web.database import session
from matchmaker.web.languages import COOKIE, chosen_language, current_language
from matchmaker.web.pages import page
from matchmaker.web.requests import Section, actor

section = Section("portal", __name__)
root = Section("root", __name__, translated=False)


@root.page("/", PortalPermission.SEE)
def choose_language() -> Any:
    """Go to the start page in the person's language."""
    account = getattr(current_user, "account", None)
    remembered = account.language if account else request.cookies.get(COOKIE)
    code = chosen_language(request.accept_languages, remembered)
    return redirect(url_for("portal.home", lang=code), code=302)


@root.page("/health", PortalPermission.SEE)
def health() -> tuple[dict[str, str], int]:
    """Say that the application answers and its database too."""
    session().execute(text("SELECT 1"))
    return {"status": "ok"}, 200


@section.page("/", PortalPermission.SEE)
def home() -> tuple[str, int]:
    """Show what the platform is for, and to a person what waits for them."""
    return page(
        "portal/home.html",
        form=EverywhereForm(formdata=None),
        figures=queries.figures(session()),
        newest=queries.newest_needs(session()),
        rules=need_rules,
    )


@section.page("/search", PortalPermission.SEE)
def search() -> tuple[str, int]:
    """Show what holds the words, grouped by kind, with the ways to the whole lists."""
    form = EverywhereForm(request.args)
    understood = form.validate()
    words = (form.q.data or "") if understood else ""
    here = current_language().code
    results = queries.search(session(), actor(), words, here) if words else None
    return page(
        "portal/search.html",
        200 if understood else 422,
        form=form,
        words=words,
        found=results.found if results else {},
        related=results.related if results else {},
        concept_labels=concept_labels,
        countries=_countries_named(words) if words else [],
        first=queries.FIRST,
        workflows=WORKFLOWS,
        activity_kinds=KINDS,
        expert_name=expert_name,
    )


def _countries_named(words: str) -> list[str]:
    return sorted_by_name(countries_named(words), current_language().code)


@section.page("/how-suggestions-are-made", PortalPermission.SEE)
def suggestions() -> tuple[str, int]:
    """Show how suggestions are made, and what they are not."""
    return page(
        "portal/suggestions.html", texts_enough=EXPERT_TEXTS_ENOUGH, words_enough=WORDS_ENOUGH
    )


@section.page("/about", PortalPermission.SEE)
def about() -> tuple[str, int]:
    """Show what the platform is modelled on and where its sample data comes from."""
    return page("portal/about.html")


@section.page("/design", PortalPermission.SEE)
def design() -> tuple[str, int]:
    """Show the components of the pages, for those who build or translate them."""
    return page("web/design.html", form=None, today=clock.now())

"""The start page, the search across everything, and the pages about the platform."""

from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user
from sqlalchemy import text

from matchmaker.portal.rules import PortalPermission
from matchmaker.web.database import session
from matchmaker.web.languages import COOKIE, LANGUAGES, chosen_language
from matchmaker.web.pages import page
from matchmaker.web.requests import Section

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
    return page("portal/home.html", remembered=LANGUAGES)


@section.page("/design", PortalPermission.SEE)
def design() -> tuple[str, int]:
    """Show the components of the pages, for those who build or translate them."""
    return page("web/design.html")

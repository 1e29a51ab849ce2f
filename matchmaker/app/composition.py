"""Which sections, rights, events and panels make up the application."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from matchmaker.accounts import desk as people_desk
from matchmaker.accounts import panels as account_panels
from matchmaker.accounts import rules as account_rules
from matchmaker.accounts import views as accounts
from matchmaker.app import navigation
from matchmaker.config import Settings
from matchmaker.kernel.rights import grant
from matchmaker.needs import rules as need_rules
from matchmaker.needs import views as needs
from matchmaker.offers import rules as offer_rules
from matchmaker.offers import views as offers
from matchmaker.places import desk as places_desk
from matchmaker.places import rules as place_rules
from matchmaker.places import views as places
from matchmaker.portal import rules as portal_rules
from matchmaker.portal import views as portal
from matchmaker.publication import desk as queue
from matchmaker.publication import rules as publication_rules
from matchmaker.topics import rules as topic_rules
from matchmaker.topics import views as topics
from matchmaker.web.pages import add_panel
from matchmaker.web.requests import Section

RIGHTS: tuple[Mapping[Any, Any], ...] = (
    topic_rules.RIGHTS,
    place_rules.RIGHTS,
    account_rules.RIGHTS,
    publication_rules.RIGHTS,
    need_rules.RIGHTS,
    offer_rules.RIGHTS,
    portal_rules.RIGHTS,
)
SECTIONS: tuple[Section, ...] = (
    portal.root,
    portal.section,
    topics.section,
    places.section,
    places_desk.section,
    accounts.section,
    people_desk.section,
    queue.section,
    needs.section,
    offers.section,
)
PREPARATIONS: tuple[Callable[[Flask], None], ...] = (
    topics.init_topics,
    places.init_places,
    queue.init_queue,
    accounts.init_sign_in,
    navigation.init_navigation,
)
PANELS: tuple[tuple[str, Callable[[Any], str | None]], ...] = (
    ("header", account_panels.header),
)


def compose(app: Flask, settings: Settings) -> None:
    """Register every feature."""
    for table in RIGHTS:
        grant(table)
    for prepare in PREPARATIONS:
        prepare(app)
    for section in SECTIONS:
        app.register_blueprint(section)
    for place, panel in PANELS:
        add_panel(place, panel)
    app.jinja_env.globals["demonstration"] = settings.demo

"""Which sections, rights, events and panels make up the application."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from matchmaker.accounts import actions as account_actions
from matchmaker.accounts import desk as people_desk
from matchmaker.accounts import panels as account_panels
from matchmaker.accounts import rules as account_rules
from matchmaker.accounts import views as accounts
from matchmaker.activities import actions as activity_actions
from matchmaker.activities import panels as activity_panels
from matchmaker.activities import rules as activity_rules
from matchmaker.activities import views as activities
from matchmaker.admin import desk as admin
from matchmaker.admin import rules as admin_rules
from matchmaker.app import jobs, navigation
from matchmaker.config import Settings
from matchmaker.exchange import rules as exchange_rules
from matchmaker.experts import rules as expert_rules
from matchmaker.experts import views as experts
from matchmaker.kernel.events import Event, after_commit, listen
from matchmaker.kernel.rights import grant
from matchmaker.needs import rules as need_rules
from matchmaker.needs import views as needs
from matchmaker.notices import desk as letters_desk
from matchmaker.notices import panels as notice_panels
from matchmaker.notices import rules as notice_rules
from matchmaker.notices import views as notices
from matchmaker.offers import rules as offer_rules
from matchmaker.offers import views as offers
from matchmaker.pairings import actions as pairing_actions
from matchmaker.pairings import desk as pairing_desk
from matchmaker.pairings import panels as pairing_panels
from matchmaker.pairings import rules as pairing_rules
from matchmaker.pairings import views as pairings
from matchmaker.pairings.events import ProvidersChanged, WeightsChanged
from matchmaker.places import desk as places_desk
from matchmaker.places import rules as place_rules
from matchmaker.places import views as places
from matchmaker.portal import panels as portal_panels
from matchmaker.portal import rules as portal_rules
from matchmaker.portal import views as portal
from matchmaker.publication import desk as queue
from matchmaker.publication import panels as queue_panels
from matchmaker.publication import rules as publication_rules
from matchmaker.topics import desk as lexicon_desk
from matchmaker.topics import rules as topic_rules
from matchmaker.topics import views as topics
from matchmaker.topics.events import LexiconChanged
from matchmaker.web.pages import add_panel
from matchmaker.web.requests import Section

RIGHTS: tuple[Mapping[Any, Any], ...] = (
    topic_rules.RIGHTS,
    place_rules.RIGHTS,
    account_rules.RIGHTS,
    publication_rules.RIGHTS,
    need_rules.RIGHTS,
    offer_rules.RIGHTS,
    expert_rules.RIGHTS,
    pairing_rules.RIGHTS,
    activity_rules.RIGHTS,
    notice_rules.RIGHTS,
    exchange_rules.RIGHTS,
    portal_rules.RIGHTS,
    admin_rules.RIGHTS,
)
SECTIONS: tuple[Section, ...] = (
    portal.root,
    portal.section,
    topics.section,
    lexicon_desk.section,
    lexicon_desk.terms,
    places.section,
    places_desk.section,
    accounts.section,
    people_desk.section,
    queue.section,
    needs.section,
    offers.section,
    experts.section,
    pairings.section,
    pairing_desk.section,
    pairing_desk.proposals,
    pairing_desk.portfolios,
    pairing_desk.weights,
    activities.section,
    notices.section,
    letters_desk.section,
    admin.section,
)
PREPARATIONS: tuple[Callable[[Flask], None], ...] = (
    topics.init_topics,
    places.init_places,
    queue.init_queue,
    accounts.init_sign_in,
    pairings.init_pairings,
    activities.init_activities,
    notices.init_notices,
    navigation.init_navigation,
)
PANELS: tuple[tuple[str, Callable[[Any], str | None]], ...] = (
    ("header", notice_panels.header),
    ("header", account_panels.header),
    ("concepts.preview", pairing_panels.what_would_change),
    ("needs.show", pairing_panels.who_could_help),
    ("needs.show", pairing_panels.similar_needs),
    ("needs.show", activity_panels.precedents),
    ("needs.edit.problem", pairing_panels.need_advice),
    ("needs.check", pairing_panels.need_advice),
    ("offers.edit.subject", pairing_panels.offer_advice),
    ("experts.edit.missions", pairing_panels.expert_advice),
    ("experts.mine", pairing_panels.where_i_stand),
    ("needs.index", portal_panels.needs_in_other_words),
    ("offers.index", portal_panels.offers_in_other_words),
    ("experts.index", portal_panels.experts_in_other_words),
    ("activities.index", portal_panels.activities_in_other_words),
    ("footer", portal_panels.footer),
    ("places.show", portal_panels.records_of_country),
    ("portal.mine", pairing_panels.proposals_waiting),
    ("portal.mine", queue_panels.queue_waiting),
    ("portal.mine", portal_panels.my_records),
)


RENEW = "renew_suggestions"


def _lapse_overdue(session: Session) -> None:
    pairing_actions.lapse_overdue(session)


def _follow_up_activities(session: Session) -> None:
    activity_actions.remind_overdue(session)


def _derive_marks(session: Session) -> None:
    activity_actions.derive_marks(session)


def _forget_traces(session: Session) -> None:
    account_actions.forget_traces(session)


def _renew_suggestions(session: Session) -> None:
    pairing_actions.suggest_all(session)


def _renew_now() -> None:
    jobs.do_soon(RENEW)


def _renew_soon(session: Session, _event: Event) -> None:
    if _renew_now not in session.info.get("after_commit", []):
        after_commit(session, _renew_now)


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
    _give_work(app, settings)


def _give_work(app: Flask, settings: Settings) -> None:
    """Say what is done outside of requests, and begin to."""

    def remind(session: Session) -> None:
        pairing_actions.remind_sides(session, settings.remind_days)

    pairing_actions.keep_index_in(settings.instance / "index", settings.semantic)
    jobs.JOBS[RENEW] = _renew_suggestions
    listen(ProvidersChanged, _renew_soon)
    listen(LexiconChanged, _renew_soon)
    listen(WeightsChanged, _renew_soon)
    jobs.CHORES[:] = [remind, _lapse_overdue, _follow_up_activities, _derive_marks, _forget_traces]
    jobs.init_jobs(app)

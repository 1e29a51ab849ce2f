"""A little of everything for the portal to show, and how many questions a page asks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Organization
from matchmaker.experts import actions as expert_actions
from matchmaker.experts.models import Expert
from matchmaker.kernel.rights import PLATFORM, Role
from matchmaker.needs import actions as need_actions
from matchmaker.needs.models import Need
from matchmaker.offers import actions as offer_actions
from matchmaker.offers.models import Offer
from matchmaker.web.database import db


@pytest.fixture
def office(organization: Callable[..., Organization]) -> Organization:
    """Return an office of Senegal."""
    return organization("SN", "Agence sénégalaise")


@pytest.fixture
def focal_point(account: Callable[..., Account], office: Organization) -> Account:
    """Return a focal point of the office."""
    return account(Role.FOCAL_POINT, office)


@pytest.fixture
def need(session: Session, office: Organization) -> Callable[..., Need]:
    """Return a maker of needs of the office, in the state that is wished."""

    def make(title: str, state: str = "published") -> Need:
        made = need_actions.create_need(session, PLATFORM, office, "fr", title=title)
        made.state, made.submitted_at, made.published_at = state, made.created_at, made.created_at
        need_actions.revise_text(made, problem="Une recherche en biotechnologie.")
        session.commit()
        return made

    return make


@pytest.fixture
def offer(session: Session, office: Organization) -> Callable[..., Offer]:
    """Return a maker of offers of the office, in the state that is wished."""

    def make(title: str, state: str = "published") -> Offer:
        made = offer_actions.create_offer(session, PLATFORM, office, "fr", title=title)
        made.state, made.submitted_at, made.published_at = state, made.created_at, made.created_at
        session.commit()
        return made

    return make


@pytest.fixture
def expert(session: Session) -> Callable[..., Expert]:
    """Return a maker of profiles, in the state that is wished."""

    def make(title: str, state: str = "published", **fields: Any) -> Expert:
        made = expert_actions.register_expert(
            session, PLATFORM, "fr", name="Aïcha Traoré", country_code="SN", title=title, **fields
        )
        made.state, made.submitted_at, made.published_at = state, made.created_at, made.created_at
        session.commit()
        return made

    return make


@pytest.fixture
def counted(app: Flask) -> Callable[[], Any]:
    """Return a context that lists the questions that were asked of the database in it."""

    @contextmanager
    def listening() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if statement.startswith("SELECT"):
                asked.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return listening

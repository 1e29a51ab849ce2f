"""What tests stand on: the real application on a real database, each test undone at its end."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account, Membership, Organization
from matchmaker.app import create_app
from matchmaker.config import Settings
from matchmaker.kernel import clock
from matchmaker.kernel.rights import Actor, Role
from matchmaker.places.actions import load_places
from matchmaker.web.database import db
from tests.databases import database_url, isolated, make_schema

# How fast a busy machine is says nothing about the product.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")
PASSWORD = "correct-horse-battery-staple"
_numbers = count(1)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Settings]:
    """Settings for a database of its own, on the server that the run was asked to use."""
    instance: Path = tmp_path_factory.mktemp("instance")
    with database_url(instance, worker_id) as url:
        yield Settings(
            instance=instance,
            database_url=url,
            secret_key="a-secret-for-tests-only-0123456789",
            public_url="http://localhost",
        )


@pytest.fixture(scope="session")
def whole_app(settings: Settings) -> Iterator[Flask]:
    """The application on a migrated database with the countries loaded."""
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, JOBS_IMMEDIATE=True)
    with app.app_context():
        make_schema(app)
        load_places(db.session)
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The application; whatever the test writes is undone."""
    with isolated(whole_app):
        yield whole_app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The test's own database session; requests have theirs, as they do when it runs."""
    with app.app_context():
        own = db.sessionmaker()
    with own:
        yield own


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


@pytest.fixture
def stop_clock() -> Iterator[Callable[[datetime], None]]:
    """Set the clock to a moment, as often as the test likes."""
    contexts: list[Any] = []

    def stop(moment: datetime) -> None:
        context = clock.frozen_at(moment.astimezone(UTC))
        context.__enter__()
        contexts.append(context)

    yield stop
    for context in reversed(contexts):
        context.__exit__(None, None, None)


@pytest.fixture
def organization(session: Session) -> Callable[..., Organization]:
    """Make an organization: `organization("SN")`."""

    def make(country: str | None, name: str = "", kind: str = "office") -> Organization:
        made = Organization(
            name=name or f"Office {next(_numbers)}", country_code=country, kind=kind
        )
        session.add(made)
        session.flush()
        return made

    return make


@pytest.fixture
def account(session: Session) -> Callable[..., Account]:
    """Make a confirmed account: `account(Role.FOCAL_POINT, office)`."""

    def make(role: Role, office: Organization | None = None, language: str = "en") -> Account:
        number = next(_numbers)
        made = Account(
            email=f"person{number}@example.org",
            name=f"Person {number}",
            language=language,
            created_at=clock.now(),
            confirmed_at=clock.now(),
        )
        if office is None and role in {Role.SECRETARIAT, Role.FUNDER, Role.FOCAL_POINT}:
            office = Organization(name=f"Body {number}", country_code=None, kind="other")
        made.memberships.append(Membership(role=role, organization=office))
        session.add(made)
        session.flush()
        return made

    return make


@pytest.fixture
def person(account: Callable[..., Account]) -> Callable[..., Actor]:
    """Make an account and return the actor: `person(Role.SECRETARIAT)`."""
    return lambda *args, **kwargs: account(*args, **kwargs).as_actor()


@pytest.fixture
def sign_in(app: Flask, session: Session) -> Callable[[FlaskClient, Account], None]:
    """Sign an account in on a client: `sign_in(client, account)`."""
    from matchmaker.accounts.actions import begin_sitting

    def sign(client: FlaskClient, account: Account) -> None:
        token = begin_sitting(session, account, device="test")
        session.commit()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True

    return sign

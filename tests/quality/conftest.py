"""The sample data with its people, for the tests that look at every page."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from matchmaker.web.database import db
from tests.databases import isolated
from tests.quality.world import World, build

UNCOUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA")


@pytest.fixture(scope="package")
def asked(whole_app: Flask) -> Iterator[list[str]]:
    """Every statement that the database is asked, in order."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(UNCOUNTED):
            statements.append(statement)

    with whole_app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="package")
def world(
    whole_app: Flask, asked: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The sample data with its people, undone when the tests of quality end."""
    with isolated(whole_app):
        with whole_app.app_context(), db.sessionmaker() as session:
            made = build(whole_app, session, tmp_path_factory.mktemp("world"))
            session.expunge_all()
        yield made

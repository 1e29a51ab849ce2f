"""Run by Alembic: brings the migrations to the database whose engine it was given."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection, text

from matchmaker.kernel.database import Base, writing


def _say(connection: Connection, pragma: str) -> None:
    """Tell SQLite something that it only takes outside of transactions."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def _tables_replaceable(connection: Connection) -> Iterator[None]:
    """Let tables be made anew on SQLite, where dropping the old one deletes what points to it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    _say(connection, "foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        _say(connection, "foreign_keys=ON")


def _demand_whole(connection: Connection) -> None:
    """Refuse a result in which something points to what is not there."""
    if connection.dialect.name == "sqlite":
        tables = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
        if tables:
            raise RuntimeError(f"rows would point to what is not there: {sorted(tables)}")


engine = context.config.attributes["engine"]
with writing(), engine.connect() as connection, _tables_replaceable(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        user_module_prefix="database.",
        transaction_per_migration=True,
        on_version_apply=lambda **_facts: _demand_whole(connection),
    )
    with context.begin_transaction():
        context.run_migrations()

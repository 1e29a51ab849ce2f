"""Commands that bring the database's tables up to date."""

from collections.abc import Callable

import click
from alembic import command as alembic
from alembic.util.exc import CommandError
from flask.cli import with_appcontext

from matchmaker.cli.machinery import PlainCommand, settings
from matchmaker.cli.migrations import behind, configuration


def _told(work: Callable[[], None]) -> None:
    """Do what Alembic is asked, and tell what it refuses in one line."""
    try:
        work()
    except CommandError as error:
        raise click.ClickException(str(error)) from error


@click.group("database")
def database_group() -> None:
    """Bring the database's tables up to date, or look whether they are."""


@database_group.command("upgrade", cls=PlainCommand)
@click.argument("revision", default="head")
@with_appcontext
def upgrade(revision: str) -> None:
    """Make or change the tables, up to the newest revision or the one given."""
    if settings().database_kind == "sqlite":
        settings().instance.mkdir(parents=True, exist_ok=True)
    _told(lambda: alembic.upgrade(configuration(), revision))
    click.echo("The database is up to date." if revision == "head" else f"Now at {revision}.")


@database_group.command("downgrade", cls=PlainCommand)
@click.argument("revision")
@click.confirmation_option(prompt="Data in tables and columns that go is lost. Go on?")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the tables back to an older revision, such as -1 or `base`."""
    _told(lambda: alembic.downgrade(configuration(), revision))
    click.echo(f"The database was taken back to {revision}.")


@database_group.command("check", cls=PlainCommand)
@with_appcontext
def check() -> None:
    """Look whether the database has the newest revision and the tables of the code."""
    current, newest = behind()
    if current != newest:
        raise click.ClickException(
            f"The database is at {', '.join(sorted(current)) or 'no revision'}; "
            f"the newest is {', '.join(sorted(newest)) or 'none'}. "
            "Run `matchmaker database upgrade`."
        )
    _told(lambda: alembic.check(configuration()))
    click.echo("The database is up to date.")

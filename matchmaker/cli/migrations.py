"""How the commands speak to Alembic; its configuration is built here and in no file."""

from pathlib import Path

import click
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import matchmaker
from matchmaker.web.database import db

FOLDER = Path(matchmaker.__file__).parent / "migrations"


def configuration() -> Config:
    """Return Alembic's configuration for the database of the running application."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["engine"] = db.engine
    return config


def behind() -> tuple[set[str], set[str]]:
    """Return the database's revisions and the newest ones."""
    newest = set(ScriptDirectory.from_config(configuration()).get_heads())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()), newest


def demand_up_to_date() -> None:
    """Refuse to go on with a database that a migration is missing in."""
    current, newest = behind()
    if current != newest:
        raise click.ClickException(
            "The database is not up to date. Run `matchmaker database upgrade`."
        )

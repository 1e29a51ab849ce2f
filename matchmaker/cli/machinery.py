"""What commands need of the top level, how they write, and how they say what went wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from matchmaker.config import Misconfigured, Settings
from matchmaker.kernel.database import writing
from matchmaker.kernel.errors import Refused
from matchmaker.web.catalogues import CatalogueMissing
from matchmaker.web.database import session
from matchmaker.web.requests import commit, rollback


@dataclass(frozen=True)
class Machinery:
    """What the commands start, although it knows more of the application than they may."""

    program: str
    """The module that is run to start this command line again."""
    factory: str
    """What a server calls to have the application."""
    work: Callable[[Flask], None]
    """Do jobs until told to end."""
    do_chores: Callable[[Flask], None]
    """Do everything that is due."""


def machinery() -> Machinery:
    """Return what was given to the running application."""
    found: Machinery = current_app.extensions["machinery"]
    return found


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """Give the session, and keep all that is written with it or nothing."""
    with writing():
        try:
            yield session()
            commit()
        except BaseException:
            rollback()
            raise


def told(refusal: Refused) -> str:
    """Return in English why something was refused."""
    return str(refusal)


class PlainCommand(click.Command):
    """A command that tells what went wrong in one line and never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a person can mend becomes a message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except (Misconfigured, CatalogueMissing, OSError) as error:
            raise click.ClickException(str(error)) from error
        except Refused as refusal:
            raise click.ClickException(told(refusal)) from refusal
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(_database_trouble(error)) from error


def _database_trouble(error: DBAPIError) -> str:
    why = str(error.orig).strip().splitlines()[0]
    if "no such table" in why or "does not exist" in why:
        return f"The database is not up to date: {why}. Run `matchmaker database upgrade`."
    return f"The database cannot be used: {why}. Look at DATABASE_URL and whether its server runs."

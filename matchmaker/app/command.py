"""The program `matchmaker`: the command line around the application."""

from flask import Flask

from matchmaker import cli
from matchmaker.app import create_app
from matchmaker.app.jobs import do_chores, run_worker
from matchmaker.cli.machinery import Machinery

MACHINERY = Machinery(
    program="matchmaker.app.command",
    factory="matchmaker.app:create_app()",
    work=run_worker,
    do_chores=do_chores,
)


def with_commands(app: Flask) -> Flask:
    """Return the application with its commands."""
    return cli.init_commands(app, MACHINERY)


def main() -> None:
    """Do what the command line asks, and end the process with its code."""
    cli.run(lambda: with_commands(create_app()))


if __name__ == "__main__":
    main()

"""The command line of those who run the platform."""

from collections.abc import Callable

import click
from flask import Flask
from flask.cli import ScriptInfo

from matchmaker import __version__
from matchmaker.cli.accounts import accounts_group
from matchmaker.cli.catalogues import catalogues_group
from matchmaker.cli.database import database_group
from matchmaker.cli.drawings import print_rights, print_workflows
from matchmaker.cli.evaluating import print_evaluation
from matchmaker.cli.learning import learn
from matchmaker.cli.loading import load_file, seed, suggest
from matchmaker.cli.machinery import Machinery
from matchmaker.cli.ranking import print_model_card, rank
from matchmaker.cli.serving import expire, jobs, serve

COMMANDS: tuple[click.Command, ...] = (
    seed,
    load_file,
    suggest,
    rank,
    print_evaluation,
    learn,
    print_model_card,
    expire,
    accounts_group,
    print_rights,
    print_workflows,
    database_group,
    serve,
    jobs,
    catalogues_group,
)


def init_commands(app: Flask, machinery: Machinery) -> Flask:
    """Give the application the commands, and the commands what only the top level knows."""
    app.extensions["machinery"] = machinery
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def run(create_app: Callable[[], Flask]) -> None:
    """Do what the command line asks, and end the process with its code."""
    program = click.Group(
        "matchmaker",
        commands={command.name or "": command for command in COMMANDS},
        help="Run Matchmaker: prepare its database, load records, serve it, look after it.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program = click.version_option(__version__, prog_name="matchmaker")(program)
    program.main(prog_name="matchmaker", obj=ScriptInfo(create_app=create_app))

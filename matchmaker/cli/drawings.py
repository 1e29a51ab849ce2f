"""Commands that print what the code says of rights and workflows."""

import click
from flask.cli import with_appcontext

from matchmaker.admin.rules.matrix import COLUMNS, matrix
from matchmaker.cli.machinery import PlainCommand
from matchmaker.kernel.rights import all_rights
from matchmaker.kernel.workflow import as_mermaid, registered


@click.command("rights", cls=PlainCommand)
@with_appcontext
def print_rights() -> None:
    """Print the matrix of rights: every permission by every role.

    `own` stands for one's own records or those of one's organization, `some` for records in
    certain states.
    """
    click.echo(f"| Permission | {' | '.join(COLUMNS)} |")
    click.echo("|---" * (len(COLUMNS) + 1) + "|")
    for permission, cells in matrix(all_rights()):
        click.echo(f"| {permission} | {' | '.join(cells)} |")


@click.command("workflows", cls=PlainCommand)
@with_appcontext
def print_workflows() -> None:
    """Print every workflow as a Mermaid drawing in Markdown."""
    for kind, workflow in registered().items():
        click.echo(f"## {kind}\n\n```mermaid\n{as_mermaid(workflow)}\n```\n")

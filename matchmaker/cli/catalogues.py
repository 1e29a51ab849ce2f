"""The command about the interface's languages."""

import click

from matchmaker.cli.machinery import PlainCommand
from matchmaker.web.catalogues import ensure_catalogues


@click.group("catalogues")
def catalogues_group() -> None:
    """Look after the texts of the interface in its languages."""


@catalogues_group.command("compile", cls=PlainCommand)
def compile_catalogues() -> None:
    """Compile the catalogues whose sources are newer."""
    ensure_catalogues()
    click.echo("The catalogues of all languages are compiled.")

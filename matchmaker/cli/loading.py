"""Commands that put records into the database."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from matchmaker import exchange
from matchmaker.cli import demonstration
from matchmaker.cli.machinery import PlainCommand, settings, transaction
from matchmaker.cli.progress import Watch, watched
from matchmaker.exchange import actions
from matchmaker.exchange.actions import Loaded
from matchmaker.exchange.rules import FileRefused
from matchmaker.exchange.schemas import KINDS, Reading, read_file
from matchmaker.kernel.rights import PLATFORM
from matchmaker.matching.cluster import ClusterUnusable
from matchmaker.pairings.actions import suggest_all
from matchmaker.places.actions import load_places

SAMPLE = Path(exchange.__file__).parent / "sample"
LOADERS: Mapping[str, Callable[..., Loaded]] = {
    "needs": actions.load_needs,
    "offers": actions.load_offers,
    "experts": actions.load_experts,
    "activities": actions.load_activities,
}


@click.command("seed", cls=PlainCommand)
@click.option("--demo", is_flag=True, help="Make demonstration accounts too (MATCHMAKER_DEMO=1).")
@click.option("--countries", is_flag=True, help="Load the countries only, for real use.")
@with_appcontext
def seed(demo: bool, countries: bool) -> None:
    """Load the countries and the sample data, and suggest providers; again, add what is missing."""
    if demo and countries:
        raise click.UsageError("A demonstration needs the sample data: leave --countries out.")
    if demo:
        demonstration.demand_demo(settings())
    with watched() as watch, transaction() as database:
        with watch.part("Countries and groups"):
            load_places(database)
        kinds = () if countries else tuple(KINDS)
        added = sum(_load_sample(database, watch, kind) for kind in kinds)
        if demo:
            with watch.part("Demonstration accounts"):
                demonstration.make_accounts(database, settings().instance)
        if added:
            _suggest(database, watch)
    if not countries:
        click.echo(f"{added} records were added." if added else "Everything was there already.")
    if demo:
        click.echo(demonstration.introduction(settings().instance))


def _load_sample(database: Session, watch: Watch, kind: str) -> int:
    reading = _read(kind, SAMPLE / f"{kind}.jsonl")
    with watch.part(kind.capitalize(), len(reading.rows)) as step:
        return LOADERS[kind](database, PLATFORM, reading.rows, sample=True, step=step).added


def _read(kind: str, path: Path) -> Reading:
    reading = read_file(kind, path)
    if reading.faults:
        _refuse(FileRefused(reading.faults))
    return reading


def _refuse(refusal: FileRefused) -> None:
    for fault in refusal.faults:
        click.echo(str(fault), err=True)
    raise refusal


def _suggest(database: Session, watch: Watch, cluster: str | None = None) -> None:
    suggest_all(database, lambda needs: watch.track("Suggestions", needs), cluster)


@click.command("import", cls=PlainCommand)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sample", is_flag=True, help="Mark the records as sample data.")
@with_appcontext
def load_file(kind: str, file: Path, sample: bool) -> None:
    """Load a file of JSON lines or CSV and publish its records: all of them or none.

    The format is that of the sample data. Rows that were loaded before, recognized by their id,
    are passed over.
    """
    reading = _read(kind, file)
    with watched() as watch, transaction() as database:
        loaded = _load(database, watch, kind, reading, sample)
        if loaded.added and kind != "activities":
            _suggest(database, watch)
    click.echo(f"{loaded.added} records were added; {loaded.known} were there already.")


def _load(database: Session, watch: Watch, kind: str, reading: Reading, sample: bool) -> Loaded:
    try:
        with watch.part(kind.capitalize(), len(reading.rows)) as step:
            return LOADERS[kind](database, PLATFORM, reading.rows, sample=sample, step=step)
    except FileRefused as refusal:
        _refuse(refusal)
        raise


@click.command("suggest", cls=PlainCommand)
@click.option("--cluster", metavar="ADDRESS", help="Let this Dask cluster rank the needs.")
@with_appcontext
def suggest(cluster: str | None) -> None:
    """Compute the suggestions for every open need anew.

    An ADDRESS such as tcp://10.0.0.5:8786 is that of a Dask scheduler whose workers have the same
    version of Matchmaker installed (extra `cluster`). The suggestions are the same as without it.
    """
    try:
        with watched() as watch, transaction() as database:
            _suggest(database, watch, cluster)
    except ClusterUnusable as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo("The suggestions are up to date.")

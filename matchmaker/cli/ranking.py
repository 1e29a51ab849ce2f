"""Commands that rank anybody's texts and show how, without a database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from uuid import uuid4

import click
from babel.support import Translations

from matchmaker.cli.configuration import Configuration, configuration, configured
from matchmaker.cli.machinery import PlainCommand
from matchmaker.matching import Profile, model_card
from matchmaker.matching.encoder import bundled_encoder
from matchmaker.matching.records import Side, Unreadable, read_profiles
from matchmaker.matching.text import LANGUAGES as TONGUES
from matchmaker.pairings.rules import SIGNAL_MEANINGS, SIGNALS
from matchmaker.web.catalogues import ensure_catalogues
from matchmaker.web.languages import DEFAULT, LANGUAGES, catalogue_folder

INPUT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("rank", cls=PlainCommand)
@click.option("--needs", type=INPUT, required=True, help="The needs, as JSON lines.")
@click.option("--providers", type=INPUT, required=True, help="The providers, as JSON lines.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--top", type=click.IntRange(min=1), help="Only the best of each need.")
@click.option(
    "--lang-of",
    multiple=True,
    metavar="needs|providers=LANGUAGE",
    help="The language of records that do not say theirs, instead of finding it out.",
)
@configured
def rank(
    needs: Path,
    providers: Path,
    out: Path,
    top: int | None,
    lang_of: tuple[str, ...],
    weights: str,
    without: tuple[str, ...],
    semantic: bool,
) -> None:
    """Rank providers for needs by their texts, and write need, provider and score.

    Each line of a file is a JSON object with an `id`, a `title`, and a `text` or a list `texts` of
    separate evidence texts; where known `lang`, `country`, `languages`, `assistance`, `kind`. The
    result has a line for every pair, need by need, the best first and ties by id, with tabs
    between. No database is needed, nor any setting.
    """
    chosen, told = configuration(weights, without, semantic), _languages(lang_of)
    asked = _read(needs, "need", told["needs"])
    given = _read(providers, "provider", told["providers"])
    for line in chosen.lines():
        click.echo(line, err=True)
    lines = write_ranking(out, chosen, asked, given, top)
    click.echo(f"{len(asked)} needs, {len(given)} providers: {lines} lines in {out}", err=True)


def _languages(given: tuple[str, ...]) -> dict[str, str]:
    found = {"needs": "", "providers": ""}
    for one in given:
        side, _equals, language = one.partition("=")
        if side not in found or language not in TONGUES:
            raise click.UsageError(f"--lang-of: {one!r} is not such as needs=fr.")
        found[side] = language
    return found


def _read(path: Path, side: Side, language: str) -> list[Profile]:
    try:
        return read_profiles(path, side, language)
    except Unreadable as refusal:
        raise click.ClickException(str(refusal)) from refusal


def write_ranking(
    out: Path,
    chosen: Configuration,
    needs: list[Profile],
    providers: list[Profile],
    top: int | None,
) -> int:
    """Write the whole ranking or nothing; return how many lines there are."""
    engine = chosen.engine().fit(providers, needs)
    count = 0
    with whole_file(out) as file:
        for need, found in engine.nearest(needs, top or len(providers)):
            file.writelines(f"{need}\t{provider}\t{score!r}\n" for provider, score in found)
            count += len(found)
    return count


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Give a file that takes its name when all is written; what was there stays until then."""
    if _is_stream(path):
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    target = path.resolve()
    draft = target.with_name(f".{target.name}-{uuid4().hex[:8]}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _is_stream(path: Path) -> bool:
    """Return whether it is a device or a pipe, which has no content to keep and no name to take."""
    return path.absolute().parts[1:2] in {("dev",), ("proc",)} or (
        path.exists() and not path.is_file()
    )


@click.command("model-card", cls=PlainCommand)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT, show_default=True)
def print_model_card(language: str) -> None:
    """Print every signal of the engine: the most points it can give, and how it is measured."""
    ensure_catalogues()
    words = Translations.load(str(catalogue_folder()), [LANGUAGES[language].locale])
    for row in model_card():
        name = words.gettext(SIGNALS[row.signal])
        click.echo(f"{row.weight:>5g}  {row.signal}: {name}")
        click.echo(f"       {words.gettext(SIGNAL_MEANINGS[row.signal])}")
    total = sum(row.weight for row in model_card())
    state = "installed" if bundled_encoder() else "not installed"
    click.echo(f"{total:>5g}  (encoder: {state})")

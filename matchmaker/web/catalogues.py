"""Message catalogues: compiled beside their sources whenever a source is newer."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from matchmaker.web.languages import DEFAULT, LANGUAGES, catalogue_folder


class CatalogueMissing(Exception):
    """A language of the interface has no catalogue."""


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as texts:
        catalogue = read_po(texts)
    # Several workers may find the same catalogue stale at the same moment.
    scratch = target.with_suffix(f".{os.getpid()}.mo")
    with scratch.open("wb") as file:
        write_mo(file, catalogue)
    scratch.replace(target)


def ensure_catalogues() -> None:
    """Compile what is stale; raise `CatalogueMissing` when a language is not there at all."""
    for language in LANGUAGES.values():
        if language.code == DEFAULT:
            continue
        source = catalogue_folder() / language.locale / "LC_MESSAGES" / "messages.po"
        target = source.with_suffix(".mo")
        if source.exists() and (
            not target.exists() or target.stat().st_mtime < source.stat().st_mtime
        ):
            _compile(source, target)
        if not target.exists():
            raise CatalogueMissing(f"no catalogue for {language.name} ({target})")

"""Files of JSON lines and of comma-separated values, down to the character that is wrong."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matchmaker.exchange.rules import Fault
from matchmaker.exchange.schemas.fields import Schema, Spot
from matchmaker.exchange.schemas.kinds import KINDS
from matchmaker.kernel.words import N_


@dataclass
class Reading:
    """What was read of a file: its rows in order, and everything that is wrong with it."""

    rows: list[Any] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_file(kind: str, path: Path) -> Reading:
    """Return the rows of a file and its faults; the name's ending tells CSV from JSON lines."""
    reading, schema = Reading(), KINDS[kind]
    spot = Spot(path.name, 1, reading.faults)
    text = _decoded(path.read_bytes(), spot)
    values = _csv_values if path.suffix.lower() == ".csv" else _json_values
    first: dict[str, int] = {}
    for line, value in values(text, schema, spot):
        here = Spot(path.name, line, reading.faults)
        row = schema.read(value, here, file=path.name, line=line)
        if row is None:
            continue
        if row.id in first:
            reason = N_("Line %(line)d has this id already.")
            here.inside("id").refuse(row.id, reason, line=first[row.id])
        first.setdefault(row.id, line)
        reading.rows.append(row)
    return reading


def _decoded(content: bytes, spot: Spot) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        character = error.start - before.rfind(b"\n")
        wrong = Spot(spot.file, before.count(b"\n") + 1, spot.faults, str(character))
        wrong.refuse(None, N_("This is not UTF-8. Save the file in that encoding."))
        return ""


def _json_values(text: str, _schema: Schema, spot: Spot) -> Iterator[tuple[int, Any]]:
    # not splitlines(), which also ends lines at characters that stand inside texts
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        here = Spot(spot.file, line, spot.faults)
        try:
            yield line, json.loads(written, object_pairs_hook=_without_repetition)
        except json.JSONDecodeError as error:
            broken = here.inside(str(error.colno))
            broken.refuse(None, N_("This is not JSON: %(why)s."), why=error.msg)
        except (ValueError, RecursionError) as error:
            here.refuse(None, N_("This is not JSON: %(why)s."), why=error)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one record")
    return found


def _csv_values(text: str, schema: Schema, spot: Spot) -> Iterator[tuple[int, Any]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if not _header_holds(header, schema, spot):
            return
        # a cell can hold several lines: a row begins where the one before it has ended
        begins = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield from _csv_value(cells, header, schema, Spot(spot.file, begins, spot.faults))
            begins = reader.line_num + 1
    except csv.Error as error:
        broken = Spot(spot.file, reader.line_num, spot.faults)
        broken.refuse(None, N_("This is not CSV: %(why)s."), why=error)


def _header_holds(header: list[str], schema: Schema, spot: Spot) -> bool:
    before = len(spot.faults)
    for number, name in enumerate(header):
        if name not in schema.fields:
            spot.inside(name).refuse(None, N_("There is no such field."))
        elif name in header[:number]:
            spot.inside(name).refuse(None, N_("This is said twice."))
    return len(spot.faults) == before


def _csv_value(
    cells: list[str], header: list[str], schema: Schema, spot: Spot
) -> Iterator[tuple[int, Any]]:
    if len(cells) != len(header):
        reason = N_("This row has %(count)d cells; the first row has %(wanted)d.")
        spot.refuse(None, reason, count=len(cells), wanted=len(header))
        return
    filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    yield (
        spot.line,
        {name: schema.fields[name].from_cell(cell) for name, cell in filled.items() if cell},
    )

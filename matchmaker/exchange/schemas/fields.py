"""What a field of a row may hold: each kind of field reads a value or notes what is wrong."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from matchmaker.exchange.rules import Fault
from matchmaker.kernel.words import N_, Message

DATE_PART = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Spot:
    """A place in a file, where faults are noted."""

    file: str
    line: int
    faults: list[Fault]
    column: str = ""

    def inside(self, name: str) -> "Spot":
        """Return the place of a field of what stands here."""
        return replace(self, column=f"{self.column}.{name}" if self.column else name)

    def item(self, number: int) -> "Spot":
        """Return the place of an item, counted from one, of the list that stands here."""
        return replace(self, column=f"{self.column}[{number}]")

    def refuse(self, value: object, reason: Message, **params: object) -> None:
        """Note that the value here cannot be accepted."""
        shown = "" if value is None else json.dumps(value, ensure_ascii=True, default=str)
        shown = shown if len(shown) <= 80 else f"{shown[:79]}…"
        self.faults.append(Fault(self.file, self.line, self.column, shown, reason, params))


@dataclass(frozen=True)
class Field:
    """How a field is read; what is read of a faulty value does not matter, it is refused."""

    read: Callable[[Any, Spot], Any]
    from_cell: Callable[[str], Any] = str
    """How the text of a cell of a CSV file becomes a value."""
    required: bool = True


def optional(field: Field) -> Field:
    """Return the field as one that may be missing, empty or null."""
    return replace(field, required=False)


def text(most: int) -> Field:
    """Return a field for a text that is not empty and not longer than that."""

    def read(value: Any, spot: Spot) -> str:
        if not isinstance(value, str):
            spot.refuse(value, N_("This must be a text."))
        elif UNPRINTABLE.search(value):
            spot.refuse(value, N_("This text holds characters that cannot be shown."))
        elif len(value.strip()) > most:
            spot.refuse(value, N_("This text is longer than %(most)d characters."), most=most)
        else:
            return value.strip()
        return ""

    return Field(read)


def matching(pattern: str, reason: Message) -> Field:
    """Return a field for a text of a certain form."""
    form = re.compile(pattern, re.ASCII)

    def read(value: Any, spot: Spot) -> str:
        if isinstance(value, str) and form.fullmatch(value):
            return value
        spot.refuse(value, reason)
        return ""

    return Field(read)


def one_of(known: Callable[[], Collection[str]]) -> Field:
    """Return a field for one of the known codes."""

    def read(value: Any, spot: Spot) -> str:
        if isinstance(value, str) and value in known():
            return value
        spot.refuse(value, N_("There is no such code."))
        return ""

    return Field(read)


def day() -> Field:
    """Return a field for a date."""

    def read(value: Any, spot: Spot) -> date | None:
        found = _day(value) if isinstance(value, str) and len(value) == 10 else None
        if found is None:
            spot.refuse(value, N_("This is not a date. Write it as 2027-01-31."))
        return found

    return Field(read)


def day_or_part() -> Field:
    """Return a field for a date known to the day, to the month or to the year."""

    def read(value: Any, spot: Spot) -> str:
        if isinstance(value, str) and DATE_PART.fullmatch(value) and _day(f"{value}-01-01"[:10]):
            return value
        spot.refuse(value, N_("This is not a date. Write it as 2027, 2027-01 or 2027-01-31."))
        return ""

    return Field(read)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if DATE_PART.fullmatch(value) else None
    except ValueError:
        return None


def whole(least: int, most: int) -> Field:
    """Return a field for a whole number within limits."""

    def read(value: Any, spot: Spot) -> int:
        if type(value) is int and least <= value <= most:
            return value
        reason = N_("This must be a whole number from %(least)d to %(most)d.")
        spot.refuse(value, reason, least=least, most=most)
        return least

    return Field(read, from_cell=_as_number)


def _as_number(cell: str) -> Any:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else cell


def yes_or_no() -> Field:
    """Return a field for true or false."""

    def read(value: Any, spot: Spot) -> bool:
        if not isinstance(value, bool):
            spot.refuse(value, N_("This must be true or false."))
        return value is True

    return Field(read, from_cell=lambda cell: {"true": True, "false": False}.get(cell, cell))


def several(one: Field, *, least: int = 0, most: int = 50) -> Field:
    """Return a field for a list without repetitions; in a cell, semicolons separate its items."""

    def read(value: Any, spot: Spot) -> tuple[Any, ...]:
        if not isinstance(value, list):
            spot.refuse(value, N_("This must be a list."))
            return ()
        if not least <= len(value) <= most:
            reason = N_("This list must have from %(least)d to %(most)d items.")
            spot.refuse(value, reason, least=least, most=most)
        found = []
        for number, item in enumerate(value, start=1):
            if item in value[: number - 1]:
                spot.item(number).refuse(item, N_("This is said twice."))
            found.append(one.read(item, spot.item(number)))
        return tuple(found)

    return Field(read, from_cell=lambda cell: [part.strip() for part in cell.split(";")])


@dataclass(frozen=True)
class Schema:
    """Which fields a record has, what it becomes, and what must fit together in it."""

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    check: Callable[[Any, Spot], None] = lambda _made, _spot: None

    def read(self, value: Any, spot: Spot, **more: Any) -> Any:
        """Return the record, or None after its faults were noted."""
        if not isinstance(value, dict):
            return spot.refuse(value, N_("This must be a record with named fields."))
        before = len(spot.faults)
        for name in sorted(value.keys() - self.fields.keys()):
            spot.inside(name).refuse(None, N_("There is no such field."))
        found = dict(more)
        for name, field in self.fields.items():
            if value.get(name) not in (None, "", []):
                found[name] = field.read(value[name], spot.inside(name))
            elif field.required:
                spot.inside(name).refuse(None, N_("This field is missing or empty."))
        if len(spot.faults) > before:
            return None
        made = self.make(**found)
        self.check(made, spot)
        return made


def records(schema: Schema, *, least: int = 0, most: int = 100) -> Field:
    """Return a field for a list of records; a cell holds it as JSON."""
    return replace(several(Field(schema.read), least=least, most=most), from_cell=_as_json)


def record(schema: Schema) -> Field:
    """Return a field for one record; a cell holds it as JSON."""
    return Field(schema.read, from_cell=_as_json)


def _as_json(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell

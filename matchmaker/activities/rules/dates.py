"""Dates as exactly as they are known: sources often say only the year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.words import N_

DAY, MONTH, YEAR = "day", "month", "year"
_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class When:
    """A date and how exactly it is known: to the day, the month or the year."""

    day: date | None = None
    precision: str = DAY


def read_when(field: str, text: str | None, *, end: bool = False) -> When:
    """Return the date that "2012", "2012-08" or "2012-08-08" stands for, or raise `Invalid`.

    A month or a year stands for its first day, or for its last where something ends.
    """
    if not text:
        return When()
    written = _WRITTEN.fullmatch(text.strip())
    try:
        if written is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in written.groups())
        return _when(int(year or 0), month, day, end=end)
    except ValueError:
        raise Invalid(field, N_("Write a date like 2012, 2012-08 or 2012-08-08.")) from None


def _when(year: int, month: int | None, day: int | None, *, end: bool) -> When:
    if month is None:
        return When(date(year, 12, 31) if end else date(year, 1, 1), YEAR)
    if day is None:
        first = date(year, month, 1)
        last = calendar.monthrange(year, month)[1]
        return When(first.replace(day=last) if end else first, MONTH)
    return When(date(year, month, day), DAY)


def written_when(day: date | None, precision: str) -> str:
    """Return the text that `read_when` reads."""
    if day is None:
        return ""
    length = {YEAR: 4, MONTH: 7}.get(precision, 10)
    return day.isoformat()[:length]

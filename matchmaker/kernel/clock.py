"""The one source of the time, so that tests and rehearsals can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the present date in UTC."""
    return now().date()


def days_from_now(days: int) -> date:
    """Return the date that many days after today."""
    return today() + timedelta(days=days)


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at a moment."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)

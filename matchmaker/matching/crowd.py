"""Reading many texts: in several processes where there are more than one process reads quickly.

The rows come in the order of the texts and are the same, however many processes read them.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any

from matchmaker.matching.habits import Habits
from matchmaker.matching.fields import Neighbourhood
from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import TextReader
from matchmaker.matching.spaces import Counts
from matchmaker.matching.tallies import Row, Tallies, row_of
from matchmaker.topics.lexicon.concepts import Lexicon

MANY = 4_000  # pieces of writing from which starting processes takes less time than it saves
MOST = 8  # processes
CHUNK = 250
Piece = tuple[Text, ...]
"""Texts that are read as one."""
Told = tuple[list[str], list[int], dict[str, Counts]]


def read_all(reader: TextReader, pieces: Sequence[Piece], keep: bool = False) -> Iterator[Row]:
    """Return what is kept of every piece of writing, in their order.

    With `keep`, the reader remembers what it read, as far as it can.
    """
    done = 0
    if len(pieces) >= MANY and processors() > 1 and not multiprocessing.current_process().daemon:
        try:
            for row in _in_processes(reader, pieces):
                yield row
                done += 1
        except (BrokenProcessPool, OSError):
            pass  # no more processes are to be had here: this one reads the rest
    for piece in pieces[done:]:
        yield row_of(reader.read(*piece) if keep else reader.fresh(*piece))


def processors() -> int:
    """Return how many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(usable(0)) if usable else os.cpu_count() or 1)


def _in_processes(reader: TextReader, pieces: Sequence[Piece]) -> Iterator[Row]:
    ForkingPickler.register(MappingProxyType, _copied)  # a lexicon is made of these
    told = reader.concepts.lexicon, reader.concepts.habits, reader.fields.neighbourhood
    with ProcessPoolExecutor(
        processors(), multiprocessing.get_context("spawn"), _get_ready, told
    ) as pool:
        waiting: deque[Future[Told]] = deque()
        try:
            for start in range(0, len(pieces), CHUNK):
                waiting.append(pool.submit(_read, pieces[start : start + CHUNK]))
                if len(waiting) > 2 * processors():
                    yield from _rows(waiting.popleft().result())
            while waiting:
                yield from _rows(waiting.popleft().result())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _copied(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _held, (dict(mapping),)


def _held(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _rows(told: Told) -> Iterator[Row]:
    languages, lengths, counts = told
    for place, language in enumerate(languages):
        entries = {kind: one.entries(place) for kind, one in counts.items()}
        yield Row(language, lengths[place], entries)


# In the other processes

_readers: list[TextReader] = []


def _get_ready(lexicon: Lexicon, habits: Habits, neighbourhood: Neighbourhood) -> None:
    _readers[:] = [TextReader(lexicon, habits, neighbourhood)]


def _read(pieces: Sequence[Piece]) -> Told:
    found = Tallies()
    for piece in pieces:
        found.add(row_of(_readers[0].fresh(*piece)))
    return found.languages, found.lengths, found.counts()

"""Reading many texts: in several processes where there are more than one process reads quickly.

The rows come in the order of the texts and are the same, however many processes read them. The
other processes are started by their name and know nothing of the program that this one runs.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from types import MappingProxyType
from typing import IO, Any

from matchmaker.matching.profiles import Text
from matchmaker.matching.reading import TextReader
from matchmaker.matching.spaces import Counts
from matchmaker.matching.tallies import Row, Tallies, row_of

MANY = 4_000  # pieces of writing from which starting processes takes less time than it saves
MOST = 8  # processes
CHUNK = 250
Piece = tuple[Text, ...]
"""Texts that are read as one."""


@dataclass(frozen=True)
class _Told:
    """What another process read."""

    languages: list[str]
    lengths: list[int]
    counts: dict[str, Counts]

    def rows(self) -> Iterator[Row]:
        """Return what is kept of each piece."""
        for place, language in enumerate(self.languages):
            entries = {kind: one.entries(place) for kind, one in self.counts.items()}
            yield Row(language, self.lengths[place], entries)


def read_all(
    reader: TextReader,
    pieces: Sequence[Piece],
    keep: bool = False,
    many: int = MANY,
    chunk: int = CHUNK,
) -> Iterator[Row]:
    """Return what is kept of every piece of writing, in their order.

    With `keep`, the reader remembers what it read, as far as it can.
    """
    done = 0
    if len(pieces) >= many and processors() > 1:
        try:
            for row in _in_processes(reader, pieces, chunk):
                yield row
                done += 1
        except (OSError, EOFError, pickle.UnpicklingError):
            pass  # no more processes are to be had here: this one reads the rest
    for piece in pieces[done:]:
        yield row_of(reader.read(*piece) if keep else reader.fresh(*piece))


def processors() -> int:
    """Return how many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(usable(0)) if usable else os.cpu_count() or 1)


def _in_processes(reader: TextReader, pieces: Sequence[Piece], chunk: int) -> Iterator[Row]:
    made = reader.concepts.lexicon, reader.concepts.habits, reader.fields.neighbourhood
    waiting: deque[Future[_Told]] = deque()
    with ExitStack() as stack:
        others: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for _one in range(processors()):
            others.put(_started(stack, made))
        pool = stack.enter_context(ThreadPoolExecutor(processors()))
        stack.callback(lambda: [one.cancel() for one in waiting])
        for start in range(0, len(pieces), chunk):
            waiting.append(pool.submit(_told_by, others, pieces[start : start + chunk]))
            if len(waiting) > 2 * processors():
                yield from waiting.popleft().result().rows()
        while waiting:
            yield from waiting.popleft().result().rows()


def _started(stack: ExitStack, made: tuple[Any, ...]) -> subprocess.Popen[bytes]:
    """Return a process that reads as a reader made in this way, until the stack ends."""
    other = subprocess.Popen(  # noqa: S603 (nothing of it was given from outside)
        [sys.executable, "-c", f"from {__name__} import answer; answer()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    stack.enter_context(other)
    stack.callback(other.terminate)
    _tell(_open(other.stdin), made)
    return other


def _told_by(others: SimpleQueue[subprocess.Popen[bytes]], pieces: Sequence[Piece]) -> _Told:
    """Return what one of the other processes, whichever is free, reads."""
    other = others.get()
    try:
        _tell(_open(other.stdin), pieces)
        told: _Told = pickle.load(_open(other.stdout))  # noqa: S301 (of our own process)
    finally:
        others.put(other)
    return told


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise EOFError
    return stream


def _tell(stream: IO[bytes], told: object) -> None:
    _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(told)
    stream.flush()


class _Pickler(pickle.Pickler):
    """Lets mappings that cannot be changed, of which a lexicon is made, pass too."""

    def reducer_override(self, obj: Any) -> Any:
        """Return how to make such a mapping again."""
        return (_held, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented


def _held(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def answer() -> None:
    """Read what comes in for another process, and tell it what was read, until no more comes."""
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    reader = TextReader(*pickle.load(asked))  # noqa: S301
    while True:
        try:
            pieces: Sequence[Piece] = pickle.load(asked)  # noqa: S301
        except EOFError:
            return
        found = Tallies()
        for piece in pieces:
            found.add(row_of(reader.fresh(*piece)))
        _tell(told, _Told(found.languages, found.lengths, found.counts()))

"""A small integer programme: what is taken or left, under ceilings and floors, solved by HiGHS."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SOLVED, NO_SOLUTION = 0, 2


class Programme:
    """Columns that are taken or left, and the rows that bind them."""

    def __init__(self, count: int) -> None:
        """Begin with so many columns and no row."""
        self.count = self.width = count
        self._entries: list[tuple[int, int, int]] = []
        self._bounds: list[tuple[float, float]] = []

    def between(self, columns: Iterable[int], least: float, most: float) -> None:
        """Take at least and at most so many of the columns."""
        self._row([(column, 1) for column in columns], least, most)

    def any_of(self, columns: Sequence[int]) -> int:
        """Return a new column that can be 1 only if one of the columns is taken."""
        new, self.width = self.width, self.width + 1
        self._row([(new, 1), *((column, -1) for column in columns)], -np.inf, 0)
        return new

    def _row(self, entries: Iterable[tuple[int, int]], least: float, most: float) -> None:
        place = len(self._bounds)
        self._entries += [(place, column, number) for column, number in entries]
        self._bounds.append((least, most))

    def best(self, worth: Sequence[float]) -> list[int] | None:
        """Return the columns to take so that their worth adds up to the most, if any may be."""
        # The worth may be that of the first columns only; the others then are worth nothing.
        padded = np.zeros(self.width)
        padded[: len(worth)] = worth
        # Columns of `any_of` become whole by themselves, and fewer whole ones are solved sooner.
        whole = np.arange(self.width) < self.count
        found = milp(
            -padded,
            integrality=whole,
            bounds=Bounds(0, 1),
            constraints=self._constraints(),
            options={"mip_rel_gap": 0.0},
        )
        if found.status == NO_SOLUTION:
            return None
        if found.status != SOLVED:
            raise RuntimeError(found.message)
        return [int(column) for column in np.flatnonzero(found.x[: self.count] > 0.5)]

    def _constraints(self) -> list[LinearConstraint]:
        if not self._bounds:
            return []
        rows, columns, numbers = zip(*self._entries, strict=True)
        shape = (len(self._bounds), self.width)
        matrix = csr_array((numbers, (rows, columns)), shape=shape, dtype=float)
        least, most = zip(*self._bounds, strict=True)
        return [LinearConstraint(matrix, least, most)]

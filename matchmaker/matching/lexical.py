"""Words and characters, which are compared inside one language only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matchmaker.matching.asking import SIGNAL_OF, Asked, closeness_in_place, space_name
from matchmaker.matching.index import BY_LANGUAGE, Index
from matchmaker.matching.spaces import Integers, Single, Space
from matchmaker.matching.weights import NEAR

Weighed = Mapping[str, Single]
"""By kind, the most points that each need can earn."""


class Lexical:
    """Needs of one language, which stand side by side, against the texts of that language."""

    def __init__(self, index: Index, asked: Sequence[Asked], needs: slice, weight: Weighed) -> None:
        self.needs = needs
        language = asked[needs.start].reading.language
        self.members = np.zeros(0, dtype=np.int64)
        # Where rows are terms, what few of them say is known at once; else it is asked piece by
        # piece, in the memory that is near.
        self.known: Single | None = None
        self.asked: list[tuple[str, Space, Single]] = []
        self.weight = {kind: weight[kind][needs] for kind in BY_LANGUAGE}
        for kind in BY_LANGUAGE:
            space = index.spaces.get(space_name(kind, language))
            if space is None or not self.weight[kind].any():
                continue
            self.members = space.members.astype(np.int64)
            vectors = [one.vectors.get(kind, {}) for one in asked[needs]]
            if space.by_text:
                self.asked.append((kind, space, space.columns(vectors)))
            else:
                found = self._weighed(kind, space.similarities(vectors))
                self.known = found if self.known is None else self.known + found

    def _weighed(self, kind: str, near: Single, need: int | None = None) -> Single:
        closeness_in_place(near, NEAR[SIGNAL_OF[kind]])
        near *= self.weight[kind] if need is None else self.weight[kind][need]
        return near

    def add_to(self, points: Single, low: int) -> None:
        """Add the points of words and characters to those of the texts from low on."""
        first, last = np.searchsorted(self.members, (low, low + len(points))).tolist()
        if first == last:
            return
        parts = [self._weighed(kind, one.part(first, last, c)) for kind, one, c in self.asked]
        if self.known is not None:
            parts.append(self.known[first:last])
        points[:, self.needs][self.members[first:last] - low] += sum(parts[1:], start=parts[0])

    def among(self, rows: Integers, need: int) -> Single:
        """Return the points of some texts for one need."""
        found = np.zeros(len(rows), dtype=np.float32)
        places = np.searchsorted(self.members, rows)
        inside = places < len(self.members)
        inside[inside] = self.members[places[inside]] == rows[inside]
        if not self.needs.start <= need < self.needs.stop or not inside.any():
            return found
        here, column = places[inside], need - self.needs.start
        parts = [
            self._weighed(kind, space.some(here, columns[:, [column]])[:, 0], column)
            for kind, space, columns in self.asked
        ]
        if self.known is not None:
            parts.append(self.known[here, column])
        found[inside] = sum(parts[1:], start=parts[0])
        return found

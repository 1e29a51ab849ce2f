"""Needs that are nearly the same: groups of which any two speak of almost the same concepts.

The likeness of two needs is the cosine of their concepts (TF-IDF with neighbours), the same in
any pair of languages. `NEARLY_THE_SAME` was chosen by reading pairs: of the 2,485 pairs of the
sample's needs 28 reach it, all of them worth a joint activity; of the 861 pairs of the judged
collection, whose needs were written to differ, two do. At 0.5, where 78 and 8 pairs are, many
share no more than a wide subject.

Groups are made by complete linkage inside connected components, so that no chain of half-alike
needs becomes one group, and the work stays small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from matchmaker.matching.finding import SUBJECT, concepts_by_text, strongest
from matchmaker.matching.index import Index
from matchmaker.matching.reading import fingerprint
from matchmaker.matching.spaces import Floats, Integers

NEARLY_THE_SAME = 0.7
IN_COMMON = 5  # concepts named
BLOCK = 1_000  # texts compared with all others at once


@dataclass(frozen=True, slots=True)
class Kin:
    """Profiles of which any two are at least so alike, and the concepts that all share."""

    ids: tuple[str, ...]
    likeness: float
    concepts: tuple[str, ...]


class Kinship:
    """The likeness of chosen profiles of an index; the concepts of its spaces bear these codes."""

    def __init__(self, index: Index, chosen: Collection[str], codes: Collection[str]) -> None:
        self.ids = tuple(sorted(name for name in chosen if name in index.positions))
        self.vectors = _vectors(index, self.ids)
        self.terms = index.spaces[SUBJECT].terms.tolist() if SUBJECT in index.spaces else []
        self.codes = {fingerprint(code): code for code in codes}

    def groups(self, least: float = NEARLY_THE_SAME) -> list[Kin]:
        """Return groups of two or more, the most alike first; nobody is in two of them."""
        found = [
            self._kin(members, likeness)
            for component in self._components(least)
            for members, likeness in self._linked(component, least)
        ]
        return sorted(found, key=lambda kin: (-kin.likeness, kin.ids))

    def near(self, one: str, least: float = NEARLY_THE_SAME) -> list[Kin]:
        """Return the pairs that one profile makes with others as alike, the most alike first."""
        if one not in self.ids:
            return []
        place = self.ids.index(one)
        likeness = _dense(self.vectors @ self.vectors[[place]].T)[:, 0]
        others = [i for i in np.flatnonzero(likeness >= least).tolist() if i != place]
        others.sort(key=lambda i: (-likeness[i], self.ids[i]))
        return [self._kin((place, i), float(likeness[i])) for i in others]

    def _components(self, least: float) -> Iterator[Integers]:
        """Return the places of those who hang together over any number of likenesses."""
        if len(self.ids) < 2:
            return
        count, labels = connected_components(self._alike(least), directed=False)
        for label in range(count):
            members = np.flatnonzero(labels == label)
            if len(members) > 1:
                yield members

    def _alike(self, least: float) -> csr_array:
        """Return who is as alike to whom, compared block by block."""
        blocks = []
        for start in range(0, len(self.ids), BLOCK):
            block = csr_array(self.vectors[start : start + BLOCK] @ self.vectors.T)
            block.data[block.data < least] = 0.0
            block.eliminate_zeros()
            blocks.append(block)
        return csr_array(vstack(blocks))

    def _linked(self, members: Integers, least: float) -> Iterator[tuple[tuple[int, ...], float]]:
        """Return the groups among members in which everybody is as alike to everybody."""
        own = self.vectors[members]
        likeness = np.clip(_dense(own @ own.T), 0.0, 1.0)
        np.fill_diagonal(likeness, 1.0)
        tree = linkage(squareform(1.0 - likeness, checks=False), "complete")
        labels = fcluster(tree, 1.0 - least, "distance")
        for label in sorted(set(labels.tolist())):
            inside = np.flatnonzero(labels == label)
            if len(inside) > 1:
                weakest = float(likeness[np.ix_(inside, inside)].min())
                yield tuple(members[inside].tolist()), weakest

    def _kin(self, members: Sequence[int], likeness: float) -> Kin:
        names = tuple(sorted(self.ids[i] for i in members))
        return Kin(names, likeness, self._common(members))

    def _common(self, members: Sequence[int]) -> tuple[str, ...]:
        """Return the concepts of which everybody speaks, by how much the least does."""
        least = np.min([_dense(self.vectors[[i]])[0] for i in members], axis=0)
        said = {
            self.codes[self.terms[place]]: float(least[place])
            for place in np.flatnonzero(least).tolist()
            if self.terms[place] in self.codes
        }
        return strongest(said, IN_COMMON)


def _vectors(index: Index, ids: Sequence[str]) -> csr_array:
    """Return the concepts of each profile's first text, one row each."""
    space = index.spaces.get(SUBJECT)
    if space is None or not ids:
        return csr_array((len(ids), 0))
    places = [index.positions[name] for name in ids]
    firsts = np.searchsorted(index.owners, places)
    return csr_array(concepts_by_text(index, SUBJECT)[firsts])


def _dense(matrix: csr_array) -> Floats:
    found: Floats = np.asarray(matrix.toarray(), dtype=np.float64)
    return found

"""The same rankings from many machines: a Dask cluster ranks the needs, some at a time.

The index and the profiles go to every worker once. A worker ranks with the same engine, so that
where a need is ranked changes no digit. Dask is an optional extra, `cluster`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from matchmaker.matching.building import version_of
from matchmaker.matching.encoder import bundled_encoder
from matchmaker.matching.engine import Engine, Ranking
from matchmaker.matching.index import Index
from matchmaker.matching.profiles import Profile
from matchmaker.matching.weights import Weights
from matchmaker.topics.lexicon.concepts import Lexicon

CHUNK = 20  # needs that a worker ranks before it tells
PATIENCE = 10  # seconds in which the cluster has to answer


class ClusterUnusable(Exception):
    """The cluster cannot be used; the message says why and what would help."""


@dataclass(frozen=True)
class Shared:
    """All that a worker has to know to rank as the engine does that shares it."""

    name: str
    index: Index
    lexicon: Lexicon
    weights: Weights
    subject_minimum: float
    semantic: bool
    profiles: Mapping[str, Profile]

    def engine(self) -> Engine:
        """Return an engine like the one that shares itself."""
        encoder = bundled_encoder() if self.semantic else None
        engine = Engine(self.lexicon, self.weights, encoder, self.subject_minimum)
        if version_of(engine.reader, encoder) != self.index.version:
            raise ClusterUnusable("A worker has another version of Matchmaker or of its encoder.")
        return engine.open(self.index, lambda _ids: self.profiles)


def rank_on_cluster(
    address: str,
    engine: Engine,
    profiles: Mapping[str, Profile],
    needs: Sequence[Profile],
    on: date,
    top: int | None = 10,
    chunk: int = CHUNK,
) -> Iterator[Ranking]:
    """Return the ranking of every need in their order; raises ClusterUnusable."""
    client = _connected(address)
    try:
        shared = client.scatter(_shared(engine, profiles), broadcast=True, hash=False)
        pieces = [needs[start : start + chunk] for start in range(0, len(needs), chunk)]
        told = [client.submit(rank_chunk, shared, one, on, top, pure=False) for one in pieces]
        for future in told:
            yield from future.result()
    finally:
        client.close()


def _connected(address: str) -> Any:
    """Return a client of the cluster, which has at least one worker."""
    try:
        from distributed import Client  # optional extra, and slow to import
    except ImportError as trouble:
        raise ClusterUnusable(
            "Dask is not installed; pip install 'matchmaker[cluster]' installs it."
        ) from trouble

    try:
        connect: Any = Client  # which has no types
        client: Any = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as trouble:
        raise ClusterUnusable(f"No cluster answers at {address}: {trouble}") from trouble
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as trouble:
        client.close()
        raise ClusterUnusable(f"The cluster at {address} has no worker.") from trouble
    return client


def _shared(engine: Engine, profiles: Mapping[str, Profile]) -> Shared:
    return Shared(
        uuid4().hex,
        replace(engine.index_),  # without what was worked out from it
        engine.lexicon,
        engine.weights,
        engine.subject_minimum,
        engine.encoder is not None,
        dict(profiles),
    )


# In the workers

_engines: dict[str, Engine] = {}


def rank_chunk(
    shared: Shared, needs: Sequence[Profile], on: date, top: int | None
) -> list[Ranking]:
    """Return the rankings of some needs, by an engine that is made once for each worker."""
    if shared.name not in _engines:
        _engines.clear()
        _engines[shared.name] = shared.engine()
    return list(_engines[shared.name].rank_all(needs, on, top))

"""A cluster of two workers gives the same rankings to the last digit, or says why it cannot."""

import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import replace

import pytest
from distributed import LocalCluster

from matchmaker.matching import Engine
from matchmaker.matching.cluster import ClusterUnusable, rank_on_cluster

from .examples import TODAY, sample


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(
        processes=True, n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def engine() -> Engine:
    providers = sample("offers.jsonl", "offer") + sample("experts.jsonl", "expert")
    return Engine().fit(providers, sample("needs.jsonl", "need"))


def test_two_workers_rank_as_one_process_does(address: str, engine: Engine) -> None:
    needs = sample("needs.jsonl", "need")[:30]
    held = dict(engine.fetch_(engine.index_.ids))
    found = list(rank_on_cluster(address, engine, held, needs, TODAY, chunk=4))
    assert found == [engine.rank(need, TODAY) for need in needs]


def test_workers_that_read_otherwise_are_refused(address: str, engine: Engine) -> None:
    other = copy(engine).open(replace(engine.index_, version="of last year"), engine.fetch_)
    needs = sample("needs.jsonl", "need")[:1]
    with pytest.raises(ClusterUnusable, match="another version"):
        list(rank_on_cluster(address, other, {}, needs, TODAY))


@pytest.mark.parametrize("nowhere", ["tcp://127.0.0.1:1", "no address"])
def test_a_cluster_that_is_not_there_is_named(
    nowhere: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.matching.cluster.PATIENCE", 1)
    with pytest.raises(ClusterUnusable, match=f"No cluster answers at {nowhere}"):
        list(rank_on_cluster(nowhere, engine, {}, [], TODAY))


def test_a_missing_extra_is_named(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterUnusable, match=r"pip install 'matchmaker\[cluster\]'"):
        list(rank_on_cluster("tcp://127.0.0.1:1", engine, {}, [], TODAY))

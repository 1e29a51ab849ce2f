"""The systems that are compared, each measured in a process of its own.

Every system gets the same texts, prepares itself, and then finds the best ten providers of every
need. What is prepared once (reading, counting, indexing) is measured apart from the batch.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from benching.collection import Hidden
from matchmaker.matching import Engine, Profile, load_index, save_index

TOP, BLOCK, TRIED = 10, 250, 20
TODAY = date(2026, 11, 24)
Figures = dict[str, Any]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work took, and what came of it."""
    begun = perf_counter()
    found = work()
    return perf_counter() - begun, found


def whole(one: Profile) -> str:
    """Return all that a profile says."""
    return " ".join(f"{text.title} {text.body}" for text in one.texts)


def build(held: Hidden, folder: Path) -> Figures:
    """Measure building and writing the engine's index."""
    engine = Engine()
    building, _engine = timed(lambda: engine.fit(held.providers, held.needs))
    saving, _path = timed(lambda: save_index(engine.index_, folder))
    written = sum(path.stat().st_size for path in folder.rglob("*.npy"))
    return {"prepare": building, "save": saving, "disk": written / 1e6}


def use(held: Hidden, folder: Path) -> Figures:
    """Measure the engine over the written index, mapped into memory."""
    loading, index = timed(lambda: load_index(folder))
    known = {one.id: one for one in held.providers}
    engine = Engine().open(index, lambda _ids: known)
    tried = held.needs[-TRIED - 1 :]
    engine.rank(tried[0], TODAY, TOP)  # whatever is made at first use, is made for all
    scores = [timed(lambda one=one: engine.scores(one))[0] for one in tried[1:]]
    engine.open(index, lambda _ids: known).reader.read.cache_clear()
    suggestions = [timed(lambda one=one: engine.rank(one, TODAY, TOP))[0] for one in tried[1:]]
    reading, _read = timed(lambda: engine.prepare(held.needs))
    batch, _found = timed(lambda: list(engine.nearest(held.needs, TOP)))
    order = [index.positions[one.id] for one in held.providers]
    return {
        "load": loading,
        "scores": median(scores),
        "suggestion": median(suggestions),
        "worst": max(suggestions),
        "reading": reading,
        "batch": batch,
        "ndcg": held.worth(lambda need, places: engine.scores(need)[np.array(order)[places]]),
    }


def _vectors(held: Hidden) -> tuple[Any, Any]:
    asked, given = [whole(one) for one in held.needs], [whole(one) for one in held.providers]
    model = TfidfVectorizer().fit([*given, *asked])
    return model.transform(asked), model.transform(given)


def _worth(held: Hidden, asked: Any, given: Any) -> float:
    rows = {one.id: place for place, one in enumerate(held.needs)}
    return held.worth(
        lambda need, places: linear_kernel(asked[rows[need.id]], given[places])[0].tolist()
    )


def naive(held: Hidden, _folder: Path) -> Figures:
    """Measure scikit-learn's TF-IDF as it comes, multiplied in blocks."""
    preparing, (asked, given) = timed(lambda: _vectors(held))

    def batch() -> None:
        for start in range(0, asked.shape[0], BLOCK):
            near = linear_kernel(asked[start : start + BLOCK], given)
            best = np.argpartition(near, -TOP, axis=1)[:, -TOP:]
            np.take_along_axis(near, best, axis=1).argsort(axis=1)

    taken, _found = timed(batch)
    return {"prepare": preparing, "batch": taken, "ndcg": _worth(held, asked, given)}


def sparse(held: Hidden, _folder: Path) -> Figures:
    """Measure the bare sparse product of the same TF-IDF, all processors at work."""
    from sparse_dot_topn import sp_matmul_topn  # optional extra

    preparing, (asked, given) = timed(lambda: _vectors(held))
    turned = given.T.tocsr()
    threads = os.cpu_count() or 1
    taken, _found = timed(
        lambda: sp_matmul_topn(asked, turned, top_n=TOP, sort=True, n_threads=threads)
    )
    return {"prepare": preparing, "batch": taken, "ndcg": _worth(held, asked, given)}


def bm25(held: Hidden, _folder: Path) -> Figures:
    """Measure bm25s, all processors at work."""
    import bm25s  # optional extra

    def tokens(profiles: list[Profile]) -> Any:
        writing = [whole(one) for one in profiles]
        return bm25s.tokenize(writing, stopwords=[], return_ids=False, show_progress=False)

    def prepare() -> tuple[Any, Any]:
        model = bm25s.BM25()
        model.index(tokens(held.providers), show_progress=False)
        return model, tokens(held.needs)

    preparing, (model, asked) = timed(prepare)
    threads = os.cpu_count() or 1
    taken, _found = timed(
        lambda: model.retrieve(asked, k=TOP, n_threads=threads, show_progress=False)
    )
    rows = {one.id: place for place, one in enumerate(held.needs)}
    worth = held.worth(lambda need, places: model.get_scores(asked[rows[need.id]])[places].tolist())
    return {"prepare": preparing, "batch": taken, "ndcg": worth}


SYSTEMS: dict[str, Callable[[Hidden, Path], Figures]] = {
    "build": build,
    "use": use,
    "naive": naive,
    "sparse": sparse,
    "bm25": bm25,
}

"""Writing an index and reading it again: arrays and JSON, never a pickle.

An index is written to a folder of its own, which one small file names, so that whoever opens it
gets the old index or the new one, whole. Its arrays are mapped into memory, so that all workers of
a machine share them; what is not as it was written is told and never used.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from matchmaker.matching.index import FORMAT, KINDS, Index
from matchmaker.matching.spaces import ARRAYS, Counts, Space

CURRENT = "current.json"
COUNTED = ("starts", "terms", "amounts")


class Damaged(Exception):
    """The written index is missing, damaged or of another format: it has to be built anew."""


def save_index(index: Index, folder: Path) -> Path:
    """Write the index to a folder of its own inside the folder, and name it as the current."""
    name = f"index-{uuid4().hex[:12]}"
    target = folder / name
    target.mkdir(parents=True)
    sums = {}
    for key, array in _arrays(index).items():
        path = target / f"{key}.npy"
        np.save(path, array, allow_pickle=False)
        sums[key] = _sum(path)
    plain = {
        "format": FORMAT,
        "version": index.version,
        "ids": index.ids,
        "keys": index.keys,
        "languages": index.languages,
        "spaces": {key: [one.count, one.unseen, one.by_text] for key, one in index.spaces.items()},
        "learned": dict(index.learned),
        "sums": sums,
    }
    _write(target / "index.json", plain)
    told = {"folder": name, "sum": _sum(target / "index.json"), "state": index.state}
    _write(folder / CURRENT, told)
    for old in folder.glob("index-*"):
        if old != target:  # whoever has it open keeps reading it
            shutil.rmtree(old, ignore_errors=True)
    return target


def load_index(folder: Path, check: bool = True) -> Index:
    """Return the current index, its arrays mapped into memory; raises Damaged."""
    try:
        return _load(folder, check)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Damaged(str(problem)) from problem


def current_state(folder: Path) -> str:
    """Return the state of the records that the written index was built from; empty if none is."""
    try:
        return str(json.loads((folder / CURRENT).read_text(encoding="utf-8"))["state"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def clear_index(folder: Path) -> None:
    """Remove every index of the folder."""
    (folder / CURRENT).unlink(missing_ok=True)
    for old in folder.glob("index-*"):
        shutil.rmtree(old, ignore_errors=True)


def _arrays(index: Index) -> dict[str, Any]:
    found: dict[str, Any] = {
        "owners": index.owners,
        "lengths": index.lengths,
        "marks": index.marks,
    }
    if index.vectors is not None:
        found["vectors"] = index.vectors
    for kind, one in index.counts.items():
        found |= {f"counts.{kind}.{name}": getattr(one, name) for name in COUNTED}
    for key, space in index.spaces.items():
        found |= {f"space.{key}.{name}": getattr(space, name) for name in ARRAYS}
    return found


def _load(folder: Path, check: bool) -> Index:
    current = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
    source = folder / current["folder"]
    if _sum(source / "index.json") != current["sum"]:
        raise Damaged("index.json is not what was written")
    plain = json.loads((source / "index.json").read_text(encoding="utf-8"))
    if plain["format"] != FORMAT:
        raise Damaged("the index was written in another format")
    arrays = {
        key: _mapped(source / f"{key}.npy", total, check) for key, total in plain["sums"].items()
    }
    counts = {
        kind: Counts(*(arrays[f"counts.{kind}.{name}"] for name in COUNTED)) for kind in KINDS
    }
    spaces = {
        key: Space(
            **{name: arrays[f"space.{key}.{name}"] for name in ARRAYS},
            count=int(count),
            unseen=float(unseen),
            by_text=bool(by_text),
        )
        for key, (count, unseen, by_text) in plain["spaces"].items()
    }
    return Index(
        plain["version"],
        tuple(plain["ids"]),
        tuple(plain["keys"]),
        arrays["owners"],
        tuple(plain["languages"]),
        arrays["lengths"],
        arrays["marks"],
        counts,
        arrays.get("vectors"),
        spaces,
        plain["learned"],
        current.get("state", ""),
    )


def _sum(path: Path) -> int:
    """Return the checksum of a file, read piece by piece."""
    total = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            total = zlib.crc32(piece, total)
    return total


def _mapped(path: Path, total: int, check: bool) -> Any:
    if check and _sum(path) != total:
        raise Damaged(f"{path.name} is not what was written")
    return np.load(path, mmap_mode="r", allow_pickle=False)


def _write(path: Path, plain: object) -> None:
    """Write JSON so that a reader sees the old file or the new one, whole, also after a crash."""
    draft = path.with_name(f".{path.name}-{uuid4().hex[:8]}")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(plain, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

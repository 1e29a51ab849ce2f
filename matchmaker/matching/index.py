"""The index: every evidence text of every provider, counted once, kept as arrays and JSON.

It holds numbers only: no words, no names but the providers' ids. A text that has not changed is
not read again when the index is built anew. It is written to a folder of its own, which one small
file names, so that whoever opens it gets the old index or the new one, whole.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from matchmaker.matching.encoder import Encoder, Vectors
from matchmaker.matching.profiles import Profile, Text
from matchmaker.matching.reading import Reading, TextReader, fingerprint
from matchmaker.matching.spaces import ARRAYS, Counts, Integers, Numbers, Space
from matchmaker.matching.topics import SPACE, topic_space

FORMAT = 1
STAND_IN = 0.5  # learned from the judged collection; stands where no needs teach it
USUAL = 0.35
CURRENT = "current.json"
KINDS = ("words", "grams", "matter", "help", "sector")
BY_LANGUAGE = ("words", "grams")  # compared inside one language only
COUNTED = ("starts", "terms", "amounts")


class Damaged(Exception):
    """The saved index is missing, damaged or not of this lexicon: it has to be built anew."""


@dataclass(frozen=True)
class Index:
    """Providers' texts, ready to be compared; texts stand in the order of their owners."""

    version: str  # of the reader and the encoder
    ids: tuple[str, ...]  # of the providers, sorted
    keys: tuple[str, ...]  # of the texts
    owners: Integers  # position of each text's provider, ascending
    languages: tuple[str, ...]  # of the texts
    lengths: Integers  # words of each text
    marks: Numbers  # known again by this number
    counts: Mapping[str, Counts]  # by kind
    vectors: Vectors | None  # one row per text, from the encoder
    spaces: Mapping[str, Space] = field(default_factory=dict)
    """By kind, or by kind and language such as words-ar, where other texts are empty columns."""
    learned: Mapping[str, float] = field(default_factory=dict)
    """What the needs taught: how far concepts stand in for words, usual cosines of meaning."""

    @cached_property
    def places(self) -> Integers:
        """Which text of its provider each text is, from 0."""
        found: Integers = np.arange(len(self.owners)) - np.searchsorted(self.owners, self.owners)
        return found

    @cached_property
    def width(self) -> int:
        """Return how many texts the provider with most texts has."""
        return int(self.places.max()) + 1 if len(self.places) else 0

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Return the position of each provider by its id."""
        return {one: place for place, one in enumerate(self.ids)}

    @property
    def stand_in(self) -> float:
        """How much of the words' points concepts say in another language."""
        return self.learned.get("stand_in", STAND_IN)

    def usual(self, asked: str, language: str) -> float:
        """Return the usual cosine of meaning between texts of two languages."""
        return self.learned.get(f"usual-{asked}-{language}", self.learned.get("usual", USUAL))

    @classmethod
    def build(
        cls,
        providers: Iterable[Profile],
        reader: TextReader,
        needs: Iterable[Profile] = (),
        encoder: Encoder | None = None,
        earlier: Index | None = None,
        broader: Mapping[str, str] | None = None,
    ) -> Index:
        """Return the index of the providers; texts that the earlier index holds are not read."""
        held = sorted(providers, key=lambda one: one.id)
        version = f"{FORMAT}-{reader.version}-{encoder.name if encoder else ''}"
        texts = [(place, text) for place, one in enumerate(held) for text in one.texts]
        known = _Known(earlier if earlier is not None and earlier.version == version else None)
        rows = [known.row(text) or _row(reader.read(text), text) for _place, text in texts]
        taught = list(needs)
        asked = [_row(reader.read(*need.texts), None) for need in taught if need.texts]
        counts = {kind: Counts.of([row.amounts[kind] for row in rows]) for kind in KINDS}
        more = {kind: [row.amounts[kind] for row in asked] for kind in KINDS}
        languages = tuple(row.language for row in rows)
        return cls(
            version,
            tuple(one.id for one in held),
            tuple(text.key for _place, text in texts),
            np.array([place for place, _text in texts], dtype=np.int64),
            languages,
            np.array([row.length for row in rows], dtype=np.int64),
            np.array([row.mark for row in rows], dtype=np.uint64),
            counts,
            _encoded(encoder, rows, [text for _place, text in texts]),
            _spaces(counts, languages, more, [row.language for row in asked])
            | {SPACE: topic_space(held, taught, broader or {})},
        )

    def save(self, folder: Path) -> Path:
        """Write the index to a folder of its own inside the folder, and name it as the current."""
        name = f"index-{uuid4().hex[:12]}"
        target = folder / name
        target.mkdir(parents=True)
        sums = {}
        for key, array in self._arrays().items():
            path = target / f"{key}.npy"
            np.save(path, array, allow_pickle=False)
            sums[key] = _sum(path)
        plain = {
            "version": self.version,
            "ids": self.ids,
            "keys": self.keys,
            "languages": self.languages,
            "spaces": {key: [one.count, one.unseen] for key, one in self.spaces.items()},
            "learned": dict(self.learned),
            "sums": sums,
        }
        _write(target / "index.json", plain)
        _write(folder / CURRENT, {"folder": name, "sum": _sum(target / "index.json")})
        return target

    def _arrays(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "owners": self.owners,
            "lengths": self.lengths,
            "marks": self.marks,
        }
        if self.vectors is not None:
            found["vectors"] = self.vectors
        for kind, one in self.counts.items():
            found |= {f"counts.{kind}.{name}": getattr(one, name) for name in COUNTED}
        for key, space in self.spaces.items():
            found |= {f"space.{key}.{name}": getattr(space, name) for name in ARRAYS}
        return found

    @classmethod
    def load(cls, folder: Path, check: bool = True) -> Index:
        """Return the current index, its arrays mapped into memory; raises Damaged."""
        try:
            return cls._load(folder, check)
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise Damaged(str(problem)) from problem

    @classmethod
    def _load(cls, folder: Path, check: bool) -> Index:
        current = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
        source = folder / current["folder"]
        if _sum(source / "index.json") != current["sum"]:
            raise Damaged("index.json is not what was written")
        plain = json.loads((source / "index.json").read_text(encoding="utf-8"))
        arrays = {
            key: _mapped(source / f"{key}.npy", total, check)
            for key, total in plain["sums"].items()
        }
        counts = {
            kind: Counts(*(arrays[f"counts.{kind}.{name}"] for name in COUNTED)) for kind in KINDS
        }
        spaces = {
            key: Space(
                **{name: arrays[f"space.{key}.{name}"] for name in ARRAYS},
                count=int(count),
                unseen=float(unseen),
            )
            for key, (count, unseen) in plain["spaces"].items()
        }
        return cls(
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
        )


@dataclass(frozen=True)
class _Row:
    """What is kept of one text."""

    mark: int
    language: str
    length: int
    amounts: Mapping[str, Mapping[int, float]]
    vector: Vectors | None = None


def _row(reading: Reading, text: Text | None) -> _Row:
    amounts = {
        "words": {fingerprint(term): float(times) for term, times in reading.words.items()},
        "grams": {fingerprint(gram): float(times) for gram, times in reading.grams.items()},
        **{
            field: {fingerprint(code): value for code, value in row.items()}
            for field, row in reading.fields.items()
        },
    }
    return _Row(mark_of(text) if text else 0, reading.language, reading.length, amounts)


def mark_of(text: Text) -> int:
    """Return the number by which exactly this text is known again."""
    return fingerprint("\x00".join((text.title, text.body, text.language)))


class _Known:
    """The rows of an earlier index, by the marks of their texts."""

    def __init__(self, earlier: Index | None) -> None:
        self.earlier = earlier
        marks = earlier.marks.tolist() if earlier else []
        self.places = {mark: place for place, mark in enumerate(marks)}

    def row(self, text: Text) -> _Row | None:
        """Return what is known of the text."""
        place = self.places.get(mark_of(text))
        if self.earlier is None or place is None:
            return None
        index = self.earlier
        amounts = {kind: index.counts[kind].row(place) for kind in KINDS}
        vector = None if index.vectors is None else index.vectors[place]
        length = int(index.lengths[place])
        return _Row(mark_of(text), index.languages[place], length, amounts, vector)


def _spaces(
    counts: Mapping[str, Counts],
    languages: Sequence[str],
    more: Mapping[str, Sequence[Mapping[int, float]]],
    asked: Sequence[str],
) -> dict[str, Space]:
    """Return one space per field, and per language for words and characters."""
    found = {}
    for kind in KINDS:
        if kind not in BY_LANGUAGE:
            found[kind] = Space.fit(counts[kind], Counts.of(more[kind]), sublinear=False)
            continue
        for language in sorted(set(languages)):
            inside = np.array([one == language for one in languages], dtype=bool)
            others = [row for row, one in zip(more[kind], asked, strict=True) if one == language]
            found[f"{kind}-{language}"] = Space.fit(
                counts[kind].only(inside), Counts.of(others), learned=int(inside.sum())
            )
    return found


def _encoded(
    encoder: Encoder | None, rows: Sequence[_Row], texts: Sequence[Text]
) -> Vectors | None:
    """Return the vectors of all texts, those known taken over."""
    if encoder is None or not texts:
        return None
    new = [place for place, row in enumerate(rows) if row.vector is None]
    fresh = encoder.encode([written(texts[place]) for place in new]) if new else None
    width = next((len(row.vector) for row in rows if row.vector is not None), 0)
    found = np.zeros((len(rows), fresh.shape[1] if fresh is not None else width), dtype=np.float32)
    for place, row in enumerate(rows):
        if row.vector is not None:
            found[place] = row.vector
    if fresh is not None:
        found[new] = fresh
    return found


def written(text: Text) -> str:
    """Return the text as the encoder reads it."""
    return f"{text.title}. {text.body}"


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

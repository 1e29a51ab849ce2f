"""Building an index: texts that an earlier index holds are not read again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matchmaker.matching.encoder import Encoder, Vectors
from matchmaker.matching.index import BY_LANGUAGE, FORMAT, KINDS, Index
from matchmaker.matching.profiles import Profile, Text
from matchmaker.matching.reading import Reading, TextReader, fingerprint
from matchmaker.matching.spaces import Counts, Space
from matchmaker.matching.topics import SPACE, topic_space


def build_index(
    providers: Iterable[Profile],
    reader: TextReader,
    needs: Iterable[Profile] = (),
    encoder: Encoder | None = None,
    earlier: Index | None = None,
    broader: Mapping[str, str] | None = None,
) -> Index:
    """Return the index of the providers; needs teach how rare words and concepts are."""
    held, taught = sorted(providers, key=lambda one: one.id), list(needs)
    version = f"{FORMAT}-{reader.version}-{encoder.name if encoder else ''}"
    texts = [(place, text) for place, one in enumerate(held) for text in one.texts]
    known = _Known(earlier if earlier is not None and earlier.version == version else None)
    told, asked = _Tallies(), _Tallies()
    for _place, text in texts:
        told.add(known.row(text) or _row(reader.fresh(text), text))
    for need in taught:
        if need.texts:
            asked.add(_row(reader.read(*need.texts), None))
    counts = told.counts()
    return Index(
        version,
        tuple(one.id for one in held),
        tuple(text.key for _place, text in texts),
        np.array([place for place, _text in texts], dtype=np.int64),
        tuple(told.languages),
        np.array(told.lengths, dtype=np.int64),
        np.array(told.marks, dtype=np.uint64),
        counts,
        _encoded(encoder, told.vectors, [text for _place, text in texts]),
        _spaces(counts, told.languages, asked.counts(), asked.languages)
        | {SPACE: topic_space(held, taught, broader or {})},
    )


def mark_of(text: Text) -> int:
    """Return the number by which exactly this text is known again."""
    return fingerprint("\x00".join((text.title, text.body, text.language)))


def written(text: Text) -> str:
    """Return the text as the encoder reads it."""
    return f"{text.title}. {text.body}"


@dataclass(frozen=True)
class _Row:
    """What is kept of one text."""

    mark: int
    language: str
    length: int
    amounts: Mapping[str, Mapping[int, float]]
    vector: Vectors | None = None


def _row(reading: Reading, text: Text | None) -> _Row:
    return _Row(mark_of(text) if text else 0, reading.language, reading.length, reading.numbered())


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


class _Tally:
    """The entries of many texts, one after the other, in little memory."""

    def __init__(self) -> None:
        self.starts, self.terms, self.amounts = array("q", [0]), array("Q"), array("f")

    def add(self, row: Mapping[int, float]) -> None:
        """Add one text."""
        self.terms.extend(row)
        self.amounts.extend(row.values())
        self.starts.append(len(self.terms))

    def counts(self) -> Counts:
        """Return the entries as arrays."""
        return Counts(
            np.array(self.starts, dtype=np.int64),
            np.array(self.terms, dtype=np.uint64),
            np.array(self.amounts, dtype=np.float32),
        )


@dataclass
class _Tallies:
    """What is kept of many texts."""

    languages: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    vectors: list[Vectors | None] = field(default_factory=list)
    entries: dict[str, _Tally] = field(default_factory=lambda: {kind: _Tally() for kind in KINDS})

    def add(self, row: _Row) -> None:
        """Add one text."""
        self.languages.append(row.language)
        self.lengths.append(row.length)
        self.marks.append(row.mark)
        self.vectors.append(row.vector)
        for kind, tally in self.entries.items():
            tally.add(row.amounts[kind])

    def counts(self) -> dict[str, Counts]:
        """Return the entries by kind."""
        return {kind: tally.counts() for kind, tally in self.entries.items()}


def _spaces(
    counts: Mapping[str, Counts],
    languages: Sequence[str],
    asked: Mapping[str, Counts],
    asked_in: Sequence[str],
) -> dict[str, Space]:
    """Return one space per field, and per language for words and characters."""
    found = {}
    for kind in KINDS:
        if kind not in BY_LANGUAGE:
            found[kind] = Space.fit(counts[kind], asked[kind], sublinear=False)
            continue
        for language in sorted(set(languages)):
            inside = np.array([one == language for one in languages], dtype=bool)
            others = np.array([one == language for one in asked_in], dtype=bool)
            found[f"{kind}-{language}"] = Space.fit(
                counts[kind].only(inside),
                asked[kind].only(others),
                learned=int(inside.sum()) + int(others.sum()),
            )
    return found


def _encoded(
    encoder: Encoder | None, known: Sequence[Vectors | None], texts: Sequence[Text]
) -> Vectors | None:
    """Return the vectors of all texts, those known taken over."""
    if encoder is None or not texts:
        return None
    new = [place for place, vector in enumerate(known) if vector is None]
    fresh = encoder.encode([written(texts[place]) for place in new]) if new else None
    width = next((len(vector) for vector in known if vector is not None), 0)
    shape = (len(texts), fresh.shape[1] if fresh is not None else width)
    found = np.zeros(shape, dtype=np.float32)
    for place, vector in enumerate(known):
        if vector is not None:
            found[place] = vector
    if fresh is not None:
        found[new] = fresh
    return found

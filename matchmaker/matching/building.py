"""Building an index: texts that an earlier index holds are not read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from matchmaker.matching.crowd import read_all
from matchmaker.matching.encoder import Encoder, Vectors
from matchmaker.matching.index import BY_LANGUAGE, FORMAT, KINDS, Index
from matchmaker.matching.profiles import Profile, Text
from matchmaker.matching.reading import TextReader
from matchmaker.matching.spaces import Counts, Space
from matchmaker.matching.tallies import Known, Tallies, mark_of
from matchmaker.matching.topics import SPACE, topic_space

DENSE = ("grams",)  # by language, kinds of few terms of which every text holds many


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
    version = version_of(reader, encoder)
    texts = [(place, text) for place, one in enumerate(held) for text in one.texts]
    marks = [mark_of(text) for _place, text in texts]
    known = Known(earlier if earlier is not None and earlier.version == version else None)
    told = _told(reader, [text for _place, text in texts], marks, known)
    asked = Tallies()
    for row in read_all(reader, [need.texts for need in taught if need.texts], keep=True):
        asked.add(row)
    counts = told.counts()
    return Index(
        version,
        tuple(one.id for one in held),
        tuple(text.key for _place, text in texts),
        np.array([place for place, _text in texts], dtype=np.int64),
        tuple(told.languages),
        np.array(told.lengths, dtype=np.int64),
        np.array(marks, dtype=np.uint64),
        counts,
        _encoded(encoder, told.vectors, [text for _place, text in texts]),
        _spaces(counts, told.languages, asked.counts(), asked.languages)
        | {SPACE: topic_space(held, taught, broader or {})},
    )


def version_of(reader: TextReader, encoder: Encoder | None) -> str:
    """Return a name of how texts are read, which changes whenever that does."""
    return f"{FORMAT}-{reader.version}-{encoder.name if encoder else ''}"


def _told(reader: TextReader, texts: Sequence[Text], marks: Sequence[int], known: Known) -> Tallies:
    """Return what is kept of all texts, those known taken over."""
    found = Tallies()
    pairs = zip(texts, marks, strict=True)
    fresh = read_all(reader, [(text,) for text, mark in pairs if mark not in known.places])
    for mark in marks:
        found.add(known.row(mark) or next(fresh))
    return found


def written(text: Text) -> str:
    """Return the text as the encoder reads it."""
    return f"{text.title}. {text.body}"


def _spaces(
    counts: Mapping[str, Counts],
    languages: Sequence[str],
    asked: Mapping[str, Counts],
    asked_in: Sequence[str],
) -> dict[str, Space]:
    """Return one space per field, and per language for words and characters."""
    found = {}
    spoken, heard = np.array(languages, dtype=object), np.array(asked_in, dtype=object)
    for kind in KINDS:
        if kind not in BY_LANGUAGE:
            found[kind] = Space.fit(counts[kind], asked[kind], sublinear=False)
            continue
        for language in sorted(set(languages)):
            others = asked[kind].of_texts(np.flatnonzero(heard == language))
            members = np.flatnonzero(spoken == language)
            name = f"{kind}-{language}"
            found[name] = Space.fit(counts[kind], others, members=members, by_text=kind in DENSE)
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

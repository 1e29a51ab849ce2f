"""The written index: whole or refused, shared, without anybody's words, never a pickle."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from matchmaker.matching import (
    Damaged,
    Engine,
    Index,
    Profile,
    clear_index,
    current_state,
    load_index,
    save_index,
)
from matchmaker.matching.crowd import read_all
from matchmaker.matching.engine import largest
from matchmaker.matching.index import KINDS
from matchmaker.matching.tallies import Row

from .examples import BREVETS, INDICATIONS, PACKAGE, PATENTS, TODAY, a_need, expert, sample

CANARY = "Quetzalcoatlus"
PROVIDERS = [
    expert("canary", (f"{PATENTS} {CANARY} {CANARY}", PATENTS)),
    expert("french", (BREVETS,) * 3, language="fr"),
    expert("indications", (INDICATIONS, PATENTS)),
]
HELD = {one.id: one for one in PROVIDERS}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine().fit(PROVIDERS, [a_need()])


@pytest.fixture
def folder(engine: Engine, tmp_path: Path) -> Path:
    save_index(engine.index_, tmp_path)
    return tmp_path


def opened(index: Index) -> Engine:
    return Engine().open(index, lambda _ids: HELD)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_written_index_ranks_as_the_one_in_memory(engine: Engine, folder: Path) -> None:
    again = opened(load_index(folder))
    assert again.rank(a_need(), TODAY) == engine.rank(a_need(), TODAY)
    assert (again.scores(a_need()) == engine.scores(a_need())).all()


def test_every_file_is_noticed_when_a_byte_of_it_changes(folder: Path) -> None:
    for path in files(folder):
        sound = path.read_bytes()
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        if path.name == "current.json":  # its last byte is the bracket
            with pytest.raises(Damaged):
                load_index(folder)
        else:
            with pytest.raises(Damaged, match="not what was written"):
                load_index(folder)
        path.write_bytes(sound)
    load_index(folder)


def test_every_file_is_missed_and_noticed_when_cut(folder: Path) -> None:
    for path in files(folder):
        sound = path.read_bytes()
        path.write_bytes(sound[: len(sound) // 2])
        with pytest.raises(Damaged):
            load_index(folder)
        path.unlink()
        with pytest.raises(Damaged):
            load_index(folder)
        path.write_bytes(sound)
    load_index(folder)


def test_a_pickle_is_never_read(folder: Path) -> None:
    path = next(path for path in files(folder) if path.name == "lengths.npy")
    np.save(path, np.array([print], dtype=object), allow_pickle=True)
    with pytest.raises(Damaged):
        load_index(folder, check=False)


def test_no_word_stands_in_the_files(folder: Path) -> None:
    written = b"".join(path.read_bytes() for path in files(folder))
    for word in (CANARY, CANARY.lower(), "quetzalcoatlus"[:10], "medicine", "médicament"):
        assert word.encode() not in written
        assert word.encode("utf-16-le") not in written
        assert word.encode("utf-32-le") not in written


def test_only_arrays_and_json_are_written(folder: Path) -> None:
    assert {path.suffix for path in files(folder)} == {".npy", ".json"}


def test_arrays_are_mapped_and_other_processes_can_map_them_too(folder: Path) -> None:
    index = load_index(folder)
    for array in (index.marks, *(one.values for one in index.spaces.values())):
        assert isinstance(array, np.memmap)
    assert not index.marks.flags.writeable
    program = (
        "import sys, pathlib, json; from matchmaker.matching import load_index;"
        "index = load_index(pathlib.Path(sys.argv[1]));"
        "print(json.dumps([index.marks.tolist(), type(index.marks).__name__]))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    assert json.loads(found.stdout) == [index.marks.tolist(), "memmap"]


def test_the_old_index_is_readable_while_and_after_a_new_one_is_written(folder: Path) -> None:
    old = load_index(folder)
    before = opened(old).rank(a_need(), TODAY)
    one = Engine().fit(PROVIDERS[:1], [a_need()])
    save_index(one.index_, folder)
    assert load_index(folder).ids == ("canary",)
    assert opened(old).rank(a_need(), TODAY) == before
    assert old.marks.tolist() == old.marks.copy().tolist()


def test_an_index_that_was_not_finished_is_never_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_index(folder).ids

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OSError, match="no space left"):
        save_index(Engine().fit(PROVIDERS[:1]).index_, folder)
    assert load_index(folder).ids == before


def test_the_state_is_known_and_nothing_is_left_after_clearing(
    engine: Engine, tmp_path: Path
) -> None:
    assert current_state(tmp_path) == ""
    save_index(engine.index_, tmp_path)
    clear_index(tmp_path)
    assert files(tmp_path) == []
    with pytest.raises(Damaged):
        load_index(tmp_path)


def test_known_texts_are_taken_over_and_give_the_same_index(engine: Engine, folder: Path) -> None:
    again = Engine().fit(PROVIDERS, [a_need()], load_index(folder))
    assert (again.scores(a_need()) == engine.scores(a_need())).all()


def needs_of_the_sample() -> list[Profile]:
    return sample("needs.jsonl", "need")


def test_many_needs_at_once_get_the_same_points_to_the_last_digit() -> None:
    needs = needs_of_the_sample()
    providers = sample("offers.jsonl", "offer") + sample("experts.jsonl", "expert")
    engine = Engine().fit(providers, needs)
    together = engine.scores_of(needs)
    assert together.shape == (len(needs), len(providers))
    for row, need in zip(together, needs, strict=True):
        assert (row == engine.scores(need)).all()
    assert list(engine.rank_all(needs, TODAY)) == [engine.rank(need, TODAY) for need in needs]
    nearest = dict(engine.nearest(needs, 5))
    for need in needs:
        scores = dict(zip(engine.index_.ids, engine.scores(need).tolist(), strict=True))
        best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:5]
        assert nearest[need.id] == best


def test_points_over_the_index_are_those_of_the_reasons() -> None:
    needs = needs_of_the_sample()[:20]
    providers = sample("offers.jsonl", "offer") + sample("experts.jsonl", "expert")
    engine = Engine().fit(providers, needs)
    for need in needs:
        scores = dict(zip(engine.index_.ids, engine.scores(need).tolist(), strict=True))
        for one in providers[::9]:
            found = engine.explain(need, one)
            of_texts = sum(part.points for part in found.parts if part.text)
            topics = found.points("topics")
            assert of_texts + topics == pytest.approx(scores[one.id], abs=1e-4)


def test_no_needs_have_no_points(engine: Engine) -> None:
    assert engine.scores_of([]).shape == (0, len(PROVIDERS))
    assert list(engine.rank_all([], TODAY)) == []


def test_the_largest_are_found_and_ties_go_by_place() -> None:
    values = np.random.default_rng(7).integers(0, 50, 5_000).astype(np.float32)
    expected = sorted(range(len(values)), key=lambda i: (-values[i], i))
    for count in (1, 10, 60, 300, 6_000):
        assert largest(values, count).tolist() == expected[:count]


def told(row: Row) -> tuple[object, ...]:
    kinds = [(row.entries[kind][0].tolist(), row.entries[kind][1].tolist()) for kind in KINDS]
    return row.language, row.length, kinds


def test_several_processes_read_what_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Engine().reader
    profiles = sample("experts.jsonl", "expert")
    pieces = [(text,) for one in profiles for text in one.texts][:60]
    alone = [told(row) for row in read_all(reader, pieces)]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    assert [told(row) for row in read_all(reader, pieces, many=10, chunk=7)] == alone


def test_one_process_reads_where_no_other_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Engine().reader
    pieces = [(text,) for text in PROVIDERS[0].texts]
    alone = [told(row) for row in read_all(reader, pieces)]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert [told(row) for row in read_all(reader, pieces, many=1)] == alone


def test_an_index_of_another_format_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.matching.storing.FORMAT", 1)
    with pytest.raises(Damaged, match="another format"):
        load_index(folder)

"""Rankings of anybody's files, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from matchmaker.matching.weights import Weights
from tests.cli.conftest import Run

NEEDS = [
    {
        "id": "n-ar",
        "title": "حماية البن",
        "text": "نريد تسجيل مؤشر جغرافي للبن ومراقبة دفتر الشروط.",
    },
    {"id": "n-fr", "text": "Former nos examinateurs à la recherche d'antériorités en chimie."},
]
PROVIDERS = [
    {"id": "p-2", "text": "Registro de indicaciones geográficas para el café y su control."},
    {"id": "p-1", "kind": "expert", "texts": ["Formation d'examinateurs de brevets en chimie."]},
    {"id": "p-3", "title": "Cooking", "text": "I cook."},
    {"id": "p-4", "text": "I cook."},
    {"id": "p-5", "text": "12345"},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """Options that name a file of needs, one of providers, and one to be written."""
    for name, records in (("needs", NEEDS), ("providers", PROVIDERS)):
        lines = (json.dumps(one, ensure_ascii=False) for one in records)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    named = (f"--{name}={tmp_path / name}" for name in ("needs", "providers", "out"))
    return tuple(named)


def written(folder: Path) -> list[tuple[str, str, float]]:
    """Return the lines of the ranking."""
    lines = (folder / "out").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines)
    return [(need, provider, float(score)) for need, provider, score in cells]


def test_every_pair_is_written_the_best_first(
    run: Run, files: tuple[str, ...], tmp_path: Path
) -> None:
    result = run("rank", *files)
    assert result.exit_code == 0, result.output
    found = written(tmp_path)
    assert [need for need, _provider, _score in found] == ["n-ar"] * 5 + ["n-fr"] * 5
    assert (found[0][1], found[5][1]) == ("p-2", "p-1")
    for need in ("n-ar", "n-fr"):
        order = [(-score, provider) for name, provider, score in found if name == need]
        assert order == sorted(order)
    assert {path.name for path in tmp_path.iterdir()} >= {"needs", "providers", "out"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_only_the_best_are_written_when_asked(
    run: Run, files: tuple[str, ...], tmp_path: Path
) -> None:
    assert run("rank", *files, "--top", 1).exit_code == 0
    assert [pair[:2] for pair in written(tmp_path)] == [("n-ar", "p-2"), ("n-fr", "p-1")]


def test_it_says_which_signals_were_active_and_which_not(run: Run, files: tuple[str, ...]) -> None:
    told = run("rank", *files, "--without", "sector", "--weights", "words=1.5").stderr
    assert f"concepts {Weights().concepts:g}, words 1.5," in told
    assert "Not active: meaning (" in told
    assert "sector (its weight is 0)" in told
    assert "topics (the records name no topics of the taxonomy)" in told


def test_the_encoder_is_one_more_signal(run: Run, files: tuple[str, ...], tmp_path: Path) -> None:
    assert run("rank", *files).exit_code == 0
    without = written(tmp_path)
    told = run("rank", *files, "--semantic")
    assert told.exit_code == 0, told.output
    assert f"meaning {Weights().meaning:g}" in told.stderr
    assert written(tmp_path) != without


def test_bad_lines_are_named_and_what_was_written_before_stays(
    run: Run, files: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("earlier")
    with (tmp_path / "providers").open("a", encoding="utf-8") as file:
        file.write('\n{"id": "p-1", "text": "again"}\n{"id": "p-6", "texts": []}\n')
    result = run("rank", *files)
    assert result.exit_code == 1
    assert "line 6: the id 'p-1' stands on line 2 too" in result.stderr
    assert "line 7: 'p-6' has no text" in result.stderr
    assert (tmp_path / "out").read_text() == "earlier"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--weights", "words=much"), "has no number"),
        (("--weights", "words=nan"), "has no number"),
        (("--weights", "wit=1"), "no signal 'wit'"),
        (("--weights", "words=99"), "100 points"),
        (("--weights", "words=-1"), "negative"),
        (("--without", "wit"), "wit"),
        (("--lang-of", "needs=xx"), "needs=fr"),
        (("--top", "0"), "--top"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    run: Run, files: tuple[str, ...], options: tuple[str, ...], words: str
) -> None:
    result = run("rank", *files, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_neither_a_database_nor_a_setting_is_needed(files: tuple[str, ...], tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    mine = {
        "MATCHMAKER_INSTANCE": str(instance),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "matchmaker.app.command", "rank", *files],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), **mine},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert len(written(tmp_path)) == len(NEEDS) * len(PROVIDERS)
    assert not instance.exists()


def test_the_model_card_has_every_signal_in_every_language(run: Run) -> None:
    printed = {language: run("model-card", "--language", language) for language in ("en", "ar")}
    for result in printed.values():
        assert result.exit_code == 0, result.output
        for name, weight in Weights().each().items():
            assert f"{weight:>5g}  {name}: " in result.output
    assert "Words in common" in printed["en"].output
    assert printed["ar"].output != printed["en"].output

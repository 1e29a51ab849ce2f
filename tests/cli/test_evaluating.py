"""How good the engine says that it is."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def overall(printed: str) -> list[str]:
    """Return the cells of the first table's first row."""
    line = next(line for line in printed.splitlines() if line.startswith("all needs"))
    return line.removeprefix("all needs").split()


def test_the_engine_stands_beside_plain_words(run: Run) -> None:
    result = run("evaluate", "--collection", "dev")
    assert result.exit_code == 0, result.output
    needs, ndcg, _recall, _mrr, _precision, plain, *_others = overall(result.output)
    assert int(needs) == 42
    assert float(ndcg) >= 0.75 > 2 * float(plain)
    for group in ("need in ar", "need in zh", "same language", "across languages", "country: ldc"):
        assert f"\n{group}  " in result.output


def test_both_parts_are_reported_with_their_difference(run: Run) -> None:
    found = json.loads(run("evaluate", "--json").output)
    parts = found["collections"]
    assert list(parts) == ["dev", "dev2", "report", "all"]
    counts = [parts[name]["engine"]["overall"]["needs"] for name in parts]
    assert sum(counts[:-1]) == counts[-1]
    printed = run("evaluate").output
    table = printed[printed.index("Engine, nDCG@10 of the parts") :]
    *_counts, one, _middle, other, difference = overall(table)
    assert float(difference) == pytest.approx(float(other) - float(one), abs=0.0011)


def test_a_signal_can_be_left_out(run: Run) -> None:
    whole, less = (
        json.loads(run("evaluate", "--collection", "dev", "--json", *options).output)
        for options in ((), ("--without", "concepts"))
    )
    assert less["configuration"]["not_active"]["concepts"] == "its weight is 0"
    ndcg = [one["collections"]["dev"]["engine"]["overall"]["ndcg"] for one in (whole, less)]
    assert ndcg[1] < ndcg[0]


def test_a_collection_of_ones_own_is_read(run: Run, tmp_path: Path) -> None:
    need = {"id": "n", "lang": "en", "text": "Training of patent examiners in chemistry."}
    (tmp_path / "needs.jsonl").write_text(json.dumps(need))
    texts = {"p": "Patent examination of chemistry.", "q": "Folk songs."}
    (tmp_path / "providers.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": text}) for name, text in texts.items())
    )
    (tmp_path / "judgments.tsv").write_text("n\tp\t3\n")
    result = run("evaluate", "--collection", tmp_path)
    assert result.exit_code == 0, result.output
    assert overall(result.output)[:5] == ["1", "1.000", "1.000", "1.000", "0.200"]
    (tmp_path / "judgments.tsv").write_text("n\tp\t3\nn\tnobody\t2\n")
    refused = run("evaluate", "--collection", tmp_path)
    assert refused.exit_code == 1
    assert "line 2: the need or the provider is not in the collection" in refused.stderr


def test_a_folder_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", "--collection", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


def test_without_decisions_nothing_is_claimed(run: Run) -> None:
    result = run("evaluate", "--decisions")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Nobody has decided on a suggestion yet")
    assert "nDCG" not in result.output

"""The addresses and the rights as they were last agreed: whoever changes them sees the difference.

After a wanted change, `UPDATE_SNAPSHOTS=1 scripts/test tests/quality/test_snapshots.py` writes them
anew; read the difference before it is committed.
"""

import os
import re
from collections.abc import Iterable
from difflib import unified_diff
from pathlib import Path

import pytest
from flask import Flask

from matchmaker.admin.rules.matrix import COLUMNS, matrix
from matchmaker.kernel.rights import all_rights
from matchmaker.web.requests import access

FOLDER = Path(__file__).parent / "snapshots"
UNTOLD = frozenset({"HEAD", "OPTIONS"})
WORDS = {"own": "depends", "some": "depends"}
RENEW = "If this is wanted: UPDATE_SNAPSHOTS=1 scripts/test tests/quality/test_snapshots.py"


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as columns of text."""
    held = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in held
    )
    return "\n".join(lines) + "\n"


def difference(path: Path, now: str) -> str:
    """Return what differs from the snapshot, line by line; nothing if all is as it was."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    # A wider column is no difference.
    old, new = (re.sub(" {2,}", "  ", text).splitlines() for text in (before, now))
    return "\n".join(unified_diff(old, new, "agreed", "now", n=1, lineterm=""))


def compare(name: str, now: str) -> None:
    """Fail with the difference from the snapshot, or write it anew when that was asked for."""
    path = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        path.write_text(now, encoding="utf-8")
    if found := difference(path, now):
        pytest.fail(f"{found}\n{RENEW}", pytrace=False)


def test_a_difference_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "routes.txt"
    path.write_text("/a  GET\n/b  GET\n", encoding="utf-8")
    assert difference(path, "/a  GET\n/b    GET\n") == ""
    told = difference(path, "/a  GET\n/b  POST\n").splitlines()
    assert told[-2:] == ["-/b  GET", "+/b  POST"]
    assert difference(tmp_path / "missing.txt", "/a  GET\n")


def test_the_addresses_are_those_agreed_on(whole_app: Flask) -> None:
    rows = sorted(
        [
            rule.rule.partition(":lang>")[2] or rule.rule,
            " ".join(sorted((rule.methods or set()) - UNTOLD)),
            rule.endpoint,
            str(access[rule.endpoint].value),
        ]
        for rule in whole_app.url_map.iter_rules()
    )
    compare("routes.txt", table([["ADDRESS", "METHODS", "ENDPOINT", "PERMISSION"], *rows]))


def test_the_rights_are_those_agreed_on(whole_app: Flask) -> None:
    rows = [
        [permission, *(WORDS.get(cell, cell) for cell in cells)]
        for permission, cells in matrix(all_rights())
    ]
    compare("rights.txt", table([["PERMISSION", *COLUMNS], *rows]))

"""The command line, run inside the test's own database."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from matchmaker.app.command import with_commands

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """Run a command: `run("import", "needs", path)`."""
    runner = with_commands(app).test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


@pytest.fixture
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the platform run as a demonstration."""
    settings = replace(app.config["SETTINGS"], demo=True, instance=tmp_path)
    monkeypatch.setitem(app.config, "SETTINGS", settings)

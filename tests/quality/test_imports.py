"""The two import rules, executed by import-linter; it first finds wrong imports in a small tree."""

import configparser
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quality.places import PACKAGE, ROOT

FEATURES = "Features import only features below them"
FILES = "Files import only files below them"
PURE = "Rules, records and actions know no web"
ENGINE = "The engine could be lifted out and published by itself"
PLUMBING = frozenset({"app", "cli", "config", "kernel", "matching", "web"})
"""The packages that have no pages and records, and so not the files of a feature."""

WRONG = {
    FEATURES: {
        "kernel/clock.py": ("import matchmaker.needs.models", "kernel.clock -> matchmaker.needs"),
        "needs/models.py": ("import matchmaker.offers.models", "matchmaker.needs.models ->"),
        "needs/views.py": ("from matchmaker.pairings import panels", "matchmaker.needs.views ->"),
        "web/pages.py": ("def late():\n    import matchmaker.topics", "matchmaker.web.pages ->"),
        "funds/__init__.py": ("", "- matchmaker.funds"),
    },
    FILES: {
        "offers/models.py": ("from matchmaker.offers import queries", "offers.models ->"),
        "needs/queries.py": ("from matchmaker.needs.actions import go", "needs.queries ->"),
        "needs/events.py": ("from matchmaker.needs import rules", "needs.events ->"),
        "topics/rules.py": ("def late():\n    import matchmaker.topics.views", "topics.rules ->"),
        "needs/helpers.py": ("", "- matchmaker.needs.helpers"),
        "offers/utils/__init__.py": ("", "- matchmaker.offers.utils"),
    },
    PURE: {
        "needs/actions.py": ("import flask", "needs.actions -> flask"),
        "needs/rules.py": ("from werkzeug.http import dump_age", "needs.rules -> werkzeug"),
        "offers/queries.py": ("import flask_login", "offers.queries -> flask_login"),
        "experts/models.py": ("from wtforms import Form", "experts.models -> wtforms"),
        "experts/events.py": (
            "from matchmaker.web import pages",
            "experts.events -> matchmaker.web",
        ),
        "kernel/words.py": ("import flask_babel", "kernel.words -> flask_babel"),
        "places/views.py": ("import flask_wtf", ""),
        "topics/actions.py": ("import matchmaker.places.views", "places.views -> flask_wtf"),
    },
    ENGINE: {
        "matching/engine.py": ("import sqlalchemy.orm", "matching.engine -> sqlalchemy"),
        "matching/text.py": ("from matchmaker.needs.models import Need", "matching.text ->"),
        "matching/rules.py": ("import matchmaker.topics.rules", "matching.rules ->"),
    },
}
"""Files in a small tree that break a contract, and how the linter names each."""


def contracts() -> configparser.ConfigParser:
    """Return the contracts as they stand in the settings."""
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return read


def layers(contract: str) -> Iterator[str]:
    """Give the names of a contract's layers, from the top to the bottom."""
    named = contracts()[f"importlinter:contract:{contract}"]["layers"]
    for layer in named.split():
        if layer != "|":
            yield layer.strip("()")


def containers() -> set[str]:
    """Return the features whose files the contract holds to their order."""
    named = contracts()["importlinter:contract:files"]["containers"].split()
    return {name.removeprefix("matchmaker.") for name in named}


def lint(folder: Path) -> tuple[bool, str]:
    """Return whether the package in the folder keeps the contracts, and what the linter says."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--config", ROOT / "setup.cfg"],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A package of the same shape as the real one, which keeps every contract."""
    for feature in layers("features"):
        folder = tmp_path / "matchmaker" / feature
        folder.mkdir(parents=True)
        for name in ("__init__", *(layers("files") if feature in containers() else ())):
            (folder / f"{name}.py").touch()
    (tmp_path / "matchmaker" / "__init__.py").touch()
    return tmp_path


def test_a_package_in_order_is_kept(small: Path) -> None:
    kept, said = lint(small)
    assert kept, said


@pytest.mark.parametrize("contract", WRONG)
def test_wrong_imports_and_files_are_found(small: Path, contract: str) -> None:
    for file, (text, _said) in WRONG[contract].items():
        path = small / "matchmaker" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n")
    kept, said = lint(small)
    assert not kept
    assert f"{contract} BROKEN" in said, said
    told = " ".join(said.split())
    for file, (_text, fault) in WRONG[contract].items():
        assert fault in told, f"{file} was not found:\n{said}"


def test_the_real_package_keeps_the_contracts() -> None:
    kept, said = lint(ROOT)
    assert kept, said


def test_every_feature_is_held_to_the_order_of_files() -> None:
    features = set(layers("features"))
    assert containers() == features - PLUMBING
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} == (
        features | {"migrations"}
    )

"""Style and types, so that whoever runs the tests has run these too."""

import subprocess
import sys

import pytest

from tests.quality.places import ROOT


@pytest.mark.parametrize(
    "words",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=["rules", "format", "types"],
)
def test_the_code_is_in_order(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)

"""ARCHITECTURE.md shows the workflows as the code has them."""

from pathlib import Path

from flask import Flask

from matchmaker.kernel.workflow import as_mermaid, registered

PAGE = Path(__file__).resolve().parents[2] / "ARCHITECTURE.md"


def test_the_drawings_are_those_of_the_code(whole_app: Flask) -> None:
    page = PAGE.read_text(encoding="utf-8")
    missing = [
        kind
        for kind, workflow in registered().items()
        if f"### {kind}\n\n```mermaid\n{as_mermaid(workflow)}\n```" not in page
    ]
    assert registered()
    assert not missing, f"run `matchmaker workflows` and renew the drawings of {missing}"

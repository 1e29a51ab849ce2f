"""Judged collections: needs, providers, and grades given by hand of who would help whom.

Three are bundled. The engine is tuned on `dev` and `dev2`; `report` is only ever reported on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from matchmaker.matching.engine import Engine
from matchmaker.matching.evaluation import Groups, Scores
from matchmaker.matching.measures import Judgments
from matchmaker.matching.profiles import Profile
from matchmaker.matching.records import Unreadable, read_lines, read_profiles

PARTS = ("dev", "dev2", "report")
JUDGED = Path(__file__).resolve().parent / "data" / "judged"


@dataclass(frozen=True)
class Collection:
    """Needs and providers with the grades of their pairs."""

    needs: list[Profile]
    providers: list[Profile]
    judgments: Judgments

    def groups(self) -> Groups:
        """Return the languages of needs and providers."""
        return Groups(
            {one.id: one.language for one in self.needs},
            {one.id: one.language for one in self.providers},
        )

    def scores(self, engine: Engine) -> Scores:
        """Return the engine's scores by text, after it has learned from this collection."""
        engine.fit(self.providers, self.needs)
        ids, rows = engine.index_.ids, engine.scores_of(self.needs).tolist()
        pairs = zip(self.needs, rows, strict=True)
        return {need.id: dict(zip(ids, row, strict=True)) for need, row in pairs}


def judged_collection(part: str) -> Collection:
    """Return a bundled collection: `dev`, `dev2` or `report`."""
    if part not in PARTS:
        raise ValueError(f"there is no bundled collection {part!r}")
    return read_collection(JUDGED / part)


def read_collection(folder: Path) -> Collection:
    """Return a folder's needs.jsonl, providers.jsonl and judgments.tsv; raises Unreadable."""
    needs = read_profiles(folder / "needs.jsonl", "need")
    providers = read_profiles(folder / "providers.jsonl", "provider")
    names = {one.id for one in needs}, {one.id for one in providers}
    return Collection(needs, providers, read_judgments(folder / "judgments.tsv", *names))


def read_judgments(path: Path, needs: set[str], providers: set[str]) -> Judgments:
    """Return the grades of lines `need<TAB>provider<TAB>grade`; raises Unreadable."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    faults = []
    for number, line in read_lines(path):
        try:
            need, provider, grade = _judgment(line)
            if need not in needs or provider not in providers:
                raise ValueError("the need or the provider is not in the collection")
            if provider in found[need]:
                raise ValueError(f"{need} and {provider} were graded before")
            found[need][provider] = grade
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
    if faults:
        raise Unreadable(path, faults)
    return dict(found)


def _judgment(line: bytes) -> tuple[str, str, int]:
    cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
    if len(cells) != 3 or not (cells[2].isascii() and cells[2].isdigit() and len(cells[2]) == 1):
        raise ValueError("this is not need, provider and a grade from 0 to 9, with tabs between")
    return cells[0], cells[1], int(cells[2])

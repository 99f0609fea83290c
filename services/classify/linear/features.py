"""A text as the learned classifier sees it: counts of word and character n-grams in hashed columns, and its direction.

Hashing keeps no vocabulary, so no ticket's words are stored with a model, and a model reads words that it has never
seen. CRC-32 gives the same columns on every machine and with every version of every library. The last columns have the
text's direction (word_vectors.py): what it is about, in words that no labelled ticket has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.linear.word_vectors import DIMENSIONS, word_vectors
from services.classify.stemming import WORD, casefold

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

# Columns of the two hashed blocks: words and pairs of neighbours first, then pieces of words; then the direction's.
BLOCK = 1 << 18
HASHED = 2 * BLOCK
COLUMNS = HASHED + DIMENSIONS
PIECE_LENGTHS = (3, 4, 5)
READ_CHARS = 4_000  # of a description; what follows rarely says anything new and would cost time
LONGEST_WORD = 40  # a longer run of letters is read up to here
WORD_CACHE_SIZE = 32_768


def joined(title: str, description: str) -> str:
    """The part of a ticket's text that is read."""
    return f"{title}\n{description[:READ_CHARS]}"


def folded_words(text: str) -> list[str]:
    """The words of a text in their order, without case and accents."""
    return [folded(word) for word in WORD.findall(text)]


def columns_of(words: Sequence[str]) -> list[int]:
    """The column of every word, every pair of neighbours and every piece of a word, with repetitions."""
    columns = [pair_column(first, second) for first, second in pairwise(words)]
    for word in words:
        columns += word_columns(word)
    return columns


def pair_column(first: str, second: str) -> int:
    """The column of two words that stand beside each other."""
    return _hash(f"{first} {second}")


@lru_cache(maxsize=WORD_CACHE_SIZE)
def word_columns(word: str) -> tuple[int, ...]:
    """The column of a folded word and those of its pieces of 3 to 5 characters, its ends marked by spaces."""
    padded = f" {word} "
    pieces = {
        padded[start : start + length] for length in PIECE_LENGTHS for start in range(max(1, len(padded) - length + 1))
    }
    return (_hash(word), *sorted(BLOCK + _hash(piece) for piece in pieces))


def count(texts: Iterable[str]) -> sparse.csr_array:
    """How often each hashed column occurs in each text, then its direction: a row per text, COLUMNS columns, sorted."""
    rows = [_row(folded_words(text)) for text in texts]
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)], dtype=np.int32)
    columns = np.concatenate([np.empty(0, np.int32), *(columns for columns, _ in rows)])
    values = np.concatenate([np.empty(0, np.float32), *(values for _, values in rows)])
    return sparse.csr_array((values, columns, starts), shape=(len(rows), COLUMNS))


def _row(words: Sequence[str]) -> tuple[Ints, Floats]:
    """Columns, ascending, and what they have; a text without a known word has no direction."""
    hashed = np.unique_counts(np.array(columns_of(words), np.int32))
    direction = word_vectors().direction(words)
    held = np.flatnonzero(direction).astype(np.int32)
    columns = np.concatenate([hashed.values, HASHED + held])
    return columns.astype(np.int32), np.concatenate([hashed.counts.astype(np.float32), direction[held]])


@lru_cache(maxsize=WORD_CACHE_SIZE)
def folded(word: str) -> str:
    """A word without case and accents; of a long one the beginning."""
    return casefold(word[:LONGEST_WORD])


def _hash(piece: str) -> int:
    return crc32(piece.encode("utf-8", "surrogatepass")) % BLOCK

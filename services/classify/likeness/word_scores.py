"""Scores a text for each priority by its words, their pieces and what they mean: logistic regression on labelled texts.

The weights are fitted by ``python -m benchmarks.priorities`` on texts that were written for it, and read once. What a
word adds is remembered, so that a text costs a look-up and an addition a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp, log, sqrt
from pathlib import Path

import numpy as np

from services.classify.linear.features import Floats, folded_words, word_columns
from services.classify.linear.word_vectors import word_vectors

WEIGHTS = Path(__file__).with_name("priority_weights.npz")
READ_WORDS = 600  # of a description; what follows rarely says anything new
LONGEST_NUMBER = 5  # longer ones count as one of so many digits
WORD_SCORES_CACHED = 32_768

Scores = tuple[float, ...]


class WordScores:
    """The shipped weights: a word's score is a tuple of log odds, one for each of the K ``PRIORITIES``."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._intercept: Scores = tuple(stored["intercept"].tolist())
            self._weights: Floats = stored["weights"].astype(np.float32) * stored["scale"]
            self._directions: Floats = stored["directions"].astype(np.float32)  # DIMENSIONS x K
            self._rows = {column: row for row, column in enumerate(stored["columns"].tolist())}
        self.of = lru_cache(maxsize=WORD_SCORES_CACHED)(self._of)

    def shares(self, words: Sequence[str]) -> Scores:
        """The chance of each priority for a text of these distinct words; they add up to 1."""
        length = sqrt(max(1, len(words)))
        of_words = [self.of(word) for word in words]
        scores = (
            [start + sum(one) / length for start, one in zip(self._intercept, zip(*of_words, strict=True), strict=True)]
            if of_words
            else self._intercept
        )
        most = max(scores)
        odds = [exp(score - most) for score in scores]
        return tuple(one / sum(odds) for one in odds)

    def _of(self, word: str) -> Scores:
        """What a word adds: its own weights, shared out those of its pieces, and what its vector says."""
        own, *pieces = word_columns(word)
        known = [self._rows[piece] for piece in pieces if piece in self._rows]
        total = self._weights[known].sum(axis=0) / sqrt(len(pieces))
        if own in self._rows:
            total = total + self._weights[self._rows[own]]
        total = total + word_vectors().of([word])[0] @ self._directions
        return tuple(total.tolist())


def words_of(title: str, description: str) -> list[str]:
    """The distinct words that are scored, in their order; of a number only how long it is."""
    words = [*folded_words(title), *folded_words(description)[:READ_WORDS]]
    return list(dict.fromkeys("#" * min(len(word), LONGEST_NUMBER) if word.isdecimal() else word for word in words))


def log_odds(share: float) -> float:
    """The logarithm of a share, of none a very small one."""
    return log(max(share, 1e-9))


@cache
def word_scores() -> WordScores:
    """The weights, read with the first text."""
    return WordScores()

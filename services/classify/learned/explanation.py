"""Which words of a text weighed most."""

from __future__ import annotations

import numpy as np

from services.classify.learned.features import LONGEST_WORD, Floats, Ints, folded, pair_column, word_columns
from services.classify.stemming import WORD

MOST_WORDS = 6
# A word counts when it weighed at least this share of what the heaviest one did.
LEAST_SHARE = 0.25


def deciding_words(text: str, columns: Ints, contributions: Floats) -> tuple[str, ...]:
    """Up to MOST_WORDS words, as typed and in their order, whose columns contributed most; fewer if fewer spoke.

    ``columns`` ascend; what a column that several words share contributed is divided among them.
    """
    typed, owners, owned = _owners(text)
    if not len(columns) or not owned.size:
        return ()
    places = np.minimum(np.searchsorted(columns, owned), len(columns) - 1)
    known = columns[places] == owned
    owners, places = owners[known], places[known]
    shares = contributions[places] / np.bincount(places, minlength=len(columns))[places]
    weights = np.bincount(owners, shares, len(typed))
    weights[[len(word) > LONGEST_WORD for word in typed]] = 0
    heaviest = np.argsort(-weights, kind="stable")[:MOST_WORDS]
    least = max(LEAST_SHARE * float(weights.max()), np.finfo(np.float32).tiny)
    return tuple(typed[place] for place in sorted(heaviest) if weights[place] >= least)


def _owners(text: str) -> tuple[list[str], Ints, Ints]:
    """Each different word as first typed; and, side by side, the number of a word and a column of it."""
    numbers: dict[str, int] = {}
    typed: list[str] = []
    owned: set[tuple[int, int]] = set()
    before: str | None = None
    for match in WORD.finditer(text):
        word = folded(match.group())
        if word not in numbers:
            numbers[word] = len(typed)
            typed.append(match.group())
            owned.update((numbers[word], column) for column in word_columns(word))
        if before is not None:
            owned.update((numbers[neighbour], pair_column(before, word)) for neighbour in (before, word))
        before = word
    pairs = np.array(sorted(owned), np.int32).reshape(-1, 2)
    return typed, pairs[:, 0], pairs[:, 1]

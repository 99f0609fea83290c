"""What the keyword rules know, as light examples for the learned classifier: each entry is a tiny text of its value.

With few labels the rules' words are often right where no labelled ticket has them yet; a model that starts from them
needs fewer labels, and costs nothing more to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from services.classify.keywords.phrases import phrases
from services.classify.linear.features import Floats, count

# What an entry of weight 1 counts for beside a labelled ticket.
HINT_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Hints:
    """``counts`` has a row of features.count per entry, ``keys`` its value, ``weights`` what it counts for."""

    counts: sparse.csr_array
    keys: tuple[str, ...]
    weights: Floats


def keyword_hints(entries: Mapping[str, Sequence[str]]) -> Hints:
    """The well-formed entries of each value; of the same entries the same object, as counting thousands takes long."""
    return _hints(tuple((key, tuple(of_key)) for key, of_key in entries.items()))


@lru_cache(maxsize=4)
def _hints(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> Hints:
    rows = [(key, *phrase) for key, of_key in entries for phrase in phrases(of_key)]
    return Hints(
        count(phrase for _, phrase, _ in rows),
        tuple(key for key, _, _ in rows),
        np.array([HINT_WEIGHT * weight for _, _, weight in rows], np.float32),
    )


def no_hints() -> Hints:
    """Those of a field without entries."""
    return keyword_hints({})

"""A guess where the keyword rules are silent: their entries as tiny texts that a text is likened to, piece by piece.

Kernel ridge regression in closed form, on the same columns as the learned classifier; needs no label and no training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from services.classify.function_words import language
from services.classify.linear.explanation import word_weights
from services.classify.linear.features import HASHED, Floats, count, joined
from services.classify.linear.hints import keyword_hints
from services.classify.linear.model import FieldModel, column_weights, weigh
from services.classify.rule_figures import GUESS
from services.suggestion import Verdict

PENALTY = 0.3  # on the weights, against mistakes
SHARPNESS = 3.0  # of the shares
MOST_ENTRIES = 4_000  # the time to solve grows with the cube; of more, the heaviest


class Guesser:
    """Likens texts to the keyword entries of each value; safe to share between threads, never raises for any text."""

    def __init__(self, entries: Mapping[str, Sequence[str]]) -> None:
        hints = keyword_hints(entries)
        self._classes = tuple(dict.fromkeys(hints.keys))
        self._model: FieldModel | None = None
        if len(self._classes) > 1:
            heaviest = np.sort(np.argsort(-hints.weights, kind="stable")[:MOST_ENTRIES])
            of_class = np.array([self._classes.index(hints.keys[row]) for row in heaviest], np.int64)
            self._model = _solve(hints.counts[heaviest], of_class, hints.weights[heaviest], self._classes)

    def guess(self, title: str, description: str) -> Verdict:
        """The value that the text is most like; an empty Verdict for a text of no language that the entries are in."""
        text = joined(title, description)
        if self._model is None or language(text) is None:
            return Verdict()
        row = self._model.weigh(count([text]))
        if not row.nnz:
            return Verdict()
        chances = softmax(SHARPNESS * self._model.scores(row)[0])
        order = np.argsort(-chances, kind="stable")
        ranking = tuple((self._classes[place], float(chances[place])) for place in order)
        reasons = word_weights(text, self._model.decided(row, int(order[0])))
        words = tuple(word for word, weight in reasons if weight > 0)
        return Verdict(*ranking[0], ranking, words, tuple(reasons), GUESS)


def _solve(
    counts: sparse.csr_array, of_class: NDArray[np.int64], sizes: Floats, classes: tuple[str, ...]
) -> FieldModel:
    columns = np.unique(counts.indices[counts.indices < HASHED]).astype(np.int32)
    idf = column_weights(counts, columns)
    weighed = weigh(counts, columns, idf)
    signs = np.where(of_class[:, None] == np.arange(len(classes)), 1.0, -1.0)
    usual = np.average(signs, axis=0, weights=sizes)
    likeness = (weighed @ weighed.T).toarray() + np.diag(PENALTY / sizes)
    weights = weighed.T @ np.linalg.solve(likeness, signs - usual)
    return FieldModel(classes, columns, idf, weights.astype(np.float32), np.zeros(len(classes), np.float32))

"""The NB-SVM of one field, fitted on labelled texts and on the keyword entries as light examples.

Wang and Manning, Baselines and Bigrams, ACL 2012: a linear support vector machine per class on columns scaled by how
much they tell the class from the rest, and on each text's direction as it is. Everything is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from services.classify.linear.features import COLUMNS, HASHED, Floats, Ints
from services.classify.linear.hints import Hints
from services.classify.linear.model import FieldModel, Flags, column_weights, weigh

SEED = 0
# Above this many texts a column that only one of them has is dropped: most columns are such, and they only cost memory.
RARE_COLUMNS_UNTIL = 2_000
SMOOTHING = 0.5
# How far the scaling of columns goes: 0 none (a plain SVM), 1 all of it.
SCALING = 0.25
# The penalty on mistakes against that on weights: a label given in a hurry is not worth following to the end.
PENALTY = 0.5
# A class's entries count in full until it has this many labels, then as much less as there are more.
HINTS_FULL_UNTIL = 20
# What a text's direction counts for beside its words, whose columns have the length 1, as its pieces' have.
DIRECTION = 0.7
DIRECTED_UNTIL = 2_000  # texts; more have most of the words themselves, and directions would cost a training time
# What a class without any text scores: as a support vector machine scores what is not in it.
OUTSIDE = -1.0

Truth = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Labelled texts: rows of features.count, the place of each one's class, and what each counts for."""

    counts: sparse.csr_array
    truth: Truth
    sizes: Floats

    def only(self, chosen: Any) -> Examples:
        """The rows that ``chosen`` (a mask or places) names."""
        return Examples(self.counts[chosen], self.truth[chosen], self.sizes[chosen])


def fit(
    examples: Examples,
    classes: tuple[str, ...],
    hints: Hints,
    strength: float = 1.0,
    pause: Callable[[], None] = lambda: None,
) -> FieldModel:
    """A model of ``classes``, which may have no text at all; ``strength`` is what ``hints`` count for beside their own
    weights. ``pause`` is called before each class and may raise.
    """
    taught = _columns_that_stay(examples.counts)
    light = _light_examples(hints, classes, examples.truth, strength)
    counts = sparse.vstack([examples.counts, light.counts], format="csr")
    truth, sizes = np.concatenate([examples.truth, light.truth]), np.concatenate([examples.sizes, light.sizes])
    columns = np.union1d(taught, _columns_that_stay(light.counts)).astype(np.int32)
    if len(examples.truth) > DIRECTED_UNTIL:
        columns = columns[columns < HASHED]
    idf = column_weights(counts, columns, DIRECTION)
    hashed = int(np.searchsorted(columns, HASHED))
    weighed = weigh(counts, columns, idf)
    fitted = []
    for number in range(len(classes)):
        pause()
        fitted.append(_fit_class(weighed, hashed, truth == number, sizes))
    weights = np.stack([weight for weight, _ in fitted], axis=1)
    intercept = np.array([start for _, start in fitted], np.float32)
    return FieldModel(classes, columns, idf, weights, intercept, taught=np.isin(columns, taught))


def _light_examples(hints: Hints, classes: tuple[str, ...], truth: Truth, strength: float) -> Examples:
    """The entries of ``classes`` as texts that count for little, the less the more labels their class has."""
    places = {key: place for place, key in enumerate(classes)}
    rows = [row for row, key in enumerate(hints.keys) if key in places]
    of_class = np.array([places[hints.keys[row]] for row in rows], np.int64)
    labels = np.maximum(np.bincount(truth, minlength=len(classes)), 1)
    share = np.minimum(1.0, HINTS_FULL_UNTIL / labels) * strength
    counts = hints.counts[rows]
    counts.data[counts.indices >= HASHED] = 0  # an entry says what its words are a sign of, not what is like them
    counts.eliminate_zeros()
    return Examples(counts, of_class, (hints.weights[rows] * share[of_class]).astype(np.float32))


def _columns_that_stay(counts: sparse.csr_array) -> Ints:
    texts = np.bincount(counts.indices, minlength=COLUMNS)
    least = 1 if counts.shape[0] <= RARE_COLUMNS_UNTIL else 2
    return np.flatnonzero(texts >= least).astype(np.int32)


def _fit_class(weighed: Any, hashed: int, members: Flags, sizes: Floats) -> tuple[Floats, float]:
    """Weights and intercept of one class against the rest; ``sizes`` is what each row counts for. The columns from
    ``hashed`` on are directions.
    """
    if not members.any() or members.all():
        return np.zeros(weighed.shape[1], np.float32), -OUTSIDE if members.any() else OUTSIDE
    scaling = np.ones(weighed.shape[1], np.float32)
    scaling[:hashed] = _scaling(weighed, members, sizes, hashed)
    scaled = weighed.copy()
    scaled.data = scaled.data * scaling[scaled.indices]
    # liblinear's own tolerance for this problem; scikit-learn's default takes three times as long for the same answers.
    fitted = LinearSVC(C=PENALTY, tol=0.1, random_state=SEED).fit(scaled, members, sample_weight=sizes)
    return (fitted.coef_[0] * scaling).astype(np.float32), float(fitted.intercept_[0])


def _scaling(weighed: Any, members: Flags, sizes: Floats, hashed: int) -> Floats:
    """How much each of the first columns tells members from the rest: its log-count ratio, without sign, around 1."""
    inside = (weighed.T @ (members * sizes).astype(np.float64))[:hashed] + SMOOTHING
    outside = (weighed.T @ (~members * sizes).astype(np.float64))[:hashed] + SMOOTHING
    ratio: NDArray[np.float64] = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    size = float(np.sqrt((ratio**2).mean()))
    return (1 - SCALING + SCALING * ratio / max(size, 1e-9)).astype(np.float32)

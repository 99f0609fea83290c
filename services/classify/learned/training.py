"""One field learned from labelled texts, and how well it does on texts that it has not seen.

The model is the NB-SVM of Wang and Manning (Baselines and Bigrams, ACL 2012): a linear support vector machine per
class on columns scaled by how much they tell the class from the rest. With few labels the keyword rules are tried as
first examples (hints.py) and stay if more of the left-out answers are right with them. Its scores become probabilities
by one factor, fitted on texts left out of the fit (temperature scaling; Guo et al., On Calibration of Modern Neural
Networks, 2017).
Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from services.classify.learned.features import COLUMNS, Floats, Ints
from services.classify.learned.hints import Hints
from services.classify.learned.model import FieldModel, softmax, weigh
from services.classify.learned.report import FieldReport

FOLDS = 5
SEED = 0
LEAST_LABELS = 10  # of a class, for the class to be answered
LEAST_CLASSES = 2
# How sure it must be that more answers are right than another's (one-sided 95 %).
MARGIN_DEVIATIONS = 1.645
# Above this many texts a column that only one of them has is dropped: most columns are such, and they only cost memory.
RARE_COLUMNS_UNTIL = 2_000
SMOOTHING = 0.5
# How far the scaling of columns goes: 0 none (a plain SVM), 1 all of it.
SCALING = 0.5
ECE_BINS = 15
# The penalty on mistakes against that on weights: a label given in a hurry is not worth following to the end.
PENALTY = 0.5
# With more labels than these the keyword rules have nothing to add, and trying them would cost as much again.
HINTS_UNTIL = 2_000

Keys = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Learned:
    """How a field did, and its model if it takes part."""

    report: FieldReport
    model: FieldModel | None


def learn(
    field: str,
    counts: sparse.csr_array,
    labels: Sequence[str],
    keywords: Sequence[str | None],
    *,
    hints: Hints | None = None,
    pause: Callable[[], None] = lambda: None,
) -> Learned:
    """Cross-validate and, if that beats the keywords, fit the model of one field.

    ``counts`` are rows of features.count, ``labels`` and ``keywords`` what was confirmed and what the keywords answered
    for each, ``hints`` the keywords' entries. ``pause`` is called between fits and may raise to end the training.
    """
    numbers = dict(sorted(Counter(labels).items()))
    classes = tuple(key for key, number in numbers.items() if number >= LEAST_LABELS)
    if not counts.nnz and labels:
        return Learned(FieldReport(field, numbers, reason="The tickets have no words."), None)
    if len(classes) < LEAST_CLASSES:
        reason = f"Not enough labels: {LEAST_CLASSES} values need {LEAST_LABELS} each."
        return Learned(FieldReport(field, numbers, reason=reason), None)
    # A label of a class that is not answered is -1: no fit reads it, and every answer to it is wrong.
    truth = np.array([classes.index(label) if label in classes else -1 for label in labels])
    folds = deal_folds(truth)
    given = _Hints.of(hints, classes) if hints is not None and len(labels) <= HINTS_UNTIL else None
    scores, given = _best_scores(counts, truth, folds, len(classes), given, pause)
    chances = _left_out_chances(scores, truth, folds)
    answers = np.array(classes, object)[chances.argmax(axis=1)]
    report = _report(field, numbers, np.array(labels, object), answers, np.array(keywords, object), chances)
    if not report.takes_part:
        return Learned(report, None)
    pause()
    model = _fit(counts[truth >= 0], truth[truth >= 0], classes, given, fit_scale(scores, truth))
    return Learned(report, model)


def deal_folds(truth: NDArray[np.int64]) -> NDArray[np.int64]:
    """A fold per row, at random, each class in equal parts."""
    shuffled = np.random.default_rng(SEED).permutation(len(truth))
    by_class = shuffled[np.argsort(truth[shuffled], kind="stable")]
    folds = np.empty(len(truth), np.int64)
    folds[by_class] = np.arange(len(truth)) % FOLDS
    return folds


def fit_scale(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The factor on the scores that makes the true classes likeliest.

    As in Platt's Probabilistic Outputs for Support Vector Machines (1999), no label counts as quite certain, the fewer
    there are the less: without a mistake to be seen, a few labels would make every answer certain.
    """
    known = truth >= 0
    scores, truth = scores[known], truth[known]
    classes = scores.shape[1]
    doubt = 1 / (len(truth) / classes + 2)

    def surprise(log_scale: float) -> float:
        logs = np.log(np.maximum(softmax(scores * np.exp(log_scale)), 1e-12))
        return float(-(1 - doubt) * logs[np.arange(len(truth)), truth].mean() - doubt * logs.mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-4, 4), method="bounded").x))


def calibration_error(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error of the winners' probabilities, in ECE_BINS bins of equal width."""
    confidence = chances.max(axis=1)
    bins = np.minimum((confidence * ECE_BINS).astype(int), ECE_BINS - 1)
    gaps = np.bincount(bins, right - confidence, ECE_BINS)
    return float(np.abs(gaps).sum() / len(right))


def beats(right: NDArray[np.bool_], others_right: NDArray[np.bool_]) -> bool:
    """Whether more answers are right than another's, by more than chance explains: a paired test, row by row."""
    gain = right.astype(float) - others_right
    error = gain.std(ddof=1) / np.sqrt(len(gain))
    return bool(gain.mean() - MARGIN_DEVIATIONS * error > 0)


@dataclass(frozen=True, slots=True)
class _Hints:
    """Hints of the classes of one field; ``truth`` is the place of each one's class."""

    counts: sparse.csr_array
    truth: NDArray[np.int64]
    weights: Floats

    @classmethod
    def of(cls, hints: Hints, classes: tuple[str, ...]) -> _Hints | None:
        """Those whose class is answered, None without any."""
        rows = [row for row, key in enumerate(hints.keys) if key in classes]
        truth = np.array([classes.index(hints.keys[row]) for row in rows], np.int64)
        return cls(hints.counts[rows], truth, hints.weights[rows]) if rows else None


def _best_scores(
    counts: sparse.csr_array,
    truth: NDArray[np.int64],
    folds: NDArray[np.int64],
    classes: int,
    hints: _Hints | None,
    pause: Callable[[], None],
) -> tuple[NDArray[np.float64], _Hints | None]:
    """The left-out scores without hints, or with them where more are right; and the hints that were used."""
    scores = _left_out_scores(counts, truth, folds, classes, None, pause)
    if hints is None:
        return scores, None
    hinted = _left_out_scores(counts, truth, folds, classes, hints, pause)
    better = (hinted.argmax(axis=1) == truth).sum() > (scores.argmax(axis=1) == truth).sum()
    return (hinted, hints) if better else (scores, None)


def _left_out_scores(
    counts: sparse.csr_array,
    truth: NDArray[np.int64],
    folds: NDArray[np.int64],
    classes: int,
    hints: _Hints | None,
    pause: Callable[[], None],
) -> NDArray[np.float64]:
    scores = np.empty((len(truth), classes))
    keys = tuple(map(str, range(classes)))
    for fold in range(FOLDS):
        pause()
        taught, asked = (folds != fold) & (truth >= 0), folds == fold
        model = _fit(counts[taught], truth[taught], keys, hints)
        scores[asked] = model.scores(model.weigh(counts[asked]))
    return scores


def _left_out_chances(
    scores: NDArray[np.float64], truth: NDArray[np.int64], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each fold's probabilities with the scale of the other folds, so that calibration is measured on unseen rows."""
    chances = np.empty_like(scores)
    for fold in range(FOLDS):
        asked = folds == fold
        chances[asked] = softmax(scores[asked] * fit_scale(scores[~asked], truth[~asked]))
    return chances


def _fit(
    counts: sparse.csr_array,
    truth: NDArray[np.int64],
    classes: tuple[str, ...],
    hints: _Hints | None,
    scale: float = 1.0,
) -> FieldModel:
    sizes = np.ones(len(truth), np.float32)
    if hints is not None:
        counts = sparse.vstack([counts, hints.counts], format="csr")
        truth, sizes = np.concatenate([truth, hints.truth]), np.concatenate([sizes, hints.weights])
    columns, idf = _column_weights(counts)
    weighed = weigh(counts, columns, idf)
    fitted = [_fit_class(weighed, truth == number, sizes) for number in range(len(classes))]
    weights = np.stack([weight for weight, _ in fitted], axis=1)
    intercept = np.array([start for _, start in fitted], np.float32)
    return FieldModel(classes, columns, idf, weights, intercept, scale)


def _column_weights(counts: sparse.csr_array) -> tuple[Ints, Floats]:
    """The columns that are read and their smoothed inverse document frequencies."""
    texts = np.bincount(counts.indices, minlength=COLUMNS)
    columns = np.flatnonzero(texts >= (1 if counts.shape[0] <= RARE_COLUMNS_UNTIL else 2)).astype(np.int32)
    idf = np.log((1 + counts.shape[0]) / (1 + texts[columns])) + 1
    return columns, idf.astype(np.float32)


def _fit_class(weighed: Any, members: NDArray[np.bool_], sizes: Floats) -> tuple[Floats, float]:
    """Weights and intercept of one class against the rest; ``sizes`` is what each row counts for."""
    scaling = _scaling(weighed, members, sizes)
    scaled = weighed.copy()
    scaled.data = scaled.data * scaling[scaled.indices]
    # liblinear's own tolerance for this problem; scikit-learn's default takes three times as long for the same answers.
    fitted = LinearSVC(C=PENALTY, tol=0.1, random_state=SEED).fit(scaled, members, sample_weight=sizes)
    return (fitted.coef_[0] * scaling).astype(np.float32), float(fitted.intercept_[0])


def _scaling(weighed: Any, members: NDArray[np.bool_], sizes: Floats) -> Floats:
    """How much each column tells members from the rest: its log-count ratio, without sign, around 1."""
    inside = weighed.T @ (members * sizes).astype(np.float64) + SMOOTHING
    outside = weighed.T @ (~members * sizes).astype(np.float64) + SMOOTHING
    ratio: NDArray[np.float64] = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    size = float(np.sqrt((ratio**2).mean()))
    return (1 - SCALING + SCALING * ratio / max(size, 1e-9)).astype(np.float32)


def _report(
    field: str, numbers: dict[str, int], labels: Keys, answers: Keys, keywords: Keys, chances: NDArray[np.float64]
) -> FieldReport:
    right, keywords_right = answers == labels, keywords == labels
    figures = FieldReport(
        field,
        numbers,
        accuracy=float(right.mean()),
        macro_f1=_macro_f1(labels, answers),
        calibration_error=calibration_error(chances, right),
        keywords_accuracy=float(keywords_right.mean()),
        keywords_macro_f1=_macro_f1(labels, keywords),
    )
    commonest = labels == max(numbers, key=lambda key: numbers[key])
    return figures.decided(beats_keywords=beats(right, keywords_right), beats_commonest=beats(right, commonest))


def _macro_f1(labels: Keys, answers: Keys) -> float:
    """The mean over the values that were confirmed; no answer (None) is a wrong one."""
    given = [answer or "" for answer in answers]
    return float(f1_score(list(labels), given, labels=sorted(set(labels)), average="macro", zero_division=0))

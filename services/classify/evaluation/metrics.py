"""Figures of one source for one field: accuracy, macro-F1, per class, confusion matrix, reliability, coverage.

Everything here is plain numbers in, a mapping for JSON out, and the same for the same answers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.metrics import accuracy_score, precision_recall_fscore_support

from services.classify.evaluation.answers import SILENT, Keys, Numbers
from services.classify.intervals import wilson
from services.classify.linear.calibration import ECE_BINS

SEED, DRAWS = 0, 1_000  # of the bootstrap
BOUNDS = (2.5, 97.5)  # percentiles of the draws
RELIABILITY_BINS = 10
COVERAGE_POINTS = 20

Figures = dict[str, Any]


def figures(labels: Keys, predicted: Keys, confidence: Numbers) -> Figures:
    """All figures of answers to N test cases; ``confidence`` is NaN where none is stated, ``predicted`` SILENT where no
    value is named, which is a wrong answer.
    """
    right = labels == predicted
    between = wilson(int(right.sum()), len(labels))
    low, high = macro_f1_interval(labels, predicted)
    classes = sorted(set(labels))
    return {
        "number": len(labels),
        "silent": int((predicted == SILENT).sum()),
        "accuracy": float(accuracy_score(list(labels), list(predicted))),
        "accuracy_low": between.low,
        "accuracy_high": between.high,
        "macro_f1": macro_f1(labels, predicted),
        "macro_f1_low": low,
        "macro_f1_high": high,
        "classes": _by_class(classes, labels, predicted),
        "confusion": confusion(labels, predicted),
        **reliability(right, confidence),
        "coverage": coverage(right, np.where(predicted == SILENT, np.nan, confidence)),
    }


def always(labels: Keys) -> tuple[str, Figures]:
    """The commonest label, and what always answering it is right in."""
    keys, counted = np.unique(labels.astype(str), return_counts=True)
    commonest = str(keys[counted.argmax()])
    predicted = np.full(len(labels), commonest, object)
    between = wilson(int(counted.max()), len(labels))
    return commonest, {
        "accuracy": float(counted.max() / len(labels)),
        "accuracy_low": between.low,
        "accuracy_high": between.high,
        "macro_f1": macro_f1(labels, predicted),
    }


def macro_f1(labels: Keys, predicted: Keys) -> float:
    """The mean F1 of the values that the labels have."""
    _, _, f1, _ = precision_recall_fscore_support(
        list(labels), list(predicted), labels=sorted(set(labels)), average=None, zero_division=0
    )
    return float(np.mean(f1))


def macro_f1_interval(labels: Keys, predicted: Keys) -> tuple[float, float]:
    """Between what the macro-F1 is, with 95 %: percentiles of a bootstrap over the test cases, with a fixed seed.

    A draw of test cases with replacement is a draw of the confusion matrix's cells from a multinomial distribution, so
    no case is touched and all draws are made at once.
    """
    classes, label_of = np.unique(labels.astype(str), return_inverse=True)
    names, answer_of = np.unique(predicted.astype(str), return_inverse=True)
    cells, counted = np.unique(label_of * len(names) + answer_of, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(labels), counted / len(labels), DRAWS)
    label, answer = cells // len(names), cells % len(names)
    place_of_answer = np.searchsorted(classes, names)
    known = np.isin(names, classes)
    place = np.where(known[answer], place_of_answer[answer], -1)
    truth = _summed(drawn, label, len(classes))
    said = _summed(drawn[:, place >= 0], place[place >= 0], len(classes))
    both = _summed(drawn[:, place == label], label[place == label], len(classes))
    seen = truth > 0
    of_class = np.divide(2 * both, truth + said, out=np.zeros(both.shape), where=truth + said > 0)
    means = (of_class * seen).sum(axis=1) / seen.sum(axis=1)
    low, high = np.percentile(means, BOUNDS)
    return float(low), float(high)


def confusion(labels: Keys, predicted: Keys) -> list[list[Any]]:
    """The cells of the confusion matrix that are not empty, as [label, answer, number], most frequent first."""
    cells: dict[tuple[str, str], int] = {}
    for cell in zip(labels, predicted, strict=True):
        cells[cell] = cells.get(cell, 0) + 1
    return [[*cell, number] for cell, number in sorted(cells.items(), key=lambda item: (-item[1], item[0]))]


def reliability(right: NDArray[np.bool_], confidence: Numbers) -> Figures:
    """How often answers of a confidence are right: by bins of equal width, and the expected calibration error.

    Answers without a stated confidence are left out; without any that has one there is no error (None).
    """
    stated = ~np.isnan(confidence)
    if not stated.any():
        return {"reliability": [], "calibration_error": None}
    right, confidence = right[stated], confidence[stated]
    gaps = np.bincount(_bins(confidence, ECE_BINS), right - confidence, ECE_BINS)
    bins = _bins(confidence, RELIABILITY_BINS)
    return {
        "reliability": [_bin(bins == place, right, confidence) for place in np.unique(bins)],
        "calibration_error": float(np.abs(gaps).sum() / len(right)),
    }


def coverage(right: NDArray[np.bool_], confidence: Numbers) -> list[Figures]:
    """How right the surest answers are, for growing shares of all test cases: what deciding alone would bring.

    Answers of equal confidence come together. NaN is no answer, and limits how far the shares go.
    """
    answered = np.flatnonzero(~np.isnan(confidence))
    order = answered[np.argsort(-confidence[answered], kind="stable")]
    if not len(order):
        return []
    ends = np.flatnonzero(np.append(np.diff(confidence[order]) != 0, True)) + 1  # after the last of equal confidence
    correct = np.cumsum(right[order].astype(np.int64))
    wanted = np.ceil(len(right) * np.arange(1, COVERAGE_POINTS + 1) / COVERAGE_POINTS)
    chosen = np.unique(np.searchsorted(ends, wanted).clip(max=len(ends) - 1))
    return [_point(int(ends[place]), correct, confidence[order], len(right)) for place in chosen]


def percentiles(latencies: Numbers) -> Figures | None:
    """Median, 90th and 99th percentile in milliseconds; None without a measured call."""
    if not len(latencies):
        return None
    half, ninety, all_but_one = np.percentile(latencies, (50, 90, 99))
    return {"number": len(latencies), "p50": float(half), "p90": float(ninety), "p99": float(all_but_one)}


def _by_class(classes: list[str], labels: Keys, predicted: Keys) -> list[Figures]:
    scores = precision_recall_fscore_support(
        list(labels), list(predicted), labels=classes, average=None, zero_division=0
    )
    columns = [column.tolist() for column in scores]
    names = ("precision", "recall", "f1", "number")
    return [
        {"key": key} | dict(zip(names, row, strict=True))
        for key, row in zip(classes, zip(*columns, strict=True), strict=True)
    ]


def _summed(drawn: NDArray[np.int64], places: NDArray[np.int64], number: int) -> Numbers:
    """The columns of ``drawn`` summed by their place: a row per draw, a column per place."""
    shape = (len(places), number)
    onto = sparse.csr_array((np.ones(len(places)), (np.arange(len(places)), places)), shape=shape)
    summed: Numbers = drawn @ onto
    return summed


def _bins(confidence: Numbers, number: int) -> NDArray[np.int64]:
    bins: NDArray[np.int64] = np.minimum((confidence * number).astype(np.int64), number - 1)
    return bins


def _bin(chosen: NDArray[np.bool_], right: NDArray[np.bool_], confidence: Numbers) -> Figures:
    number, correct = int(chosen.sum()), int(right[chosen].sum())
    between = wilson(correct, number)
    return {
        "number": number,
        "confidence": float(confidence[chosen].mean()),
        "right": correct / number,
        "low": between.low,
        "high": between.high,
    }


def _point(number: int, correct: NDArray[np.int64], confidence: Numbers, of: int) -> Figures:
    between = wilson(int(correct[number - 1]), number)
    return {
        "coverage": number / of,
        "precision": float(correct[number - 1] / number),
        "low": between.low,
        "high": between.high,
        "confidence": float(confidence[number - 1]),
    }

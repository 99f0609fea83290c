"""The learning curve: how right the learned classifier is with a tenth, two tenths, ... all of a sample's labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.classify.evaluation import metrics
from services.classify.intervals import wilson
from services.classify.learned.cross_validation import (
    STRENGTHS,
    VOTES_HALVED_AT,
    deal_folds,
    fit_model,
    rule_votes,
    same_words,
)
from services.classify.learned.fitting import SEED, Examples
from services.classify.learned.labels import FIELDS, FieldLabels, Labelled, label_counts, read_labelled
from services.classify.linear.hints import Hints
from services.classify.linear.model import shares

SHARES = tuple(tenth / 10 for tenth in range(1, 11))
FEWER_SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)  # with more labels than SHARES_UNTIL, of which each fit takes long
SHARES_UNTIL = 2_000
LABELS_MAX = 4_000  # of the sample; a random part of it, where there are more
LEAST = 20  # labels
READING = 0.3  # of the time, about, is reading all labels

Places = NDArray[np.int64]


def learning_curve(sample: str, report: Callable[[float], None] = lambda _share: None) -> dict[str, Any]:
    """By field the points of the curve, for JSON: ``labels`` learned from, accuracy and macro-F1 with intervals.

    Each label of the sample is answered by models that have seen neither it nor the same words, so every point is
    measured on all of them; the labels of a point are among those of the next. ``report`` hears the share done, and may
    raise.
    """
    number, read = max(1, *label_counts().values()), count()
    labelled = read_labelled(lambda: report(READING * min(1.0, next(read) / number)))
    return {
        field: _of_field(field, sample, labelled, partial(_report_part, report, place))
        for place, field in enumerate(FIELDS)
    }


def _report_part(report: Callable[[float], None], place: int, share: float) -> None:
    report(READING + (1 - READING) * (place + share) / len(FIELDS))


def _of_field(field: str, sample: str, labelled: Labelled, report: Callable[[float], None]) -> list[dict[str, Any]]:
    given = _of_sample(labelled.of(field), sample)
    if len(given.labels) < LEAST or len(set(given.labels)) < 2:
        return []
    hints = labelled.hints[field]
    classes = tuple(sorted({*given.labels, *hints.keys}))
    truth = np.array([classes.index(label) for label in given.labels], np.int64)
    parts = SHARES if len(truth) <= SHARES_UNTIL else FEWER_SHARES
    predicted, numbers = _answers(given, truth, classes, hints, parts, report)
    return [_point(truth, *point) for point in zip(numbers, predicted, strict=True)]


def _of_sample(given: FieldLabels, sample: str) -> FieldLabels:
    places = np.flatnonzero(np.array(given.samples) == sample)
    if len(places) > LABELS_MAX:
        places = np.sort(np.random.default_rng(SEED).choice(places, LABELS_MAX, replace=False))
    chosen = places.tolist()
    return FieldLabels(
        given.counts[places],
        [given.labels[place] for place in chosen],
        [given.keywords[place] for place in chosen],
        [given.tickets[place] for place in chosen],
        [given.samples[place] for place in chosen],
    )


def _answers(
    given: FieldLabels,
    truth: Places,
    classes: tuple[str, ...],
    hints: Hints,
    parts: Sequence[float],
    report: Callable[[float], None],
) -> tuple[NDArray[np.int64], list[int]]:
    """Of each part of the labels: what was answered for every label (a row each), and how many were learned from."""
    examples = Examples(given.counts, truth, np.ones(len(truth), np.float32))
    said = shares([verdict.ranking for verdict in given.keywords], classes)
    folds, words = deal_folds(truth), same_words(given.counts)
    order = np.random.default_rng(SEED).permutation(len(truth))
    predicted, numbers = np.zeros((len(parts), len(truth)), np.int64), [0] * len(parts)
    steps = [(fold, at) for fold in np.unique(folds) for at in range(len(parts))]
    for done, (fold, at) in enumerate(steps):
        report(done / len(steps))
        asked = np.flatnonzero(folds == fold)
        unseen = order[~np.isin(words[order], words[asked])]
        learned = examples.only(unseen[: max(1, round(parts[at] * len(unseen)))])
        numbers[at] += len(learned.truth)
        model = fit_model(learned, classes, hints, STRENGTHS[0], learned.truth)
        votes = rule_votes(np.bincount(learned.truth, minlength=len(classes)), VOTES_HALVED_AT[0])
        scores = model.scores(model.weigh(given.counts[asked])) + said[asked] * votes
        predicted[at, asked] = scores.argmax(axis=1)
    return predicted, [round(number / len(np.unique(folds))) for number in numbers]


def _point(truth: Places, number: int, predicted: Places) -> dict[str, Any]:
    between = wilson(int((truth == predicted).sum()), len(truth))
    labels, answers = truth.astype(str).astype(object), predicted.astype(str).astype(object)
    low, high = metrics.macro_f1_interval(labels, answers)
    return {
        "labels": number,
        "accuracy": float((truth == predicted).mean()),
        "accuracy_low": between.low,
        "accuracy_high": between.high,
        "macro_f1": metrics.macro_f1(labels, answers),
        "macro_f1_low": low,
        "macro_f1_high": high,
    }

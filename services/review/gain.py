"""How right suggestions are by now, by how much that is better than when reviewing began, and what more answers bring.

Measured on random answers alone: each of them is predicted by a model that was trained without it
(``left_out_prediction``), or, before there is such a model, by the suggestion as it was made when the ticket was asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import text

from db.engine import transaction
from db.tables.learning import ClassifierTraining
from services.classify.intervals import Interval, paired_difference, wilson
from services.classify.learned import store
from services.classify.learned.samples import RANDOM

MOST_ANSWERS = 5_000  # the newest random answers that are compared
MOST_POINTS = 200  # trainings of the curve, the newest
LEAST_CASES = 5  # random answers, for a point of the curve
MORE = 50  # answers whose gain is foretold
# A curve can be continued from so many points, the last with so many times the answers of the first.
LEAST_POINTS, LEAST_SPAN = 4, 1.5
DEVIATIONS = 1.959964


@dataclass(frozen=True, slots=True)
class Right:
    """``right`` of ``number`` random answers were suggested, and the interval of that share (95 %)."""

    right: int
    number: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where nothing was asked."""
        return self.right / self.number if self.number else 0.0

    @property
    def between(self) -> Interval:
        """Wilson's interval of the share."""
        return wilson(self.right, self.number)


@dataclass(frozen=True, slots=True)
class Difference:
    """On the same ``number`` tickets: the share right now less the share right when they were asked."""

    points: float
    between: Interval
    number: int


@dataclass(frozen=True, slots=True)
class Point:
    """What was suggested after a training on ``labels``, on ``number`` random answers: shares from 0 to 1."""

    labels: int
    number: int
    accuracy: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """By how much ``MORE`` answers are likely to raise the share of right suggestions, and the interval (95 %)."""

    points: float
    between: Interval


@dataclass(frozen=True, slots=True)
class Gain:
    """One field. ``now`` is None before the first random answer; ``is_left_out`` tells whether it is by models that had
    not seen the tickets, or by the suggestions as they were made. The difference is None where nothing learned answers,
    the forecast where the curve is too short.
    """

    now: Right | None
    is_left_out: bool
    difference: Difference | None
    curve: tuple[Point, ...]
    forecast: Forecast | None


def gain(field: str) -> Gain:
    """Measure ``field``, category or priority, as of now."""
    trainings = store.trainings(MOST_POINTS)
    with transaction() as session:
        row = session.execute(_COMPARED[field], {"most": MOST_ANSWERS}).one()
    newest = _figures(trainings[0], field) if trainings else {}
    left_out = bool(newest.get("in_use")) and row.predicted > 0
    now = Right(row.now_right, row.predicted) if left_out else Right(row.then_right, row.asked)
    curve = tuple(point for training in reversed(trainings) if (point := _point(_figures(training, field))))
    return Gain(
        now if now.number else None,
        left_out,
        _difference(row.only_now, row.only_then, row.predicted) if left_out else None,
        curve,
        forecast(curve),
    )


def forecast(curve: Sequence[Point], more: int = MORE) -> Forecast | None:
    """Continue a curve by ``more`` labels: errors fall as a power of the number of labels.

    Fitted by least squares on logarithms (Hestness et al., Deep Learning Scaling is Predictable, Empirically, 2017);
    the exponent is never below 0, and its standard error gives the interval. None for a curve that is too short.
    """
    known = [point for point in curve if point.labels > 0]
    if len({point.labels for point in known}) < LEAST_POINTS or known[-1].labels < LEAST_SPAN * known[0].labels:
        return None
    labels = np.log([point.labels for point in known])
    # An error of none has no logarithm: half a mistake is added to each side.
    errors = np.log([((1 - point.accuracy) * point.number + 0.5) / (point.number + 1) for point in known])
    centred = labels - labels.mean()
    exponent = -float((centred @ errors) / (centred @ centred))
    rest = errors - errors.mean() + exponent * centred
    deviation = DEVIATIONS * math.sqrt(float(rest @ rest) / max(1, len(known) - 2) / float(centred @ centred))
    error = float(np.exp(errors.mean() - exponent * centred[-1]))
    grows = 1 + more / known[-1].labels
    powers = (exponent - deviation, exponent, exponent + deviation)
    low, likely, high = (error * (1 - grows ** -min(1.0, max(0.0, power))) for power in powers)
    return Forecast(likely, Interval(low, high))


def _difference(only_now: int, only_then: int, number: int) -> Difference:
    return Difference((only_now - only_then) / number, paired_difference(only_now, only_then, number), number)


def _figures(training: ClassifierTraining, field: str) -> dict[str, object]:
    return next((dict(one) for one in training.figures if one.get("field") == field), {})


def _point(figures: dict[str, object]) -> Point | None:
    """What was suggested after a training: by the learned classifier where it was in use, else by the rules."""
    samples = figures.get("samples")
    sample = samples.get(RANDOM) if isinstance(samples, dict) else None
    if sample is None or sample["number"] < LEAST_CASES:
        return None
    labels, number = int(str(figures["labels"])), int(sample["number"])
    if figures.get("in_use"):
        return Point(labels, number, sample["accuracy"], sample["low"], sample["high"])
    accuracy = float(sample["keywords_accuracy"])
    between = wilson(round(accuracy * number), number)
    return Point(labels, number, accuracy, between.low, between.high)


def _compared(field: str) -> str:
    """SQL: random answers, and how many were right when asked and now, by the answer that stands."""
    return f"""
        WITH answered AS (
            SELECT ticket_id, {field}::text AS label, {field}_suggested AS suggested
            FROM review_answer WHERE drawn = 'random' AND NOT skipped ORDER BY id DESC LIMIT :most
        ), compared AS (
            SELECT coalesce(left_out.label, answered.label) AS label, suggested, predicted
            FROM answered LEFT JOIN left_out_prediction AS left_out
                ON left_out.ticket_id = answered.ticket_id AND left_out.field = '{field}' AND sample = 'random'
        ), judged AS (
            SELECT predicted, coalesce(suggested = label, false) AS was_right,
                coalesce(predicted = label, false) AS is_right
            FROM compared
        )
        SELECT count(*) AS asked, count(*) FILTER (WHERE was_right) AS then_right, count(predicted) AS predicted,
            count(*) FILTER (WHERE is_right) AS now_right,
            count(*) FILTER (WHERE is_right AND NOT was_right) AS only_now,
            count(*) FILTER (WHERE was_right AND NOT is_right AND predicted IS NOT NULL) AS only_then
        FROM judged
    """  # noqa: S608 - our own names


_COMPARED = {field: text(_compared(field)) for field in ("category", "priority")}

"""How much of the tickets of the last 30 days a promise would decide, and about how many of those wrongly.

A ticket that was learned from is counted by its left-out prediction, any other by the model in use: no ticket is judged
by a model that has seen its label. Of more than MOST tickets a random part is read, and the numbers are those of all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from db.engine import transaction
from services.classify import chain, learned
from services.classify.linear.features import READ_CHARS
from services.review.promises import FieldPromise
from services.suggestion import Suggestion
from services.taxonomy import categories
from services.tickets.fields import SUGGESTED

DAYS = 30
WEEKS = 12
MOST = 1_000
KEPT_SECONDS, MUCH = 600.0, 0.05


@dataclass(frozen=True, slots=True)
class Stream:
    """Tickets side by side, by field: what the model says of each and how sure it is of it (0 where it does not
    answer). ``total`` is how many tickets there were, of which these were read.
    """

    version: int
    total: int
    predicted: Mapping[str, NDArray[np.object_]]
    confidence: Mapping[str, NDArray[np.float64]]

    @property
    def read(self) -> int:
        """How many tickets were read."""
        return len(next(iter(self.predicted.values()), ()))


@dataclass(frozen=True, slots=True)
class Share:
    """``decided`` of ``number`` tickets of the last 30 days, of which about ``wrong`` are wrong."""

    decided: int
    number: int
    wrong: float


@dataclass(frozen=True, slots=True)
class Week:
    """Tickets created in the week from ``monday`` on of which the classifier filled in a field for a program."""

    monday: date
    decided: int
    to_review: int


_lock = threading.Lock()
_kept: tuple[float, Stream] | None = None  # when it was read (monotonic), what


def stream() -> Stream:
    """The tickets of the last 30 days as the model in use answers them.

    Kept for KEPT_SECONDS, unless the model is another one or the number of tickets has changed much.
    """
    global _kept
    taught = learned.current()
    version = taught.version if taught else 0
    with transaction() as session:
        total: int = session.scalars(_COUNT, {"days": DAYS}).one()
    with _lock:
        if _kept is None or not _is_fresh(*_kept, version, total):
            _kept = time.monotonic(), _read(taught, version, total)
        return _kept[1]


def _is_fresh(at: float, kept: Stream, version: int, total: int) -> bool:
    grown = abs(total - kept.total) > MUCH * kept.total
    return kept.version == version and not grown and time.monotonic() - at < KEPT_SECONDS


def by_week() -> list[Week]:
    """How many were decided and how many not, also those that a person has confirmed since, by week of creation."""
    with transaction() as session:
        return [Week(**row._asdict()) for row in session.execute(_BY_WEEK, {"weeks": WEEKS})]


def decided(answers: Stream, promise: FieldPromise) -> Share:
    """What a promise would decide of one field."""
    return _share(answers, promise, np.ones(answers.read, np.bool_))


def decided_by_value(answers: Stream, promise: FieldPromise) -> dict[str, Share]:
    """The share that a promise would decide, by the value that the model says."""
    said = answers.predicted.get(promise.field, np.zeros(0, object))
    return {str(key): _share(answers, promise, said == key) for key in sorted(set(said)) if key}


def _share(answers: Stream, promise: FieldPromise, chosen: NDArray[np.bool_]) -> Share:
    confidence = answers.confidence.get(promise.field, np.zeros(0))
    scale = answers.total / max(1, answers.read)
    sure = (confidence >= promise.in_force.threshold)[chosen] if promise.decides else np.zeros(0, np.bool_)
    number = round(float(sure.sum()) * scale)
    wrong_share = 1 - promise.above.right / promise.above.answers if promise.above.answers else 0.0
    return Share(number, round(int(chosen.sum()) * scale), number * wrong_share)


def _read(taught: learned.LearnedClassifier | None, version: int, total: int) -> Stream:
    with transaction() as session:
        rows = session.execute(_TICKETS, {"days": DAYS, "most": MOST, "chars": READ_CHARS}).all()
    unseen = [row for row in rows if row.category_predicted is None or row.priority_predicted is None]
    answers = dict(zip((row.id for row in unseen), _answers(taught, unseen), strict=True)) if taught else {}
    said: dict[str, list[str]] = {field: [] for field in SUGGESTED}
    sure: dict[str, list[float]] = {field: [] for field in SUGGESTED}
    for row in rows:
        for field, keys in said.items():
            predicted, confidence = getattr(row, f"{field}_predicted"), getattr(row, f"{field}_confidence")
            if predicted is None and row.id in answers:
                verdict = getattr(answers[row.id], field)
                predicted, confidence = verdict.key, verdict.confidence
            keys.append(predicted or "")
            sure[field].append(confidence or 0.0)
    return Stream(
        version,
        total,
        {field: np.array(keys, object) for field, keys in said.items()},
        {field: np.array(chances, np.float64) for field, chances in sure.items()},
    )


def _answers(taught: learned.LearnedClassifier, rows: Sequence[Any]) -> list[Suggestion]:
    texts = [(row.title, row.description) for row in rows]
    rules = chain.rules()
    asked = any(model.asks_the_rules for model in taught.fields.values())
    said = [rules.suggest(*one) for one in texts] if asked else []
    return taught.suggest_many(texts, active=[category.key for category in categories()], rules=said)


_BY_WEEK = text(
    """
    SELECT date_trunc('week', created_at AT TIME ZONE reporting_zone())::date AS monday,
           count(*) FILTER (WHERE NOT left_over) AS decided, count(*) FILTER (WHERE left_over) AS to_review
    FROM ticket, LATERAL (
        SELECT coalesce(category_review = 'to_review', false) OR coalesce(priority_review = 'to_review', false)
    ) AS of_ticket (left_over)
    WHERE created_at > now() - make_interval(weeks => :weeks)
      AND (category_review IS NOT NULL OR priority_review IS NOT NULL)
    GROUP BY 1 ORDER BY 1
    """
)
_COUNT = text("SELECT count(*) FROM ticket WHERE created_at > now() - make_interval(days => :days)")

# Ids are dealt in the order of creation, so that a hash of them is as good as chance and the same each time.
_TICKETS = text(
    """
    SELECT id, title, left(description, :chars) AS description,
           category.predicted AS category_predicted, category.confidence AS category_confidence,
           priority.predicted AS priority_predicted, priority.confidence AS priority_confidence
    FROM (SELECT id, title, description FROM ticket WHERE created_at > now() - make_interval(days => :days)
          ORDER BY hashint8(id) LIMIT :most) AS chosen
    LEFT JOIN left_out_prediction AS category ON category.ticket_id = id AND category.field = 'category'
    LEFT JOIN left_out_prediction AS priority ON priority.ticket_id = id AND priority.field = 'priority'
    """
)

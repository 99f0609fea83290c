"""Which fields that the classifier fills in for a program need no person, under the promise in force.

The API and imports fill in what is not named, promise or not. With a promise, a field is *decided* where the learned
classifier answered at or above the threshold; everything else that was filled in is *to review*.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.base import TO_REVIEW, WAS_DECIDED
from db.tables.evaluation import PromiseDecision
from services.classify import learned
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.classify.linear.model import SOURCE
from services.suggestion import Suggestion, Verdict

CACHE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a promise decides: the least confidence by field, for answers of one version of the classifier."""

    promise_id: int
    least: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)

    def decides(self, name: str, verdict: Verdict, version: int) -> bool:
        """Whether this answer of this version of the learned classifier needs no person."""
        learned_it = verdict.source == SOURCE and verdict.key is not None and self.versions.get(name) == version
        return learned_it and verdict.confidence >= self.least.get(name, math.inf)


@dataclass(frozen=True, slots=True)
class Decision:
    """One field of a ticket that needs no person."""

    field: str
    value: str
    confidence: float
    version: int
    promise_id: int


_lock = threading.Lock()
_cached: tuple[float, Thresholds | None] | None = None  # when it was read (monotonic), what was in force


def thresholds() -> Thresholds | None:
    """What the promise in force decides, at most two seconds old; None without one. Never raises."""
    global _cached
    with _lock:
        if _cached is None or time.monotonic() - _cached[0] > CACHE_SECONDS:
            _cached = (time.monotonic(), best_effort(_read, None))
        return _cached[1]


def forget() -> None:
    """Read the promise anew at the next look."""
    global _cached
    with _lock:
        _cached = None


def decisions(suggestion: Suggestion, left_open: Collection[str]) -> tuple[Decision, ...]:
    """Those of the fields that a program left open which need no person."""
    in_force = thresholds() if left_open else None
    taught = learned.current() if in_force else None
    if in_force is None or taught is None:
        return ()
    verdicts = {name: getattr(suggestion, name) for name in left_open}
    return tuple(
        Decision(name, verdict.key, verdict.confidence, taught.version, in_force.promise_id)
        for name, verdict in verdicts.items()
        if verdict.key is not None and in_force.decides(name, verdict, taught.version)
    )


def review_states(left_open: Collection[str], decided: Collection[Decision]) -> dict[str, str]:
    """What a ticket's columns say of the fields that a program left open: decided, or to review."""
    names = {one.field for one in decided}
    return {f"{name}_review": WAS_DECIDED if name in names else TO_REVIEW for name in left_open}


def record(session: Session, ticket_id: int, decided: Collection[Decision]) -> None:
    """Record what was decided of a new ticket, in its transaction."""
    rows = [
        {
            "ticket_id": ticket_id,
            "field": one.field,
            "promise_id": one.promise_id,
            "value": one.value,
            "confidence": one.confidence,
            "version": one.version,
        }
        for one in decided
    ]
    if rows:
        session.execute(insert(PromiseDecision), rows)


def _read() -> Thresholds | None:
    with transaction(statement_timeout=STATEMENT_SECONDS) as session:
        rows = session.execute(_IN_FORCE).all()
    if not rows:
        return None
    deciding = [row for row in rows if row.threshold is not None]
    least, versions = {row.field: row.threshold for row in deciding}, {row.field: row.version for row in deciding}
    return Thresholds(rows[0].promise_id, least, versions)


# One row without a field where a promise is in force that nothing has been looked at for.
_IN_FORCE = text(
    """
    SELECT promise.id AS promise_id, look.field, look.threshold, look.version
    FROM promise LEFT JOIN LATERAL (
        SELECT DISTINCT ON (field) field, threshold, version FROM promise_look
        WHERE promise_look.wrong_percent = promise.wrong_percent
        ORDER BY field, id DESC
    ) AS look ON true
    WHERE ended_at IS NULL
    """
)

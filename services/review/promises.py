"""The promise of this installation: switch it on and off, look again after each training.

A promise speaks of random review answers only (``left_out_prediction`` with the sample ``random``). Its thresholds are
rows of ``promise_look``: the newest of each field decides, and how much error was spent before is read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import inf, isinf
from typing import Any, Literal

import numpy as np
from sqlalchemy import CursorResult, func, insert, select, text, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.evaluation import Promise, PromiseLook
from services import access
from services.access import audit
from services.classify import deciding
from services.errors import Conflict, InvalidInput
from services.review.promise import Flags, Floats, InForce, Walk, answers_missing, step
from services.tickets.fields import SUGGESTED

Reason = Literal["person", "replaced", "alarm", "unreviewed"]
LEAST_PERCENT, MOST_PERCENT = 1, 20  # what a lead may promise


@dataclass(frozen=True, slots=True)
class RandomAnswers:
    """The left-out random answers of a field: how sure the model was of each, whether it was right, what it said."""

    version: int
    confidence: Floats
    right: Flags
    predicted: np.ndarray[Any, np.dtype[np.object_]]


@dataclass(frozen=True, slots=True)
class FieldPromise:
    """What a promise means for one field.

    ``in_force`` is the threshold that decides, ``above`` what the random answers say of it. ``missing`` is how many
    more of them are likely to be needed where there is none; None: no number in reach would do.
    """

    field: str
    answers: int
    in_force: InForce
    above: Walk
    missing: int | None = None

    @property
    def decides(self) -> bool:
        """Whether it decides anything."""
        return not isinf(self.in_force.threshold)


@dataclass(frozen=True, slots=True)
class Running:
    """The promise in force."""

    id: int
    wrong_percent: int
    started_at: datetime
    started_by: str


def running() -> Running | None:
    """The promise in force; None without one."""
    with transaction() as session:
        return running_in(session)


def begin(wrong_percent: int, *, actor: str) -> Running:
    """Switch the promise on, in place of the one in force. Raises InvalidInput for a percentage nobody may promise.

    Two people at once: the later one counts. Raises Conflict where that cannot be told.
    """
    if not LEAST_PERCENT <= wrong_percent <= MOST_PERCENT:
        raise InvalidInput({"wrong_percent": [f"Choose from {LEAST_PERCENT} to {MOST_PERCENT} percent."]})
    access.require("promise")
    with transaction(actor=actor) as session:
        session.execute(_LOCK)
        _end(session, "replaced", actor)
        session.execute(insert(Promise).values(wrong_percent=wrong_percent, started_by=access.acting_name(actor)))
        audit.note(session, "settings", f"Promise begun: at most {wrong_percent}% wrong", actor=actor)
        _look(session, wrong_percent, again=False)
        before = running_in(session)
    deciding.forget()
    if before is None:
        raise Conflict("Someone else switched the promise off at the same moment. Try again.")
    return before


def end(because: Reason, *, actor: str, notice: Mapping[str, Any] | None = None, promise_id: int | None = None) -> bool:
    """Switch the promise off, if it still is the one of this id; whether there was one.

    ``notice`` is what people are told until they have read it.
    """
    access.require("promise")
    with transaction(actor=actor) as session:
        session.execute(_LOCK)
        in_force = running_in(session)
        ended = in_force is not None and promise_id in (None, in_force.id) and _end(session, because, actor, notice)
        if ended:
            by_itself = "" if because == "person" else " by itself"
            audit.note(session, "settings", f"Promise ended{by_itself}", actor=actor)
    deciding.forget()
    return ended


def look(session: Session) -> None:
    """Look again after a training, in its transaction: the new version decides by a threshold of its own."""
    session.execute(_LOCK)
    in_force = running_in(session)
    if in_force is not None:
        _look(session, in_force.wrong_percent, again=True)


def field_promise(field: str, wrong_percent: int) -> FieldPromise:
    """What a promise would mean for a field if it were switched on now, or means, where it is in force."""
    with transaction() as session:
        return _field_promise(session, field, wrong_percent)


def unread_notice() -> tuple[int, str, dict[str, Any], datetime] | None:
    """The end that nobody has read of: the promise's id, why it ended, its figures, when."""
    unread = select(Promise).where(Promise.notice.is_not(None), ~Promise.notice_read).order_by(Promise.id.desc())
    with transaction(reads=True) as session:
        ended = session.scalar(unread.limit(1))
        if ended is None or ended.notice is None or ended.ended_at is None:
            return None
        return ended.id, ended.ended_because or "", ended.notice, ended.ended_at


def mark_notice_read() -> None:
    """Mark the notice of an ended promise as read, for everyone."""
    access.require("promise")
    with transaction() as session:
        session.execute(update(Promise).where(~Promise.notice_read).values(notice_read=True))


def running_in(session: Session) -> Running | None:
    """The promise in force, in a transaction under way."""
    promise = session.scalar(select(Promise).where(Promise.ended_at.is_(None)))
    return (
        None if promise is None else Running(promise.id, promise.wrong_percent, promise.started_at, promise.started_by)
    )


def _end(session: Session, because: str, actor: str, notice: Mapping[str, Any] | None = None) -> bool:
    values = {"ended_at": func.now(), "ended_by": access.acting_name(actor), "ended_because": because, "notice": notice}
    done = session.execute(update(Promise).where(Promise.ended_at.is_(None)).values(**values))
    assert isinstance(done, CursorResult)
    return done.rowcount > 0


def _look(session: Session, wrong_percent: int, *, again: bool) -> None:
    """Keep the threshold of each field: ``again`` after a training, else as a promise begins."""
    for field in SUGGESTED:
        promise = _field_promise(session, field, wrong_percent)
        version = _random_answers(session, field).version
        if not version and not again:
            continue
        values = {
            "field": field,
            "wrong_percent": wrong_percent,
            "version": version,
            "answers": promise.answers,
            "looked_at": promise.in_force.looked_at,
            "threshold": promise.in_force.threshold if promise.decides else None,
            "decided": promise.above.answers,
            "decided_right": promise.above.right,
        }
        session.execute(insert(PromiseLook).values(**values))


def _field_promise(session: Session, field: str, wrong_percent: int) -> FieldPromise:
    answers, before = _random_answers(session, field), _before(session, field, wrong_percent)
    known = (answers.confidence, answers.right, wrong_percent / 100)
    in_force = step(*known, before)
    above = _above(answers, in_force.threshold)
    missing = None if above.keeps else answers_missing(*known, in_force)
    return FieldPromise(field, len(answers.right), in_force, above, missing)


def _above(answers: RandomAnswers, threshold: float) -> Walk:
    """What the random answers say of a threshold."""
    decided = answers.confidence >= threshold
    number = int(decided.sum())
    covered = number / len(decided) if len(decided) else 0.0
    return Walk(threshold, number, int(answers.right[decided].sum()), covered)


def _before(session: Session, field: str, wrong_percent: int) -> InForce:
    newest = (
        select(PromiseLook)
        .where(PromiseLook.field == field, PromiseLook.wrong_percent == wrong_percent)
        .order_by(PromiseLook.id.desc())
        .limit(1)
    )
    newest_row = session.scalar(newest)
    if newest_row is None:
        return InForce()
    return InForce(inf if newest_row.threshold is None else newest_row.threshold, newest_row.looked_at)


def _random_answers(session: Session, field: str) -> RandomAnswers:
    rows = session.execute(_RANDOM, {"field": field}).all()
    version = session.scalar(text("SELECT coalesce(max(version), 0) FROM classifier_model")) or 0
    return RandomAnswers(
        int(version),
        np.array([row.confidence for row in rows], np.float64),
        np.array([row.predicted == row.label for row in rows], np.bool_),
        np.array([row.predicted for row in rows], object),
    )


# Who switches it on or off, and a training that looks again, come one after the other.
_LOCK = text("SELECT pg_advisory_xact_lock(x'70726f6d'::int)")  # "prom"

_RANDOM = text(
    """
    SELECT confidence, predicted, label FROM left_out_prediction
    WHERE field = :field AND sample = 'random' ORDER BY ticket_id
    """
)

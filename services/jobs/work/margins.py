"""Compute anew how sure the classifier is of a sample of the unconfirmed tickets, for the order of Review."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.classify import learned
from services.errors import QueueFull
from services.jobs import queue, store
from services.jobs.run import Run
from services.review import margins

REST = 29  # times as long as the last one took, until the next: a thirtieth of a core at most


def run(run: Run) -> dict[str, Any]:
    """Replace the margins, in one transaction with the end of the job."""
    result: dict[str, Any] = {}

    def finish(session: Session, number: int) -> None:
        result["tickets"] = number
        run.finish(session, result)

    margins.refresh(run.report, finish=finish)
    return result


def enqueue_if_due() -> bool:
    """Have the margins computed anew, unless that is under way or was done too lately for what it costs.

    Returns whether it was enqueued. For after a training: a new model is unsure of other tickets.
    """
    with transaction() as session:
        if store.is_open("margins", of=session) or not session.scalar(_HAS_RESTED, {"rest": REST}):
            return False
    try:
        queue.enqueue("margins", actor=learned.ACTOR, night=True)
    except QueueFull:
        return False  # the order of before will do
    return True


_HAS_RESTED = text(
    """
    SELECT coalesce((
        SELECT now() - ended_at > :rest * (ended_at - started_at) FROM job
        WHERE kind = 'margins' AND state = 'finished' ORDER BY id DESC LIMIT 1
    ), true)
    """
)

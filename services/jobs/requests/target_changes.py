"""Change the targets: from now on, or for the past too by a job that recounts every ticket."""

from __future__ import annotations

from collections.abc import Sequence

from db.engine import transaction
from services.errors import Conflict, QueryTooSlow
from services.jobs import queue
from services.jobs.store import Job
from services.targets.policy import TargetTimes, WorkingHours, store_policy


def change_targets(hours: WorkingHours, targets: Sequence[TargetTimes], *, past: bool, actor: str) -> Job | None:
    """Set targets and working hours; returns the job that recounts the tickets of before, if these change too.

    Raises NotAllowed, InvalidInput by field, QueueFull, and Conflict while other changes do not end.
    """
    try:
        with transaction(actor=actor, statement_timeout=0) as session:
            store_policy(session, hours, targets, past=past)
            return queue.enqueue_in(session, "targets", actor=actor) if past else None
    except QueryTooSlow:
        raise Conflict("Other changes of tickets are under way. Your targets are not saved yet; save again.") from None

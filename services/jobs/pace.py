"""How often work that nobody asked for begins: seldom enough that it has a small share of a core at most."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.classify import learned
from services.errors import QueueFull
from services.jobs import queue, store
from services.jobs.run import Run


def enqueue_if_rested(kind: str, rest: float, parameters: dict[str, Any] | None = None) -> bool:
    """Have the workers do it when nobody waits for something; returns whether it was enqueued.

    Not while one is open, and not before ``rest`` times the processor time that the last one took has gone by: so all
    of them together have one part in ``rest`` + 1 of a core. Of several servers that ask at once one enqueues it.
    """
    with transaction() as session:
        if store.is_open(kind, of=session) or not session.scalar(_HAS_RESTED, {"kind": kind, "rest": rest}):
            return False
    try:
        queue.enqueue(kind, parameters, actor=learned.ACTOR, night=True)
    except QueueFull:
        return False
    return True


def note_effort(session: Session, run: Run, began: float) -> None:
    """Note the processor time of this thread since ``began`` (``time.thread_time``), with the end of the job."""
    session.execute(_NOTE, {"seconds": time.thread_time() - began} | run.key)


_NOTE = text(
    """
    UPDATE job SET so_far = so_far || jsonb_build_object('cpu_seconds', CAST(:seconds AS float))
    WHERE id = :id AND attempt = :attempt
    """
)
_HAS_RESTED = text(
    """
    SELECT coalesce((
        SELECT now() - ended_at > make_interval(secs => :rest * (so_far ->> 'cpu_seconds')::float) FROM job
        WHERE kind = :kind AND state = 'finished' AND so_far ->> 'cpu_seconds' IS NOT NULL ORDER BY id DESC LIMIT 1
    ), true)
    """
)

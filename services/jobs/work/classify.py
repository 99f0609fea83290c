"""Classify many tickets, part by part, in as many workers as there are; what was changed can be undone together."""

from __future__ import annotations

import time
from array import array
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, text

from db.engine import transaction
from db.tables.classify_many import ClassifyPart
from services.errors import QueueFull
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue, store
from services.jobs.many import parts, trying
from services.jobs.many.asking import PATIENCE_TRYING
from services.jobs.many.sources import Answering
from services.jobs.many.working import Task, alone_here, at_work, bring, task_of
from services.jobs.run import Run

ACTOR = "classifier"  # of helpers, which nobody starts
HELPER = "classify_help"
HELPERS_MAX = 31
ENLIST_SECONDS = 2.0  # between two looks at whether a worker could help
WAIT_SECONDS = 0.2  # between two looks at whether the others have brought their parts


def run(run: Run) -> dict[str, Any]:
    """Try it on some tickets, or classify all of the job's that nobody has brought yet."""
    if run.parameters["dry"]:
        return _try(run)
    task = task_of(run.id)
    with alone_here(run.id), at_work(run, task.source, task.version, model=task.model) as answering:
        _work_off(run, task, answering)
    result: dict[str, Any] = {"change": task.run.change_id, "run": task.run.id}
    with transaction(statement_timeout=60) as session:
        result |= parts.sums(session, run.id)
        run.finish(session, result)
        session.execute(delete(ClassifyPart).where(ClassifyPart.job_id == run.id))
    return result


def _try(run: Run) -> dict[str, Any]:
    given = run.parameters
    ids = array("q", b"".join(files.read(run.id, "input"))) if "input" in given else None
    sampled = trying.look(TicketFilter.from_params(given["filter"]), ids)
    run.report(0, len(sampled.sample))
    with at_work(run, given["source"], given["version"], patience=PATIENCE_TRYING) as answering:
        return trying.try_on(sampled, given["source"], answering, run.report)


def _work_off(run: Run, task: Task, answering: Answering) -> None:
    """Bring parts until none is left, those of helpers that were lost included."""
    enlist_at = 0.0
    while True:
        if time.monotonic() >= enlist_at:
            _enlist(run)
            enlist_at = time.monotonic() + ENLIST_SECONDS
        done, left = parts.done(run.id)
        run.report(done)
        if not left:
            return
        part = parts.take(run, run.id)
        if part is None:
            run.wait(WAIT_SECONDS)
            continue
        size = len(part.tickets)
        bring(
            run,
            task,
            part,
            answering,
            told=lambda number, before=done: run.report(before + number),  # type: ignore[misc]
            position=lambda size=size: parts.done(run.id)[0] + size,  # type: ignore[misc]
        )


def _enlist(run: Run) -> None:
    """Have the other workers that are alive help, as long as there are parts for them."""
    with transaction() as session:
        wanted = int(session.scalar(_WANTED, store.silence() | {"job": run.id, "most": HELPERS_MAX}) or 0)
    with suppress(QueueFull):
        for _ in range(wanted):
            queue.enqueue(HELPER, {"job": run.id}, actor=ACTOR, title=f"job {run.id}", night=True)


_WANTED = text(
    """
    SELECT greatest(0, least(
        (SELECT count(*) FROM procrastinate_workers
         WHERE last_heartbeat > clock_timestamp() - make_interval(secs => :silence)) - 1,
        (SELECT count(*) FROM classify_part WHERE job_id = :job AND done_at IS NULL) - 1,
        :most
    ) - (
        SELECT count(*) FROM job
        WHERE kind = 'classify_help' AND (
            state IN ('waiting', 'running') OR (state = 'failed' AND ended_at > now() - interval '1 minute')
        ) AND parameters ->> 'job' = CAST(:job AS text)
    ))
    """
)

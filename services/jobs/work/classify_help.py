"""Help with the classification of many tickets in another worker; a job of its own, so that it can be lost."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.jobs.many import parts
from services.jobs.many.asking import NoCallsLeft
from services.jobs.many.working import alone_here, at_work, bring, task_of, while_wanted
from services.jobs.run import Run


class _Enough(Exception):
    """Nobody wants what this helper was about to bring."""


def run(run: Run) -> dict[str, Any]:
    """Bring parts until none is free, or somebody waits for this worker."""
    job_id = int(run.parameters["job"])
    if not parts.is_wanted(job_id) or _is_worker_wanted():
        return {"tickets": run.position}
    task, wanted = task_of(job_id), while_wanted(job_id)

    def told(number: int) -> None:
        run.report(run.position + number)
        if not wanted():
            raise _Enough

    with alone_here(job_id), at_work(run, task.source, task.version, model=task.model) as answering:
        while not _is_worker_wanted() and (part := parts.take(run, job_id)) is not None:
            position = run.position + len(part.tickets)
            try:
                bring(run, task, part, answering, told=told, position=lambda to=position: to)  # type: ignore[misc]
            except (_Enough, NoCallsLeft):  # others may take what it leaves; the job itself says so
                break
    return {"tickets": run.position}


def _is_worker_wanted() -> bool:
    with transaction() as session:
        return bool(session.scalar(_WAITING))


# Not those of which only one runs at a time while another one does: no worker can take them.
_WAITING = text(
    """
    SELECT EXISTS (
        SELECT FROM job WHERE state = 'waiting' AND kind <> 'classify_help' AND NOT EXISTS (
            SELECT FROM procrastinate_jobs AS entry
            JOIN procrastinate_jobs AS doing ON doing.lock = entry.lock AND doing.status = 'doing'
            WHERE entry.id = job.queue_id
        )
    )
    """
)

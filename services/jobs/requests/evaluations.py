"""Have sources measured by a job, and say how a run stands. Loads nothing that only the job needs."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from services.classify.evaluation import runs
from services.errors import NotFound
from services.jobs import queue, store
from services.jobs.store import Job, State


def start(*, name: str, of: Sequence[str], sample: str, most: int, with_curve: bool, actor: str) -> tuple[Job, int]:
    """Have the sources ``of`` measured, and the keyword rules beside; the job and the number of the run.

    Raises InvalidInput, Conflict, QueueFull, DatabaseAway.
    """
    runs.check(name, of, sample, most)
    made: list[int] = []

    def prepare(session: Session, job_id: int) -> None:
        run_id, _ = runs.add(
            session, job_id, name=name, sources=of, sample=sample, most=most, curve=with_curve, actor=actor
        )
        made.append(run_id)

    job = queue.enqueue("evaluation", actor=actor, title=name.strip(), prepare=prepare)
    return job, made[0]


def state_of(measured: runs.Run) -> State:
    """How a run stands: by its figures where it has ended, else by its job."""
    if measured.result is not None:
        return "cancelled" if measured.result.get("cancelled") else "finished"
    try:
        return store.find(measured.job_id or 0).state
    except NotFound:
        return "interrupted"

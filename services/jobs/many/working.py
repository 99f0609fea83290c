"""Work off the parts of a run: what the job itself and its helpers in other workers do alike."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import exists, select

from db.engine import transaction
from db.tables.classify_many import ClassifyRun
from db.tables.jobs import Job
from db.tables.tickets import BulkChange
from services.errors import Conflict
from services.filters.ticket_filter import TicketFilter
from services.jobs.many import parts
from services.jobs.many.asking import PATIENCE, LanguageModelAnswering
from services.jobs.many.parts import Part
from services.jobs.many.sources import LANGUAGE_MODELS, Answering, Keywords, Learned, current_model
from services.jobs.many.writing import RunOfMany, read, write
from services.jobs.run import Run, Stopped

LOOK_SECONDS = 0.5  # between two looks of a helper at whether it is still wanted

_lock = threading.Lock()
_at_work: set[int] = set()  # jobs that a run of this process works on


@dataclass(frozen=True, slots=True)
class Task:
    """What a job classifies with and how, for itself and for its helpers."""

    job_id: int
    source: str
    version: int | None
    model: str
    still: TicketFilter
    run: RunOfMany


def task_of(job_id: int) -> Task:
    """The task of a job. Raises Conflict when it is gone."""
    can_be_undone = exists().where(BulkChange.id == ClassifyRun.change_id)
    of_run = (ClassifyRun.id, ClassifyRun.change_id, ClassifyRun.actor, ClassifyRun.model)
    wanted = select(Job.parameters, *of_run, can_be_undone.label("stands"))
    wanted = wanted.join_from(ClassifyRun, Job, ClassifyRun.job_id == Job.id).where(Job.id == job_id)
    with transaction() as session:
        row = session.execute(wanted).one_or_none()
    if row is None or not row.stands:
        raise Conflict("What it did was undone, or is too old to be undone. Start the classification again.")
    given, run = row.parameters, RunOfMany(row.id, row.change_id, row.actor)
    still = TicketFilter.from_params(given["filter"])
    return Task(job_id, given["source"], given["version"], row.model, still, run)


@contextmanager
def at_work(
    run: Run, source: str, version: int | None, *, model: str | None = None, patience: float = PATIENCE
) -> Iterator[Answering]:
    """The source, ready to answer; ``model`` is the language model that it began with.

    Raises Conflict when it is not set up here, is another one now, or is gone.
    """
    answering: Answering
    if source in LANGUAGE_MODELS:
        if model is not None and current_model(source).model != model:
            raise Conflict(f"It began with {model}, which is no longer set. Start it again.")
        answering = LanguageModelAnswering(run, source, patience=patience)
    else:
        answering = Learned(version) if version is not None else Keywords()
    try:
        yield answering
    finally:
        answering.close()


@contextmanager
def alone_here(job_id: int) -> Iterator[None]:
    """One run of a process works on a job: another one brings nothing here and is of use elsewhere. Raises Stopped."""
    with _lock:
        if job_id in _at_work:
            raise Stopped
        _at_work.add(job_id)
    try:
        yield
    finally:
        with _lock:
            _at_work.discard(job_id)


def bring(
    run: Run,
    task: Task,
    part: Part,
    answering: Answering,
    *,
    told: Callable[[int], None],
    position: Callable[[], int],
) -> None:
    """Classify a part, and write what changes together with the ``position`` that the run comes to.

    Whoever brings it, the job itself tells of it from then on: when it ends early it says so, and offers Undo.
    """
    texts = read(part.tickets, task.still)
    answers = answering.answers(texts, told)
    try:
        with run.batch(position()) as batch:
            counts = write(batch.session, task.run, texts, answers)
            counts["left_out"] += len(part.tickets) - len(texts)
            parts.bring(batch.session, run, task.job_id, part, counts)
            brought = parts.tell(batch.session, task.job_id, task.run.change_id)
            if run.id == task.job_id:
                batch.so_far.update(brought)
    except parts.TakenOver:
        run.check()


def while_wanted(job_id: int) -> Callable[[], bool]:
    """Says whether a job still goes on; asks the database every LOOK_SECONDS at most."""
    looked_at, is_wanted = -LOOK_SECONDS, True

    def look() -> bool:
        nonlocal looked_at, is_wanted
        if time.monotonic() - looked_at > LOOK_SECONDS:
            looked_at, is_wanted = time.monotonic(), parts.is_wanted(job_id)
        return is_wanted

    return look

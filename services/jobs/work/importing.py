"""Import a file that was handed in: one transaction of tickets, the list of rejected rows and the end of the job."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services import taxonomy
from services.classify.learned import active
from services.jobs import files, queue
from services.jobs.execution import run_here
from services.jobs.run import Run, Watch
from services.jobs.store import Job
from services.tickets.fields import SUGGESTED
from services.transfer.importing.loading import ImportResult, Phase, Report, import_rows
from services.transfer.importing.plan import Plan
from services.transfer.importing.rejects import REJECTS_MAX, reasons, rejected_file
from services.transfer.importing.source import Source
from services.transfer.importing.temporary_files import TemporaryFile, full_disk_told

LOCK = 0x696D706F  # "impo"
WAIT_SECONDS = 0.2  # between two tries while another import runs
# Of the time, about, that reading takes; where the file does not say category or priority, it suggests them meanwhile.
READING, READING_OPEN = 0.1, 0.7


def start(source: Source, plan: Plan, rows: int, *, actor: str, here: bool = False) -> Job:
    """Import a file of so many rows by a worker; ``here``: in this process, for a small one.

    Raises QueueFull and DatabaseAway; then there is no job.
    """
    if here:
        work = partial(_import, source, plan)
        return run_here("import", {"input": source.name}, actor=actor, title=source.name, total=rows, work=work)
    given = {"input": source.name, "source": source.described(), "plan": asdict(plan)}

    def prepare(session: Session, job_id: int) -> None:
        files.put(session, job_id, "input", files.pieces_of(source.file.path))

    return queue.enqueue("import", given, actor=actor, title=source.name, total=rows, prepare=prepare)


def run(run: Run) -> dict[str, Any]:
    """Import the file that was handed in."""
    taxonomy.forget()
    active.refresh()
    source = _source(run)
    try:
        return _import(source, Plan(**run.parameters["plan"]), run)
    finally:
        source.file.remove()  # an error would hold it, through its traceback, until the next garbage collection


def _import(source: Source, plan: Plan, run: Run) -> dict[str, Any]:
    """All of it or nothing."""
    result: dict[str, Any] = {}

    def finish(session: Session, done: ImportResult) -> None:
        result.update(done.counts())
        if done.rejected_rows:
            result["reasons"] = reasons(done.rejected_rows)
            files.put(session, run.id, "output", rejected_file(source, plan, done))
        run.finish(session, result)

    with run.interruptible() as watch, source.rows() as rows:
        one = partial(wait_for_turn, run, watch)
        options: dict[str, Any] = {"actor": run.actor, "name": source.name, "named": REJECTS_MAX}
        import_rows(rows, plan, report=report_of(run, plan), finish=finish, watch=one, **options)
    return result


def report_of(run: Run, plan: Plan) -> Report:
    """Counts reading and storing together, each for about its part of the time, so that the time left is right."""
    is_open = any(name not in plan.columns and name not in plan.when_empty for name in SUGGESTED)
    share = READING_OPEN if is_open else READING

    def report(phase: Phase, rows: int) -> None:
        run.report(int(share * rows if phase == "reading" else share * run.total + (1 - share) * rows))

    return report


def wait_for_turn(run: Run, watch: Watch, connection: Connection) -> None:
    """Begin a transaction when no other import runs, of the queue or at a terminal; others wait until it has ended."""
    watch(connection)
    while not connection.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK}):
        run.wait(WAIT_SECONDS)


def is_importing() -> bool:
    """Whether an import runs anywhere."""
    with transaction() as session:
        return not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LOCK})


def _source(run: Run) -> Source:
    """The file on disk, for as long as somebody holds it."""
    with full_disk_told():
        copy = TemporaryFile(".csv")
        with copy.path.open("wb") as target:
            for piece in files.read(run.id, "input"):
                target.write(piece)
    return Source.from_description(run.parameters["input"], copy, run.parameters["source"])

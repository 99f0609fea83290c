"""Imports that run beside the pages: no browser tab owns one.

A tab that is closed ends nothing: the import goes on, and whoever opens the dialog next sees what came of it. Only
Cancel and the end of the server stop one, and then nothing of it is kept: an import is one transaction. One import runs
at a time; the pages of the others need the machine too. What remains of one when the server ends is its row in the
database (``services.transfer.importing.job_store``).
"""

from __future__ import annotations

import csv
import threading
import time
import traceback
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

import structlog

from services.errors import Conflict, DatabaseAway, DatabaseTrouble, TriageError
from services.transfer.formulas import escape_formula, unescape_formula
from services.transfer.importing import job_store
from services.transfer.importing.csv_rows import CsvRows
from services.transfer.importing.job_store import RunningImport
from services.transfer.importing.loading import ImportResult, Phase, import_rows
from services.transfer.importing.plan import PROBLEM_COLUMN, Plan
from services.transfer.importing.source import Source
from services.transfer.importing.temporary_files import TemporaryFile

State = Literal["running", "done", "failed", "cancelled"]

KEPT = 5  # finished imports whose result can be looked at
REJECTS_MAX = 100_000  # rejected rows that are listed, with 300 bytes of memory for each while the list is written
WAIT_AT_END = 10.0  # seconds for an import to notice that the server ends
AWAY = "The database went away during the import. Nothing was imported; start it again when the database is back."
AWAY_AT_THE_END = (
    "The database went away just when the import was to be finished. Look whether the tickets are there before you"
    " start it again."
)
NO_LIST = (
    "The list of the rejected rows could not be written: is the disk full? Load the file again for it; what is there"
    " already is left as it is."
)
CANCELLED = "The import was cancelled. Nothing was imported."
STOPPED = "The server was stopped during the import. Nothing was imported."
FAILED = "The import failed for a reason nobody foresaw; the log has it. Nothing was imported."

log = structlog.get_logger(__name__)


class _Cancelled(Exception):
    """Raised inside the import, so that its transaction rolls back."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import stands: ``done`` of ``total`` rows are read and then stored, ``rate`` rows a second."""

    phase: Phase
    done: int
    total: int
    rate: float

    @property
    def share(self) -> float:
        """From 0 to 1; reading counts as half of the work."""
        part = min(1.0, self.done / self.total) if self.total else 1.0
        return part / 2 if self.phase == "reading" else (1 + part) / 2


@dataclass
class Job:
    """One import. Its attributes are set by its own thread and read by pages; its ``id`` is that of its row.

    ``problem`` says why nothing was imported or, of one that is done, why there are no ``rejects``.
    """

    id: int
    name: str
    total: int
    actor: str
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    state: State = "running"
    result: ImportResult | None = None
    problem: str = ""
    rejects: TemporaryFile | None = None
    _phase: Phase = "reading"
    _done: int = 0
    _phase_began: float = field(default_factory=time.monotonic)
    _stop: threading.Event = field(default_factory=threading.Event)
    _is_server_ending: bool = False
    _thread: threading.Thread | None = None

    @property
    def progress(self) -> Progress:
        """As it stands this moment."""
        seconds = max(time.monotonic() - self._phase_began, 0.001)
        return Progress(self._phase, self._done, self.total, self._done / seconds)

    @property
    def _is_through(self) -> bool:
        """Whether all rows were stored: what remains is the commit, whose outcome is not known when it fails."""
        return self._phase == "storing" and self._done >= self.total

    def cancel(self) -> None:
        """Have it stop within about a second; nothing of it is kept. One that is through stays as it is."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, but no longer."""
        if self._thread is not None:
            self._thread.join(seconds)

    def end_with_server(self) -> None:
        """Have it stop because the process ends, which is told to whoever comes next."""
        self._is_server_ending = True
        self.cancel()

    def begin(self, source: Source, plan: Plan, row: RunningImport, kept_alive: ExitStack) -> None:
        """Start its thread, which closes ``kept_alive`` at its end."""

        def run() -> None:
            with kept_alive:
                self._run(source, plan, row)
                self._note_end()

        self._thread = threading.Thread(target=run, name=f"import-{self.id}", daemon=True)
        self._thread.start()

    def _run(self, source: Source, plan: Plan, row: RunningImport) -> None:
        def report(phase: Phase, done: int) -> None:
            self._report(phase, done)
            row.progress(phase, done)

        try:
            with source.rows() as rows:
                result = import_rows(rows, plan, actor=self.actor, named=REJECTS_MAX, report=report, finish=row.finish)
            self._give_rejects(source, plan, result)
            self.result, self.state = replace(result, rejected_rows=[]), "done"  # they are in the file
        except _Cancelled:
            self.state = "cancelled"
        except DatabaseTrouble as error:
            self.problem, self.state = f"{error} Nothing was imported.", "failed"
        except DatabaseAway:
            self.problem, self.state = AWAY_AT_THE_END if self._is_through else AWAY, "failed"
        except TriageError as error:
            self.problem, self.state = f"{error} Nothing was imported.", "failed"
        except Exception as error:  # noqa: BLE001 - the thread's last resort: the page says so, the log has where
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("import_failed", error=type(error).__name__, places=places)  # its message may quote a ticket
            self.problem, self.state = FAILED, "failed"

    def _note_end(self) -> None:
        if self.state == "failed":
            job_store.end(self.id, "failed", self.problem)
        elif self._is_server_ending and self.state == "cancelled":
            job_store.end(self.id, "interrupted", STOPPED)
        elif self.state == "cancelled":
            job_store.end(self.id, "cancelled", CANCELLED)

    def _give_rejects(self, source: Source, plan: Plan, result: ImportResult) -> None:
        """What came in is there, whatever becomes of this list."""
        try:
            self.rejects = _write_rejects(source, plan, result)
        except OSError as error:
            log.error("rejected_rows_not_written", error=type(error).__name__)
            self.problem = NO_LIST

    def _report(self, phase: Phase, done: int) -> None:
        if phase != self._phase:
            self._phase, self._phase_began = phase, time.monotonic()
        self._done = done
        if self._stop.is_set():
            raise _Cancelled


_lock = threading.Lock()
_jobs: deque[Job] = deque(maxlen=KEPT + 1)


def start(source: Source, plan: Plan, total: int, *, actor: str = "local") -> Job:
    """Begin to import in the background. Raises Conflict while another import runs, DatabaseAway without a database."""
    with _lock:
        if any(job.state == "running" for job in _jobs):
            raise Conflict("Another import is running. Start this one when it is through.")
        with ExitStack() as opened:
            row = opened.enter_context(job_store.recorded(source.kind, source.name, actor, total))
            job = Job(row.id, source.name, total, actor)
            _jobs.append(job)
            job.begin(source, plan, row, opened.pop_all())
    return job


def find(job_id: int) -> Job | None:
    """The import with this number, if this process still knows it."""
    return next((job for job in _jobs if job.id == job_id), None)


def newest() -> Job | None:
    """The import that began last, running or not."""
    return _jobs[-1] if _jobs else None


def stop() -> None:
    """Cancel what runs, and wait for it: the server ends."""
    for job in list(_jobs):
        job.end_with_server()
        job.wait(WAIT_AT_END)


def _write_rejects(source: Source, plan: Plan, result: ImportResult) -> TemporaryFile | None:
    """The rejected rows that are named, with all their columns and why before them: to be put right and loaded anew."""
    if not result.rejected_rows:
        return None
    reasons = {row.line: row.reason for row in result.rejected_rows}
    target = TemporaryFile(".csv")
    with (
        target.path.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream,
        source.rows() as rows,
    ):
        csv.writer(stream).writerows(_rejected_rows(rows, plan, reasons))
    return target


def _rejected_rows(rows: CsvRows, plan: Plan, reasons: Mapping[int, str]) -> Iterator[list[str]]:
    before = rows.header.index(PROBLEM_COLUMN) if PROBLEM_COLUMN in rows.header else None
    yield [PROBLEM_COLUMN, *_without(rows.header, before)]
    for line, row in rows.raw():
        if line in reasons:
            cells = map(unescape_formula, row) if plan.own else row
            yield [escape_formula(reasons[line]), *map(escape_formula, _without(list(cells), before))]


def _without(cells: list[str], place: int | None) -> list[str]:
    return cells if place is None else [*cells[:place], *cells[place + 1 :]]

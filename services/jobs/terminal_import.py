"""A file imported at a terminal, without anybody to ask: by our own column names, else as its header and words suggest.

It runs in the process of the terminal, and is a job like every other for those who look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy.orm import Session

from services.errors import Conflict, InvalidInput, TriageError
from services.jobs.execution import run_here
from services.jobs.run import Run, Told
from services.jobs.work.importing import wait_for_turn
from services.transfer.importing.csv_rows import CsvRows
from services.transfer.importing.dates import order_in
from services.transfer.importing.loading import REPORTED_MAX, ImportResult, Phase, import_rows
from services.transfer.importing.plan import Plan, plan_by_name
from services.transfer.importing.proposal import order_told, propose, with_dates
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions
from services.transfer.importing.source import keep, survey
from services.transfer.importing.systems import OWN, guess

BLOCK = 1024**2


@dataclass(frozen=True, slots=True)
class Reading:
    """As what the file was read: the ``system`` that wrote it, if known, and the header of each field's column."""

    system: str
    columns: dict[str, str]


def import_unattended(
    path: Path,
    *,
    actor: str,
    all_or_nothing: bool = False,
    chosen: ReadingOptions = AS_TOLD,
    told: Told = lambda _done, _total, _rate: None,
) -> tuple[ImportResult, Reading | None]:
    """Import a table of any kind that the import dialog takes, read as ``chosen``; ``told`` hears of progress.

    A UTF-8 file with our own column names is read strictly and whatever its size, and there is no Reading. Raises
    InvalidInput, and imports nothing, when no column can be a title or a description, the file is no table, or its
    dates do not tell the order of day and month.
    """
    options: dict[str, Any] = {"actor": actor, "all_or_nothing": all_or_nothing, "named": REPORTED_MAX}
    if _has_our_names(path, chosen):
        plan = _strict_plan(path, chosen)

        def strictly(**told_to: Any) -> ImportResult:
            with path.open("rb") as stream:
                rows = _rows(stream, chosen)
                return import_rows(rows, plan, **options, **told_to)

        return _as_job(path, actor, _lines(path), strictly, told), None
    with path.open("rb") as stream:
        source = keep(stream, path.name, chosen)
    found = survey(source)
    proposal = propose(source, found)
    if proposal.plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    ordered = with_dates(proposal.plan, order_told(proposal.plan, found), chosen.dates, remembered=proposal.remembered)

    def as_proposed(**told_to: Any) -> ImportResult:
        with source.rows() as rows:
            return import_rows(rows, ordered, **options, **told_to)

    result = _as_job(path, actor, found.rows, as_proposed, told)
    columns = {field: source.header[place] for field, place in proposal.plan.columns.items()}
    return result, Reading(proposal.system, columns)


def _as_job(path: Path, actor: str, total: int, load: Callable[..., ImportResult], told: Told) -> ImportResult:
    """Raises what ``load`` raises, which the job has noted."""
    came: list[ImportResult] = []
    errors: list[TriageError] = []

    def work(run: Run) -> dict[str, Any]:
        def report(phase: Phase, rows: int) -> None:
            run.report(rows // 2 if phase == "reading" else (total + rows) // 2)

        def finish(session: Session, result: ImportResult) -> None:
            run.finish(session, _described(result))

        with run.interruptible() as watch:
            try:
                came.append(load(report=report, finish=finish, watch=partial(wait_for_turn, run, watch)))
            except TriageError as error:
                errors.append(error)
                raise
        if not run.is_finished:
            raise Conflict(f"{came[0].rejected:,} rows break a rule.")
        return _described(came[0])

    job = run_here("import", {"input": path.name}, actor=actor, title=path.name, total=total, work=work, told=told)
    if errors:
        raise errors[0]
    if not came:
        raise Conflict(job.error or f"The import is {job.state}.")
    return came[0]


def _described(result: ImportResult) -> dict[str, Any]:
    return {name: getattr(result, name) for name in ("imported", "already_there", "rejected", "seconds")}


def _lines(path: Path) -> int:
    """How many lines there are; not fewer than rows."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))


def _rows(stream: BinaryIO, chosen: ReadingOptions) -> CsvRows:
    return CsvRows(stream, encoding=chosen.encoding or "utf-8-sig", delimiter=chosen.delimiter)


def _strict_plan(path: Path, chosen: ReadingOptions) -> Plan:
    with path.open("rb") as stream:
        rows = _rows(stream, chosen)
        plan = plan_by_name(rows.header)
        places = [plan.columns[name] for name in ("created_at", "resolved_at") if name in plan.columns]
        told = order_in((row for _, row in rows), places).told
    return with_dates(plan, told, chosen.dates)


def _has_our_names(path: Path, chosen: ReadingOptions) -> bool:
    try:
        with path.open("rb") as stream:
            rows = _rows(stream, chosen)
            header = rows.header
            plan_by_name(header)
    except InvalidInput:
        return False
    return guess(header).system in ("", OWN)

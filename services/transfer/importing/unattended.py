"""A file imported without anybody to ask: by our own column names, else as its header and words suggest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from services.errors import InvalidInput, TriageError
from services.transfer.importing.csv_rows import CsvRows
from services.transfer.importing.job_store import RunningImport, end, recorded
from services.transfer.importing.loading import REPORTED_MAX, ImportResult, import_csv, import_rows
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.proposal import propose
from services.transfer.importing.source import Kind, keep, survey
from services.transfer.importing.systems import OWN, guess


@dataclass(frozen=True, slots=True)
class Reading:
    """As what the file was read: the ``system`` that wrote it, if known, and the header of each field's column."""

    system: str
    columns: dict[str, str]


def import_unattended(path: Path, *, actor: str, all_or_nothing: bool = False) -> tuple[ImportResult, Reading | None]:
    """Import a table of any kind that the import dialog takes.

    A UTF-8 file with our own column names is read strictly and whatever its size, and there is no Reading. Raises
    InvalidInput, and imports nothing, when no column can be a title or a description, or the file is no table.
    """
    if _has_our_names(path):
        with path.open("rb") as stream, _recorded("table", path, actor) as job:
            result = import_csv(
                stream, actor=actor, all_or_nothing=all_or_nothing, report=job.progress, finish=job.finish
            )
            return _told(job, result, all_or_nothing), None
    with path.open("rb") as stream:
        source = keep(stream, path.name)
    proposal = propose(source, survey(source))
    if proposal.plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    with source.rows() as rows, _recorded(source.kind, path, actor) as job:
        result = import_rows(
            rows,
            proposal.plan,
            actor=actor,
            all_or_nothing=all_or_nothing,
            named=REPORTED_MAX,
            report=job.progress,
            finish=job.finish,
        )
        _told(job, result, all_or_nothing)
    columns = {field: source.header[place] for field, place in proposal.plan.columns.items()}
    return result, Reading(proposal.system, columns)


@contextmanager
def _recorded(kind: Kind, path: Path, actor: str) -> Iterator[RunningImport]:
    with recorded(kind, path.name, actor) as job:
        try:
            yield job
        except KeyboardInterrupt:
            end(job.id, "cancelled", "Stopped by the one who began it. Nothing was imported.")
            raise
        except TriageError as error:
            end(job.id, "failed", f"{error} Nothing was imported.")
            raise


def _told(job: RunningImport, result: ImportResult, all_or_nothing: bool) -> ImportResult:
    if all_or_nothing and result.rejected:
        end(job.id, "failed", f"{result.rejected:,} rows break a rule. Nothing was imported.")
    return result


def _has_our_names(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            header = CsvRows(stream).header
            plan_by_name(header)
    except InvalidInput:
        return False
    return guess(header).system in ("", OWN)

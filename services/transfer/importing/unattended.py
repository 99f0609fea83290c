"""A file imported without anybody to ask: by our own column names, else as its header and words suggest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from services.errors import InvalidInput
from services.transfer.importing.csv_rows import CsvRows
from services.transfer.importing.loading import REPORTED_MAX, ImportResult, import_csv, import_rows
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.proposal import propose
from services.transfer.importing.source import keep, survey
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
        with path.open("rb") as stream:
            return import_csv(stream, actor=actor, all_or_nothing=all_or_nothing), None
    with path.open("rb") as stream:
        source = keep(stream, path.name)
    proposal = propose(source, survey(source))
    if proposal.plan.missing:
        raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
    with source.rows() as rows:
        result = import_rows(rows, proposal.plan, actor=actor, all_or_nothing=all_or_nothing, named=REPORTED_MAX)
    columns = {field: source.header[place] for field, place in proposal.plan.columns.items()}
    return result, Reading(proposal.system, columns)


def _has_our_names(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            header = CsvRows(stream).header
            plan_by_name(header)
    except InvalidInput:
        return False
    return guess(header).system in ("", OWN)

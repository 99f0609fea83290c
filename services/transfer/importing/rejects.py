"""The list of rejected rows: all their columns, and why before them, to be put right and imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from services.transfer.formulas import escape_formula, unescape_formula
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.plan import PROBLEM_COLUMN, Plan
from services.transfer.importing.source import Source
from services.transfer.importing.tables.csv_rows import CsvRows

REJECTS_MAX = 100_000  # rejected rows that are listed, with 300 bytes of memory for each while the list is written


def rejected_file(source: Source, plan: Plan, result: ImportResult) -> Iterator[bytes]:
    """The rows that ``result`` names, as CSV for spreadsheets, a piece a row."""
    reasons = {row.line: row.reason for row in result.rejected_rows}
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    with source.rows() as rows:
        for row in _rejected_rows(rows, plan, reasons):
            writer.writerow(row)
            yield buffer.getvalue().encode(errors="replace")
            buffer.seek(0)
            buffer.truncate()


def _rejected_rows(rows: CsvRows, plan: Plan, reasons: Mapping[int, str]) -> Iterator[list[str]]:
    before = rows.header.index(PROBLEM_COLUMN) if PROBLEM_COLUMN in rows.header else None
    yield [PROBLEM_COLUMN, *_without(rows.header, before)]
    for line, row in rows.raw():
        if line in reasons:
            cells = map(unescape_formula, row) if plan.own else row
            yield [escape_formula(reasons[line]), *map(escape_formula, _without(list(cells), before))]


def _without(cells: list[str], place: int | None) -> list[str]:
    return cells if place is None else [*cells[:place], *cells[place + 1 :]]

"""The list of rejected rows: all their columns, and why before them, to be put right and imported again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from services.transfer.formulas import escape_formula, unescape_formula
from services.transfer.importing.loading import ImportResult, Rejected
from services.transfer.importing.plan import PROBLEM_COLUMN, Plan
from services.transfer.importing.source import Source
from services.transfer.importing.tables.csv_rows import CsvRows

REASONS_MAX = 3  # kinds of reasons that are told with the result
REJECTS_MAX = 100_000  # rejected rows that are listed, with 300 bytes of memory for each while the list is written
_VALUE = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,]*")


def reasons(rows: Iterable[Rejected]) -> list[tuple[int, int, str]]:
    """Why rows were rejected, the most frequent kinds first: how many rows, the first one's line and its reason.

    Reasons that differ by a value or a number only are of one kind.
    """
    kinds: dict[str, list[Rejected]] = {}
    for row in rows:
        kinds.setdefault(_VALUE.sub("", row.reason), []).append(row)
    by_kind = sorted(kinds.values(), key=len, reverse=True)[:REASONS_MAX]
    return [(len(kind), kind[0].line, kind[0].reason) for kind in by_kind]


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

"""The first sheet of a workbook (.xlsx) as CSV: ``python -m services.transfer.importing.workbook WORKBOOK CSV``.

A program of its own with bounded memory and time: a few kilobytes of a hostile workbook can unpack to many gigabytes,
and the library that reads it would take the whole server with it.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from services.errors import InvalidInput

MEMORY_MAX = 1_500 * 1024**2  # bytes
SECONDS_MAX = 120
TOO_LARGE, UNREADABLE = 3, 4

_REASONS = {
    TOO_LARGE: "The workbook is too large to be read. Save the sheet as CSV and load that.",
    UNREADABLE: "This is not a workbook that can be read; it may have been cut off. Save it anew as .xlsx or as CSV.",
}


def to_csv(workbook: Path, target: Path) -> None:
    """Write the first sheet as UTF-8 CSV. Raises InvalidInput when it cannot be read within the limits."""
    command = [sys.executable, "-m", "services.transfer.importing.workbook", str(workbook), str(target)]
    root = Path(__file__).resolve().parents[3]
    try:
        ended = subprocess.run(command, cwd=root, capture_output=True, timeout=SECONDS_MAX, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        raise InvalidInput({"file": [_REASONS[TOO_LARGE]]}) from None
    if ended.returncode:
        # Killed by a signal: the allocation that was refused ends the program at once.
        code = TOO_LARGE if ended.returncode < 0 else UNREADABLE
        raise InvalidInput({"file": [_REASONS.get(ended.returncode, _REASONS[code])]})


def main(workbook: str, target: str) -> int:
    """Convert, and answer with the exit status."""
    # Here only: the server never loads the library.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    _bound_memory()
    try:
        sheet = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0)
        _write(sheet.iter_rows(), Path(target))
    except (CalamineError, OSError, IndexError):
        return UNREADABLE
    except MemoryError:
        return TOO_LARGE
    return 0


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(rows: Iterable[Sequence[object]], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a workbook knows one kind of number
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

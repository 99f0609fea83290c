"""The first sheet of a workbook (.xlsx) as CSV: ``python -m services.transfer.importing.workbook WORKBOOK CSV``.

A program of its own with bounded memory and time: a few kilobytes of a hostile workbook can unpack to many gigabytes,
and the library that reads it would take the whole server with it.
"""

from __future__ import annotations

import csv
import errno
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from services.errors import InvalidInput
from services.transfer.importing.csv_rows import COLUMNS_MAX, UNREADABLE_ROW

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MEMORY_MB = 1_024
UNPACKED_MB = 2_048  # of all that is in the workbook
TABLE_MB = 500  # of the first sheet as CSV
SECONDS_MAX = 120
UNREADABLE, TOO_MUCH_MEMORY, TOO_MUCH_INSIDE, TOO_LARGE_A_TABLE, TOO_WIDE, TOO_SLOW, DISK_FULL = range(4, 11)

_REASONS = {
    UNREADABLE: "This is not a workbook that can be read; it may have been cut off. Save it again as .xlsx or as CSV.",
    TOO_MUCH_MEMORY: f"Reading the workbook takes more than {MEMORY_MB:,} MB of memory. Save the sheet as CSV.",
    TOO_MUCH_INSIDE: f"The workbook unpacks to more than {UNPACKED_MB:,} MB. Save the sheet as CSV.",
    TOO_LARGE_A_TABLE: f"The first sheet becomes a table of more than {TABLE_MB} MB. Import it in parts.",
    TOO_WIDE: f"The first sheet has more than {COLUMNS_MAX:,} columns. Remove those that are not needed.",
    TOO_SLOW: f"Reading the workbook takes more than {SECONDS_MAX} seconds. Save the sheet as CSV.",
    DISK_FULL: "The disk of the server is full, so the workbook cannot be read. Make space and try again.",
}
# Error values of newer versions of Excel, for which the library refuses the whole workbook: #SPILL!, #FIELD!, #BUSY!
_NEW_ERROR = re.compile(rb"(<v>)#(?!NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA)[A-Z_/]{2,20}[!?]?(</v>)")
_one_at_a_time = threading.Lock()  # the memory is bounded for all who convert at once


def to_csv(workbook: Path, target: Path) -> None:
    """Write the first sheet as UTF-8 CSV. Raises InvalidInput when it cannot be read within the limits."""
    command = [sys.executable, "-m", "services.transfer.importing.workbook", str(workbook), str(target)]
    root = Path(__file__).resolve().parents[3]
    quiet = subprocess.DEVNULL
    with (
        _one_at_a_time,
        subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process,  # noqa: S603 - our own
    ):
        try:
            status = process.wait(SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            status = TOO_SLOW
    if status:
        # Killed by a signal: the allocation that was refused ends the program at once.
        reason = _REASONS[TOO_MUCH_MEMORY] if status < 0 else _REASONS.get(status, _REASONS[UNREADABLE])
        raise InvalidInput({"file": [reason]})


def main(workbook: str, target: str) -> int:
    """Convert, and answer with the exit status."""
    # Here only: the server never loads the library.
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    threading.Thread(target=_end_with_the_server, daemon=True).start()
    _bound()
    try:
        if _unpacked(workbook) > UNPACKED_MB * 1024**2:
            return TOO_MUCH_INSIDE
        try:
            sheet = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0)
        except CalamineError as error:
            if "error value" not in str(error):
                raise
            sheet = CalamineWorkbook.from_path(_with_known_errors(workbook, target)).get_sheet_by_index(0)
        if sheet.width > COLUMNS_MAX:
            return TOO_WIDE
        _write(sheet, Path(target))
    except (CalamineError, IndexError, zipfile.BadZipFile):
        return UNREADABLE
    except OSError as error:
        return {errno.EFBIG: TOO_LARGE_A_TABLE, errno.ENOSPC: DISK_FULL, errno.EDQUOT: DISK_FULL}.get(
            error.errno or 0, UNREADABLE
        )
    except MemoryError:
        return TOO_MUCH_MEMORY
    return 0


def _end_with_the_server() -> None:
    """Who is killed closes the other end of the pipe; nobody would take what is written then."""
    os.read(0, 1)  # not by sys.stdin, whose lock it would hold at the end
    os._exit(UNREADABLE)


def _bound() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        for limit, value in (
            (resource.RLIMIT_AS, MEMORY_MB * 1024**2),
            (resource.RLIMIT_FSIZE, TABLE_MB * 1024**2),
            (resource.RLIMIT_CPU, SECONDS_MAX),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(limit)[1]
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (most, most))


def _unpacked(workbook: str) -> int:
    """Bytes that the parts have by what the workbook says; one that lies meets the other limits."""
    with zipfile.ZipFile(workbook) as archive:
        return sum(part.file_size for part in archive.infolist())


def _with_known_errors(workbook: str, target: str) -> str:
    """A copy, in place of the table to be, whose errors are all #N/A where they are new."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in old.infolist():
            content = old.read(part)
            is_sheet = part.filename.startswith("xl/worksheets/")
            new.writestr(part.filename, _NEW_ERROR.sub(rb"\1#N/A\2", content) if is_sheet else content)
    return target


def _write(sheet: CalamineSheet, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_rows(sheet))


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    """The rows as text. One that holds what Python cannot has a cell too many, so that it alone is rejected."""
    rows = sheet.iter_rows()
    while True:
        try:
            yield [_cell(value) for value in next(rows)]
        except StopIteration:
            return
        except (OverflowError, ValueError):
            yield [UNREADABLE_ROW] * (sheet.width + 1)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a workbook knows one kind of number
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""Convert a sheet of a workbook, or the table of a web page, to CSV.

``python -m services.transfer.importing.tables.workbook FILE CSV [SHEET]`` prints the names of the sheets as JSON. It is
a program of its own with bounded memory and time: some kilobytes of a workbook can unpack to gigabytes, and the
library that reads it would take the whole server with it.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from services.errors import InvalidInput
from services.transfer.importing.tables.csv_rows import COLUMNS_MAX, UNREADABLE_ROW
from services.transfer.importing.tables.html_table import html_rows, is_markup, page_encoding
from services.transfer.importing.tables.shape import HEADER_RECORDS, has_known_columns

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

MEMORY_MB = 1_024
UNPACKED_MB = 2_048  # of all that is in the workbook
TABLE_MB = 500  # of the sheet as CSV
SECONDS_MAX = 120
SHEETS_MAX = 100  # sheets that can be chosen
SHEETS_LOOKED_AT = 10  # for the one to propose
KNOWN_COLUMNS, HIDDEN = 3, 2  # ranks of a sheet
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
DATES = range(20_000, 80_000)  # days since then, to 2119
(
    UNREADABLE,
    TOO_MUCH_MEMORY,
    TOO_MUCH_INSIDE,
    TOO_LARGE_A_TABLE,
    TOO_WIDE,
    TOO_SLOW,
    DISK_FULL,
    PROTECTED,
    NO_SUCH_SHEET,
    NO_TABLE,
    ARCHIVE,
) = range(4, 15)

_REASONS = {
    UNREADABLE: "This is not a workbook that can be read; it may have been cut off. Save it again as .xlsx or as CSV.",
    TOO_MUCH_MEMORY: f"Reading the workbook takes more than {MEMORY_MB:,} MB of memory. Save the sheet as CSV.",
    TOO_MUCH_INSIDE: f"The workbook unpacks to more than {UNPACKED_MB:,} MB. Save the sheet as CSV.",
    TOO_LARGE_A_TABLE: f"The sheet becomes a table of more than {TABLE_MB} MB. Import it in parts.",
    TOO_WIDE: f"The sheet has more than {COLUMNS_MAX:,} columns. Remove those that are not needed.",
    TOO_SLOW: f"Reading the workbook takes more than {SECONDS_MAX} seconds. Save the sheet as CSV.",
    DISK_FULL: "The disk of the server is full, so the workbook cannot be read. Make space and try again.",
    PROTECTED: "The workbook is protected by a password. Open it, save it without the password, then choose it again.",
    NO_SUCH_SHEET: "The workbook has no sheet of this name.",
    ARCHIVE: "This is a compressed folder or a file of another program. Load the table itself, as CSV or .xlsx.",
    NO_TABLE: "This is a web page without a table, whatever its name says. Export the tickets as CSV or .xlsx.",
}
# Error values of newer versions of Excel, for which the library refuses the whole workbook: #SPILL!, #FIELD!, #BUSY!
_NEW_ERROR = re.compile(rb"(<v>)#(?!NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA)[A-Z_/]{2,20}[!?]?(</v>)")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what is inside an .xlsx with a password
_one_at_a_time = threading.Lock()  # the memory is bounded for all who convert at once


@dataclass(frozen=True, slots=True)
class Converted:
    """What a workbook holds: the names of its sheets that can be seen, and the one that was converted."""

    sheets: tuple[str, ...]
    sheet: str


def is_convertible(head: bytes) -> bool:
    """Whether a file that begins so is a workbook or a web page."""
    return head.startswith((_ZIP, _OLE)) or is_markup(head)


def to_csv(workbook: Path, target: Path, sheet: str | None = None) -> Converted:
    """Write a sheet as UTF-8 CSV: the one that is named, else the first with a table that can be seen.

    Raises InvalidInput when it cannot be read within the limits.
    """
    command = [sys.executable, "-m", "services.transfer.importing.tables.workbook", str(workbook), str(target)]
    command += [] if sheet is None else [sheet]
    root = Path(__file__).resolve().parents[4]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with (
        _one_at_a_time,
        subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, stderr=quiet) as process,  # noqa: S603 - our own
    ):
        try:
            status = process.wait(SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            status = TOO_SLOW
        printed = b"" if process.stdout is None else process.stdout.read()
    if status:
        raise InvalidInput({"file": [_reason(status)]})
    answer: dict[str, Any] = json.loads(printed)
    return Converted(tuple(answer["sheets"]), answer["sheet"])


def _reason(status: int) -> str:
    if status == -signal.SIGXCPU:
        return _REASONS[TOO_SLOW]
    # Killed by another signal: the allocation that was refused ends the program at once.
    return _REASONS[TOO_MUCH_MEMORY] if status < 0 else _REASONS.get(status, _REASONS[UNREADABLE])


def main(workbook: str, target: str, sheet: str | None = None) -> int:
    """Convert, print the sheets, and answer with the exit status."""
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    _bound()
    try:
        return _convert(Path(workbook), Path(target), sheet)
    except OSError as error:
        full = {errno.EFBIG: TOO_LARGE_A_TABLE, errno.ENOSPC: DISK_FULL, errno.EDQUOT: DISK_FULL}
        return full.get(error.errno or 0, UNREADABLE)
    except MemoryError:
        return TOO_MUCH_MEMORY


def _convert(workbook: Path, target: Path, sheet: str | None) -> int:
    # Here only: the server never loads the library.
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    with workbook.open("rb") as stream:
        head = stream.read(4_096)
    if is_markup(head):
        return _convert_page(workbook, target, head)
    try:
        if head.startswith(_ZIP) and (refused := _look_inside(workbook)):
            return refused
        try:
            return _convert_sheet(workbook, target, sheet)
        except CalamineError as error:
            if "error value" not in str(error):
                raise
            return _convert_sheet(_with_known_errors(workbook, target), target, sheet)
    except PasswordError:
        return PROTECTED
    except (CalamineError, IndexError, zipfile.BadZipFile):
        return PROTECTED if _is_encrypted(workbook) else UNREADABLE


def _convert_sheet(workbook: Path, target: Path, name: str | None) -> int:
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415

    opened = CalamineWorkbook.from_path(workbook)
    listed = [sheet for sheet in opened.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet][:SHEETS_MAX]
    if name is None:
        name = _proposed_sheet(opened, listed)
    elif name not in opened.sheet_names:
        return NO_SUCH_SHEET
    sheet = opened.get_sheet_by_name(name)
    if sheet.width > COLUMNS_MAX:
        return TOO_WIDE
    _write(_rows(sheet), target)
    return _printed(Converted(tuple(sheet.name for sheet in listed), name))


def _proposed_sheet(workbook: CalamineWorkbook, listed: Sequence[SheetMetadata]) -> str:
    """The first with columns that we know, else with a table, else with anything; those that are hidden come last."""
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415

    seen = sorted(listed, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)[:SHEETS_LOOKED_AT]
    if len(seen) == 1:
        return seen[0].name
    ranks = {}
    for at, sheet in enumerate(seen):
        rank = _rank(workbook.get_sheet_by_name(sheet.name)) - (sheet.visible != SheetVisibleEnum.Visible) * HIDDEN
        if rank == KNOWN_COLUMNS:
            return sheet.name
        ranks[sheet.name] = (rank, -at)
    return max(ranks, key=lambda name: ranks[name])


def _rank(sheet: CalamineSheet) -> int:
    """How much a sheet looks like a table of tickets."""
    if not sheet.height or sheet.width > COLUMNS_MAX:
        return 0
    try:
        rows = [[_cell(value) for value in row] for row in sheet.to_python(nrows=HEADER_RECORDS)]
    except (OverflowError, ValueError):
        return 1
    if has_known_columns(rows):
        return KNOWN_COLUMNS
    return 1 + (sheet.height > 1 and sheet.width > 1)


def _convert_page(page: Path, target: Path, head: bytes) -> int:
    _write(html_rows(page, page_encoding(page, head)), target)
    return _printed(Converted((), "")) if target.stat().st_size else NO_TABLE


def _is_encrypted(workbook: Path) -> bool:
    with workbook.open("rb") as stream:
        return stream.read(8) == _OLE and _ENCRYPTED in stream.read()


def _printed(converted: Converted) -> int:
    print(json.dumps({"sheets": converted.sheets, "sheet": converted.sheet}))
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


def _look_inside(workbook: Path) -> int:
    """Why it is not unpacked, by the sizes that it says; one that lies meets the other limits. 0 where it is."""
    with zipfile.ZipFile(workbook) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_MB * 1024**2:
            return TOO_MUCH_INSIDE
        return 0 if {"content.xml", "[Content_Types].xml"} & set(archive.namelist()) else ARCHIVE


def _with_known_errors(workbook: Path, target: Path) -> Path:
    """A copy, in place of the table to be, whose errors are all #N/A where they are new."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in old.infolist():
            content = old.read(part)
            is_sheet = part.filename.startswith("xl/worksheets/")
            new.writestr(part.filename, _NEW_ERROR.sub(rb"\1#N/A\2", content) if is_sheet else content)
    return target


def _write(rows: Iterable[Sequence[str]], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


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
    if isinstance(value, timedelta) and value.days in DATES:
        value = EPOCH + value  # a date in a format of durations
    if isinstance(value, datetime):
        return _rounded(value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _rounded(value: datetime) -> datetime:
    """To milliseconds: a workbook keeps fractions of days, which are a little beside what was meant."""
    value += timedelta(microseconds=500)
    return value.replace(microsecond=value.microsecond // 1_000 * 1_000)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

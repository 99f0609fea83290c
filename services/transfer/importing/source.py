"""A file that was handed in: kept on disk, its encoding and delimiter told, looked through once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Literal

from db.shared_read import end_shared_read
from services.errors import InvalidInput
from services.limits import IMPORT_FILE_MB
from services.transfer.importing.encodings.detection import detect_encoding
from services.transfer.importing.plan import normalise_word
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions
from services.transfer.importing.tables.csv_rows import NO_ROWS, CsvRows
from services.transfer.importing.tables.shape import Shape
from services.transfer.importing.tables.workbook import Converted, is_convertible, to_csv
from services.transfer.importing.temporary_files import TemporaryFile, full_disk_told, remove_leftovers
from services.transfer.importing.times.dates import LONGEST as DATE_MAX
from services.transfer.importing.times.dates import DayOrder

Kind = Literal["table", "workbook"]

LINES_MAX = 5_000_000
DISTINCT_MAX = 40  # words of a column that are counted; one with more holds texts
WORD_MAX = 200  # characters; a longer one is a text and not counted
DATE_MIN = 6  # characters of the shortest date of numbers, 1/2/26
GONE = "The file is no longer on the server. Choose it again."
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")  # neither a browser nor the database takes these
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[{\[\"][^,;\t|]*:")
_NO_TABLES = {
    b"MIME-Version:": "a web archive",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"{\\rtf": "a text document",
    b"SQLite": "a database",
    b"PAR1": "a Parquet file",
}


@dataclass(frozen=True, slots=True)
class FileInPlace:
    """A file that is somebody else's, and stays."""

    path: Path

    def remove(self) -> None:
        """Nothing: it stays."""


File = TemporaryFile | FileInPlace


@dataclass(frozen=True, slots=True)
class Source:
    """A table in a file. ``encoding`` and ``shape`` are detected, unless ``options`` say otherwise.

    In the ``header`` what is not valid in the encoding is replaced by a mark. ``sheets``: of a workbook, with the
    ``sheet`` that is read; ``original`` is the workbook itself.
    """

    name: str
    file: File
    encoding: str
    shape: Shape
    header: tuple[str, ...]
    kind: Kind = "table"
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    options: ReadingOptions = AS_TOLD
    original: File | None = None
    lines_max: int | None = LINES_MAX

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""
        return self.shape.delimiter

    @contextmanager
    def rows(self) -> Iterator[CsvRows]:
        """The rows, read anew from the beginning."""
        with _opened(self.file) as stream:
            yield CsvRows(
                stream,
                encoding=self.encoding,
                shape=self.shape,
                lines_max=self.lines_max,
                counts_rows=self.kind == "workbook",
            )

    def read_with(self, options: ReadingOptions) -> Source:
        """Read the same file with other choices. Raises InvalidInput when it has no header then."""
        end_shared_read()
        return _source(self.name, self.original or self.file, options)

    def described(self) -> dict[str, Any]:
        """All but the file, as JSON takes it."""
        names = ("encoding", "header", "kind", "sheets", "sheet")
        return {name: getattr(self, name) for name in names} | {"shape": asdict(self.shape)}

    @classmethod
    def from_description(cls, name: str, file: File, described: Mapping[str, Any]) -> Source:
        """What ``described`` gave, now or in an earlier version, with a copy of the file."""
        encoding, kept = described["encoding"], described.get("shape")
        shape = Shape(**kept) if kept else _shape_and_header(file, encoding, described["delimiter"])[0]
        header, sheets = tuple(described["header"]), tuple(described.get("sheets", ()))
        return cls(name, file, encoding, shape, header, described["kind"], sheets, described.get("sheet", ""))


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass found: how many rows, how often each word of a column is there, and what its dates tell.

    ``words``: by position, folded word to (as first written, rows); None for a column of texts. ``samples``: the first
    different cells of each column that are short. ``orders``: by position, what the dates of the column tell about the
    order of day and month. ``passed_over``: lines of headers that come again and of footers, the first of them.
    """

    rows: int
    words: tuple[dict[str, tuple[str, int]] | None, ...]
    samples: tuple[tuple[str, ...], ...]
    orders: tuple[DayOrder, ...]
    passed_over: tuple[int, ...]


def keep(stream: BinaryIO, name: str, options: ReadingOptions = AS_TOLD) -> Source:
    """Copy what was handed in to disk and tell what it is.

    Raises InvalidInput when it is no table, is larger than may be, or the disk is full. What killed processes left
    there is removed first.
    """
    end_shared_read()  # a large file takes its time, and nobody needs a connection meanwhile
    remove_leftovers()
    with full_disk_told():
        file = _copied(stream)
    return _source(name, file, options)


def in_place(path: Path, options: ReadingOptions) -> Source:
    """A file of any size where it is, for as long as nobody changes it. Raises InvalidInput when it is no table."""
    return replace(_source(path.name, FileInPlace(path), options), lines_max=None)


def _source(name: str, file: File, options: ReadingOptions) -> Source:
    with _opened(file) as kept:
        head = kept.read(4_096)
    if is_convertible(head):
        return _converted(name, file, options)
    what = next((what for mark, what in _NO_TABLES.items() if head.startswith(mark)), None)
    what = "JSON" if _JSON.match(head) else what
    if what:
        raise InvalidInput({"file": [f"This is {what}, not a table. Choose a CSV or Excel file."]})
    encoding = options.encoding or detect_encoding(file.path)
    shape, header = _shape_and_header(file, encoding, options.delimiter)
    return Source(name, file, encoding, shape, header, options=options)


def _converted(name: str, file: File, options: ReadingOptions) -> Source:
    with full_disk_told():
        table = TemporaryFile(".csv")
    converted = to_csv(file.path, table.path, options.sheet)
    if not table.path.stat().st_size:
        raise InvalidInput({"file": ["The workbook holds no table: " + _empty_sheet(converted)]})
    shape, header = _shape_and_header(table, "utf-8-sig", ",")
    return Source(
        name, table, "utf-8-sig", shape, header, "workbook", converted.sheets, converted.sheet, options, original=file
    )


def _empty_sheet(converted: Converted) -> str:
    return f"the sheet {converted.sheet!r} is empty." if len(converted.sheets) > 1 else "its sheet is empty."


def _copied(stream: BinaryIO) -> TemporaryFile:
    file = TemporaryFile()
    left = IMPORT_FILE_MB * 1024**2
    with file.path.open("wb") as target:
        while block := stream.read(1024**2):
            left -= len(block)
            if left < 0:
                raise InvalidInput({"file": [f"The file is larger than {IMPORT_FILE_MB} MB. Load it in parts."]})
            target.write(block)
    return file


def _opened(file: File) -> BinaryIO:
    try:
        return file.path.open("rb")
    except FileNotFoundError:
        raise InvalidInput({"file": [GONE]}) from None


def _shape_and_header(file: File, encoding: str, delimiter: str | None) -> tuple[Shape, tuple[str, ...]]:
    with _opened(file) as stream:
        rows = CsvRows(stream, encoding=encoding, delimiter=delimiter)
        return rows.shape, tuple(_NOT_TEXT.sub("\ufffd", column) for column in rows.header)


def survey(source: Source) -> Survey:
    """Read the file once. Raises InvalidInput when it cannot be read to its end or holds no row."""
    number = 0
    counted: list[Counter[str] | None] = [Counter() for _ in source.header]
    samples: list[tuple[str, ...]] = [() for _ in source.header]
    orders = [DayOrder() for _ in source.header]
    with source.rows() as rows:
        for _, row in rows:
            number += 1
            if not isinstance(row, str):
                _count(row, counted, samples)
                _judge(row, orders)
        passed_over = tuple(rows.passed_over)
    if not number:
        raise InvalidInput({"file": [NO_ROWS]})
    words = tuple(None if counter is None else _folded(counter) for counter in counted)
    firsts = tuple(kept if counter is None else tuple(counter) for counter, kept in zip(counted, samples, strict=True))
    return Survey(number, words, firsts, tuple(orders), passed_over)


def _judge(row: Sequence[str], orders: Sequence[DayOrder]) -> None:
    """Only what may be 03/04/2026 is looked at closely."""
    for order, cell in zip(orders, row, strict=True):
        if DATE_MIN <= len(cell) <= DATE_MAX and ("/" in cell or "-" in cell) and not cell[:4].isdigit():
            order.add(cell)


def _count(row: Sequence[str], counted: list[Counter[str] | None], samples: list[tuple[str, ...]]) -> None:
    for place, counter in enumerate(counted):
        if counter is not None and len(row[place]) <= WORD_MAX:
            counter[row[place]] += 1
            if len(counter) > DISTINCT_MAX:
                samples[place], counted[place] = tuple(counter), None


def _folded(counter: Counter[str]) -> dict[str, tuple[str, int]]:
    """The words, the most frequent first; empty cells aside, and what an import rejects whatever it would mean."""
    counts: dict[str, tuple[str, int]] = {}
    for word, rows in counter.most_common():
        if (key := normalise_word(word)) and not _NOT_TEXT.search(word):
            first, before = counts.get(key, (word, 0))
            counts[key] = (first, before + rows)
    return counts

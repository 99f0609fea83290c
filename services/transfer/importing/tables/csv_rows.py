"""Read a table in text form, row by row, each cell still text."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from services.errors import InvalidInput
from services.transfer.formulas import text_of_formula
from services.transfer.importing.tables.footers import Footers, is_ruled_line
from services.transfer.importing.tables.shape import SAMPLE_CHARACTERS, Shape, detect_shape
from services.validation import trimmed

ROW_MAX = 4_000_000  # characters of a row, its line breaks with it
CELL_MAX = 1_000_000  # characters; a longer cell means that a quote was never closed
COLUMNS_MAX = 1_000
COLUMN_NAME_MAX = 1_000  # characters
BLANK_LINES_MAX = 10_000  # above the header
NO_ROWS = "The file has a header and nothing below it."
# In every cell of a row of a workbook that holds such a one.
UNREADABLE_ROW = "a cell of this row holds a date or a time beyond all that can be read"
BOM = "\ufeff"
_FORMULA = re.compile(r'="|=(?:t|hyperlink)\("', re.IGNORECASE)
LEAST_PARTED = 3  # columns of a table whose lines show that they are rows
PARTED_MAX = 20_000  # lines that a stray quote may join
READ_AGAIN = 10_000  # lines, and two for each of the file; beyond that rows stay joined, or the time had no bound
PASSED_OVER_MAX = 1_000  # lines that are named

Row = tuple[int, list[str] | str]


class CsvRows:
    """The rows below the header: (line on which the row begins, its cells or what is wrong with the row).

    ``counts_rows``: of a sheet that was converted the row is told, whatever lines its cells have. Without a
    ``shape`` it is detected in the first lines; ``delimiter`` is the one that a person chose. What cannot be
    decoded becomes lone surrogates. Cells that a short row lacks are empty; a formula that only says a text is that
    text; rows that a stray quote joins are parted. Headers that come again, ruled lines and the footer are passed over,
    and named in ``passed_over``. Never more than one row is in memory, but for a footer. Raises InvalidInput when there
    is no header, a quote is never closed, or a row, its cells, the header or the lines (``lines_max``) are more than
    may be.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        encoding: str = "utf-8-sig",
        shape: Shape | None = None,
        delimiter: str | None = None,
        lines_max: int | None = None,
        counts_rows: bool = False,
    ) -> None:
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        lines = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self._lines = lines  # held: when it goes it closes the stream, which is the caller's
        csv.field_size_limit(CELL_MAX)
        self._lines_max = lines_max
        self._counts_rows, self._rows = counts_rows, 0
        self._ended = self._has_formula = False
        self._width = 0  # of the header, once it is read
        self._raw: list[str] = []  # lines of the row that is being read
        self._given_back: deque[str] = deque()
        self._read_twice = 0  # lines
        self._read = 0  # characters of the row that is being read
        if shape is None:
            shape, sample = self._detected(delimiter)
        else:
            sample = []
            for _ in range(shape.above):
                self._line()
        self.shape = shape
        self._reader = shape.reader(self._watched(sample))
        self._first = self._first_row()
        self.header = [trimmed(name) for name in self._first]
        self._width = len(self.header)
        self._footers = Footers(len(self.header))
        self.passed_over: list[int] = []  # lines of headers that came again and of footers, the first of them

    @property
    def delimiter(self) -> str:
        """What stands between two cells."""
        return self.shape.delimiter

    def _detected(self, delimiter: str | None) -> tuple[Shape, list[str]]:
        """The shape of the text, and the lines from the header on that were read to tell it."""
        blank, line = 0, self._line()
        while line and not trimmed(line):
            blank += 1
            if blank > BLANK_LINES_MAX:
                raise InvalidInput({"file": [f"The file begins with more than {BLANK_LINES_MAX:,} blank lines."]})
            line = self._line()
        sample, left = [line] if line else [], SAMPLE_CHARACTERS - len(line)
        while left > 0 and (line := self._line()):
            sample.append(line)
            left -= len(line)
        shape = detect_shape(sample, delimiter=delimiter, is_whole=left > 0)
        if not sample[shape.above :]:
            raise InvalidInput({"file": ["The file is empty. Load one whose first line names the columns."]})
        return replace(shape, above=blank + shape.above), sample[shape.above :]

    def _line(self) -> str:
        """The next line, empty at the end of the file; joined files have byte order marks in their middle."""
        line = self._lines.readline(ROW_MAX)
        return line.lstrip(BOM) or "\n" if line[:1] == BOM else line

    def __iter__(self) -> Iterator[Row]:
        footers, width = self._footers, len(self.header)
        names = {self._first[0], self.header[0]} if width > 1 else set()
        while (next_row := self._next()) is not None:
            line, row = next_row
            filled = len(row) - row.count("")
            if not filled and len(row) <= COLUMNS_MAX:
                footers.has_gap = True
            elif row[0] in names and [trimmed(cell) for cell in row] == self.header:
                self._pass_over(footers.held(), line)
            elif row[0][:1] in "-+=" and is_ruled_line(row):  # also where the first cell is empty
                self._pass_over([], line)
            elif not footers.holds(line, row, filled):
                if footers.is_holding:
                    yield from ((before, self._fitted(kept)) for before, kept in footers.held())
                yield line, row if len(row) == width else self._fitted(row)
        self._pass_over(footers.held())

    def raw(self) -> Iterator[tuple[int, list[str]]]:
        """The rows as they stand, whatever their number of cells; empty lines aside."""
        while (row := self._next()) is not None:
            if any(row[1]) or len(row[1]) > COLUMNS_MAX:
                yield row

    def _fitted(self, row: list[str]) -> list[str] | str:
        """The row with as many cells as the header has, or what is wrong with it."""
        width = len(self.header)
        if row[-1] == UNREADABLE_ROW and len(row) > width:
            return UNREADABLE_ROW
        if len(row) <= width:
            return row + [""] * (width - len(row))
        if len(row) <= COLUMNS_MAX and not any(map(trimmed, row[width:])):
            return row[:width]
        return f"{len(row)} cells, but the header names {width}"

    def _pass_over(self, held: list[tuple[int, list[str]]], *lines: int) -> None:
        if len(self.passed_over) < PASSED_OVER_MAX:
            self.passed_over += [line for line, _ in held]
            self.passed_over += lines

    def _first_row(self) -> list[str]:
        row = self._next()
        if row is None or not any(character.isalnum() for name in row[1] for character in name):
            raise InvalidInput({"file": ["The first line must name the columns."]})
        names = row[1]
        if len(names) > COLUMNS_MAX:
            raise InvalidInput({"file": [f"The file has {len(names):,} columns. At most {COLUMNS_MAX:,} can be read."]})
        if max(map(len, names)) > COLUMN_NAME_MAX:
            raise InvalidInput(
                {"file": [f"The first line must name the columns, with at most {COLUMN_NAME_MAX:,} characters each."]}
            )
        return names

    def _next(self) -> tuple[int, list[str]] | None:
        line = self.shape.above + self._rows + 1 if self._counts_rows else self._next_line()
        self._read, self._raw = 0, []
        self._rows += 1
        try:
            row = next(self._reader, None)
        except csv.Error as error:
            raise (_large_cell if "field limit" in str(error) else _endless)(line) from None
        if row is None:
            return None
        if self._ended:
            raise _endless(line)
        if 1 < len(self._raw) <= PARTED_MAX and not self._counts_rows:
            row = self._parted() or row
        if self._has_formula:
            row, self._has_formula = [text_of_formula(cell) for cell in row], False
        if self._lines_max and line > self._lines_max:
            raise InvalidInput({"file": [f"The file has more than {self._lines_max:,} lines. Load it in parts."]})
        return line, row

    def _next_line(self) -> int:
        """The number of the line that comes next."""
        return self.shape.above + int(self._reader.line_num) - self._read_twice + 1

    def _parted(self) -> list[str] | None:
        """The first of several rows that a stray quote made one; the others are read again. None for one row.

        Such a quote ends at that of a later row, with text right behind it, and each line by itself is a whole row, or,
        at the end, begins one whose quote is not closed yet.
        """
        lines = self._raw
        if self._read_twice > 2 * (self._reader.line_num - self._read_twice) + READ_AGAIN:
            return None
        if self.shape.spaced or not self._is_broken(lines):
            return None
        first = self.shape.cells_as_they_stand(lines[0])
        if len(first) != self._width or not all(map(self._is_whole, lines[1:-1])):
            return None
        if not (self._is_whole(lines[-1]) or self._is_broken(lines[-1:])):
            return None
        self._given_back.extend(lines[1:])
        self._read_twice += len(lines) - 1
        return first

    def _is_whole(self, line: str) -> bool:
        cells: list[str] = next(self.shape.reader([line]), [])
        return self._width in (len(cells), len(self.shape.cells_as_they_stand(line)))

    def _is_broken(self, lines: list[str]) -> bool:
        """Whether strict rules are broken, that of a quote that is closed included."""
        try:
            for _ in self.shape.reader(lines, strict=True):
                pass
        except csv.Error:
            return True
        return False

    def _watched(self, sample: list[str]) -> Iterator[str]:
        """The lines, and a note when they are over: a reader that asks for more than the last is inside a quote."""
        lines = itertools.chain(sample, iter(self._line, ""))
        while line := self._given_back.popleft() if self._given_back else next(lines, ""):
            self._read += len(line)
            if self._read >= ROW_MAX:
                raise _too_long(self._next_line())
            if self._width >= LEAST_PARTED and len(self._raw) <= PARTED_MAX:
                self._raw.append(line)
            self._has_formula = self._has_formula or ("=" in line and _FORMULA.search(line) is not None)
            yield line
        self._ended = True


def _endless(line: int) -> InvalidInput:
    return InvalidInput(
        {"file": [f"The row on line {line:,} never ends: a quote is not closed, or the file was cut off there."]}
    )


def _large_cell(line: int) -> InvalidInput:
    problem = f"The row on line {line:,} never ends, or one of its cells has more than {CELL_MAX:,} characters."
    return InvalidInput({"file": [f"{problem} Is a quote not closed?"]})


def _too_long(line: int) -> InvalidInput:
    return InvalidInput(
        {
            "file": [
                f"Line {line:,} belongs to a row of more than {ROW_MAX:,} characters. Is a quote not closed, or is this"
                " no table?"
            ]
        }
    )

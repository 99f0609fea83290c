"""A table in text form, row by row, each cell still text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from services.errors import InvalidInput
from services.validation import trimmed

DELIMITERS = ",;\t|"
ROW_MAX = 4_000_000  # characters of a row, its line breaks with it
CELL_MAX = 1_000_000  # characters; a longer cell means that a quote was never closed
COLUMNS_MAX = 1_000
COLUMN_NAME_MAX = 1_000  # characters
BLANK_LINES_MAX = 10_000  # above the header
NO_ROWS = "The file has a header and nothing below it."
# In every cell of a row of a workbook that holds such a one.
UNREADABLE_ROW = "a cell of this row holds a date or a time beyond all that can be read"
_DELIMITER_LINE = re.compile(r"sep=(.)\r?\n?")  # Excel's own way to name the delimiter


class CsvRows:
    """The rows below the header: (line on which the row begins, its cells or what is wrong with the row).

    Without a ``delimiter`` it is the one of ``,`` ``;`` tab and ``|`` that the header holds most of. What cannot be
    decoded becomes lone surrogates. Never more than one row is in memory. Raises InvalidInput when there is no header,
    a quote is never closed, or a row, its cells, the header or the lines (``lines_max``) are more than may be.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        encoding: str = "utf-8-sig",
        delimiter: str | None = None,
        lines_max: int | None = None,
    ) -> None:
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        lines = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self._lines = lines  # held: when it goes it closes the stream, which is the caller's
        csv.field_size_limit(CELL_MAX)
        self._lines_max = lines_max
        self._before = 0  # lines above the header
        first = self._line()
        named = _DELIMITER_LINE.fullmatch(first)
        if named:
            self._before += 1
            first = self._line()
        if not first:
            raise InvalidInput({"file": ["The file is empty. Load one whose first line names the columns."]})
        self.delimiter = delimiter or (named and named[1]) or max(DELIMITERS, key=first.count)
        self._ended = False
        self._read = 0  # characters of the row that is being read
        self._reader = csv.reader(self._watched(first), delimiter=self.delimiter)
        self.header = [trimmed(name) for name in self._first_row()]

    def _line(self) -> str:
        """The next line that is not blank, empty at the end of the file."""
        while (line := self._lines.readline(ROW_MAX)) and not trimmed(line):
            self._before += 1
            if self._before > BLANK_LINES_MAX:
                raise InvalidInput({"file": [f"The file begins with more than {BLANK_LINES_MAX:,} blank lines."]})
        return line

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        for line, row in self.raw():
            if len(row) == len(self.header):
                yield line, row
            elif row[-1] == UNREADABLE_ROW:
                yield line, UNREADABLE_ROW
            else:
                yield line, f"{len(row)} cells, but the header names {len(self.header)}"

    def raw(self) -> Iterator[tuple[int, list[str]]]:
        """The rows as they stand, whatever their number of cells; empty lines aside."""
        while (found := self._next()) is not None:
            if any(found[1]) or len(found[1]) > COLUMNS_MAX:
                yield found

    def _first_row(self) -> list[str]:
        found = self._next()
        if found is None or not any(map(trimmed, found[1])):
            raise InvalidInput({"file": ["The first line must name the columns."]})
        names = found[1]
        if len(names) > COLUMNS_MAX:
            raise InvalidInput({"file": [f"The file has {len(names):,} columns. At most {COLUMNS_MAX:,} can be read."]})
        if max(map(len, names)) > COLUMN_NAME_MAX:
            raise InvalidInput(
                {"file": [f"The first line must name the columns, with at most {COLUMN_NAME_MAX:,} characters each."]}
            )
        return names

    def _next(self) -> tuple[int, list[str]] | None:
        line = self._before + self._reader.line_num + 1
        self._read = 0
        try:
            row = next(self._reader, None)
        except csv.Error as error:
            raise (_large_cell if "field limit" in str(error) else _endless)(line) from None
        if row is None:
            return None
        if self._ended:
            raise _endless(line)
        if self._lines_max and line > self._lines_max:
            raise InvalidInput({"file": [f"The file has more than {self._lines_max:,} lines. Load it in parts."]})
        return line, row

    def _watched(self, first: str) -> Iterator[str]:
        """The lines, and a note when they are over: a reader that asks for more than the last is inside a quote."""
        line = first
        while line:
            self._read += len(line)
            if self._read >= ROW_MAX:
                raise _too_long(self._before + self._reader.line_num + 1)
            yield line
            line = self._lines.readline(ROW_MAX)
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

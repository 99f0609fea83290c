"""A table in text form, row by row, each cell still text."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from services.errors import InvalidInput
from services.tickets.schemas import trimmed

DELIMITERS = ",;\t|"
CELL_MAX = 1_000_000  # characters; a longer cell means that a quote was never closed
COLUMNS_MAX = 1_000
_DELIMITER_LINE = re.compile(r"sep=(.)\r?\n?")  # Excel's own way to name the delimiter


class CsvRows:
    """The rows below the header: (line on which the row begins, its cells or what is wrong with the row).

    Without a ``delimiter`` it is the one of ``,`` ``;`` tab and ``|`` that the header holds most of. What cannot be
    decoded becomes lone surrogates. Raises InvalidInput when there is no header, or a quote is never closed.
    """

    def __init__(self, stream: BinaryIO, *, encoding: str = "utf-8-sig", delimiter: str | None = None) -> None:
        errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
        lines = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self._lines = lines  # held: when it goes it closes the stream, which is the caller's
        csv.field_size_limit(CELL_MAX)
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
        self._reader = csv.reader(self._watched(itertools.chain([first], lines)), delimiter=self.delimiter)
        self.header = [trimmed(name) for name in self._first_row()]

    def _line(self) -> str:
        """The next line that is not blank, empty at the end of the file."""
        while (line := self._lines.readline(CELL_MAX)) and not trimmed(line):
            self._before += 1
        return line

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        for line, row in self.raw():
            right = len(row) == len(self.header)
            yield line, row if right else f"{len(row)} cells, but the header names {len(self.header)}"

    def raw(self) -> Iterator[tuple[int, list[str]]]:
        """The rows as they stand, whatever their number of cells; empty lines aside."""
        while (found := self._next()) is not None:
            if any(found[1]):
                yield found

    def _first_row(self) -> list[str]:
        found = self._next()
        if found is None or not any(map(trimmed, found[1])) or len(found[1]) > COLUMNS_MAX:
            raise InvalidInput({"file": ["The first line must name the columns."]})
        return found[1]

    def _next(self) -> tuple[int, list[str]] | None:
        line = self._before + self._reader.line_num + 1
        try:
            row = next(self._reader, None)
        except csv.Error:
            raise _endless(line) from None
        if row is None:
            return None
        if self._ended:
            raise _endless(line)
        return line, row

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, and a note when they are over: a reader that asks for more than the last is inside a quote."""
        yield from lines
        self._ended = True


def _endless(line: int) -> InvalidInput:
    return InvalidInput(
        {"file": [f"The row on line {line:,} never ends: a quote is not closed, or the file was cut off there."]}
    )

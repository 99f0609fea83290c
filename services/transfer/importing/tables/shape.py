"""Detect the shape of a table in a text: delimiter, quoting, and the line on which the header stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.transfer.importing.other_systems.systems import guess
from services.validation import trimmed

DETECTED = ",;\t|"  # delimiters that are told apart; others have to be named
SAMPLE_CHARACTERS = 64_000
HEADER_RECORDS = 40  # first records among which the header is sought
_NAMED = re.compile(r"""["']?sep=(.|\\t)["']?[,;\t|]*\s*""", re.IGNORECASE)  # Excel's own way, also quoted
_BACKSLASH = re.compile(r"""\\(?:["'](?=[^"',;\t|\r\n])|[,;\t|])""")  # a closing quote has a delimiter after it
_SPACED = re.compile(r"""(?:^|[,;\t|]) +["']""", re.MULTILINE)
_SINGLE = re.compile(r"(?:^|[,;\t|]) *'", re.MULTILINE)
_ESCAPE = re.compile(r"""(\\[\\"',;\t|])|\\""")
_VALUE = re.compile(r"[^\w]*\d[\d\W]*")  # a number, a date: no name of a column


@dataclass(frozen=True, slots=True)
class Shape:
    """How the cells of a text are told apart.

    ``above``: lines before the header. ``spaced``: blanks before a quote do not count. ``escaped``: what means
    something else has a backslash before it.
    """

    delimiter: str
    quote: str = '"'
    spaced: bool = False
    escaped: bool = False
    above: int = 0

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Any:
        """Make a csv.reader for the lines."""
        return csv.reader(
            map(_double_lone_backslashes, lines) if self.escaped else lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.spaced,
            escapechar="\\" if self.escaped else None,
            strict=strict,
        )

    def cells_as_they_stand(self, line: str) -> list[str]:
        """The cells of a line in which quotes are characters like others."""
        cells: list[str] = next(csv.reader([line], delimiter=self.delimiter, quoting=csv.QUOTE_NONE), [])
        return cells


@dataclass(frozen=True, slots=True)
class _Record:
    above: int  # lines before it
    cells: Sequence[str]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if trimmed(cell))


def detect_shape(sample: Sequence[str], *, delimiter: str | None = None, is_whole: bool = True) -> Shape:
    """Detect the shape under which the records of a sample are most alike.

    ``sample``: the first lines with their ends, none of them blank before the first that is not. ``is_whole``: there
    are no more; else the last record may be cut. A ``delimiter`` that is given is not questioned.
    """
    named = _named_delimiter(sample[0]) if sample else None
    lines = _capped(sample[1:] if named else sample)
    is_cut = not is_whole or len(lines) < len(sample) - bool(named)
    marks = [delimiter] if delimiter else list(dict.fromkeys([*([named] if named else []), *DETECTED]))
    candidates = [replace(quoting, delimiter=mark) for quoting in _quotings("".join(lines)) for mark in marks]
    best, best_rank, above = candidates[0], (False, False, False, -1.0, 0), 0
    for shape in candidates:
        records, errors = _parsed(shape, lines, is_cut)
        header = _header_of(records)
        if header is None:
            continue
        width = len(header.cells)
        if width == 1 and shape.delimiter != marks[0]:
            continue  # no delimiter fits one column better than another
        is_known = _known_columns(header) > 1
        rank = (shape.delimiter == named and width > 1, width > 1, is_known, _fit(header, records, errors), width)
        if rank > best_rank:
            best, best_rank, above = shape, rank, header.above
    return replace(best, above=above + bool(named))


def _named_delimiter(line: str) -> str | None:
    match = _NAMED.fullmatch(line)
    return None if match is None else "\t" if match[1] == "\\t" else match[1]


def _capped(lines: Sequence[str]) -> list[str]:
    """As many lines as are needed, the last of them cut; at least one."""
    kept, left = list[str](), SAMPLE_CHARACTERS
    for line in lines:
        if left <= 0:
            break
        kept.append(line[:left])
        left -= len(line)
    return kept


def _quotings(text: str) -> Iterator[Shape]:
    """The ways of quoting for which the text has a sign, the usual one first."""
    for quote in ('"', "'") if _SINGLE.search(text) else ('"',):
        for escaped in (False, True) if _BACKSLASH.search(text) else (False,):
            for spaced in (False, True) if _SPACED.search(text) else (False,):
                yield Shape(",", quote, spaced, escaped)


def _parsed(shape: Shape, lines: Sequence[str], is_cut: bool) -> tuple[list[_Record], int]:
    """The records that are not blank, and how many cannot be read under strict rules."""
    strict = not shape.spaced  # blanks after a quote would not be strict
    reader, records, errors = shape.reader(lines, strict=strict), list[_Record](), 0
    while True:
        above = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error:
            errors += reader.line_num < len(lines) or not is_cut
            if reader.line_num >= len(lines):
                break
            continue
        if cells is None:
            break
        if any(map(trimmed, cells)):
            records.append(_Record(above, cells))
    if is_cut and len(records) > 1:
        del records[-1]
    return records, errors


def _fit(header: _Record, records: Sequence[_Record], errors: int) -> float:
    """The share of the records below the header that have as many cells as it has, shorter ones counting half."""
    below = [record for record in records if record.above > header.above]
    total = len(below) + errors
    # An apostrophe is a quote where the header has it too; a text may begin and end with one.
    marks = "\"'" if any(_is_within(cell, "'") for cell in header.cells) else '"'
    return sum(_likeness(record.cells, len(header.cells), marks) for record in (header, *below)) / (total + 1)


def _is_within(cell: str, marks: str) -> bool:
    bare = cell.strip()
    return len(bare) > 1 and bare[0] == bare[-1] and bare[0] in marks


def _likeness(cells: Sequence[str], width: int, marks: str) -> float:
    if any(map(trimmed, cells[width:])):
        return 0.0
    if any(_is_within(cell, marks) for cell in cells):
        return 0.5  # quotes that were not understood
    return 1.0 if len(cells) >= width else 0.5


def _header_of(records: Sequence[_Record]) -> _Record | None:
    """The record that names the columns: the first, unless it is part of a title above the table."""
    first = records[:HEADER_RECORDS]
    if not first or (first[0].above and all(map(_VALUE.fullmatch, filter(None, first[0].cells)))):
        return None
    if _known_columns(first[0]):
        return first[0]
    known = next((record for record in first[1:] if _known_columns(record) > 1), None)
    if known is not None:
        return known
    widest = max(record.filled for record in first)
    for number, record in enumerate(first):
        if not _is_remark(record):
            is_header = record.filled >= max(3, 0.6 * widest) and not any(map(_VALUE.fullmatch, record.cells))
            below = records[number + 1 : number + 2]
            is_table = bool(below) and len(below[0].cells) == len(record.cells)
            return record if number and is_header and is_table else first[0]
    return first[0]


def names_columns(header: Sequence[str]) -> bool:
    """Whether a first row names columns, and is no row of a table without names: no name is a number or a date."""
    return not any(_VALUE.fullmatch(name) for name in header if name) or _known_columns(_Record(0, header)) > 0


def has_known_columns(rows: Iterable[Sequence[str]]) -> bool:
    """Whether one of the first rows names columns of ours or of a system that is known."""
    return any(_known_columns(_Record(0, row)) > 1 for row in rows)


def _known_columns(record: _Record) -> int:
    """How many fields the cells name, if title or description is among them."""
    if len(record.cells) > 1 and record.filled < 2:
        return 0
    columns = guess([trimmed(cell) for cell in record.cells]).columns
    return len(columns) if {"title", "description"} & set(columns) else 0


def _is_remark(record: _Record) -> bool:
    """Whether this is a title of the table, or a line such as "Date: 2026-03-05"."""
    filled = [trimmed(cell) for cell in record.cells if trimmed(cell)]
    return len(filled) == 1 or (len(filled) == 2 and (filled[0].endswith(":") or bool(_VALUE.fullmatch(filled[1]))))


def _double_lone_backslashes(line: str) -> str:
    """Paths such as C:\\new are written as they are where only quotes are escaped."""
    return _ESCAPE.sub(lambda match: match[1] or "\\\\", line) if "\\" in line else line

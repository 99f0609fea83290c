"""A CSV file as rows of known columns, each cell still text; and one row as the values of a ticket."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO

from services.classify.keywords import KeywordClassifier
from services.errors import InvalidInput
from services.fields import one_line, trimmed

COLUMNS = (
    "title",
    "description",
    "category",
    "priority",
    "status",
    "created_at",
    "resolved_at",
    "requester",
    "assignee",
    "external_id",
)
DELIMITERS = ",;\t|"
CELL_MAX = 1_000_000  # characters; a longer cell means that a quote was never closed
SHORT_TITLE = 80  # characters of the description that make a title

Cells = Mapping[str, str]


class CsvRows:
    """The rows of a UTF-8 CSV file: (line on which the row begins, cells by column or what is wrong with the row).

    The delimiter is the one of ``,`` ``;`` tab and ``|`` that the header holds most of. Raises InvalidInput when the
    file has no usable header or a quote is never closed.
    """

    def __init__(self, stream: BinaryIO) -> None:
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        header = lines.readline()
        self.delimiter = max(DELIMITERS, key=header.count)
        self._names = self._columns(header)
        self._ended = False
        self._reader = csv.reader(self._watched(lines), delimiter=self.delimiter)
        csv.field_size_limit(CELL_MAX)

    def __iter__(self) -> Iterator[tuple[int, Cells | str]]:
        while True:
            line = self._reader.line_num + 2  # the header is line 1
            try:
                row = next(self._reader, None)
            except csv.Error:
                raise _endless(line) from None
            if row is None:
                return
            if self._ended:
                raise _endless(line)
            if any(row):
                yield line, self._cells(row)

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, and a note when they are over: a reader that asks for more than the last is inside a quote."""
        yield from lines
        self._ended = True

    def _columns(self, header: str) -> list[str]:
        names = [_column_name(name) for name in next(csv.reader([header], delimiter=self.delimiter), [])]
        if not {"title", "description"} & set(names):
            raise InvalidInput({"file": ["The first line must name the columns, with a title or a description."]})
        twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
        if twice:
            raise InvalidInput({"file": [f"The column {twice[0]!r} is there twice."]})
        return names

    def _cells(self, row: list[str]) -> Cells | str:
        if len(row) != len(self._names):
            return f"{len(row)} cells, but the header names {len(self._names)}"
        cells = {name: cell for name, cell in zip(self._names, row, strict=True) if name in COLUMNS}
        if any("\0" in cell for cell in cells.values()):
            return "contains a NUL character"
        if not "".join(cells.values()).isprintable() and any(map(_undecodable, cells.values())):
            return "is not valid UTF-8"
        return cells


def _endless(line: int) -> InvalidInput:
    return InvalidInput({"file": [f"The row on line {line:,} never ends: a quote is not closed."]})


def _column_name(header: str) -> str:
    return "_".join(trimmed(header).lower().split())


def _undecodable(cell: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in cell)


@dataclass(frozen=True)
class RowReader:
    """Turns cells into the values of the staging table, in the order of ``STAGED``."""

    classifier: KeywordClassifier
    category_keys: Mapping[str, str]  # key by key and by label, both in lower case
    zone: tzinfo  # of times without an offset

    def values(self, line: int, cells: Cells | str) -> tuple[object, ...]:
        """One staging row; a row with a problem carries nothing but its line and the problem."""
        try:
            if isinstance(cells, str):
                raise ValueError(cells)
            return (line, *self._ticket(cells), None)
        except ValueError as error:
            return (line, *[None] * (len(STAGED) - 2), str(error))

    def _ticket(self, cells: Cells) -> tuple[object, ...]:
        title, description = _texts(cells.get("title", ""), cells.get("description", ""))
        category = trimmed(cells.get("category", "")).lower()
        priority = _key(cells.get("priority", ""))
        suggestion = None if category and priority else self.classifier.suggest(title, description)
        resolved_at = self._moment(cells, "resolved_at")
        return (
            title,
            description,
            self.category_keys.get(category, category) or (suggestion and suggestion.category.key) or "general",
            "import" if category else "classifier",
            priority or (suggestion and suggestion.priority.key) or "medium",
            "import" if priority else "classifier",
            _key(cells.get("status", "")) or ("resolved" if resolved_at else "open"),
            self._moment(cells, "created_at"),
            resolved_at,
            *(trimmed(cells.get(name, "")) or None for name in ("requester", "assignee", "external_id")),
        )

    def _moment(self, cells: Cells, name: str) -> datetime | None:
        written = trimmed(cells.get(name, ""))
        if not written:
            return None
        try:
            moment = datetime.fromisoformat(written)
            return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        except ValueError:
            raise ValueError(f"{name} {written[:40]!r} is not a time such as 2026-11-22T09:30:00Z") from None


STAGED = (
    "line",
    "title",
    "description",
    "category",
    "category_set_by",
    "priority",
    "priority_set_by",
    "status",
    "created_at",
    "resolved_at",
    "requester",
    "assignee",
    "external_id",
    "problem",
)


def _key(value: str) -> str:
    """ "In Progress" and "in-progress" are in_progress."""
    return "_".join(trimmed(value).lower().replace("-", " ").replace("_", " ").split())


def _texts(title: str, description: str) -> tuple[str, str]:
    title, description = one_line(title), description.replace("\r\n", "\n").replace("\r", "\n")
    if not trimmed(description):
        return title, title
    return title or _first_words(one_line(description)), description


def _first_words(text: str) -> str:
    if len(text) <= SHORT_TITLE:
        return text
    cut = text[: SHORT_TITLE + 1].rsplit(" ", 1)[0]
    return trimmed(cut[:SHORT_TITLE]) + "…"

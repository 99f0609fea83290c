"""Read the first table of a web page, or of an XML workbook of 2003, as rows of text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from services.transfer.importing.encodings.detection import detect_encoding
from services.transfer.importing.tables.csv_rows import COLUMNS_MAX

BLOCK = 1024**2  # characters
_ROWS, _CELLS = ("tr", "row", "ss:row"), ("td", "th", "cell", "ss:cell")
_TABLES = ("table", "ss:table")
_BREAKS = ("br", "p", "div", "li")
_NO_TEXT = ("script", "style", "tfoot")
_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(rb"\s*<(?:!doctype html|html|head|meta|body|table|style|\?xml|!--|div)", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)


def is_markup(head: bytes) -> bool:
    """Whether a file that begins so is a web page or XML."""
    return _MARKUP.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def page_encoding(page: Path, head: bytes) -> str:
    """The encoding as the page says it, where that is an encoding and no mark says otherwise."""
    marked = detect_encoding(page)
    named = _CHARSET.search(head)
    if named is None or marked.startswith("utf"):
        return marked
    try:
        return codecs.lookup(named[1].decode("ascii")).name
    except LookupError:
        return marked


def html_rows(page: Path, encoding: str) -> Iterator[list[str]]:
    """The rows of the first table that has more than one, else of the first that has any."""
    tables = _Tables()
    with page.open(encoding=encoding, errors="replace") as stream:
        while block := stream.read(BLOCK):
            tables.feed(block)
            yield from tables.taken()
            if tables.is_done:
                return
    tables.close()
    yield from tables.rest()


class _Tables(HTMLParser):
    """Rows come out while the page is still read, from the second row of a table on."""

    def __init__(self) -> None:
        super().__init__()
        self.is_done = False
        self._rows: list[list[str]] = []
        self._alone: list[list[str]] = []  # of a table of one row
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._depth = 0  # of tables: a table in a cell is its text
        self._silent = 0  # within scripts and styles
        self._is_xml = False  # where a line break in a text is one
        self._taken = 0
        self._span = 0  # further columns that a cell takes

    def taken(self) -> list[list[str]]:
        """The rows that are read since, once there are two."""
        if self._taken + len(self._rows) < 2:
            return []
        rows, self._rows = self._rows, []
        self._taken += len(rows)
        return rows

    def rest(self) -> list[list[str]]:
        """What is left at the end of the page."""
        self._end_row()
        return self.taken() or ([] if self._taken else self._rows or self._alone)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins; what was left open before it ends."""
        if self.is_done:
            return
        if tag in _NO_TEXT:
            self._silent += 1
        elif tag in _TABLES:
            self._depth += 1
            if self._depth == 1:
                self._alone, self._rows = self._rows or self._alone, []
        elif tag in _BREAKS and self._cell is not None:
            self._cell.append("\n")
        elif self._depth == 1 and tag in _ROWS:
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in _CELLS:
            self._is_xml = tag.endswith("cell")
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """A table, row or cell ends."""
        if self.is_done:
            return
        if tag in _NO_TEXT:
            self._silent = max(0, self._silent - 1)
        elif tag in _TABLES:
            self._depth = max(0, self._depth - 1)
            if not self._depth:
                self._end_row()
                self.is_done = self._taken + len(self._rows) > 1
        elif self._depth == 1 and tag in _ROWS:
            self._end_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Text, in a cell or anywhere else."""
        if self._cell is not None and not self._silent:
            self._cell.append(data if self._is_xml else _SPACE.sub(" ", data))

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._row = []
        at = attributes.get("ss:index") or ""
        if at.isascii() and at.isdigit():
            self._row += [""] * (min(int(at), COLUMNS_MAX) - 1 - len(self._row))
        span = attributes.get("colspan") or ""
        self._span = min(int(span), COLUMNS_MAX) - 1 if span.isascii() and span.isdigit() and len(span) < 5 else 0
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            lines = "".join(self._cell).split("\n")
            self._row += ["\n".join(" ".join(line.split()) for line in lines).strip(), *[""] * self._span]
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            self._rows.append(self._row)
        self._row = None

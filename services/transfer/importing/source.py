"""A file that was handed in: kept on disk, its encoding and delimiter told, looked through once."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from services.errors import InvalidInput
from services.settings import IMPORT_FILE_MB
from services.transfer.importing.csv_rows import NO_ROWS, CsvRows
from services.transfer.importing.plan import normalise_word
from services.transfer.importing.temporary_files import TemporaryFile, full_disk_told, remove_leftovers
from services.transfer.importing.workbook import to_csv

Kind = Literal["table", "workbook"]

# What a person may choose where the detection was wrong; the last ones cannot be told from cp1252.
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
}
LINES_MAX = 5_000_000
DISTINCT_MAX = 40  # words of a column that are counted; one with more holds texts
WORD_MAX = 200  # characters; a longer one is a text and not counted
SAMPLE_ROWS = 2_000  # first rows that are kept, to tell the dates
SAMPLE_CELLS = 200_000
DATE_MAX = 64  # characters; a longer cell is no date
GONE = "The file is no longer on the server. Choose it again."
LOOKED_AT = 1_000_000  # bytes in which the encoding is sought
ENOUGH_TO_TELL = 10_000  # characters beyond ASCII
_BROKEN = re.compile("[\ud800-\udfff]")
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")  # neither a browser nor the database takes these
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Source:
    """A table in a file. ``encoding`` and ``delimiter`` are told from its content and can be replaced.

    In the ``header`` what is not valid in the encoding is replaced by a mark.
    """

    name: str
    file: TemporaryFile
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    kind: Kind = "table"

    @contextmanager
    def rows(self) -> Iterator[CsvRows]:
        """The rows, read anew from the beginning."""
        with _opened(self.file) as stream:
            yield CsvRows(stream, encoding=self.encoding, delimiter=self.delimiter, lines_max=LINES_MAX)

    def read_as(self, encoding: str) -> Source:
        """The same file in another encoding. Raises InvalidInput when it has no header then."""
        return replace(_source(self.name, self.file, encoding), kind=self.kind)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass found: how many rows, the first of them, and how often each word of a column is there.

    ``sample``: of the first rows what may be a date; longer cells are empty in it, so that it is small in any file.
    ``words``: by position, folded word to (as first written, rows); None for a column of texts.
    """

    rows: int
    sample: tuple[Sequence[str], ...]
    words: tuple[dict[str, tuple[str, int]] | None, ...]


def keep(stream: BinaryIO, name: str) -> Source:
    """Copy what was handed in to disk and tell what it is.

    Raises InvalidInput when it is no table, is larger than may be, or the disk is full. What killed processes left
    there is removed first.
    """
    remove_leftovers()
    with full_disk_told():
        file = _copied(stream)
    with file.path.open("rb") as kept:
        is_workbook = kept.read(4) == _ZIP
    if is_workbook:
        with full_disk_told():
            table = TemporaryFile(".csv")
        to_csv(file.path, table.path)
        if not table.path.stat().st_size:
            raise InvalidInput({"file": ["The first sheet is empty, and only that one is read."]})
        file = table
    return replace(_source(name, file, encoding_of(file.path)), kind="workbook" if is_workbook else "table")


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


def _opened(file: TemporaryFile) -> BinaryIO:
    try:
        return file.path.open("rb")
    except FileNotFoundError:
        raise InvalidInput({"file": [GONE]}) from None


def _source(name: str, file: TemporaryFile, encoding: str) -> Source:
    with _opened(file) as stream:
        rows = CsvRows(stream, encoding=encoding)
        header = tuple(_NOT_TEXT.sub("\ufffd", column) for column in rows.header)
        return Source(name, file, encoding, rows.delimiter, header)


def encoding_of(path: Path) -> str:
    """UTF-8, UTF-16 or UTF-32 where the bytes say so, else cp1252. Raises InvalidInput when it is no text.

    UTF-8 with a few broken bytes stays UTF-8: the rows that hold them are rejected one by one.
    """
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as one of UTF-16 does
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    nuls = head.count(0)
    if nuls:
        return _without_mark(head, nuls)
    return "utf-8-sig" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    """Whether at least half of what is not ASCII is UTF-8, told from the first characters of that kind."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as stream:
        while good + bad < ENOUGH_TO_TELL and (block := stream.read(LOOKED_AT)):
            text = decoder.decode(block)
            if not text.isascii():
                broken = len(_BROKEN.findall(text))
                bad += broken
                good += len(_BEYOND_ASCII.findall(text)) - broken
    return good >= bad


def _without_mark(head: bytes, nuls: int) -> str:
    """UTF-16 of mostly Latin text has a NUL beside every letter, always on the same side; UTF-32 has three."""
    fourths = [head[place::4].count(0) for place in range(4)]
    if min(fourths[2:]) > len(head) / 4.5 and not fourths[0]:
        return "utf-32-le"
    if min(fourths[:2]) > len(head) / 4.5 and not fourths[3]:
        return "utf-32-be"
    odd = head[1::2].count(0)
    if odd > 0.9 * nuls and nuls > len(head) / 4:
        return "utf-16-le"
    if odd < 0.1 * nuls and nuls > len(head) / 4:
        return "utf-16-be"
    if nuls > len(head) / 1_000 + 1:
        raise InvalidInput({"file": ["This is not a table: it holds something else than text. Load CSV or .xlsx."]})
    return "utf-8-sig"


def survey(source: Source) -> Survey:
    """Read the file once. Raises InvalidInput when it cannot be read to its end or holds no row."""
    rows = 0
    sample: list[Sequence[str]] = []
    sampled = min(SAMPLE_ROWS, SAMPLE_CELLS // len(source.header))
    counted: list[Counter[str] | None] = [Counter() for _ in source.header]
    with source.rows() as found:
        for _, row in found:
            rows += 1
            if isinstance(row, str):
                continue
            if len(sample) < sampled:
                sample.append([cell if len(cell) <= DATE_MAX else "" for cell in row])
            _count(row, counted)
    if not rows:
        raise InvalidInput({"file": [NO_ROWS]})
    return Survey(rows, tuple(sample), tuple(None if counter is None else _folded(counter) for counter in counted))


def _count(row: Sequence[str], counted: list[Counter[str] | None]) -> None:
    for place, counter in enumerate(counted):
        if counter is not None and len(row[place]) <= WORD_MAX:
            counter[row[place]] += 1
            if len(counter) > DISTINCT_MAX:
                counted[place] = None


def _folded(counter: Counter[str]) -> dict[str, tuple[str, int]]:
    """The words, the most frequent first; empty cells aside, and what an import rejects whatever it would mean."""
    found: dict[str, tuple[str, int]] = {}
    for word, rows in counter.most_common():
        if (key := normalise_word(word)) and not _NOT_TEXT.search(word):
            first, before = found.get(key, (word, 0))
            found[key] = (first, before + rows)
    return found

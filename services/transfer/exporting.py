"""Export the tickets of a filter as CSV or Parquet, newest first, by a server-side cursor so that memory stays flat.

CSV is for spreadsheets: UTF-8 with a byte order mark, formulas made inert (services/transfer/formulas.py), times in the
reporting time zone as spreadsheets know them. Parquet keeps types and every text as it is.

A ticket without an external id gets one that this desk knows again (installation.py): an import of the file
 finds every ticket already there.
"""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, tzinfo
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import ColumnElement, Row, String, cast, func, literal, literal_column, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket
from services.access import audit
from services.errors import InvalidInput, TooManyExports
from services.filters.ticket_filter import TicketFilter
from services.limits import EXPORTS_MAX
from services.reporting import time_zone
from services.tickets.fields import TIMES, names
from services.transfer import note_column
from services.transfer.formulas import escape_formula
from services.transfer.installation import own_prefix
from services.transfer.note_column import NOTES

Format = Literal["csv", "parquet"]

COLUMNS = (*names(lambda field: field.exportable), NOTES)
ALWAYS = ("id", "title", "external_id")  # without these an import could not tell whose file it is and what is there
ROWS_AT_ONCE = 2_000
FIRST_ROWS_TIMEOUT = 120.0  # seconds; a rare word in a million tickets takes its time

_slots = threading.BoundedSemaphore(EXPORTS_MAX)


def columns_from(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of an export in their order: those named and ALWAYS; all when none is named. Raises InvalidInput."""
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise InvalidInput({"columns": [f"Unknown column {unknown[0][:60]!r}. Choose from: {', '.join(COLUMNS)}."]})
    return tuple(name for name in COLUMNS if not names or name in names or name in ALWAYS)


def export(ticket_filter: TicketFilter, kind: Format, columns: Sequence[str]) -> Generator[bytes]:
    """The file, piece by piece. Close the iterator to stop. Raises TooManyExports when too many run already."""
    with _slot(), transaction(statement_timeout=FIRST_ROWS_TIMEOUT) as session:
        audit.note_alone("export", f"Tickets as {kind}")
        yield from pieces(session, ticket_filter, kind, columns)


def count(session: Session, ticket_filter: TicketFilter) -> int:
    """How many tickets an export has, all of them counted."""
    return session.execute(select(func.count()).select_from(Ticket).where(*ticket_filter.clauses())).scalar_one()


def pieces(
    session: Session,
    ticket_filter: TicketFilter,
    kind: Format,
    columns: Sequence[str],
    *,
    written: Callable[[int], None] = lambda _rows: None,
    only: Sequence[ColumnElement[bool]] = (),
) -> Generator[bytes]:
    """The file, piece by piece, read in somebody else's transaction; ``written`` hears of so many more rows.

    ``only``: conditions beside the filter.
    """
    write = _csv if kind == "csv" else _parquet
    with closing(_batches(session, [*ticket_filter.clauses(), *only], columns)) as batches:
        yield from write(_counted(batches, written), columns)


def _counted(batches: Iterable[Sequence[Row[Any]]], written: Callable[[int], None]) -> Iterator[Sequence[Row[Any]]]:
    for rows in batches:
        yield rows
        written(len(rows))


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(blocking=False):
        raise TooManyExports
    try:
        yield
    finally:
        _slots.release()


def _batches(
    session: Session, conditions: Sequence[ColumnElement[bool]], columns: Sequence[str]
) -> Generator[Sequence[Row[Any]]]:
    named = func.coalesce(Ticket.external_id, literal(own_prefix(session)) + cast(Ticket.id, String))
    own = {"external_id": named.label("external_id"), NOTES: literal_column(note_column.SQL).label(NOTES)}
    selected = [own[name] if name in own else getattr(Ticket, name) for name in columns]
    newest_first = (Ticket.created_at.desc(), Ticket.id.desc())
    statement = select(*selected).where(*conditions).order_by(*newest_first)
    with closing(session.execute(statement.execution_options(yield_per=ROWS_AT_ONCE))) as rows:
        yield from rows.partitions()


def _csv(batches: Iterator[Sequence[Row[Any]]], columns: Sequence[str]) -> Iterator[bytes]:
    zone = time_zone()
    writers = [_writer(name, zone) for name in columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    yield b"\xef\xbb\xbf" + _taken(buffer)
    for rows in batches:
        writer.writerows(
            ["" if value is None else write(value) for write, value in zip(writers, row, strict=True)] for row in rows
        )
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _writer(name: str, zone: tzinfo) -> Callable[[Any], str]:
    if name in TIMES:
        return lambda value: _local(value, zone)
    return str if name == "id" else escape_formula


def _local(moment: datetime, zone: tzinfo) -> str:
    """As a spreadsheet knows a date. In the hour that an autumn has twice, the offset says which of the two it is."""
    local = moment.astimezone(zone)
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return local.isoformat(" ", "seconds") if twice else f"{local:%Y-%m-%d %H:%M:%S}"


def _parquet(batches: Iterator[Sequence[Row[Any]]], columns: Sequence[str]) -> Iterator[bytes]:
    schema = pa.schema([(name, _type(name)) for name in columns])
    sink = _Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for rows in batches:
            values = zip(*rows, strict=True)
            arrays = [pa.array(column, type=field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _type(name: str) -> pa.DataType:
    if name in TIMES:
        return pa.timestamp("us", tz="UTC")
    return pa.int64() if name == "id" else pa.string()


class _Sink(io.RawIOBase):
    """Where the writer writes: what came in since the last time is taken from here."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def write(self, part: Any) -> int:
        piece = bytes(part)
        self._parts.append(piece)
        self._position += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Every byte since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)

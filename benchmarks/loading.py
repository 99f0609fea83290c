"""What comes in: a file through the product's import, beside a bare COPY; one ticket, beside a bare INSERT."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.made_tickets import COLUMNS, write_csv
from benchmarks.measuring import median
from db.engine import engine, transaction
from services import lifecycle
from services.rollups import maintenance
from services.transfer.importing import loading

MANY = 1_000_000  # from here on once is enough
TURNS, RUNS = 8, 10  # of one ticket
CHUNK = 1 << 20

# One table with all indexes and constraints, also those of what is searched, but no foreign key and no triggers.
_BARE = (
    "CREATE TABLE bare (LIKE ticket INCLUDING ALL,"
    " folded text GENERATED ALWAYS AS (fold(title || E'\\n' || description)) STORED,"
    " words tsvector GENERATED ALWAYS AS (document_words(fold(title), fold(description))) STORED);"
    "CREATE INDEX ON bare USING gin (words); CREATE INDEX ON bare USING gin (folded gin_trgm_ops)"
)
_ROW = (
    "(title, description, category, priority) VALUES ('One more', 'The card reader is broken again.', 'general', 'low')"
)
_MADE = "id > (SELECT max(id) - 1000 FROM ticket) AND title = 'One more'"
_ONE_BARE = (  # with the row of what is searched, which has the costly indexes
    f"WITH made AS (INSERT INTO ticket {_ROW} RETURNING id, created_at, title, description)"  # noqa: S608 - ours
    " INSERT INTO ticket_document SELECT id, created_at, fold(title || E'\\n' || description),"
    " document_words(fold(title), fold(description)) FROM made"
)
_WITHOUT = "DELETE FROM ticket_document USING gone WHERE ticket_id = gone.id"
_SUGGESTIONS = (
    "INSERT INTO suggestion (ticket_id, created_at, source, model, latency_ms, category, category_confidence,"
    " category_chosen, category_touched, priority, priority_confidence, priority_chosen, priority_touched)"
    " SELECT id, created_at, source, 'made', 1, said, 0.8, category, said <> category, 'high', 0.6, priority,"
    " priority <> 'high' FROM ticket, (VALUES ('learned', NULL), ('keywords', 'general')) AS shown (source, other),"
    " LATERAL coalesce(other, category) AS said WHERE id % 3 = 0"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Seconds of an import and of a COPY of the same file, and by how many MB the importing process grew at most."""

    imported: float
    copied: float
    grown: float


def load(file: Path, count: int) -> Loaded:
    """COPY and import the file, in turns; the tickets of the last import stay."""
    copied: list[float] = []
    imported: list[float] = []
    before = _peak()
    for _ in range(1 if count >= MANY else 3):
        copied.append(_copy(file))
        lifecycle.reset()
        with file.open("rb") as stream:
            result = loading.import_csv(stream)
        assert result.imported == count, result
        imported.append(result.seconds)
    return Loaded(statistics.median(imported), statistics.median(copied), _peak() - before)


def fill(file: Path, count: int, *, now: datetime) -> None:
    """So many tickets by way of ``file``, settled, into a database that has none; one that has some stays as it is."""
    with transaction() as session:
        if session.scalar(text("SELECT EXISTS (SELECT FROM ticket)")):
            return
    write_csv(file, count, now=now)
    with file.open("rb") as stream:
        loading.import_csv(stream)
    file.unlink()
    settle()


def settle() -> None:
    """What happens by itself within minutes after a load: counts folded, statistics and visibility; and suggestions.

    Every third ticket was shown two suggestions, one of which was taken.
    """
    _execute(_SUGGESTIONS)
    maintenance.fold()
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE"))


def create_one() -> tuple[float, float]:
    """Milliseconds of an INSERT with its commit, without triggers and as it is, into the same tables and indexes.

    They take turns, as a disk that is slow for a while would be slow for one of them alone.
    """
    bare: list[float] = []
    whole: list[float] = []
    for _ in range(TURNS):
        bare.append(_create_bare())
        whole.append(median(lambda: _execute(f"INSERT INTO ticket {_ROW}"), RUNS))
        _execute(f"DELETE FROM ticket WHERE {_MADE}")  # noqa: S608 - ours
    return statistics.median(bare), statistics.median(whole)


def _create_bare() -> float:
    try:
        _execute("ALTER TABLE ticket DISABLE TRIGGER USER")
        milliseconds = median(lambda: _execute(_ONE_BARE), RUNS)
        # Nobody has counted them, so they go as they came.
        _execute(f"WITH gone AS (DELETE FROM ticket WHERE {_MADE} RETURNING id) {_WITHOUT}")  # noqa: S608 - ours
        return milliseconds
    finally:
        _execute("ALTER TABLE ticket ENABLE TRIGGER USER")


def _copy(file: Path) -> float:
    _execute(_BARE)
    try:
        began = time.perf_counter()
        with transaction(statement_timeout=0) as session:
            driver: Any = session.connection().connection.driver_connection
            statement = f"COPY bare ({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv, HEADER)"
            with driver.cursor() as cursor, cursor.copy(statement) as copy, file.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    copy.write(chunk)
        return time.perf_counter() - began
    finally:
        _execute("DROP TABLE bare")


def _execute(statement: str) -> None:
    with transaction(statement_timeout=0) as session:
        session.execute(text(statement))


def _peak() -> float:
    """The most memory this process ever had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)

"""CSV in: streamed through COPY into a staging table, checked and inserted by set-based statements.

Columns are found by their header, in any order, case and spacing, and unknown ones are passed over: ``title``,
``description`` (one of the two must be there), ``category``, ``priority``, ``status``, ``created_at``, ``resolved_at``,
``requester``, ``assignee``, ``external_id``. Where the title is empty it becomes the first words of the description;
where the description is, the title stands for both. Where category or priority is empty the classifier is asked.
A resolved ticket without ``resolved_at`` counts as resolved when it was created: to say "now" would make a spike of
today.

The whole file is one transaction, and rows go from the file to the database one after the other, so that memory stays
flat whatever the size. Rows that break a rule are left out and reported while the others come in together, or, on
request, keep the whole file out. Rows whose ``external_id`` is there already are counted and left as they are, so an
import can be repeated.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sqlalchemy import CursorResult, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.classify.chain import keyword_classifier
from services.csv_rows import STAGED, CsvRows, RowReader
from services.reporting import time_zone
from services.settings import DESCRIPTION_MAX, NAME_MAX, TITLE_MAX
from services.taxonomy import categories

REPORTED_MAX = 1_000  # rejected rows named in a result


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that stayed out: the line on which it begins (the header is line 1) and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows; ``rejected_rows`` names the first REPORTED_MAX of the ``rejected``.

    Under ``all_or_nothing`` a single rejected row means that nothing was imported.
    """

    imported: int
    already_there: int
    rejected: int
    rejected_rows: list[Rejected] = field(default_factory=list)
    seconds: float = 0.0


def import_csv(stream: BinaryIO, *, actor: str = "local", all_or_nothing: bool = False) -> ImportResult:
    """Import a UTF-8 CSV file with a header line; with ``all_or_nothing`` only if no row of it breaks a rule.

    Raises InvalidInput, and imports nothing, when the file as a whole cannot be read: no usable header, or a quote that
    is never closed.
    """
    began = time.perf_counter()
    csv_rows = CsvRows(stream)
    with transaction(actor=actor, statement_timeout=0) as session:
        session.execute(_CREATE_STAGING)
        reader = _row_reader()
        _copy(session, (reader.values(line, cells) for line, cells in csv_rows))
        session.execute(_FIND_PROBLEMS, {"title": TITLE_MAX, "description": DESCRIPTION_MAX, "name": NAME_MAX})
        valid, rejected = session.execute(_COUNT).one()
        named = session.execute(_REJECTED, {"limit": REPORTED_MAX}).all()
        imported = 0 if all_or_nothing and rejected else _insert(session)
    return ImportResult(
        imported=imported,
        already_there=0 if all_or_nothing and rejected else valid - imported,
        rejected=rejected,
        rejected_rows=[Rejected(line, problem) for line, problem in named],
        seconds=time.perf_counter() - began,
    )


def _insert(session: Session) -> int:
    inserted = session.execute(_INSERT)
    assert isinstance(inserted, CursorResult)
    return inserted.rowcount


def _row_reader() -> RowReader:
    known = categories()
    keys = {category.label.lower(): category.key for category in known} | {c.key: c.key for c in known}
    return RowReader(keyword_classifier(), keys, time_zone())


def _copy(session: Session, rows: Iterable[tuple[object, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY staging ({', '.join(STAGED)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_CREATE_STAGING = text(
    """
    CREATE TEMPORARY TABLE staging (
        line integer, title text, description text, category text, category_set_by decided_by,
        priority text, priority_set_by decided_by, status text, created_at timestamptz, resolved_at timestamptz,
        requester text, assignee text, external_id text, problem text
    ) ON COMMIT DROP
    """
)

# The constraints of the ticket table, in words. Only the first of several problems is named.
_PROBLEM = """
    CASE
        WHEN is_blank(title) THEN 'title and description are empty'
        WHEN char_length(title) > :title THEN 'the title has more than ' || :title || ' characters'
        WHEN char_length(description) > :description
            THEN 'the description has more than ' || :description || ' characters'
        WHEN NOT EXISTS (SELECT FROM category WHERE key = staging.category AND archived_at IS NULL)
            THEN 'unknown category ' || quote_literal(left(category, 40))
        WHEN priority <> ALL (enum_range(NULL::ticket_priority)::text[])
            THEN 'unknown priority ' || quote_literal(left(priority, 40))
        WHEN status <> ALL (enum_range(NULL::ticket_status)::text[])
            THEN 'unknown status ' || quote_literal(left(status, 40))
        WHEN char_length(requester) > :name THEN 'the requester has more than ' || :name || ' characters'
        WHEN char_length(assignee) > :name THEN 'the assignee has more than ' || :name || ' characters'
        WHEN char_length(external_id) > :name THEN 'the external_id has more than ' || :name || ' characters'
        WHEN created_at > now() + interval '1 day' THEN 'created_at lies in the future'
        WHEN resolved_at > now() + interval '1 day' THEN 'resolved_at lies in the future'
        WHEN resolved_at < coalesce(created_at, now()) THEN 'resolved_at lies before created_at'
        WHEN resolved_at IS NOT NULL AND status IN ('open', 'in_progress') THEN 'has resolved_at, but is ' || status
    END
"""

# Only the rows that have a problem are written again.
_FIND_PROBLEMS = text(
    f"UPDATE staging SET problem = {_PROBLEM} WHERE problem IS NULL AND {_PROBLEM} IS NOT NULL"  # noqa: S608 - our own
)

# A temporary table is read in the order it was written: ids follow the lines of the file.

_INSERT = text(
    """
    INSERT INTO ticket (title, description, category, category_set_by, priority, priority_set_by, status,
                        created_at, updated_at, resolved_at, requester, assignee, external_id)
    SELECT title, description, category, category_set_by, priority::ticket_priority, priority_set_by,
           status::ticket_status, coalesce(created_at, now()), now(),
           CASE WHEN status IN ('resolved', 'closed') THEN coalesce(resolved_at, created_at, now()) END,
           requester, assignee, external_id
    FROM staging WHERE problem IS NULL
    ON CONFLICT (external_id) DO NOTHING
    """
)

_COUNT = text("SELECT count(*) FILTER (WHERE problem IS NULL), count(problem) FROM staging")
_REJECTED = text("SELECT line, problem FROM staging WHERE problem IS NOT NULL ORDER BY line LIMIT :limit")

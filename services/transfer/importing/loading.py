"""Rows in: streamed through COPY into a staging table, checked and inserted by set-based statements.

Where the title is empty it becomes the first words of the description; where the description is, the title stands for
both. Where category or priority is empty it is suggested at once. A resolved ticket without ``resolved_at`` counts as
resolved when it was created: to say "now" would make a spike of today.

The whole file is one transaction, and rows go from the file to the database one after the other, so that memory stays
flat whatever the size. Rows that break a rule are left out and reported while the others come in together, or, on
request, keep the whole file out. Rows whose ``external_id`` is there already, and those that an export of this desk
wrote of a ticket that is still there, are counted and left as they are, so an import can be repeated. A second row with
an id of the same file is rejected, or its text is added to the first row's description (repeated_ids.py). Which tickets
an import brought is recorded (origins.py).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, BinaryIO, Literal

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.errors import InvalidInput
from services.reporting import time_zone
from services.taxonomy import DONE
from services.tickets.fields import NAMES
from services.transfer.importing import origins, staging
from services.transfer.importing.plan import TODAY, Plan, plan_by_name
from services.transfer.importing.row_reader import undated_moment
from services.transfer.importing.staging import Rows
from services.transfer.importing.tables.csv_rows import NO_ROWS, CsvRows

REPORTED_MAX = 1_000  # rejected rows named in a result
BATCH_FIRST, BATCH_MAX = 250, 1_000  # rows stored by one statement
BATCH_SECONDS = 0.4  # that it should take: progress moves after each
READ = 50  # rows between two reports of progress: where fields are open each is classified, which takes its time

Phase = Literal["reading", "storing"]
Report = Callable[[Phase, int], None]
Finish = Callable[[Session, "ImportResult"], None]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that stayed out: the line on which it begins (the header is line 1) and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the rows; ``rejected_rows`` names the first of the ``rejected``.

    ``added``: rows whose text was added to the ticket of an earlier one; of ``cut`` tickets it did not fit.
    ``undated``: tickets without a date in the file. ``import_id``: what ``origins`` knows the tickets by; None without
    any. Under ``all_or_nothing`` a single rejected row means that nothing was imported.
    """

    imported: int
    already_there: int
    rejected: int
    rejected_rows: list[Rejected] = field(default_factory=list)
    seconds: float = 0.0
    added: int = 0
    cut: int = 0
    undated: int = 0
    import_id: int | None = None

    def counts(self) -> dict[str, Any]:
        """All but the rejected rows, as a job keeps it."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "rejected_rows"}


def import_csv(
    stream: BinaryIO,
    *,
    actor: str = "local",
    all_or_nothing: bool = False,
    report: Report = lambda _phase, _rows: None,
    finish: Finish = lambda _session, _result: None,
) -> ImportResult:
    """Import a UTF-8 CSV file whose header has our own names; with ``all_or_nothing`` only if no row breaks a rule.

    Raises InvalidInput, and imports nothing, when the file as a whole cannot be read: no usable header, no row below
    it, or a quote that is never closed.
    """
    rows = CsvRows(stream)
    plan = plan_by_name(rows.header)
    numbered = iter(rows)
    first = next(numbered, None)
    if first is None:
        raise InvalidInput({"file": [NO_ROWS]})
    return import_rows(
        itertools.chain((first,), numbered),
        plan,
        actor=actor,
        all_or_nothing=all_or_nothing,
        named=REPORTED_MAX,
        report=report,
        finish=finish,
    )


def import_rows(  # noqa: PLR0913 - who, what, and three who listen
    rows: Rows,
    plan: Plan,
    *,
    actor: str,
    name: str = "",
    all_or_nothing: bool = False,
    named: int | None = None,
    report: Report = lambda _phase, _rows: None,
    finish: Finish = lambda _session, _result: None,
    watch: Callable[[Connection], None] = lambda _connection: None,
) -> ImportResult:
    """Import rows of the file ``name`` in one transaction; the first ``named`` of the rejected are named, or all.

    ``report`` hears now and then how many rows are read, and then how many are stored; ``finish`` is called last in the
    transaction, unless ``all_or_nothing`` keeps the file out. What they raise ends the import, and nothing of it stays.
    ``watch`` is given the connection before anything is done.
    """
    began = time.perf_counter()
    with transaction(actor=actor, statement_timeout=0) as session:
        watch(session.connection())
        staged = staging.stage(session, _reported(rows, report), plan)
        problems = staging.rejected(session, named) if staged.rejected else []
        refused = all_or_nothing and staged.rejected > 0
        brought = _NOTHING if refused else _insert(session, staged.rows, plan, name, report)
        result = ImportResult(
            imported=brought.tickets,
            already_there=0 if refused else staged.valid - brought.tickets,
            rejected=staged.rejected,
            rejected_rows=[Rejected(line, problem) for line, problem in problems],
            seconds=time.perf_counter() - began,
            added=0 if refused else staged.added,
            cut=0 if refused else staged.cut,
            undated=brought.undated,
            import_id=brought.import_id,
        )
        if not refused:
            finish(session, result)
    return result


def preview(rows: Rows, plan: Plan) -> list[Row[Any]]:
    """The rows as they would become, in the columns of the staging table; ``problem`` says why one would stay out.

    Nothing is kept.
    """
    with transaction() as session:
        staging.stage(session, rows, plan)
        staged = session.execute(text("SELECT * FROM staging ORDER BY number")).all()
        session.execute(text("DROP TABLE staging"))
    return list(staged)


@dataclass(frozen=True, slots=True)
class _Brought:
    tickets: int
    undated: int
    import_id: int | None


_NOTHING = _Brought(0, 0, None)


def _reported(rows: Rows, report: Report) -> Iterator[tuple[int, Sequence[str] | str]]:
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % READ == 0:
            report("reading", number)
        yield row
    report("reading", number)


def _insert(session: Session, rows: int, plan: Plan, name: str, report: Report) -> _Brought:
    """Batch after batch, in the order of the file: ids follow its lines, and somebody may want to stop it."""
    tickets = undated = 0
    import_id: int | None = None
    undated_at = undated_moment(plan, time_zone())
    for first, last in _parts(rows):
        report("storing", first - 1)
        batch = session.execute(_INSERT, {"first": first, "last": last, "undated": undated_at}).all()
        without_date = [row.id for row in batch if row.undated]
        if batch:
            import_id = import_id or origins.begin(session, name)
            origins.add(session, import_id, [row.id for row in batch], () if plan.undated == TODAY else without_date)
        tickets, undated = tickets + len(batch), undated + len(without_date)
    report("storing", rows)
    return _Brought(tickets, undated, import_id)


def _parts(rows: int) -> Iterator[tuple[int, int]]:
    """The first and last number of each batch: as many rows as are stored in about BATCH_SECONDS."""
    first, size = 1, BATCH_FIRST
    while first <= rows:
        began = time.perf_counter()
        yield first, min(first + size - 1, rows)
        first += size
        pace = BATCH_SECONDS / max(time.perf_counter() - began, 0.001)
        size = max(BATCH_FIRST, min(BATCH_MAX, int(size * min(pace, 2))))


_NAMES = ", ".join(NAMES)


# The ids are taken here, so that what was decided finds its ticket.
_INSERT = text(
    f"""
    WITH arriving AS MATERIALIZED (
        SELECT nextval('ticket_id_seq') AS id, chosen.*
        FROM (SELECT * FROM staging
              WHERE number BETWEEN :first AND :last AND problem IS NULL AND added_to IS NULL
                AND (own_id IS NULL OR NOT EXISTS (SELECT FROM ticket WHERE ticket.id = staging.own_id))
                AND NOT EXISTS (
                    SELECT FROM ticket_trash WHERE merged_into IS NOT NULL AND id = staging.own_id
                    UNION ALL
                    SELECT FROM ticket_trash
                    WHERE merged_into IS NOT NULL AND ticket ->> 'external_id' = staging.external_id
                )
              ORDER BY number) AS chosen
    ), inserted AS (
        INSERT INTO ticket (id, title, description, category, category_set_by, priority, priority_set_by, status,
                            created_at, updated_at, resolved_at, {_NAMES}, external_id,
                            category_review, priority_review)
        OVERRIDING SYSTEM VALUE
        SELECT id, title, description, category, category_set_by, priority::ticket_priority, priority_set_by,
               status::ticket_status, coalesce(created_at, :undated, now()), now(),
               CASE WHEN status IN {DONE} THEN coalesce(resolved_at, created_at, :undated, now()) END,
               {_NAMES}, external_id, category_review, priority_review
        FROM arriving ORDER BY number
        ON CONFLICT (external_id) DO NOTHING
        RETURNING id, created_at = coalesce(CAST(:undated AS timestamptz), now()) AS undated
    ), decided AS (
        INSERT INTO promise_decision (ticket_id, field, promise_id, value, confidence, version)
        SELECT id, field, promise_id, value, confidence, version
        FROM arriving JOIN inserted USING (id), LATERAL (VALUES
            ('category', category, category_confidence), ('priority', priority, priority_confidence)
        ) AS of_field (field, value, confidence)
        WHERE promise_id IS NOT NULL AND confidence IS NOT NULL
    )
    , noted AS (
        INSERT INTO ticket_note (ticket_id, author, text, created_at)
        SELECT of_ticket.id, note ->> 1, note ->> 2, coalesce((note ->> 0)::timestamptz, now())
        FROM (
            SELECT id, number, notes FROM arriving JOIN inserted USING (id) WHERE notes IS NOT NULL
            UNION ALL
            SELECT id, staging.number, staging.notes
            FROM arriving JOIN inserted USING (id) JOIN staging ON staging.added_to = arriving.number
            WHERE staging.notes IS NOT NULL
        ) AS of_ticket
        CROSS JOIN LATERAL jsonb_array_elements(of_ticket.notes) WITH ORDINALITY AS one (note, place)
        ORDER BY of_ticket.id, of_ticket.number, place
    )
    SELECT id, undated FROM inserted
    """  # noqa: S608 - our own
)

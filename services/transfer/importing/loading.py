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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, BinaryIO, Literal

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.classify import chain
from services.errors import InvalidInput
from services.reporting import time_zone
from services.taxonomy import DONE, UNRESOLVED, categories
from services.tickets.fields import BY_NAME, NAMES, SUGGESTED
from services.transfer.importing import origins, repeated_ids
from services.transfer.importing.plan import ASIDE, Plan, normalise_word, plan_by_name
from services.transfer.importing.row_reader import STAGED, RowReader, undated_moment
from services.transfer.importing.tables.csv_rows import NO_ROWS, CsvRows
from services.transfer.installation import own_prefix

REPORTED_MAX = 1_000  # rejected rows named in a result
BATCH = 1_000  # rows between two reports of progress

Phase = Literal["reading", "storing"]
Report = Callable[[Phase, int], None]
Finish = Callable[[Session, "ImportResult"], None]
Rows = Iterable[tuple[int, Sequence[str] | str]]


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
    found = iter(rows)
    first = next(found, None)
    if first is None:
        raise InvalidInput({"file": [NO_ROWS]})
    return import_rows(
        itertools.chain((first,), found),
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
        staged = _stage(session, rows, plan, report)
        problems = session.execute(_REJECTED, {"limit": named}).all() if staged.rejected else []
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
        _stage(session, rows, plan, lambda _phase, _rows: None)
        staged = session.execute(text("SELECT * FROM staging ORDER BY number")).all()
        session.execute(text("DROP TABLE staging"))
    return list(staged)


def category_words() -> dict[str, str]:
    """Key by folded key and label of the categories that an import may use."""
    known = categories()
    return {normalise_word(category.label): category.key for category in known} | {
        normalise_word(c.key): c.key for c in known
    }


@dataclass(frozen=True, slots=True)
class _Staged:
    """How many rows obey the rules, how many do not, and how many were added to another, of which ``cut`` in part."""

    valid: int
    rejected: int
    added: int = 0
    cut: int = 0

    @property
    def rows(self) -> int:
        return self.valid + self.rejected + self.added


@dataclass(frozen=True, slots=True)
class _Brought:
    tickets: int
    undated: int
    import_id: int | None


_NOTHING = _Brought(0, 0, None)


def _stage(session: Session, rows: Rows, plan: Plan, report: Report) -> _Staged:
    session.execute(_CREATE_STAGING)
    reader = RowReader(plan, chain.instant, category_words(), time_zone(), own_prefix(session))
    _copy(session, (reader.values(line, cells) for line, cells in _reported(rows, report)))
    session.execute(_INDEX_STAGING)
    session.execute(_FIND_PROBLEMS)
    added, cut = repeated_ids.settle(session, plan.repeated) if "external_id" in plan.columns else (0, 0)
    valid, rejected = session.execute(_COUNT).one()
    return _Staged(valid, rejected, added, cut)


def _reported(rows: Rows, report: Report) -> Iterator[tuple[int, Sequence[str] | str]]:
    number = 0
    for number, row in enumerate(rows, start=1):
        if number % BATCH == 0:
            report("reading", number)
        yield row
    report("reading", number)


def _insert(session: Session, rows: int, plan: Plan, name: str, report: Report) -> _Brought:
    """Batch after batch, in the order of the file: ids follow its lines, and somebody may want to stop it."""
    tickets = undated = 0
    import_id: int | None = None
    undated_at = undated_moment(plan, time_zone())
    for first in range(1, rows + 1, BATCH):
        report("storing", first - 1)
        values = {"first": first, "last": first + BATCH - 1, "undated": undated_at}
        batch = session.execute(_INSERT, values).all()
        without_date = [row.id for row in batch if row.undated]
        if batch:
            import_id = import_id or origins.begin(session, name)
            origins.add(session, import_id, [row.id for row in batch], without_date if plan.undated == ASIDE else ())
        tickets, undated = tickets + len(batch), undated + len(without_date)
    report("storing", rows)
    return _Brought(tickets, undated, import_id)


def _copy(session: Session, rows: Iterable[tuple[object, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY staging ({', '.join(STAGED)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_NAMES = ", ".join(NAMES)


def _too_long(*names: str) -> str:
    """WHEN clauses for texts with more characters than their fields take."""
    return "\n        ".join(
        f"WHEN char_length({name}) > {BY_NAME[name].limit}"
        f" THEN 'the {name} has more than {BY_NAME[name].limit} characters'"
        for name in names
    )


_CREATE_STAGING = text(
    f"""
    CREATE TEMPORARY TABLE staging (
        number integer GENERATED ALWAYS AS IDENTITY,
        line integer, title text, description text, category text, category_set_by decided_by,
        priority text, priority_set_by decided_by, status text, created_at timestamptz, resolved_at timestamptz,
        {", ".join(f"{name} text" for name in NAMES)}, external_id text, own_id bigint,
        {", ".join(f"{name}_review review_state, {name}_confidence real" for name in SUGGESTED)},
        promise_id bigint, version bigint, problem text, added_to integer
    ) ON COMMIT DROP
    """
)
_INDEX_STAGING = text("CREATE UNIQUE INDEX ON staging (number)")

# The constraints of the ticket table, in words. Only the first of several problems is named.
_PROBLEM = f"""
    CASE
        WHEN is_blank(title) THEN 'title and description are empty'
        {_too_long("title", "description")}
        WHEN NOT EXISTS (SELECT FROM category WHERE key = staging.category AND archived_at IS NULL)
            THEN 'unknown category ' || quote_literal(left(category, 40))
        WHEN priority <> ALL (enum_range(NULL::ticket_priority)::text[])
            THEN 'unknown priority ' || quote_literal(left(priority, 40))
        WHEN status <> ALL (enum_range(NULL::ticket_status)::text[])
            THEN 'unknown status ' || quote_literal(left(status, 40))
        {_too_long(*NAMES, "external_id")}
        WHEN created_at < (SELECT timezone(reporting_zone(), timestamp '1900-01-01')) THEN 'created_at lies before 1900'
        WHEN created_at > now() + interval '1 day' THEN 'created_at lies in the future'
        WHEN resolved_at > now() + interval '1 day' THEN 'resolved_at lies in the future'
        WHEN resolved_at < coalesce(created_at, now()) THEN 'resolved_at lies before created_at'
        WHEN resolved_at IS NOT NULL AND status IN {UNRESOLVED} THEN 'has resolved_at, but is ' || status
    END
"""

# Only the rows that have a problem are written again.
_FIND_PROBLEMS = text(
    f"UPDATE staging SET problem = {_PROBLEM} WHERE problem IS NULL AND {_PROBLEM} IS NOT NULL"  # noqa: S608 - our own
)

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
    SELECT id, undated FROM inserted
    """  # noqa: S608 - our own
)

_COUNT = text("SELECT count(*) FILTER (WHERE problem IS NULL AND added_to IS NULL), count(problem) FROM staging")
_REJECTED = text("SELECT line, problem FROM staging WHERE problem IS NOT NULL ORDER BY line LIMIT :limit")

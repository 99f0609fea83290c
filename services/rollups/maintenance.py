"""Maintain the rollups (db/sql/0004, 0012, 0053 and 0059): fold, rebuild, and verify against a recount."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from db.engine import engine, local_settings, own_connection, transaction, translated

LITTER = 10_000  # folded rows from which stat_delta is worth a VACUUM at once
NAMED = 20  # differences that a check names
PART_FIRST = 250  # tickets that a rebuild counts at once, at least
PART_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """One count: where it is kept, of what, what is kept and what a recount says."""

    rollup: str
    key: str
    kept: int
    counted: int


@dataclass(frozen=True, slots=True)
class Drift:
    """``differing``: how many counts differ from a recount, 0 when all is well; ``examples``: the first of them."""

    differing: int
    examples: tuple[Difference, ...]


def fold() -> int:
    """Fold the appended deltas into the rollups; returns how many rows of them there were.

    Numbers are right before and after; they are read faster after. One process at a time, the others wait.
    """
    with transaction(statement_timeout=0) as session:
        if not session.scalar(_ANY_APPENDED):
            return 0
        folded = int(session.scalar(_FOLD) or 0)
    if folded >= LITTER:
        _sweep()
    return folded


def rebuild(
    *,
    watch: Callable[[Connection], None] = lambda _: None,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Rebuild every rollup from the tickets and their history, part by part; writers go on meanwhile.

    ``watch`` is given the connection that does it, before it begins. ``report`` is told the tickets that are counted
    and how many there are, about twice a second, and may raise: then all counts stay as they were.
    """
    with _one_snapshot("LOCK TABLE rollup_state IN EXCLUSIVE MODE") as connection:
        watch(connection)
        total = connection.execute(text("SELECT count(*) FROM ticket")).scalar_one()
        report(0, total)
        connection.execute(text("SELECT clear_stats(), clear_target_counts(), clear_work_counts()"))
        connection.execute(text("INSERT INTO stat_delta SELECT * FROM stat_retained"))
        connection.execute(_FOLD)
        for counted in _recount(connection):
            report(min(counted, total), total)
    _sweep()


def _recount(connection: Connection) -> Iterator[int]:
    """Count the tickets in the order of their ids, as many at a time as take PART_SECONDS; yields how many are done."""
    after, done, size = 0, 0, PART_FIRST
    while True:
        began = time.monotonic()
        part = connection.execute(_PART, {"after": after, "size": size}).one()
        if not part.tickets:
            return
        for count in _COUNT_PART:
            connection.execute(count, {"after": after, "upto": part.upto})
        connection.execute(_FOLD)
        after, done = part.upto, done + part.tickets
        yield done
        pace = PART_SECONDS / max(time.monotonic() - began, 0.001)
        size = max(PART_FIRST, int(size * min(pace, 2)))


def verify() -> Drift:
    """Verify every rollup against a recount on one snapshot, while writers go on; /metrics tells what it found."""
    with _one_snapshot() as connection:
        rows = connection.execute(_DIFFERENCES, {"limit": NAMED}).all()
    differing = rows[0].differing if rows else 0
    with transaction(bookkeeping=True) as session:
        session.execute(_CHECKED, {"differing": differing})
    return Drift(differing, tuple(Difference(row.rollup, row.key, row.kept, row.counted) for row in rows))


@contextmanager
def _one_snapshot(*locks: str) -> Iterator[Connection]:
    """A transaction on one snapshot. Locks come before it, so that no TRUNCATE and no fold comes in between."""
    repeatable = engine().execution_options(isolation_level="REPEATABLE READ")
    with translated(), repeatable.begin() as connection:
        connection.exec_driver_sql(f"{local_settings()}SET LOCAL statement_timeout = 0")
        for lock in (_LOCK, *locks):
            connection.execute(text(lock))
        yield connection


def _sweep() -> None:
    """Free the room of what was folded; a read would go through it until autovacuum comes."""
    with translated(), own_connection() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM (SKIP_LOCKED) stat_delta, stat_delta_target, stat_delta_work"))


_ANY_APPENDED = text(
    """
    SELECT EXISTS (SELECT FROM stat_delta) OR EXISTS (SELECT FROM stat_delta_target)
        OR EXISTS (SELECT FROM stat_delta_work)
    """
)
_FOLD = text("SELECT fold_stats() + fold_target_counts() + fold_work_counts()")
_LOCK = "LOCK TABLE ticket, ticket_event, suggestion, retained_count, ticket_target IN ACCESS SHARE MODE"
_CHECKED = text(
    """
    INSERT INTO stat_check (at, differing) VALUES (clock_timestamp(), :differing)
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, differing = excluded.differing
    """
)
_PART = text(
    """
    SELECT max(id) AS upto, count(*) AS tickets
    FROM (SELECT id FROM ticket WHERE id > :after ORDER BY id LIMIT :size) AS part
    """
)
_COUNT_PART = (
    text("INSERT INTO stat_delta SELECT * FROM stat_recount_of(:after, :upto)"),
    text("INSERT INTO stat_delta_target SELECT * FROM target_recount_of(:after, :upto)"),
    text("INSERT INTO stat_delta_work SELECT * FROM work_recount_of(:after, :upto)"),
    text("SELECT chain_takings(ARRAY(SELECT id FROM ticket WHERE id > :after AND id <= :upto))"),
)

# The counts by their finest key against the tables, then the sums that are kept of them against their parts.
_DIFFERENCES = text(
    """
    WITH part AS (
        SELECT 'counts' AS rollup, concat_ws(' ', fact, day, slot, category, priority, status) AS key,
               n AS kept, 0 AS counted
        FROM stat_kept
        UNION ALL
        SELECT 'counts', concat_ws(' ', fact, day, slot, category, priority, status), 0, n FROM stat_recount
        UNION ALL
        SELECT 'total', concat_ws(' ', category, priority, status), n, 0 FROM rollup_total
        UNION ALL
        SELECT 'total', concat_ws(' ', category, priority, status), 0, n FROM rollup_created WHERE level = 0
        UNION ALL
        SELECT 'created', concat_ws(' ', day, category, priority, status, 'level', level), n,
               h0 + h1 + h2 + h3 + h4 + h5 + h6 + h7 + h8 + h9 + h10 + h11
               + h12 + h13 + h14 + h15 + h16 + h17 + h18 + h19 + h20 + h21 + h22 + h23
        FROM rollup_created
        UNION ALL
        SELECT 'month', concat_ws(' ', 'level', level, month, category, priority, status), n, 0 FROM rollup_month
        UNION ALL
        SELECT 'month', concat_ws(' ', 'level', level, date_trunc('month', day)::date, category, priority, status), 0, n
        FROM rollup_created
        UNION ALL
        SELECT 'cube', concat_ws(' ', 'level', level, fact, day, slot, category, priority, status), n, 0
        FROM stat_folded WHERE level > 0
        UNION ALL
        SELECT 'cube', concat_ws(' ', 'level', GROUPING (category, priority, status), fact, day, slot,
                                 category, priority, status), 0, sum(n)
        FROM stat_folded WHERE level = 0
        GROUP BY fact, day, slot, CUBE (category, priority, status)
        HAVING GROUPING (category, priority, status) > 0
            AND (fact <> 'duration' OR GROUPING (category, priority, status) = 7)
        UNION ALL
        SELECT 'day', concat_ws(' ', 'created', day), created, 0 FROM rollup_day
        UNION ALL
        SELECT 'day', concat_ws(' ', 'created', day), 0, n FROM rollup_created WHERE level = 0
        UNION ALL
        SELECT 'day', concat_ws(' ', 'resolved', day), resolved, 0 FROM rollup_day
        UNION ALL
        SELECT 'day', concat_ws(' ', 'resolved', since), 0, n FROM rollup_duration WHERE span = 'day' AND level = 0
        UNION ALL
        SELECT 'duration', concat_ws(' ', 'level', level, span, since, category, priority, status, bucket), n, 0
        FROM rollup_duration WHERE span <> 'day'
        UNION ALL
        SELECT 'duration', concat_ws(' ', 'level', GROUPING (category, priority, status), wide.span, wide.since,
                                     category, priority, status, bucket), 0, sum(n)
        FROM rollup_duration CROSS JOIN LATERAL (VALUES
            ('all'::stat_span, date '0001-01-01'), ('month', date_trunc('month', rollup_duration.since)::date)
        ) AS wide (span, since)
        WHERE rollup_duration.span = 'day' AND level = 0
        GROUP BY wide.span, wide.since, bucket, CUBE (category, priority, status)
        UNION ALL
        SELECT 'target', concat_ws(' ', state.name, day, category, priority, status), state.n, 0
        FROM (SELECT * FROM rollup_target UNION ALL SELECT * FROM stat_delta_target) AS known
        CROSS JOIN LATERAL (VALUES ('kept', kept), ('breached', breached)) AS state (name, n)
        UNION ALL
        SELECT 'target', concat_ws(' ', state.name, day, category, priority, status), 0, state.n
        FROM target_recount_of(0, 9223372036854775807)
        CROSS JOIN LATERAL (VALUES ('kept', kept), ('breached', breached)) AS state (name, n)
        UNION ALL
        SELECT 'work', concat_ws(' ', month, bucket, assignee), n, 0
        FROM (SELECT * FROM rollup_work UNION ALL SELECT * FROM stat_delta_work) AS known
        UNION ALL
        SELECT 'work', concat_ws(' ', month, bucket, assignee), 0, n FROM work_recount_of(0, 9223372036854775807)
        UNION ALL
        SELECT 'taken', concat_ws(' ', event.ticket_id, event.id), kept.n, counted.n
        FROM (
            SELECT id, ticket_id, taken_before,
                   lag(at) OVER (PARTITION BY ticket_id, new_value ORDER BY at, id) AS before
            FROM ticket_event WHERE field = 'assignee' AND new_value IS NOT NULL
        ) AS event
        CROSS JOIN LATERAL (SELECT (taken_before IS NOT NULL)::integer AS n) AS kept
        CROSS JOIN LATERAL (
            SELECT CASE WHEN taken_before IS NOT DISTINCT FROM before THEN kept.n ELSE kept.n + 1 END AS n
        ) AS counted
        UNION ALL
        SELECT 'state', 'days', days, 0 FROM rollup_state
        UNION ALL
        SELECT 'state', 'days', 0, 1 FROM rollup_day WHERE created > 0
        UNION ALL
        SELECT 'state', 'zone', 0, (zone <> reporting_zone())::integer FROM rollup_state
    )
    SELECT rollup, key, sum(kept)::bigint AS kept, sum(counted)::bigint AS counted, count(*) OVER () AS differing
    FROM part GROUP BY rollup, key HAVING sum(kept) <> sum(counted)
    ORDER BY rollup, key LIMIT :limit
    """
)


def describe_drift(drift: Drift) -> list[str]:
    """Describe drift, a line for each difference named."""
    lines = [f"Drift: {drift.differing:,}"]
    lines += [f"  {one.rollup} {one.key}: kept {one.kept:,}, counted {one.counted:,}" for one in drift.examples]
    if drift.differing > len(drift.examples):
        lines.append(f"  and {drift.differing - len(drift.examples):,} more")
    return lines

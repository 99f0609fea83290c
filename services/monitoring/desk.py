"""What the database and the language models of this installation say of themselves, read in a few milliseconds.

Nothing in here counts tickets: their numbers come from the rollups, and drift is that of the last check.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from db.engine import engine, health, replica_state, transaction
from db.pool import OVERFLOW
from db.pulse import AWAY
from services.classify import chain
from services.errors import DatabaseAway, TriageError
from services.jobs.kinds import BY_KEY
from services.monitoring.exposition import Family, family
from services.process.version import VERSION

SECONDS = 2.0  # for all that is asked of the database
PENDING_MAX = 1_000_000  # changes that are not folded yet, of which no more are counted
OTHER = "other"  # for what has no row in this version


def families() -> list[Family]:
    """All there is; while the database is away, slow or has no connection free, what can be told without it."""
    up = health().status != AWAY.status
    version = family("build_info", "gauge", "The version that runs.", ({"version": VERSION}, 1))
    answers = family("database_up", "gauge", "Whether the database answers.", ({}, float(up)))
    return [version, answers, *(_read() if up else ()), *_pool(), *_replica(), *_models()]


def _read() -> list[Family]:
    """What the database tells, as far as it came in time."""
    families: list[Family] = []
    with suppress(TriageError), transaction(statement_timeout=SECONDS, bookkeeping=True) as session:
        for part in (_tickets, _jobs, _rollups):
            for one in part(session):
                families.append(one)  # noqa: PERF402 - those before one that takes too long stay
    return families


def _tickets(session: Session) -> Iterator[Family]:
    rows = session.execute(_TICKETS).all()
    values = [({"status": row.status}, row.n) for row in rows]
    yield family("tickets", "gauge", "Tickets by status, those that retention removed included.", *values)
    removed = session.scalar(text("SELECT tickets FROM retained_state")) or 0
    yield family("tickets_removed", "gauge", "Tickets that retention removed.", ({}, removed))
    shown = session.execute(_SUGGESTIONS).all()
    values = [({"source": row.source, "outcome": row.outcome}, row.n) for row in shown]
    yield family("suggestions", "gauge", "Suggestions of tickets, by source: accepted, changed or none given.", *values)


def _jobs(session: Session) -> Iterator[Family]:
    counted: dict[tuple[str, str], int] = {}
    for row in session.execute(_JOBS):
        key = (row.kind if row.kind in BY_KEY else OTHER, row.state)
        counted[key] = counted.get(key, 0) + row.n
    values = [({"kind": kind, "state": state}, n) for (kind, state), n in sorted(counted.items())]
    yield family("jobs", "gauge", "Jobs that are kept, by kind and state.", *values)
    waiting = session.scalar(_WAITING) or 0
    yield family("jobs_waiting_seconds", "gauge", "How long the job that waits longest has waited.", ({}, waiting))


def _rollups(session: Session) -> Iterator[Family]:
    row = session.execute(_ROLLUPS, {"most": PENDING_MAX}).one()
    yield family("rollup_pending_changes", "gauge", "Changes of counts that are not folded yet.", ({}, row.pending))
    yield family("rollup_folds_total", "counter", "Folds of changes into the rollups.", ({}, row.folds))
    if row.checked_at is not None:
        yield family("rollup_drift", "gauge", "Counts that differed at the last check.", ({}, row.differing))
        yield family(
            "rollup_checked_timestamp_seconds", "gauge", "When counts were compared last.", ({}, row.checked_at)
        )


def _pool() -> Iterator[Family]:
    try:
        pool = engine().pool
    except DatabaseAway:
        return
    if not isinstance(pool, QueuePool):
        return
    states = {"in_use": pool.checkedout(), "idle": pool.checkedin(), "most": pool.size() + OVERFLOW}
    values = [({"state": state}, float(n)) for state, n in states.items()]
    yield family("database_connections", "gauge", "Connections of this process to the database.", *values)


def _replica() -> Iterator[Family]:
    state = replica_state()
    if state is None:
        return
    yield family("replica_used", "gauge", "Whether this process reads on the replica.", ({}, float(state.used)))
    if state.lag is not None:
        yield family("replica_lag_seconds", "gauge", "How far the replica is behind.", ({}, state.lag))


def _models() -> Iterator[Family]:
    states = chain.states()
    by_source = [({"source": state.name}, state) for state in states]
    calls = [(labels, float(state.calls)) for labels, state in by_source]
    errors = [(labels, float(state.errors)) for labels, state in by_source]
    paused = [(labels, float(state.open_until is not None)) for labels, state in by_source]
    yield family("model_calls_total", "counter", "Calls of this process to a language model.", *calls)
    yield family("model_failures_total", "counter", "Calls of these that gave no suggestion.", *errors)
    yield family("model_paused", "gauge", "Whether a language model is left alone after failures.", *paused)


_TICKETS = text(
    """
    SELECT status, coalesce(sum(part.n), 0) AS n
    FROM unnest(enum_range(NULL::ticket_status)) AS status LEFT JOIN (
        SELECT status, n FROM rollup_total
        UNION ALL
        SELECT status, n FROM stat_delta WHERE fact = 'created'
    ) AS part USING (status)
    GROUP BY status ORDER BY status
    """
)
# An outcome is the source's number, then for category and priority 1 accepted, 2 changed (suggestion_outcome).
_SUGGESTIONS = text(
    """
    SELECT key AS source, outcome.name AS outcome, coalesce(sum(n), 0) AS n
    FROM suggestion_source
    CROSS JOIN (VALUES ('accepted'), ('changed'), ('none')) AS outcome (name)
    LEFT JOIN (
        SELECT outcome AS slot, n FROM rollup_suggestion WHERE level = 7
        UNION ALL
        SELECT slot, n FROM stat_delta WHERE fact = 'suggested'
    ) AS part ON part.slot / 9 = number AND outcome.name = CASE
        WHEN part.slot / 3 % 3 = 2 OR part.slot % 3 = 2 THEN 'changed'
        WHEN part.slot / 3 % 3 = 1 OR part.slot % 3 = 1 THEN 'accepted'
        ELSE 'none'
    END
    GROUP BY 1, 2 ORDER BY 1, 2
    """
)
_JOBS = text("SELECT kind, state, count(*) AS n FROM job GROUP BY kind, state")
_WAITING = text("SELECT extract(epoch FROM clock_timestamp() - min(created_at)) FROM job WHERE state = 'waiting'")
_ROLLUPS = text(
    """
    SELECT (
            SELECT count(*)
            FROM (
                SELECT FROM stat_delta UNION ALL SELECT FROM stat_delta_target UNION ALL SELECT FROM stat_delta_work
                LIMIT :most
            ) AS pending
        ) AS pending, folds,
        extract(epoch FROM at)::double precision AS checked_at, differing
    FROM rollup_state LEFT JOIN stat_check ON true
    """
)

"""Find jobs that lost their worker: they go into the queue again, or are interrupted."""

from __future__ import annotations

import structlog
from sqlalchemy import text

from db.engine import transaction
from services.jobs import store

LOST_MAX = 5
INTERRUPTED = "It was interrupted and will not be tried again by itself."
INTERRUPTED_OFTEN = "It was interrupted several times and will not be tried again by itself."

log = structlog.get_logger(__name__)


def requeue_lost() -> int:
    """Put jobs whose run gave no sign of life for long into the queue again; returns how many.

    One that is lost LOST_MAX times in a row without a step forward, or that nobody can begin again, is interrupted.
    """
    values = {"silence": store.lost_after().total_seconds(), "max": LOST_MAX}
    with transaction() as session:
        again = session.execute(_REQUEUE, values).all()
        ended = session.execute(_INTERRUPT, values | {"often": INTERRUPTED_OFTEN, "once": INTERRUPTED}).all()
        session.execute(_PRUNE_WORKERS, {"silence": 10 * values["silence"]})
    if again or ended:
        log.warning("jobs_lost_their_worker", again=[row.id for row in again], interrupted=[row.id for row in ended])
    return len(again)


# One statement: of two workers that look at once only one finds a lost run, and it is none any more afterwards.
_LOST = """
    SELECT entry.id AS entry FROM procrastinate_jobs AS entry
    WHERE entry.status = 'doing'
        AND (SELECT max(at) FROM procrastinate_events AS event WHERE event.job_id = entry.id AND type = 'started')
            < clock_timestamp() - make_interval(secs => :silence)
        AND NOT EXISTS (
            SELECT FROM job
            WHERE queue_id = entry.id AND state = 'running'
                AND beat_at > clock_timestamp() - make_interval(secs => :silence)
        )
    FOR UPDATE OF entry SKIP LOCKED
"""
_REQUEUE = text(
    f"""
    WITH lost AS MATERIALIZED ({_LOST}), noted AS (
        UPDATE job SET lost = lost + 1 FROM lost
        WHERE queue_id = lost.entry AND state = 'running'
        RETURNING job.id, lost.entry, job.lost
    )
    SELECT lost.entry AS id, procrastinate_retry_job_v2(lost.entry, clock_timestamp(), NULL, NULL, NULL)
    FROM lost LEFT JOIN noted USING (entry) WHERE coalesce(noted.lost, 0) < :max
    """  # noqa: S608 - our own
)
_INTERRUPT = text(
    """
    WITH ended AS (
        UPDATE job SET state = 'interrupted', ended_at = clock_timestamp(),
            error = CASE WHEN lost >= :max THEN :often ELSE :once END
        WHERE (
            state = 'running' AND beat_at < clock_timestamp() - make_interval(secs => :silence)
            AND (lost >= :max OR queue_id IS NULL)
        ) OR (
            state IN ('waiting', 'running') AND queue_id IS NOT NULL
            AND coalesce(beat_at, created_at) < clock_timestamp() - make_interval(secs => :silence)
            AND NOT EXISTS (SELECT FROM procrastinate_jobs AS entry WHERE entry.id = queue_id)
        )
        RETURNING id, queue_id
    ), removed AS (
        DELETE FROM procrastinate_jobs AS entry USING ended WHERE entry.id = ended.queue_id
    )
    SELECT id FROM ended
    """
)
_PRUNE_WORKERS = text(
    "DELETE FROM procrastinate_workers WHERE last_heartbeat < clock_timestamp() - make_interval(secs => :silence)"
)

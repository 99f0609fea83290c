"""Look for topics among recent tickets, decide which topic each ticket belongs to, and name new ones; each night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import text

from db.engine import transaction
from services import reporting
from services.backup import folder
from services.classify.training_progress import Progress
from services.filters import topics as topic_names
from services.jobs import queue
from services.jobs.run import Run
from services.jobs.store import Job
from services.retention.policy import policy
from services.topics import finding, forgetting, model_names, store
from services.topics.deciding import ANY_ID, Decider
from services.topics.definition import LOOKED_IN_MIN

ACTOR = "schedule"
AFTER_BACKUP = timedelta(hours=2)  # the nightly one is due at two; retention comes after it
BATCH = 500  # tickets, in a transaction of their own
FINDING, DECIDING = 0.5, 0.4  # of the time, about; a model names them in the rest
_LOCK = 0x746F_7063  # "topc"

log = structlog.get_logger(__name__)


def start(*, actor: str) -> Job:
    """Have it done now. Raises QueueFull, NotAllowed, DatabaseAway."""
    return queue.enqueue("topics", actor=actor)


def enqueue_if_due() -> bool:
    """Have it done each night, once, where there are tickets enough; the first time in the night after the set-up."""
    due = folder.last_due(datetime.now(UTC) - AFTER_BACKUP, 24, reporting.time_zone()) + AFTER_BACKUP
    with transaction() as session:
        if not session.scalar(_IS_DUE, {"due": due, "least": LOOKED_IN_MIN}):
            return False
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if session.scalar(_DONE, {"actor": ACTOR, "due": due}):
            return False
        queue.enqueue_in(session, "topics", actor=ACTOR, night=True)
    return True


def run(run: Run) -> dict[str, Any]:
    """Whatever is done already is done again without a change, so that a run that was killed is begun anew."""
    with transaction() as session:
        known = store.known_topics(session)
        total = int(session.scalar(text("SELECT count(*) FROM ticket")) or 0)
    progress = Progress(run.report)
    step = progress.part(FINDING, finding.STEPS)
    step()
    texts = store.sample()
    changes = finding.find_changes(texts, known, step)
    with run.batch(run.position) as batch:
        store.store_changes(batch.session, changes, read=len(texts))
    _decide_all(run, progress.part(DECIDING, total // BATCH + 1))
    if policy() is not None and _forget_words(run):
        _decide_all(run, run.check)
    with transaction(actor=run.actor, statement_timeout=0) as session:
        store.remove_empty(session)
    named = model_names.name_topics(progress.part(1 - FINDING - DECIDING, model_names.MOST))
    with transaction(actor=run.actor, statement_timeout=0) as session:
        store.announce(session)
        topics = session.scalar(text("SELECT count(*) FROM topic"))
        result = {"topics": topics, "new": len(changes.new), "texts": len(texts), "named": named}
        run.finish(session, result)
    topic_names.forget()
    log.info("topics_found", **result)
    return result


def _forget_words(run: Run) -> int:
    """Words of tickets that retention took go; returns from how many topics."""
    with transaction(actor=run.actor, statement_timeout=0) as session:
        return forgetting.forget_words(session)


def _decide_all(run: Run, step: Callable[[], None]) -> None:
    """From the newest ticket to the oldest."""
    decider = Decider()
    below: int | None = ANY_ID
    while below is not None:
        step()
        with run.batch(run.position) as batch:
            below = decider.decide(batch.session, below=below, size=BATCH).lowest


_IS_DUE = text(
    """
    SELECT coalesce((SELECT looked_at FROM topic_state), (SELECT updated_at FROM setting WHERE key = 'installation'))
        < :due AND (SELECT coalesce(sum(n), 0) FROM rollup_total) >= :least
    """
)
_DONE = text(
    """
    SELECT EXISTS (
        SELECT FROM job WHERE kind = 'topics'
            AND (state IN ('waiting', 'running') OR (actor = :actor AND created_at >= :due))
    )
    """
)

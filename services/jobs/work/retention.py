"""Remove tickets that were resolved long ago, each night as a lead set it, or once by a command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services import reporting
from services.access import audit
from services.backup import folder
from services.errors import Conflict
from services.jobs import queue
from services.jobs.run import Run
from services.jobs.store import Job
from services.retention import removal
from services.retention.policy import Policy, policy_of, stored_policy
from services.retention.policy import policy as wanted
from services.retention.removal import Range
from services.settings import settings

ACTOR = "schedule"
BATCH = 500  # tickets, in a transaction of their own
AFTER_BACKUP = timedelta(hours=1)  # the nightly one is due at two
_LOCK = 0x6B65_6570  # "keep"

log = structlog.get_logger(__name__)


def parameters(policy: Policy) -> dict[str, Any]:
    """What a job is given; the file has a name from the beginning, so that a run that is begun again finds it."""
    given: dict[str, Any] = policy.to_mapping()
    if policy.export:
        given["file"] = f"{removal.FILE_NAME}{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.parquet"
    return given


def start(policy: Policy, *, actor: str) -> Job:
    """Have it done now. Raises QueueFull, NotAllowed, DatabaseAway."""
    return queue.enqueue("retention", parameters(policy), actor=actor)


def enqueue_if_due() -> bool:
    """Have it done each night after the backup, once; the first time in the night after it was set."""
    stored = stored_policy()
    if stored is None:
        return False
    policy, since = stored
    due = folder.last_due(datetime.now(UTC) - AFTER_BACKUP, 24, reporting.time_zone()) + AFTER_BACKUP
    if since >= due:
        return False
    with transaction() as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if session.scalar(_DONE, {"actor": ACTOR, "due": due}):
            return False
        queue.enqueue_in(session, "retention", parameters(policy), actor=ACTOR, night=True)
    return True


def run(run: Run) -> dict[str, Any]:
    """Export, then remove batch by batch; a run that is begun again goes on where the one before was.

    Raises Conflict when that of the night is not what is set any more.
    """
    given = run.parameters
    policy = policy_of(given["days"], given["how"], export=given["export"])
    _require_set(run, policy)
    if "upto" not in run.so_far:
        _begin(run, policy)
    of = _range(run.so_far)
    run.report(run.position, run.so_far["total"])
    while _remove_batch(run, policy, of):
        pass
    return _finish(run, of)


def _require_set(run: Run, policy: Policy) -> None:
    if run.actor == ACTOR and wanted() != policy:
        raise Conflict("Retention was changed meanwhile. Nothing more was removed.")


def _begin(run: Run, policy: Policy) -> None:
    """Note what this run takes, and write it to a file first; whatever ends it then, it is known that it began."""
    with transaction(statement_timeout=0) as session:
        of, total = removal.range_of(session, policy)
    run.report(0, total)
    if policy.export and total:
        removal.export(policy, of, settings().backups / run.parameters["file"], written=lambda _: run.check())
    with run.batch(0) as batch:
        taken = {"before": of.before.isoformat(), "upto": of.upto, "began": of.began.isoformat()}
        batch.so_far.update(taken, total=total, tickets=0, after=None)
        if total:
            begins = "take the text of" if policy.how == "text" else "delete"
            said = f"Retention began to {begins} up to {total:,} tickets"
            audit.note(batch.session, "delete", said, actor=run.actor)
            _train_without_them(batch.session)


def _remove_batch(run: Run, policy: Policy, of: Range) -> bool:
    last = run.so_far["after"]
    after = (datetime.fromisoformat(last[0]), int(last[1])) if last else None
    more = False
    _require_set(run, policy)
    with run.batch(min(run.position + BATCH, run.so_far["total"])) as batch:
        taken = removal.remove_batch(batch.session, policy, of, after, BATCH)
        if taken is not None:
            more = True
            batch.so_far["after"] = [taken.at.isoformat(), taken.id]
            batch.so_far["tickets"] += taken.tickets
    return more


def _finish(run: Run, of: Range) -> dict[str, Any]:
    with transaction(actor=run.actor, statement_timeout=0) as session:
        result = {"how": run.parameters["how"], "tickets": run.so_far["tickets"]}
        result["in_trash"] = removal.empty_trash(session, of.before)
        if run.parameters["export"] and run.so_far["total"]:
            result["file"] = run.parameters["file"]
        if result["tickets"] or result["in_trash"]:
            lost = "Retention took the text of" if result["how"] == "text" else "Retention deleted"
            said = f"{lost} {result['tickets']:,} tickets and deleted {result['in_trash']:,} in the trash"
            audit.note(session, "delete", said, actor=run.actor)
            _train_without_them(session)
        run.finish(session, result)
    log.info("retention_done", tickets=result["tickets"], in_trash=result["in_trash"], how=result["how"])
    return result


def _train_without_them(session: Session) -> None:
    """Unless one waits; one that runs may have read them already."""
    if not session.scalar(_TRAINING_WAITS):
        queue.enqueue_in(session, "training", actor="classifier", night=True)


def _range(so_far: dict[str, Any]) -> Range:
    return Range(datetime.fromisoformat(so_far["before"]), int(so_far["upto"]), datetime.fromisoformat(so_far["began"]))


_TRAINING_WAITS = text("SELECT EXISTS (SELECT FROM job WHERE kind = 'training' AND state = 'waiting')")
_DONE = text(
    """
    SELECT EXISTS (
        SELECT FROM job WHERE kind = 'retention'
            AND (state IN ('waiting', 'running') OR (actor = :actor AND created_at >= :due))
    )
    """
)

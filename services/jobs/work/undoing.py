"""Undo an import: move its tickets to the trash, batch by batch, but for those that changed since, which are listed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, text, update

from db.engine import transaction
from db.tables.jobs import TicketImport
from services.errors import Conflict
from services.jobs import queue
from services.jobs.execution import run_here
from services.jobs.run import Batch, Run
from services.jobs.store import Job

BATCH = 500  # tickets that are locked together
AT_ONCE = 1_000  # tickets that need no worker
LISTED_MAX = 1_000  # tickets that changed since and are named


def start(import_id: int, *, actor: str) -> Job:
    """Undo an import by a worker, a small one at once. Raises Conflict when it was undone before."""
    with transaction() as session:
        row = session.execute(_FOUND, {"id": import_id}).one()
    if row.name is None:
        raise Conflict("This import can no longer be undone: it was undone already.")
    begin = run_here if row.tickets <= AT_ONCE else queue.enqueue
    return begin("undo_import", {"import_id": import_id}, actor=actor, title=row.name, total=row.tickets)


def can_undo(import_id: int) -> bool:
    """Whether there is such an import that nobody has undone, or is about to."""
    with transaction() as session:
        return bool(session.scalar(_CAN_UNDO, {"id": import_id}))


def run(run: Run) -> dict[str, Any]:
    """Go on after the last ticket that was looked at."""
    import_id = run.parameters["import_id"]
    while True:
        with transaction() as session:
            ids = list(session.scalars(_NEXT, {"id": import_id, "after": run.so_far.get("last", 0), "most": BATCH}))
        if not ids:
            break
        with run.batch(run.position + len(ids)) as batch:
            _undo(batch, ids)
    with transaction() as session:
        session.execute(update(TicketImport).where(TicketImport.id == import_id).values(undone_at=func.now()))
    return {"deleted": 0, "changed": 0, "changed_ids": []} | run.so_far


def _undo(batch: Batch, ids: list[int]) -> None:
    """A restored ticket has another version than one that was only imported, so a second undo leaves it alone."""
    batch.session.execute(_LOCK, {"ids": ids})
    deleted = batch.session.scalar(_DELETE, {"ids": ids}) or 0
    changed = list(batch.session.scalars(_LEFT, {"ids": ids}))
    so_far = batch.so_far
    so_far["last"] = ids[-1]
    so_far["deleted"] = so_far.get("deleted", 0) + deleted
    so_far["changed"] = so_far.get("changed", 0) + len(changed)
    so_far["changed_ids"] = [*so_far.get("changed_ids", []), *changed][:LISTED_MAX]


_FOUND = text(
    """
    SELECT (SELECT name FROM ticket_import WHERE id = :id AND undone_at IS NULL) AS name, (
        SELECT coalesce(sum(upper(span) - lower(span)), 0)::bigint
        FROM ticket_import_batch CROSS JOIN unnest(tickets) AS span WHERE import_id = :id
    ) AS tickets
    """
)
_CAN_UNDO = text(
    """
    SELECT EXISTS (SELECT FROM ticket_import WHERE id = :id AND undone_at IS NULL) AND NOT EXISTS (
        SELECT FROM job
        WHERE kind = 'undo_import' AND state IN ('waiting', 'running')
            AND parameters ->> 'import_id' = CAST(:id AS text)
    )
    """
)
_NEXT = text(
    """
    SELECT id FROM (
        SELECT tickets FROM ticket_import_batch
        WHERE import_id = :id AND upper(tickets) - 1 > :after ORDER BY id LIMIT 2
    ) AS batch
    CROSS JOIN unnest(tickets) AS span
    CROSS JOIN generate_series(lower(span), upper(span) - 1) AS id
    WHERE id > :after
    ORDER BY id LIMIT :most
    """
)
_LOCK = text("SELECT count(*) FROM (SELECT FROM ticket WHERE id = ANY(:ids) ORDER BY id FOR UPDATE) AS locked")
_DELETE = text(
    """
    WITH gone AS (DELETE FROM ticket WHERE id = ANY(:ids) AND version = 1 RETURNING id) SELECT count(*) FROM gone
    """
)
_LEFT = text("SELECT id FROM ticket WHERE id = ANY(:ids) ORDER BY id")

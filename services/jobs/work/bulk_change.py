"""Change or delete many tickets, batch by batch; what was changed can be undone together."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from db.engine import transaction
from services import bulk
from services.access import audit
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue
from services.jobs.run import Run
from services.jobs.store import Job
from services.tickets.schemas import TicketChange

AT_ONCE = 1_000  # tickets that need no job
BATCH = 1_000  # tickets that are locked together
COUNTS = ("changed", "already", "left_out")


def start(
    ids: Collection[int], still: TicketFilter, change: TicketChange | None, *, actor: str, words: str = ""
) -> Job:
    """Enqueue a change of these tickets, or without one their deletion. Raises as ``bulk.change_tickets`` does."""
    with transaction(statement_timeout=0) as session:
        return start_in(session, ids, still, change, actor=actor, words=words)


def start_in(
    session: Session,
    ids: Collection[int],
    still: TicketFilter,
    change: TicketChange | None,
    *,
    actor: str,
    words: str = "",
    set_by: str = "person",
) -> Job:
    """The same in somebody else's transaction; ``set_by`` as of ``bulk.change_tickets``."""
    bulk.check(ids, change)
    bulk.require(len(ids), deletes=change is None)

    def prepare(session: Session, job_id: int) -> None:
        files.put(session, job_id, "input", [array("q", sorted(ids)).tobytes()])

    parameters = {
        "input": "ids",
        "filter": still.to_mapping(),
        "change": change.values() if change else None,
        "set_by": set_by,
    }
    if change is None:
        audit.note(session, "delete", f"{len(ids):,} tickets at once, by a job", actor=actor)
    return queue.enqueue_in(session, "bulk", parameters, actor=actor, title=words, total=len(ids), prepare=prepare)


def run(run: Run) -> dict[str, Any]:
    """Go on after the last batch that was committed."""
    ids = array("q", b"".join(files.read(run.id, "input")))
    given = run.parameters
    still = TicketFilter.from_params(given["filter"])
    change = TicketChange(**given["change"]) if given["change"] else None
    while run.position < len(ids):
        upto = min(run.position + BATCH, len(ids))
        with run.batch(upto) as batch:
            part, begun = ids[run.position : upto], batch.so_far.get("change")
            done = bulk.write(batch.session, part, still, change, bulk_id=begun, set_by=given.get("set_by", "person"))
            batch.so_far["change"] = done.id
            for name in COUNTS:
                batch.so_far[name] = batch.so_far.get(name, 0) + getattr(done, name)
    return run.so_far

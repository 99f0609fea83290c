"""Have many tickets classified by a job: tried on some of them first, or applied to all."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.classify_many import ClassifyRun
from db.tables.jobs import Job as JobRow
from db.tables.tickets import Ticket
from services import access, bulk, reporting
from services.access import audit
from services.errors import Conflict, InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue
from services.jobs.many import labels, parts
from services.jobs.many.sources import LANGUAGE_MODELS, ModelUsed, current_model
from services.jobs.many.writing import among, may_change
from services.jobs.store import Job
from services.limits import BULK_MAX

KIND = "classify"
MANY_MAX = BULK_MAX  # tickets of one run, which one statement undoes
NOTHING = "Nothing to classify: people, imports or programs set the category and priority of all these tickets."


def try_out(source: str, matching: TicketFilter, ids: Sequence[int] | None = None, *, actor: str) -> Job:
    """Ask a source about some tickets of a filter (of ``ids``, if given), and change nothing.

    Raises NotAllowed, InvalidInput, Conflict when the source is not set up or there is nothing to classify, QueueFull.
    """
    return queue.enqueue(KIND, **prepared(source, matching, ids, dry=True, actor=actor))


def apply(source: str, matching: TicketFilter, ids: Sequence[int] | None = None, *, actor: str) -> Job:
    """Classify the tickets that match now, but for what people, imports and programs set. Raises as ``try_out``."""
    return queue.enqueue(KIND, **prepared(source, matching, ids, dry=False, actor=actor))


def prepared(
    source: str, matching: TicketFilter, ids: Sequence[int] | None, *, dry: bool, actor: str
) -> dict[str, Any]:
    """What ``queue.enqueue`` and ``execution.run_here`` take for it. Raises as ``try_out``."""
    require(source, matching, ids)
    model = current_model(source)
    words = labels.phrase(source, model.model, model.made_at, reporting.time_zone())
    parameters = {"source": source, "version": model.version, "filter": matching.to_mapping(), "dry": dry}

    def prepare(session: Session, job_id: int) -> None:
        if not dry:
            total = _freeze(session, job_id, model, _chosen(matching, ids), access.acting_name(actor))
            audit.note(session, "classify", f"{total:,} tickets by {words}", actor=actor)
        elif ids is not None:
            files.put(session, job_id, "input", [array("q", sorted(ids)).tobytes()])

    given = parameters | ({"input": "ids"} if dry and ids is not None else {})
    title = f"a sample of tickets tried with {words}" if dry else f"classified by {words}"
    return {"parameters": given, "actor": actor, "title": title, "prepare": prepare}


def require(source: str, matching: TicketFilter, ids: Sequence[int] | None) -> None:
    """Refuse whoever may not classify so many tickets with this source.

    Raises NotAllowed, and Conflict where there is nothing to classify.
    """
    access.require("edit")
    if source in LANGUAGE_MODELS:
        access.require("ask")
    some = _chosen(matching, ids).limit(access.BULK_OF_AGENTS + 1).subquery()
    with transaction(statement_timeout=0) as session:
        number = session.scalar(select(func.count()).select_from(some)) or 0
    bulk.require(number, deletes=False)
    if not number:
        raise Conflict(NOTHING)


def _chosen(matching: TicketFilter, ids: Sequence[int] | None) -> Select[int]:
    """The ids of the tickets of which a classifier may change something."""
    which = [] if ids is None else [among(ids)]
    return select(Ticket.id).where(may_change(), *matching.clauses(), *which)


def _freeze(session: Session, job_id: int, model: ModelUsed, chosen: Select[int], actor: str) -> int:
    """The run and its parts; returns how many tickets these are. Raises InvalidInput, Conflict."""
    total = parts.share_out(session, job_id, chosen.limit(MANY_MAX + 1).subquery(), model.part)
    if total > MANY_MAX:
        raise InvalidInput(
            {"filter": [f"At most {MANY_MAX:,} tickets can be classified at once. Add a filter to choose fewer."]}
        )
    if not total:
        raise Conflict(NOTHING)
    values = {
        "job_id": job_id,
        "actor": actor,
        "source": model.source,
        "model": model.model,
        "version": model.version,
        "made_at": model.made_at,
        "change_id": bulk.begin(session, deletes=False),
    }
    session.execute(insert(ClassifyRun).values(**values))
    session.execute(update(JobRow).where(JobRow.id == job_id).values(total=total))
    return total

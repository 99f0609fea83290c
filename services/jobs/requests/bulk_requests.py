"""Change or delete many tickets for a program: at once, or by a job where they are many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.engine import transaction
from services import bulk
from services.access import audit
from services.bulk import Done
from services.filters.ticket_filter import TicketFilter
from services.jobs.store import Job
from services.jobs.work import bulk_change
from services.jobs.work.bulk_change import AT_ONCE
from services.submission import ACTOR
from services.tickets import idempotency
from services.tickets.idempotency import Answer
from services.tickets.schemas import TicketChange

SET_BY = "api"


def submit(
    ids: Collection[int] | None,
    matching: TicketFilter,
    change: TicketChange | None,
    *,
    given: Mapping[str, Any],
    render: Callable[[Done | Job], Answer],
    key: str | None = None,
) -> Answer:
    """Change, or without a change delete, the tickets of ``ids`` that match, or without ids all that match now.

    Answers with what ``render`` makes of the outcome or of the job. With an idempotency ``key`` the same call again,
    one with the same fields ``given``, is answered with the first one's answer for 24 hours. Raises InvalidInput,
    KeyReused, and QueueFull.
    """
    bulk.require(0 if ids is None else len(ids), deletes=change is None)
    kept = idempotency.kept_answer(key, given) if key is not None else None
    if kept is not None:
        return kept
    chosen = bulk.select_matching(matching) if ids is None else ids
    bulk.check(chosen, change)
    bulk.require(len(chosen), deletes=change is None)

    def write(session: Session) -> Answer:
        if len(chosen) <= AT_ONCE:
            if change is None:
                audit.note(session, "delete", f"{len(chosen):,} tickets at once", actor=ACTOR)
            return render(bulk.write(session, chosen, matching, change, set_by=SET_BY))
        words = f"{'changed' if change else 'deleted'} through the API"
        return render(bulk_change.start_in(session, chosen, matching, change, actor=ACTOR, words=words, set_by=SET_BY))

    if key is not None:
        return idempotency.answer_once(key, given, write, actor=ACTOR, statement_timeout=0)
    with transaction(actor=ACTOR, statement_timeout=0) as session:
        return write(session)

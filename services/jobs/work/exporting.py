"""Write the tickets of a filter into a file that is kept for a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, queue
from services.jobs.run import Run
from services.jobs.store import Job
from services.transfer import exporting
from services.transfer.exporting import Format


def start(
    current: TicketFilter, kind: Format, columns: Sequence[str], *, actor: str, total: int | None, title: str
) -> Job:
    """Enqueue an export. Raises InvalidInput for an unknown column, QueueFull, DatabaseAway."""
    given = {"filter": current.to_mapping(), "format": kind, "columns": exporting.columns_from(columns)}
    return queue.enqueue("export", given, actor=actor, title=title, total=total)


def run(run: Run) -> dict[str, Any]:
    """The file and the end of the job come in one transaction."""
    given = run.parameters
    rows = 0

    def written(batch: int) -> None:
        nonlocal rows
        rows += batch
        run.report(rows)

    with run.interruptible() as watch, transaction(statement_timeout=0) as session:
        watch(session.connection())
        ticket_filter = TicketFilter.from_params(given["filter"])
        run.report(0, run.total or exporting.count(session, ticket_filter))
        pieces = exporting.pieces(session, ticket_filter, given["format"], given["columns"], written=written)
        files.put(session, run.id, "output", pieces)
        result = {"rows": rows, "format": given["format"]}
        run.finish(session, result)
    return result

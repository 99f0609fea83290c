"""Recount until when each ticket is to be answered and resolved, batch by batch; another time over does no harm."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.jobs.run import Run

BATCH = 2_000  # tickets that are locked together


def run(run: Run) -> dict[str, Any]:
    """Go on after the last batch that was committed; tickets that are created meanwhile need none."""
    with transaction() as session:
        last = session.scalar(text("SELECT coalesce(max(id), 0) FROM ticket"))
    run.report(run.position, last)
    while run.position < last:
        with transaction() as session:
            upto = session.scalar(_UPTO, {"after": run.position, "most": BATCH})
        with run.batch(upto or last) as batch:
            ids = batch.session.scalar(_HELD, {"after": run.position, "upto": upto or last}) or []
            if ids:
                batch.session.execute(text("SELECT set_targets(:ids)"), {"ids": ids})
            batch.so_far["tickets"] = batch.so_far.get("tickets", 0) + len(ids)
    return run.so_far


_UPTO = text("SELECT max(id) FROM (SELECT id FROM ticket WHERE id > :after ORDER BY id LIMIT :most) AS part")
# In a statement of its own: what is recounted then is what the tickets are once they are locked.
_HELD = text(
    """
    SELECT array_agg(id ORDER BY id) FROM (
        SELECT id FROM ticket WHERE id > :after AND id <= :upto ORDER BY id FOR NO KEY UPDATE
    ) AS held
    """
)

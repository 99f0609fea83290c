"""Load the sample tickets, or delete them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services import taxonomy
from services.jobs.run import Run
from services.sample import sample_tickets


def run(run: Run) -> dict[str, Any]:
    """In one transaction with the end of the job."""
    result: dict[str, Any] = {}
    is_removal = bool(run.parameters.get("remove"))
    taxonomy.forget()

    def finish(session: Session, tickets: int) -> None:
        result.update({"tickets": tickets, "remove": is_removal})
        run.finish(session, result)

    if is_removal:
        sample_tickets.remove_sample(finish=finish, report=run.report)
    else:
        sample_tickets.load_sample(finish=finish, report=run.report)
    return result

"""Compute anew how sure the classifier is of a sample of the unconfirmed tickets, for the order of Review."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from services.jobs import pace
from services.jobs.run import Run
from services.review import margins

REST = 29  # times the processor time of the last one, until the next: a thirtieth of a core


def run(run: Run) -> dict[str, Any]:
    """Replace the margins, in one transaction with the end of the job."""
    result: dict[str, Any] = {}
    began = time.thread_time()

    def finish(session: Session, number: int) -> None:
        result["tickets"] = number
        pace.note_effort(session, run, began)
        run.finish(session, result)

    margins.refresh(run.report, finish=finish)
    return result


def enqueue_if_rested() -> bool:
    """Have the workers do it, after a training: a new model is unsure of other tickets."""
    return pace.enqueue_if_rested("margins", REST)

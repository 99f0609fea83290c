"""Train the learned classifier on the confirmed tickets."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy.orm import Session

from services.classify import learned
from services.jobs import pace
from services.jobs.run import Run
from services.jobs.work import margins
from services.process.processor import Turns
from services.review import promises

REST = 14  # times the processor time of the last one, until the next that nobody asked for: a fifteenth of a core
WAIT_SECONDS = 0.5  # between two tries while something else holds the training's lock


def run(run: Run) -> dict[str, Any]:
    """Store a new version, in one transaction with its thresholds under the promise and the end of the job."""
    result: dict[str, Any] = {}
    began = time.thread_time()
    if run.parameters.get("if_due") and not learned.is_due():
        return result

    turns = Turns()

    def report(done: int, whole: int) -> None:
        turns.rest(run.wait)
        run.report(done, whole)

    def finish(session: Session, version: int) -> None:
        result["version"] = version
        promises.look(session)
        pace.note_effort(session, run, began)
        run.finish(session, result)

    while not result:
        try:
            learned.train_now(report, finish=finish)
        except learned.AlreadyTraining:
            run.wait(WAIT_SECONDS)
    margins.enqueue_if_rested()
    return result


def enqueue_if_rested() -> bool:
    """Have the workers train if that is due by then, unless one is open or the last one was too lately."""
    return pace.enqueue_if_rested("training", REST, {"if_due": True})

"""Train the learned classifier on the confirmed tickets."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from services.classify import learned
from services.jobs.run import Run
from services.jobs.work import margins
from services.review import promises

WAIT_SECONDS = 0.5  # between two tries while something else holds the training's lock


def run(run: Run) -> dict[str, Any]:
    """Store a new version, in one transaction with its thresholds under the promise and the end of the job."""
    result: dict[str, Any] = {}
    if run.parameters.get("if_due") and not learned.is_due():
        return result

    def finish(session: Session, version: int) -> None:
        result["version"] = version
        promises.look(session)
        run.finish(session, result)

    while not result:
        try:
            learned.train_now(run.check, finish=finish)
        except learned.AlreadyTraining:
            run.wait(WAIT_SECONDS)
    margins.enqueue_if_due()
    return result

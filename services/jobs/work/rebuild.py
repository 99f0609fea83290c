"""Count everything anew; another time over does no harm."""

from __future__ import annotations

from typing import Any

from services.jobs.run import Run
from services.rollups import maintenance


def run(run: Run) -> dict[str, Any]:
    """Rebuild the statistics."""
    with run.interruptible() as watch:
        maintenance.rebuild(watch=watch, report=run.report)
    return {}

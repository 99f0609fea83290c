"""The daily budget of calls to language models, as one process counts it."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime


class DailyBudget:
    """At most ``limit`` calls a day (UTC) from this process; 0 is no limit. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._day: date | None = None
        self._used = 0

    def __call__(self) -> bool:
        """Count one call; False when there is none left today."""
        with self._lock:
            today = datetime.now(UTC).date()
            if self._day != today:
                self._day, self._used = today, 0
            self._used += 1
            return self._limit == 0 or self._used <= self._limit

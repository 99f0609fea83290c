"""A circuit breaker: leaves a provider that keeps failing alone for a while, then lets one call try."""

from __future__ import annotations

import threading
import time

FAILURES_TO_OPEN = 3
PAUSE_SECONDS = 30.0
# A provider may ask for hours (Retry-After of a daily quota); nobody should have to restart the app afterwards.
MAX_PAUSE_SECONDS = 300.0


class Breaker:
    """Closed, open (``wait`` > 0) or half open (one call at a time may try). Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0  # time.monotonic()
        self._trying = False

    @property
    def failures(self) -> int:
        """How many calls failed in a row."""
        return self._failures

    def wait(self) -> float:
        """Seconds until a call may try; 0 when one may now."""
        return max(0.0, self._open_until - time.monotonic())

    def enter(self) -> bool:
        """Whether a call may be made now. A caller who got True says how it went: succeeded, failed or left."""
        with self._lock:
            if self.wait() > 0 or self._trying:
                return False
            self._trying = self._failures >= FAILURES_TO_OPEN
            return True

    def succeeded(self) -> None:
        """The provider answered."""
        with self._lock:
            self._failures, self._open_until, self._trying = 0, 0.0, False

    def failed(self, retry_after: float | None) -> None:
        """The provider failed; ``retry_after``: seconds for which it asked to be left alone."""
        with self._lock:
            self._trying = False
            self._failures += 1
            pause = min(retry_after or 0.0, MAX_PAUSE_SECONDS)
            if self._failures >= FAILURES_TO_OPEN:
                pause = max(pause, PAUSE_SECONDS)
            self._open_until = max(self._open_until, time.monotonic() + pause)

    def left(self) -> None:
        """The call was not made after all, or tells nothing about the provider."""
        with self._lock:
            self._trying = False

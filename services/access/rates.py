"""Rate limits by name: so many calls a minute for each token, person or address; the rest has to wait."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict

NAMES_MAX = 20_000  # that a process remembers; whoever is forgotten begins anew


class RateLimit:
    """Token buckets: a minute's calls may come at once, after that they come back evenly."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when it was

    def take(self, name: str, a_minute: int, *, cost: float = 1.0) -> int:
        """0 when one more call may come now, else the whole seconds after which to try again."""
        with self._lock:
            now, rate = time.monotonic(), a_minute / 60
            left, at = self._buckets.pop(name, (float(a_minute), now))
            left = min(float(a_minute), left + (now - at) * rate)
            waits = 0 if left >= 1 else max(1, math.ceil((1 - left) / rate))
            self._buckets[name] = (left if waits else left - cost, now)
            while len(self._buckets) > NAMES_MAX:
                self._buckets.popitem(last=False)
        return waits

    def forget(self) -> None:
        """Everybody begins anew."""
        with self._lock:
            self._buckets.clear()

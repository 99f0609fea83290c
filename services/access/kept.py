"""Answers that a process keeps for some seconds, a bounded number of them: who a token, cookie or name stands for."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Generic, Literal, TypeVar

KEPT_MAX = 10_000

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Values by key, each for so many seconds; of too many the oldest go."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._values: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def get(self, key: Key) -> Value | Literal[False]:
        """The value, False when none is kept that is new enough."""
        with self._lock:
            at, value = self._values.get(key, (float("-inf"), None))
        return value if time.monotonic() - at < self._seconds else False  # type: ignore[return-value]

    def last(self, key: Key) -> Value | Literal[False]:
        """The value however old it is, False when none is kept."""
        with self._lock:
            return self._values.get(key, (0.0, False))[1]

    def put(self, key: Key, value: Value) -> None:
        """Keep a value from now on."""
        with self._lock:
            self._values.pop(key, None)
            self._values[key] = (time.monotonic(), value)
            while len(self._values) > KEPT_MAX:
                self._values.popitem(last=False)

    def forget(self) -> None:
        """Keep none of them any more."""
        with self._lock:
            self._values.clear()

"""Answers that a process keeps for some seconds, a bounded number of them: who a token, cookie or name stands for."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import Generic, Literal, TypeVar

from services.access.asking import Asker

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


class Names(Kept[bytes, Asker | None]):
    """Who a token or cookie stands for, by its hash. What stands for nobody is kept apart.

    So no number of wrong ones has a right one forgotten.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._nobodys: Kept[bytes, None] = Kept(seconds)

    def get(self, key: bytes) -> Asker | Literal[False] | None:
        """Who it is, None for nobody, False where that has to be read."""
        found = super().get(key)
        return self._nobodys.get(key) if found is False else found

    def was_somebody(self, key: bytes) -> bool:
        """Whether it stood for somebody when this process looked last."""
        return isinstance(self.last(key), Asker)

    def put(self, key: bytes, value: Asker | None) -> None:
        """Keep who it is from now on."""
        if value is None and not self.was_somebody(key):
            self._nobodys.put(key, None)
        else:
            super().put(key, value)

    def forget(self) -> None:
        """Keep none of them any more."""
        super().forget()
        self._nobodys.forget()

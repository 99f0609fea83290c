"""Let the runs of pages take turns: one at a time begins, and the next once it has ended or has taken a while.

Each run is a thread, and only one of them can use the interpreter at a moment. Where fifty run at once they hand it on
thousands of times, which takes longer than the work in between, and everybody waits for everybody. One after the other
they take a fraction of that. A run that waits, for a long answer of the database say, holds up the next one for no more
than HOLDS_SECONDS.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.exec_code import exec_func_with_error_handling

from services.lifecycle import reads_share

HOLDS_SECONDS = 0.5  # of a run: the next one begins then, even if it has not ended


class Turns:
    """Those who wait, in the order in which they came, and until when the one that began last holds up the next."""

    def __init__(self, holds: float = HOLDS_SECONDS) -> None:
        self._holds = holds
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()
        self._last: object = None
        self._until = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and give it on at the end."""
        me = object()
        with self._changed:
            self._waiting.append(me)
            while self._waiting[0] is not me or (left := self._until - time.monotonic()) > 0:
                self._changed.wait(left if self._waiting[0] is me else None)
            self._waiting.popleft()
            self._last, self._until = me, time.monotonic() + self._holds
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                if self._last is me:
                    self._until = 0.0
                    self._changed.notify_all()


def take_turns() -> None:
    """From now on every run of a page, or of a part of one, waits for its turn, and reads in one transaction."""
    turns = Turns()

    def in_turn(*given: Any, **named: Any) -> Any:
        with turns.turn(), reads_share():
            return exec_func_with_error_handling(*given, **named)

    script_runner.exec_func_with_error_handling = in_turn  # type: ignore[attr-defined]

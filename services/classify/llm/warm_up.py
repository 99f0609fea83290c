"""Keep a model loading that takes longer to load than anybody waits for a suggestion.

A server such as Ollama ends the load when the only call that waits for it is given up. So a call that sends nothing of
a ticket waits beside it, as long as it takes.
"""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any

from services.classify.llm.refusal import Refusal

LOAD_SECONDS = 300.0
# After so long without an answer a call is given company; one that is given up earlier gets it a moment later.
COMPANY_AFTER = 2.0
COMPANY_LATER = 0.25
# While the model loads, a call tries so often whether it is there after all; the others are told at once.
TRY_SECONDS = 15.0
LOADING_SAID_SECONDS = 30.0  # how long a server's own word that it is loading is believed

_LOADING = re.compile(r"loading model|model[^;]{0,100} is (?:currently |still )?loading|is being loaded|warming up")


def is_loading(refusal: Refusal) -> bool:
    """Whether the server says that it is loading the model."""
    return refusal.status in {500, 502, 503, 504, 529} and refusal.says(_LOADING) is not None


class WarmUp:
    """At most one call that waits for the model. Safe to share between threads."""

    def __init__(self, loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
        self._loop = loop
        self._lock = threading.Lock()
        self._call: Future[None] | None = None
        self._next_try = 0.0

    @property
    def is_running(self) -> bool:
        """Whether the model is being waited for."""
        return self._call is not None and not self._call.done()

    def start(
        self, warm_up: Callable[[], Coroutine[Any, Any, None]], *, after: float, when_warm: Callable[[], None]
    ) -> None:
        """Call ``warm_up`` in ``after`` seconds unless one is running, and ``when_warm`` once it has succeeded."""
        with self._lock:
            self._next_try = time.monotonic() + TRY_SECONDS
            if not self.is_running:
                waiting = _patiently(warm_up, after, when_warm)
                self._call = asyncio.run_coroutine_threadsafe(waiting, self._loop())

    def may_try(self) -> bool:
        """Whether a call may be made: always, but while the model loads only once in TRY_SECONDS."""
        with self._lock:
            if self.is_running and time.monotonic() < self._next_try:
                return False
            self._next_try = time.monotonic() + TRY_SECONDS
            return True

    def stop(self) -> None:
        """Wait no longer."""
        if self._call is not None:
            self._call.cancel()


async def _patiently(
    warm_up: Callable[[], Coroutine[Any, Any, None]], after: float, when_warm: Callable[[], None]
) -> None:
    await asyncio.sleep(after)
    async with asyncio.timeout(LOAD_SECONDS):
        await warm_up()
    when_warm()

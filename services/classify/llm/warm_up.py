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
from concurrent.futures import Future, wait
from typing import Any

from services.classify.llm.forms.refusal import Refusal
from services.classify.llm.network.event_loop import event_loop

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


class Loading:
    """How a server stands with loading its model: at most one call waits for it. Safe to share between threads.

    ``load`` is that call, None where no model has to be loaded; ``may_call`` counts it against the budget,
    ``when_loaded`` is told that it was answered.
    """

    def __init__(
        self,
        load: Callable[[], Coroutine[Any, Any, None]] | None,
        may_call: Callable[[], bool],
        when_loaded: Callable[[], None],
    ) -> None:
        self._load, self._may_call, self._when_loaded = load, may_call, when_loaded
        self._lock = threading.Lock()
        self._call: Future[None] | None = None
        self._next_try = 0.0
        self._said_until = 0.0

    @property
    def is_running(self) -> bool:
        """Whether the model is being waited for."""
        return self._call is not None and not self._call.done()

    @property
    def is_said(self) -> bool:
        """Whether the server said a moment ago that it is loading the model."""
        return time.monotonic() < self._said_until

    def said(self) -> None:
        """Note that the server said it is loading the model."""
        self._said_until = time.monotonic() + LOADING_SAID_SECONDS

    def answered(self) -> None:
        """The model answered, so it is loaded."""
        self._said_until = 0.0

    def accompany(self, call: Future[str], ends: float) -> None:
        """Wait for ``call`` a while; if it takes longer and has time until ``ends`` (monotonic), give it company."""
        if self._load is not None and ends - time.monotonic() > COMPANY_AFTER:
            wait([call], timeout=COMPANY_AFTER)
            if not call.done():
                self._start(after=0)

    def call_given_up(self) -> None:
        """A call ended without an answer: somebody is to go on waiting for the model."""
        self._start(after=COMPANY_LATER)

    def may_try(self) -> bool:
        """Whether a call may be made: always, but while the model loads only once in TRY_SECONDS."""
        with self._lock:
            if self.is_running and time.monotonic() < self._next_try:
                return False
            self._next_try = time.monotonic() + TRY_SECONDS
            return True

    def stop(self) -> None:
        """Wait no longer."""
        self._said_until = 0.0
        if self._call is not None:
            self._call.cancel()

    def _start(self, *, after: float) -> None:
        if self._load is None or not (self.is_running or self._may_call()):
            return
        with self._lock:
            self._next_try = time.monotonic() + TRY_SECONDS
            if not self.is_running:
                waiting = _patiently(self._load, after, self._when_loaded)
                self._call = asyncio.run_coroutine_threadsafe(waiting, event_loop())


async def _patiently(
    load: Callable[[], Coroutine[Any, Any, None]], after: float, when_loaded: Callable[[], None]
) -> None:
    await asyncio.sleep(after)
    async with asyncio.timeout(LOAD_SECONDS):
        await load()
    when_loaded()

"""The event loop of all calls to language models."""

from __future__ import annotations

import asyncio
import threading
from functools import cache

_lock = threading.Lock()


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop, on a thread of its own: only there can a call be ended at any point.

    One for all, also where many threads ask for it first: a connection of another loop could not be closed.
    """
    with _lock:
        return _event_loop()


@cache
def _event_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-models", daemon=True).start()
    return loop

"""The event loop of all calls to language models."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cache
from typing import Any, TypeVar

from db.shared_read import end_shared_read

Result = TypeVar("Result")

_lock = threading.Lock()


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop, on a thread of its own: only there can a call be ended at any point.

    One for all, also where many threads ask for it first: a connection of another loop could not be closed.
    """
    with _lock:
        return _event_loop()


def on_loop(call: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Run a call on the loop. Its caller will wait, and gives back first the connection that its reads share:

    with as many waiting as there are connections nobody could read.
    """
    end_shared_read()
    return asyncio.run_coroutine_threadsafe(call, event_loop())


@cache
def _event_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-models", daemon=True).start()
    return loop

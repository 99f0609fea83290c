"""The event loop of all calls to language models."""

from __future__ import annotations

import asyncio
import threading
from functools import cache


@cache
def event_loop() -> asyncio.AbstractEventLoop:
    """The loop, on a thread of its own: only there can a call be ended at any point."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="language-models", daemon=True).start()
    return loop

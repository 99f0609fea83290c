"""Step back from the processor, so that what somebody waits for goes before work that nobody watches.

Linux shares a processor among sessions (setsid) first and by priorities within each of them only after that, unless a
group of its own is given (a container's). So a low priority is told to both: to the thread, and to its session where
this process began that session and no page is served from it.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

NICE = 10  # of the thread
# Of the session. A tenth of a processor's share of any other session, so signs of life still come on a busy machine.
SESSION_NICE = 10
_SESSION = Path("/proc/self/autogroup")


def step_back() -> None:
    """Lower the priority of the calling thread, and that of its session if this process leads one.

    For the rest of their lives: what should be quick again belongs into another process. Nothing happens where the
    system knows no such priorities.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            _SESSION.write_text(f"{SESSION_NICE}\n")

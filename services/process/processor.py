"""Step back from the processor, so that what somebody waits for goes before work that nobody watches.

Linux shares a processor among sessions (setsid) first and by priorities within each of them only after that, unless a
group of its own is given (a container's). So a low priority is told to both: to the thread, and to its session where
this process began that session and no page is served from it.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

NICE = 10  # of the thread
# Of the session. A tenth of a processor's share of any other session, so signs of life still come on a busy machine.
SESSION_NICE = 10
AGAIN_SECONDS = 0.15
_SESSION = Path("/proc/self/autogroup")


def step_back() -> None:
    """Lower the priority of the calling thread, and that of its session if this process leads one.

    Nothing happens where the system knows no such priorities.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    _share_as(SESSION_NICE)


def come_back() -> None:
    """Give the session its share again, to be called before this process begins anew in the same session (exec)."""
    _share_as(0)


def _share_as(nice: int) -> None:
    if os.getsid(0) == os.getpid():
        for _ in range(3):
            try:
                _SESSION.write_text(f"{nice}\n")
            except BlockingIOError:  # Linux changes one share in a tenth of a second
                time.sleep(AGAIN_SECONDS)
            except OSError:
                return
            else:
                return

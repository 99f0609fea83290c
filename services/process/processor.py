"""Step back from the processor, so that what somebody waits for goes before work that nobody watches.

Linux shares a processor among sessions (setsid) first and by priorities within each of them only after that, unless a
group of its own is given (a container's). So a low priority is told to both: to the thread, and to its session where
this process began that session and no page is served from it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

NICE = 10  # of the thread
# Of the session. A tenth of a processor's share of any other session, so signs of life still come on a busy machine.
SESSION_NICE = 10
AGAIN_SECONDS = 0.15
OTHERS_SHARE = 0.15  # of a processor; less than that is no one's click, a server at rest takes some too
REST_SECONDS = 1.0  # at most at a time
LOOK_SECONDS = 0.2  # between two looks at least: the system counts in hundredths of a second
_SESSION = Path("/proc/self/autogroup")
_SPENT = Path("/proc/stat")  # in all, since the system began

Clocks = tuple[float, float, float]  # seconds gone by, of a processor that this process spent, that all processes spent


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


class Turns:
    """Takes turns on the processor with whoever else uses it, in work of many short steps.

    Even the lowest priority slows what runs beside it, because processors share caches, memory and often a core. So
    while others are at work there is a rest as long as the steps since the last one. A system that does not say how
    busy it is gets none.
    """

    def __init__(self, read: Callable[[], Clocks] | None = None) -> None:
        self._read = read or _read_clocks
        self._began = self._read()

    def rest(self, sleep: Callable[[float], object] = time.sleep) -> None:
        """Rest if others were at work since the last call. To be called between two steps."""
        took, own, all_of_them = (now - then for now, then in zip(self._read(), self._began, strict=True))
        if took < LOOK_SECONDS:
            return
        if all_of_them - own > OTHERS_SHARE * took:
            sleep(min(took, REST_SECONDS))
        self._began = self._read()


def _read_clocks() -> Clocks:
    return time.monotonic(), time.process_time(), _busy_seconds()


def _busy_seconds() -> float:
    """Processor seconds of all processes since the system began; 0 where it does not say."""
    try:
        user, nice, system, _idle, _waiting, *interrupts = map(int, _SPENT.read_text().split("\n", 1)[0].split()[1:9])
    except (OSError, ValueError):
        return 0.0
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")

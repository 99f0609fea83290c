from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.process.processor import NICE, SESSION_NICE

if sys.platform != "linux":
    pytest.skip("Other systems have no priorities of threads and sessions.", allow_module_level=True)

TOLD = """
import os, threading
from pathlib import Path
from services.process.processor import come_back, step_back
def of_thread() -> None:
    step_back()
    print(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
thread = threading.Thread(target=of_thread)
thread.start()
thread.join()
print(os.getpriority(os.PRIO_PROCESS, os.getpid()))
from tests.services.process.test_processor import share_of_session
print(share_of_session())
come_back()
print(share_of_session())
"""


def share_of_session() -> str:
    """The nice value of this process's session; unknown where the system has none, or has put no session into a group
    for it (what was started before any session, as in some containers).
    """
    session = Path("/proc/self/autogroup")
    words = session.read_text().split() if session.exists() else []
    return words[-1] if words else "unknown"


def told(*, own_session: bool) -> list[str]:
    """The nice values of a thread that stepped back, of its process's first thread, of its session, and of that again
    when it came back.
    """
    command = [sys.executable, "-c", TOLD]
    return subprocess.run(
        command, start_new_session=own_session, check=True, capture_output=True, text=True
    ).stdout.split()


def test_a_thread_steps_back_with_the_session_that_its_process_began() -> None:
    thread, first, session, again = told(own_session=True)
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert (int(thread), int(first)) == (max(own, NICE), own)
    assert (session, again) in ((str(SESSION_NICE), "0"), ("unknown", "unknown"))


def test_a_session_that_others_began_keeps_its_share() -> None:
    before = share_of_session()
    assert told(own_session=False)[2:] == [before, before]

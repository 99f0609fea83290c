from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from services.process import processor
from services.process.processor import NICE, REST_SECONDS, SESSION_NICE, Turns

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


@pytest.mark.parametrize(
    ("own", "others", "rests"),
    [
        pytest.param(True, 0.0, False, id="alone"),
        pytest.param(True, 0.1, False, id="a server at rest beside it"),
        pytest.param(True, 0.3, True, id="a click beside it"),
        pytest.param(False, 0.3, True, id="it waited itself while others worked"),
    ],
)
def test_steps_take_turns_with_others_at_work(own: bool, others: float, rests: bool) -> None:
    now = {"wall": 100.0, "own": 7.0, "all": 900.0}
    turns, slept = Turns(lambda: (now["wall"], now["own"], now["all"])), list[float]()
    for seconds in (0.5, 4.0):
        now["wall"] += seconds
        now["own"] += seconds * own
        now["all"] += seconds * (own + others)
        turns.rest(slept.append)
    assert slept == ([0.5, REST_SECONDS] if rests else [])


def test_steps_too_short_to_be_counted_are_looked_at_together() -> None:
    now = [0.0]
    turns, slept = Turns(lambda: (now[0], now[0], now[0] + (0.4 if now[0] > 0.99 else 0.01))), list[float]()
    for _ in range(200):
        now[0] += 0.005
        turns.rest(slept.append)
    assert slept == [pytest.approx(0.2)]


def test_a_system_that_tells_nothing_has_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processor, "_SPENT", tmp_path / "none")
    turns, slept = Turns(), list[float]()
    turns.rest(slept.append)
    assert slept == []


def test_the_processors_seconds_grow_by_what_is_spent() -> None:
    before, own = processor._busy_seconds(), time.process_time()
    while time.process_time() < own + 0.3:
        pass
    assert processor._busy_seconds() - before >= 0.25  # told in hundredths

from __future__ import annotations

import os
import sys
import threading

import pytest

from services.jobs import execution
from services.jobs.execution import NICE
from services.jobs.kinds import kind_of

if sys.platform != "linux":
    pytest.skip("Other systems have no priorities of threads.", allow_module_level=True)


def in_a_thread(kind: str) -> tuple[int, int]:
    """How the system treats a thread that has begun a job: its scheduling policy and its nice value."""
    seen: list[tuple[int, int]] = []

    def begin() -> None:
        execution._step_back(kind_of(kind))
        own = threading.get_native_id()
        seen.append((os.sched_getscheduler(own), os.getpriority(os.PRIO_PROCESS, own)))

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    return seen[0]


@pytest.mark.parametrize(
    ("kind", "load", "policy", "steps"),
    [
        ("training", 0.0, os.SCHED_IDLE, 0),
        ("training", 1e9, os.SCHED_OTHER, NICE),  # an idle thread would never have its turn
        ("import", 0.0, os.SCHED_OTHER, 0),
        ("import", 1e9, os.SCHED_OTHER, 0),
    ],
)
def test_a_training_lets_the_pages_go_first(
    monkeypatch: pytest.MonkeyPatch, kind: str, load: float, policy: int, steps: int
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load))
    before = os.getpriority(os.PRIO_PROCESS, 0)
    assert in_a_thread(kind) == (policy, max(before, steps) if steps else before)


def test_the_main_thread_is_never_slowed_down() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    execution._step_back(kind_of("training"))
    assert (os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)) == (os.SCHED_OTHER, before)

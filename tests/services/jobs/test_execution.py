from __future__ import annotations

import os
import sys
import threading

import pytest

from services.jobs import execution
from services.jobs.kinds import kind_of
from services.process.processor import NICE

if sys.platform != "linux":
    pytest.skip("Other systems have no priorities of threads.", allow_module_level=True)


def in_a_thread(kind: str) -> int:
    """The nice value of a thread that has begun a job."""
    seen: list[int] = []

    def begin() -> None:
        execution._step_back(kind_of(kind))
        seen.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    return seen[0]


@pytest.mark.parametrize(("kind", "least"), [("training", NICE), ("import", 0)])
def test_a_training_lets_the_pages_go_first(kind: str, least: int) -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    assert in_a_thread(kind) == max(before, least)


def test_the_main_thread_is_never_slowed_down() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    execution._step_back(kind_of("training"))
    assert os.getpriority(os.PRIO_PROCESS, 0) == before

"""One try at a time, for which nobody waits for ever, and not at once again after one that failed."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from db.embedded import restarts
from db.embedded.restarts import Restarts
from db.errors import DatabaseAway, DiskFull


def test_all_who_wait_share_one_try() -> None:
    begun, go_on, calls = threading.Event(), threading.Event(), []

    def start() -> None:
        calls.append(1)
        begun.set()
        assert go_on.wait(60)

    tried = Restarts(start)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(tried.wait, 60)
        assert begun.wait(60)
        for _ in range(3):
            with pytest.raises(DatabaseAway):
                tried.wait(0)
        go_on.set()
        assert waiting.result(60) is None
    assert len(calls) == 1


def test_the_error_of_a_try_counts_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def start() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise DiskFull("no room")

    tried = Restarts(start)
    for _ in range(3):
        with pytest.raises(DiskFull, match="no room"):
            tried.wait(60)
    assert len(calls) == 1
    monkeypatch.setattr(restarts, "AGAIN_SECONDS", 0.0)
    with pytest.raises(DiskFull):
        tried.wait(60)  # beside the next try, for which nobody waits
    monkeypatch.setattr(restarts, "FORGOTTEN_SECONDS", 0.0)
    tried.wait(60)
    assert len(calls) in (2, 3)

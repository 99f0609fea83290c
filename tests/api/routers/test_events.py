"""Server-sent events: on a real server, with clients that come, listen and go."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise

import httpx2
import pytest

from services.live import changes
from tests.api.conftest import GOOD
from tests.e2e.support.app_process import wait_until


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(changes, "QUIET_SECONDS", 0.05)


def lines(stack: ExitStack, server: str) -> Iterator[str]:
    answered = stack.enter_context(httpx2.stream("GET", f"{server}/api/events/", timeout=10))
    assert (answered.status_code, answered.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    return answered.iter_lines()


def event(stream: Iterator[str]) -> dict[str, str]:
    """The next event, by field; a comment is a field without a name."""
    found: dict[str, str] = {}
    for line in stream:
        if not line:
            return found
        name, _, value = line.partition(": ")
        found[name] = value
    raise AssertionError("The stream ended")


def test_everybody_hears_of_a_change_and_one_looks_for_all_now_and_then(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    version = changes.current_version

    def noted() -> int:
        looks.append(time.monotonic())
        return version()

    monkeypatch.setattr(changes, "current_version", noted)
    with ExitStack() as stack:
        streams = [lines(stack, server) for _ in range(5)]
        first = [event(stream) for stream in streams]
        assert {found["event"] for found in first} == {"change"}
        assert first[0]["retry"]
        httpx2.post(f"{server}/api/tickets/", json=GOOD)
        second = [event(stream) for stream in streams]
        assert len({found["id"] for found in second}) == 1
        assert second[0]["id"] != first[0]["id"]
        assert second[0]["data"] == f'{{"version": {second[0]["id"]}}}'
    assert all(later - earlier >= changes.LOOK_SECONDS for earlier, later in pairwise(looks))
    wait_until(nobody_listens, "the looking ends with the last listener")


def nobody_listens() -> bool:
    feed = changes._feed
    return feed is not None and feed._listeners == 0 and feed._watch is None


def test_a_quiet_stream_shows_that_it_lives(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "HEARTBEAT_SECONDS", 0.05)
    with ExitStack() as stack:
        stream = lines(stack, server)
        event(stream)
        assert event(stream) == {"": "still here"}


def test_there_is_an_end_to_the_number_of_streams(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LISTENERS_MAX", 2)
    with ExitStack() as stack:
        streams = [lines(stack, server) for _ in range(2)]
        for stream in streams:
            event(stream)
        refused = httpx2.get(f"{server}/api/events/")
        assert (refused.status_code, list(refused.json())) == (503, ["detail"])
        assert httpx2.get(f"{server}/api/tickets/").status_code == 200
    wait_until(nobody_listens, "the streams have been given back")
    with ExitStack() as stack:
        event(lines(stack, server))


def test_every_stream_ends_when_the_server_stops(server: str) -> None:
    with ExitStack() as stack:
        streams = [lines(stack, server) for _ in range(3)]
        for stream in streams:
            event(stream)
        feed = changes._feed
        assert feed is not None
        feed.loop.call_soon_threadsafe(changes.end_subscriptions)
        assert [list(stream) for stream in streams] == [[], [], []]
        late = list(lines(stack, server))  # one that comes meanwhile is no error
        assert ": still here" in late
        assert not any(line.startswith("event") for line in late)

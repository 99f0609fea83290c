"""How fast a websocket may bring messages, and on what it is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from api.guard import websocket_rate
from api.guard.websocket_rate import TokenBucket, WebSocketRateLimit

RERUN = BackMsg(rerun_script=ClientState(query_string="a")).SerializeToString()
REFUSED = None


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three messages at once, ten a second after that, two of which may be late."""
    monkeypatch.setattr(websocket_rate, "BURST", 3)
    monkeypatch.setattr(websocket_rate, "MESSAGES_A_SECOND", 10)
    monkeypatch.setattr(websocket_rate, "LATE_MAX", 2)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("moments", "waits"),
    [
        ([5.0, 5.0, 5.0], [0, 0, 0]),
        ([5.0, 5.0, 5.0, 5.0, 5.0], [0, 0, 0, 0.1, 0.2]),
        ([5.0] * 6, [0, 0, 0, 0.1, 0.2, REFUSED]),
        ([5.0, 5.0, 5.0, 5.0, 5.2, 5.3, 5.4], [0, 0, 0, 0.1, 0, 0, 0]),  # at the pace that is allowed
        ([5.0] * 5 + [5.4, 5.4, 5.4], [0, 0, 0, 0.1, 0.2, 0, 0, REFUSED]),  # too short a pause: two were late already
        ([5.0] * 5 + [5.5, 5.5, 5.5, 5.5], [0, 0, 0, 0.1, 0.2, 0, 0, 0, 0.1]),  # a pause that forgives them
        ([5.0] * 3 + [99.0] * 4, [0, 0, 0, 0, 0, 0, 0.1]),  # however long it was, no more than a burst
    ],
)
def test_what_comes_too_fast_waits_and_at_last_is_refused(moments: list[float], waits: list[float | None]) -> None:
    allowance = TokenBucket(5.0)
    found = [allowance.take(moment) for moment in moments]
    assert [None if wait is None else round(wait, 6) for wait in found] == waits


def received(messages: Sequence[Message], sending: type[OSError] | None = None) -> tuple[list[Message], list[Message]]:
    """What the application receives of these messages until the websocket ends, and what is sent to the client."""
    came: list[Message] = []
    sent: list[Message] = []
    waiting = list(messages)

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        if sending:
            raise sending
        sent.append(message)

    async def app(_: Scope, receive: Receive, send: Send) -> None:
        while waiting and (not came or came[-1]["type"] != "websocket.disconnect"):
            came.append(await receive())
            await send({"type": "websocket.send", "text": "answer"})

    asyncio.run(WebSocketRateLimit(app)({"type": "websocket"}, receive, send))
    return came, sent


def brought(data: Any) -> Message:
    return {"type": "websocket.receive", "bytes": data}


ANSWER = {"type": "websocket.send", "text": "answer"}
CONNECT = {"type": "websocket.connect"}


def ended(code: int) -> Message:
    return {"type": "websocket.disconnect", "code": code}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "websocket.receive", "text": "words"}, 1003),
        (brought(b""), 1007),
        (brought(b"\xff"), 1007),
    ],
)
def test_what_no_page_sends_closes_it_and_nothing_is_sent_after_that(message: Message, code: int) -> None:
    came, sent = received([CONNECT, brought(RERUN), message, brought(RERUN)])
    assert came == [CONNECT, brought(RERUN), ended(code)]
    assert sent == [ANSWER, ANSWER, {"type": "websocket.close", "code": code}]


@pytest.mark.usefixtures("small")
def test_one_that_does_not_stop_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_rate, "MESSAGES_A_SECOND", 1000)
    monkeypatch.setattr(websocket_rate, "LATE_MAX", 0)
    monkeypatch.setattr("api.guard.websocket_rate.time.monotonic", lambda: 5.0)
    came, _ = received([CONNECT, *[brought(RERUN)] * 9])
    assert came == [CONNECT, *[brought(RERUN)] * 3, ended(1008)]


def test_a_client_that_has_gone_is_told_to_the_application_by_what_it_receives_next() -> None:
    came, sent = received([brought(RERUN), brought(RERUN), brought(RERUN)], sending=ConnectionResetError)
    assert (came, sent) == ([brought(RERUN), ended(1006)], [])


def test_requests_pass() -> None:
    seen: list[Any] = []

    async def app(*given: Any) -> None:
        seen.extend(given)

    asyncio.run(WebSocketRateLimit(app)({"type": "http"}, receive := object(), send := object()))  # type: ignore[arg-type]
    assert seen == [{"type": "http"}, receive, send]

"""A connection as Streamlit's page in a browser has it: what it shows, what it sends, and how long an answer takes."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 20.0  # seconds for an answer; one that takes longer is an error


class Session:
    """A page that is open. ``widgets`` are its elements that can be used, by key: (element, id of its fragment)."""

    def __init__(self, socket: ClientConnection, page: str, query: str) -> None:
        self.widgets: dict[str, tuple[Any, str]] = {}
        self.exceptions = 0
        self._socket, self._page, self._query = socket, page, query
        self._states: dict[str, WidgetState] = {}
        self._asked: tuple[str, asyncio.Future[None]] | None = None  # the fragment, "" for the page
        self._runs: set[str] = set()  # the fragments that the run at the moment draws; none: the page
        self._clocks: dict[str, asyncio.Task[None]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, url: str, page: str, query: str = "") -> Self:
        """Connect and have the page drawn; raises TimeoutError where that takes too long."""
        address = urlsplit(url)
        stream = address._replace(scheme="wss" if address.scheme == "https" else "ws", path="/_stcore/stream").geturl()
        socket = await connect(stream, subprotocols=["streamlit"], origin=url, max_size=None)  # type: ignore[list-item, arg-type]
        self = cls(socket, page, query)
        await self._ask("")
        return self

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        for task in (self._reader, *self._clocks.values()):
            task.cancel()
        await self._socket.close()

    async def use(self, key: str, change: Callable[[WidgetState, Any], None]) -> float:
        """Change the widget whose key begins so, and wait for what it brings: milliseconds until that run has ended."""
        element, fragment = next(widget for name, widget in self.widgets.items() if name.startswith(key))
        state = WidgetState(id=element.id)
        change(state, element)
        self._states[element.id] = state
        began = time.perf_counter()
        await self._ask(fragment)
        return (time.perf_counter() - began) * 1000

    async def _ask(self, fragment: str) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked, self._runs = (fragment, done), {"nothing yet"}
        await self._send(fragment)
        await asyncio.wait_for(done, PATIENCE)

    async def _send(self, fragment: str, *, automatic: bool = False) -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_name, rerun.query_string = self._page, self._query
        rerun.fragment_id, rerun.is_auto_rerun = fragment, automatic
        rerun.context_info.timezone = "Europe/Berlin"
        rerun.widget_states.widgets.extend(self._states.values())
        await self._socket.send(message.SerializeToString())

    async def _read(self) -> None:
        async for data in self._socket:
            assert isinstance(data, bytes)
            message = ForwardMsg()
            message.ParseFromString(data)
            match message.WhichOneof("type"):
                case "new_session":
                    self._runs = set(message.metadata.run.fragment_ids)
                    if not self._runs:
                        self.widgets.clear()
                        self._stop_clocks()
                case "delta":
                    self._note(message.delta)
                case "auto_rerun":
                    self._begin_clock(message.auto_rerun.fragment_id, message.auto_rerun.interval)
                case "script_finished":
                    self._finished()

    def _note(self, delta: Delta) -> None:
        if delta.WhichOneof("type") == "new_element":
            kind = delta.new_element.WhichOneof("type")
            element = getattr(delta.new_element, kind or "empty")
            self.exceptions += kind == "exception"
            if name := getattr(element, "id", ""):
                self.widgets[name.split("-", 2)[-1]] = (element, delta.fragment_id)

    def _finished(self) -> None:
        if self._asked is not None:
            fragment, done = self._asked
            if (fragment in self._runs or not self._runs) and not done.done():
                done.set_result(None)

    def _begin_clock(self, fragment: str, seconds: float) -> None:
        if fragment not in self._clocks:
            self._clocks[fragment] = asyncio.create_task(self._tick(fragment, seconds))

    def _stop_clocks(self) -> None:
        for task in self._clocks.values():
            task.cancel()
        self._clocks.clear()

    async def _tick(self, fragment: str, seconds: float) -> None:
        with suppress(OSError):
            while True:
                await asyncio.sleep(seconds)
                await self._send(fragment, automatic=True)


def data_of(element: Any) -> dict[str, Any]:
    """What Python told a component."""
    told: dict[str, Any] = json.loads(element.json)
    return told

"""Subscribe to ticket changes through LISTEN/NOTIFY: for pages that refresh themselves and programs that listen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import anyio.to_thread
import structlog
from sqlalchemy import func, select

from db.engine import catch_up, transaction
from db.errors import TriageError
from db.tables.desk import DayNoteState
from db.tables.tickets import TicketEvent
from db.tables.topics import TopicState
from services.errors import TooManyListeners
from services.limits import LISTENERS_MAX

NEWEST = 1_000
CHANNEL = "triage_changed"  # the folding process notifies: at most once a second, however much changed
LOOK_SECONDS = 1.0  # between two looks at the database while anybody listens, at least
QUIET_SECONDS = 4.0  # and this much more at most, when nobody says that something changed
HEARTBEAT_SECONDS = 15.0

log = structlog.get_logger(__name__)

_lock = threading.Lock()
_called: list[Callable[[], object]] = []


def current_version() -> int:
    """Get the version of tickets, topics and notes on days: a number that differs after a change of any of them.

    The sum of the newest event ids, a look at the end of an index: unlike the highest id it also tells of a transaction
    that took its ids earlier and committed later. Events that are removed are noticed when they are among the newest.
    """
    newest = select(TicketEvent.id).order_by(TicketEvent.id.desc()).limit(NEWEST).subquery()
    notes = func.coalesce(select(DayNoteState.changes).scalar_subquery(), 0)
    topics = func.coalesce(select(TopicState.changes).scalar_subquery(), 0)
    with transaction(reads=True) as session:
        return int(session.scalar(select(func.coalesce(func.sum(newest.c.id), 0) + notes + topics)) or 0)


@contextmanager
def on_change(called: Callable[[], object]) -> Iterator[None]:
    """Call ``called`` after changes, once for many, about a second after the first; at times also without one.

    It is called in the thread that listens (services.rollups.worker, started with the server): it has to be quick
    and must not raise.
    """
    with _lock:
        _called.append(called)
    try:
        yield
    finally:
        with _lock:
            _called.remove(called)


def notify() -> None:
    """Notify the callbacks of ``on_change`` in this process, whose next reads are as new as what they are told of."""
    catch_up()
    with _lock:
        called = tuple(_called)
    for call in called:
        call()


async def subscribe() -> AsyncIterator[int | None]:
    """Yield the version at once and after changes, at most one a second; None as a sign of life when there are none.

    Ends when ``end_subscriptions`` is called. However many listen, one of them looks at the database. Raises, before
    anything comes, TooManyListeners and whatever keeps the first look from answering.
    """
    feed = _feed_of_this_loop()
    with feed.listener():
        await feed.begin()
        seen: int | None = None
        while not feed.ended:
            news = feed.changed
            if feed.version != seen:
                seen = feed.version
                yield seen
                continue
            try:
                await asyncio.wait_for(news.wait(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield None


def end_subscriptions() -> None:
    """End every subscription of this process, for good: the server stops. Call it on the server's event loop."""
    if _feed is not None:
        _feed.end()


class _Feed:
    """What all subscriptions of an event loop share: the last version, and the task that looks for the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.version: int | None = None
        self.changed = asyncio.Event()
        self.ended = False
        self._listeners = 0
        self._watch: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    @contextmanager
    def listener(self) -> Iterator[None]:
        """Count a listener in; without one the database is not asked any more."""
        if self._listeners >= LISTENERS_MAX:
            raise TooManyListeners
        self._listeners += 1
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners:
                self._stop()

    async def begin(self) -> None:
        """Read the first version for the first listener, and watch the database from then on."""
        async with self._beginning:
            if self._watch is None and not self.ended:
                self.version = await anyio.to_thread.run_sync(current_version)
                self._watch = self.loop.create_task(self._watch_changes())

    def end(self) -> None:
        self.ended = True
        self._stop()
        self._notify()

    def _stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    async def _watch_changes(self) -> None:
        changed = asyncio.Event()
        with on_change(partial(self.loop.call_soon_threadsafe, changed.set)):
            await self._watch_until_cancelled(changed)

    async def _watch_until_cancelled(self, changed: asyncio.Event) -> None:
        away = False
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), QUIET_SECONDS)
            changed.clear()
            try:
                seen = await anyio.to_thread.run_sync(current_version, abandon_on_cancel=True)
                if seen != self.version:
                    await anyio.to_thread.run_sync(catch_up, abandon_on_cancel=True)
            except TriageError as error:
                if not away:
                    log.warning("cannot_look_for_changes", reason=type(error).__name__)
                away = True
                continue
            away = False
            if seen != self.version:
                self.version = seen
                self._notify()

    def _notify(self) -> None:
        seen, self.changed = self.changed, asyncio.Event()
        seen.set()


_feed: _Feed | None = None


def _feed_of_this_loop() -> _Feed:
    global _feed
    loop = asyncio.get_running_loop()
    if _feed is None or _feed.loop is not loop:
        _feed = _Feed(loop)
    return _feed

"""Whether anything changed, for pages that refresh themselves and for programs that listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import anyio.to_thread
import structlog
from sqlalchemy import func, select

from db.engine import transaction
from db.errors import TriageError
from db.tables import TicketEvent
from services.errors import TooManyListeners
from services.settings import LISTENERS_MAX

NEWEST = 1_000
LOOK_SECONDS = 1.0  # between two looks at the database while anybody listens
HEARTBEAT_SECONDS = 15.0

log = structlog.get_logger(__name__)


def version() -> int:
    """A number that is another one after a change of any ticket.

    The sum of the newest event ids, a look at the end of an index: unlike the highest id it also tells of a transaction
    that took its ids earlier and committed later. Events that are removed are noticed when they are among the newest.
    """
    newest = select(TicketEvent.id).order_by(TicketEvent.id.desc()).limit(NEWEST).subquery()
    with transaction() as session:
        return int(session.scalar(select(func.sum(newest.c.id))) or 0)


async def subscribe() -> AsyncIterator[int | None]:
    """The version at once, then after changes, at most one a second; None as a sign of life when it stays quiet.

    Ends when ``end_subscriptions`` is called. However many listen, one of them looks at the database. Raises, before
    anything comes, TooManyListeners and whatever keeps the first look from answering.
    """
    feed = _feed_of_this_loop()
    with feed.listener():
        await feed.begin()
        told: int | None = None
        while not feed.ended:
            news = feed.news
            if feed.version != told:
                told = feed.version
                yield told
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
    """What the subscriptions of one event loop share: the version last seen, and who looks for the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.version: int | None = None
        self.news = asyncio.Event()
        self.ended = False
        self._listeners = 0
        self._watch: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    @contextmanager
    def listener(self) -> Iterator[None]:
        """Counts one more; with the last one the looking ends."""
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
        """The first listener's look at the database, and the looking from then on."""
        async with self._beginning:
            if self._watch is None and not self.ended:
                self.version = await anyio.to_thread.run_sync(version)
                self._watch = self.loop.create_task(self._look())

    def end(self) -> None:
        self.ended = True
        self._stop()
        self._tell()

    def _stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    async def _look(self) -> None:
        away = False
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                seen = await anyio.to_thread.run_sync(version, abandon_on_cancel=True)
            except TriageError as error:
                if not away:
                    log.warning("cannot_look_for_changes", reason=type(error).__name__)
                away = True
                continue
            away = False
            if seen != self.version:
                self.version = seen
                self._tell()

    def _tell(self) -> None:
        told, self.news = self.news, asyncio.Event()
        told.set()


_feed: _Feed | None = None


def _feed_of_this_loop() -> _Feed:
    global _feed
    loop = asyncio.get_running_loop()
    if _feed is None or _feed.loop is not loop:
        _feed = _Feed(loop)
    return _feed

"""Whether anything changed, for pages that refresh themselves and for streams of events."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from db.engine import transaction
from db.tables import TicketEvent

NEWEST = 1_000
CHANNEL = "triage_changed"  # the folding process notifies: at most once a second, however much changed

_lock = threading.Lock()
_subscribers: list[Callable[[], None]] = []


def version() -> int:
    """A number that is another one after a change of any ticket.

    The sum of the newest event ids, a look at the end of an index: unlike the highest id it also tells of a transaction
    that took its ids earlier and committed later. Events that are removed are noticed when they are among the newest.
    """
    newest = select(TicketEvent.id).order_by(TicketEvent.id.desc()).limit(NEWEST).subquery()
    with transaction() as session:
        return int(session.scalar(select(func.sum(newest.c.id))) or 0)


@contextmanager
def subscribe(called: Callable[[], None]) -> Iterator[None]:
    """Have ``called`` called after changes, once for many, about a second after the first; also when it may be nothing.

    It is called in the thread that listens (services.folding, started with the server): it has to be quick and must not
    raise; ``loop.call_soon_threadsafe(event.set)`` is what it is made for.
    """
    with _lock:
        _subscribers.append(called)
    try:
        yield
    finally:
        with _lock:
            _subscribers.remove(called)


def announce() -> None:
    """Call every subscriber."""
    with _lock:
        called = tuple(_subscribers)
    for call in called:
        call()

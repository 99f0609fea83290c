"""Filter tickets by their topic: its ID, and the name that stands for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, false, select

from db.engine import transaction
from db.tables.tickets import Ticket
from db.tables.topics import TicketTopic, Topic
from services.errors import TriageError

KEPT_SECONDS = 2.0  # names; whoever renames one sees it at once
WORDS = 3  # that name a topic without a name
ID_DIGITS = 15  # of an ID at most

_lock = threading.Lock()
_kept: tuple[float, dict[str, str]] | None = None


def has_topic(values: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition: the ticket belongs to one of these topics."""
    ids = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= ID_DIGITS]
    return exists().where(TicketTopic.ticket_id == Ticket.id, TicketTopic.topic_id.in_(ids)) if ids else false()


def topic_ids() -> tuple[str, ...]:
    """The topics there are, by name."""
    return tuple(_names())


def topic_label(value: str) -> str:
    """What a topic is called; one that is gone by its number."""
    return _names().get(value, f"Topic {value}")


def name_of(name: str | None, words: Sequence[str]) -> str:
    """The name of a topic: the one that it was given, else the words that mark it most."""
    return name or ", ".join(words[:WORDS])


def forget() -> None:
    """Forget the names that are kept, so that the next look reads them again."""
    global _kept
    with _lock:
        _kept = None


def _names() -> dict[str, str]:
    """The name of each topic by its ID, as a text, in the order of names; none where the database is away."""
    global _kept
    with _lock:
        kept = _kept
    if kept is not None and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    try:
        with transaction(reads=True) as session:
            rows = session.execute(select(Topic.id, Topic.name, Topic.words)).all()
    except TriageError:
        return {}
    named = sorted(((name_of(row.name, row.words), str(row.id)) for row in rows), key=lambda pair: pair[0].casefold())
    names = {topic: name for name, topic in named}
    with _lock:
        _kept = (time.monotonic(), names)
    return names

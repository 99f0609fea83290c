"""Troubles of a PostgreSQL that answers: disk full, no connection left, read-only, damaged; a table by SQLSTATE.

``record`` names the trouble of an error and remembers it, with one line in the log for all the statements that meet
it; ``current`` is what health and pages say. It is over once nobody has met it for a while and a trial goes well.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from db.errors import DatabaseAway, DatabaseTrouble, DiskFull

log = structlog.get_logger(__name__)

LATER = "Try again in a minute."
ADMIN = "An admin finds the cause in the log of the database."
LOG_AGAIN_SECONDS = 60.0
KEPT_SECONDS = 5.0  # after it was met last: longer than a person takes to look at what is wrong


@dataclass(frozen=True, slots=True)
class Trouble:
    """``kind`` in a word or three, for programs; ``sentence`` for people, with what to do."""

    kind: str
    sentence: str


_DISK_FULL = Trouble("disk full", "The disk of the database is full. Once an admin has made room, try again.")
_STARTING = Trouble("starting or stopping", f"The database is starting, stopping or recovering. {LATER}")
_FAULTY = Trouble("system error", f"The database has an error of its server. {LATER} {ADMIN}")
_DAMAGED = Trouble("damaged", f"A part of the database is damaged. {ADMIN}")
_LIMIT = Trouble("out of resources", f"The database has reached a limit of its server. {LATER}")

# Appendix A of PostgreSQL's manual: classes 53, 57 and 58, damage (XX), and writes to a server that only reads.
_BY_SQLSTATE: Mapping[str, Trouble] = {
    "25006": Trouble("read-only", f"The database is read-only: tickets can be read, but not changed. {ADMIN}"),
    "53100": _DISK_FULL,
    "53200": Trouble("out of memory", f"The database has run out of memory. {LATER}"),
    "53300": Trouble("no connection left", f"The database has no connection left. {LATER}"),
    "57P03": _STARTING,
    "57P04": Trouble("dropped", f"The database was deleted while the desk was running. {ADMIN}"),
    "58030": Trouble("disk error", f"The database cannot read or write its disk. {ADMIN}"),
    "58P01": Trouble("file missing", f"A file of the database is missing. {ADMIN}"),
    "XX001": _DAMAGED,
    "XX002": Trouble("damaged", f"An index of the database is damaged. An admin can mend it with REINDEX. {ADMIN}"),
}
_BY_CLASS: Mapping[str, Trouble] = {"53": _LIMIT, "58": _FAULTY}
_GONE = ("57P01", "57P02", "57P05")  # the server ended the connection: it is away, or back at the next try
# A connection that is refused has no SQLSTATE in libpq; the words are those of PostgreSQL in English.
_BY_WORDS: Mapping[str, Trouble] = {
    "too many clients": _BY_SQLSTATE["53300"],
    "too many connections": _BY_SQLSTATE["53300"],
    "connection slots are reserved": _BY_SQLSTATE["53300"],
    "No space left on device": _DISK_FULL,
    "Disk quota exceeded": _DISK_FULL,
    "starting up": _STARTING,
    "shutting down": _STARTING,
    "in recovery mode": _STARTING,
    "not yet accepting connections": _STARTING,
    "not accepting connections": _STARTING,
}
# Processes of two versions run beside each other for the minutes of an update.
OTHER_SCHEMA = Trouble(
    "other schema",
    "The database belongs to another version of Triage Desk now. This works again once the update is done.",
)
READ_ONLY = _BY_SQLSTATE["25006"]
PASSING = frozenset((_STARTING.kind, _BY_SQLSTATE["53300"].kind, OTHER_SCHEMA.kind))  # nobody has to do anything


def trouble_of(sqlstate: str | None, message: str = "") -> Trouble | None:
    """The trouble that an error tells of; None for a mistake in a statement, and where the server just went away."""
    if sqlstate is None:
        return next((trouble for words, trouble in _BY_WORDS.items() if words in message), None)
    return _BY_SQLSTATE.get(sqlstate) or (None if sqlstate in _GONE else _BY_CLASS.get(sqlstate[:2]))


@dataclass(slots=True)
class _Occurrence:
    trouble: Trouble
    last: float  # time.monotonic()
    logged: float


_lock = threading.Lock()
_met: _Occurrence | None = None
_disk_is_full: Callable[[], bool] | None = None


def record(trouble: Trouble, sqlstate: str | None) -> DatabaseTrouble:
    """The error to raise for it. Remembered, and logged unless it was within the last minute."""
    global _met
    now = time.monotonic()
    trouble = with_cause(trouble)
    with _lock:
        logged = _met.logged if _met is not None and _met.trouble == trouble else -LOG_AGAIN_SECONDS
        is_news = now - logged >= LOG_AGAIN_SECONDS
        _met = _Occurrence(trouble, now, now if is_news else logged)
    if is_news:
        log.error("database_trouble", kind=trouble.kind, sqlstate=sqlstate, meaning=trouble.sentence)
    return DatabaseTrouble(trouble.kind, trouble.sentence)


def with_cause(trouble: Trouble) -> Trouble:
    """Name a full disk as the cause of a trouble where it is: a server that has met one starts again and again."""
    return _DISK_FULL if trouble == _STARTING and current() == _DISK_FULL else trouble


def behind(error: DatabaseAway) -> DatabaseAway:
    """The error with its cause, where that is known: a full disk ends the server, or keeps it from starting.

    The disk of the embedded server can be looked at; another server says it once, and is away from then on.
    """
    if isinstance(error, DatabaseTrouble):
        return error
    is_known = isinstance(error, DiskFull) or current() == _DISK_FULL or (_disk_is_full is not None and _disk_is_full())
    return record(_DISK_FULL, None) if is_known else error


def look_at_disk(is_full: Callable[[], bool] | None) -> None:
    """From now on ask this where the database is away: whether its disk is full; None where nobody can tell."""
    global _disk_is_full
    _disk_is_full = is_full


def current() -> Trouble | None:
    """The trouble that statements have met, None when all is well as far as anybody knows."""
    met = _met
    return met.trouble if met is not None else None


def may_have_passed() -> bool:
    """Whether there is one that nobody has met for a while, so that a trial is worth its time."""
    met = _met
    return met is not None and time.monotonic() - met.last >= KEPT_SECONDS


def clear() -> None:
    """Forget it: a trial went well."""
    global _met
    with _lock:
        met, _met = _met, None
    if met is not None:
        log.info("database_trouble_over", kind=met.trouble.kind)

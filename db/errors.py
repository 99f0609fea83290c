"""The root of the error tree and what the database layer itself raises; services/errors.py draws the whole tree."""

from __future__ import annotations


class TriageError(Exception):
    """The root: its text may be shown to a person."""


class DatabaseAway(TriageError):
    """PostgreSQL does not answer. A read can be repeated; a write is repeated under its submission key."""

    def __init__(self, message: str = "The database is not responding. Try again in a minute.") -> None:
        super().__init__(message)


class DiskFull(DatabaseAway):
    """The embedded server cannot run for want of room; the text names its folder, for whoever starts the desk."""


class DatabaseTrouble(DatabaseAway):
    """PostgreSQL answers, but cannot do its work: disk full, read-only, no connection left (db/troubles.py)."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


class QueryTooSlow(TriageError):
    """The statement time-out ended the statement; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "The database took too long for this. Add a filter to choose fewer tickets, or try again in a minute."
        )


class UnusableDatabase(TriageError):
    """PostgreSQL answers, but the product cannot work on it: too old, the wrong locale, a newer schema."""


class NotAllowed(TriageError):
    """Whoever asks may not do this; the message says who may."""

    def __init__(self, message: str = "You may read here, but change nothing.") -> None:
        super().__init__(message)

"""The database as a help that a suggestion can do without: a failure is an answer, and is not tried for long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from db.engine import is_open
from services.errors import DatabaseAway, TriageError

AWAY_SECONDS = 5.0  # a server that hangs costs seconds at each try, so it is not asked again for as long
STATEMENT_SECONDS = 1.0  # for what is a look at one row

Found = TypeVar("Found")

log = structlog.get_logger(__name__)

_away_until = 0.0  # time.monotonic()


def best_effort(read: Callable[[], Found], otherwise: Found) -> Found:
    """What ``read`` finds in the database, or ``otherwise`` while that does not answer. Raises no database error.

    A desk that is closing has no database any more: whoever still asks gets ``otherwise``, and nothing is logged.
    """
    global _away_until
    if time.monotonic() < _away_until or not is_open():
        return otherwise
    try:
        return read()
    except (TriageError, SQLAlchemyError) as error:
        if isinstance(error, DatabaseAway):
            _away_until = time.monotonic() + AWAY_SECONDS
        log.warning("suggestion_without_the_database", reason=type(error).__name__)
        return otherwise


def forget() -> None:
    """Ask the database again at the next call."""
    global _away_until
    _away_until = 0.0

"""The one place where pages turn errors into words on the screen."""

from __future__ import annotations

import traceback

import structlog

from services.errors import DatabaseAway, DatabaseTrouble, TriageError

log = structlog.get_logger(__name__)

SUBMIT_AWAY = "The database does not answer. Your text is still here; submit again in a minute."
READ_AWAY = "The database does not answer. Numbers and tickets appear again once it is back; what you type is kept."
FAILED = (
    "Something went wrong on the server. What you typed is kept. Try again in a minute. "
    "If it happens again, an admin can find the cause in the log."
)
UNEXPECTED = "Something went wrong here; the log has it. Your text is still here; submit again in a minute."


def trouble(error: Exception) -> str:
    """What to tell a person whose submit failed. An error nobody expected is logged, without what was typed."""
    if isinstance(error, DatabaseTrouble):
        return f"{error} Your text is still here."
    if isinstance(error, DatabaseAway):
        return SUBMIT_AWAY
    if isinstance(error, TriageError):
        return f"{error} Your text is still here."
    _log(error)
    return UNEXPECTED


def failure(error: Exception) -> str:
    """What to tell a person whose click did nothing. An error nobody expected is logged."""
    if isinstance(error, TriageError):
        return str(error)
    _log(error)
    return FAILED


def _log(error: Exception) -> None:
    # The message of a foreign error may quote the ticket; its type and the places in the code do not.
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected_error_in_page", error=type(error).__name__, places=places)


def reading_trouble(error: TriageError) -> str:
    """What to say where numbers and tickets would stand."""
    if isinstance(error, DatabaseTrouble):
        return f"{error} What you type is kept."
    return READ_AWAY if isinstance(error, DatabaseAway) else str(error)

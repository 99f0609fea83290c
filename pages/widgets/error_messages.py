"""User-facing messages for exceptions; unexpected ones are logged."""

from __future__ import annotations

import traceback

import structlog

from services.errors import DatabaseAway, DatabaseTrouble, TriageError

log = structlog.get_logger(__name__)

SUBMIT_AWAY = "The database is not responding. Your text is still here. Submit again in a minute."
READ_AWAY = (
    "The database is not responding. Tickets and numbers return by themselves when it is back. What you type is kept."
)
FAILED = (
    "Something went wrong on the server. What you typed is kept. Try again in a minute. "
    "If it happens again, an admin can find the cause in the log."
)
UNEXPECTED = (
    "Something went wrong on the server. Your text is still here. Submit again in a minute. "
    "If it happens again, an admin can find the cause in the log."
)


def submit_message(error: Exception) -> str:
    """User-facing message for a failed submit. An unexpected error is logged, without what was typed."""
    if isinstance(error, DatabaseTrouble):
        return f"{error} Your text is still here."
    if isinstance(error, DatabaseAway):
        return SUBMIT_AWAY
    if isinstance(error, TriageError):
        return f"{error} Your text is still here."
    _log(error)
    return UNEXPECTED


def action_message(error: Exception) -> str:
    """User-facing message for a failed action. An unexpected error is logged."""
    if isinstance(error, TriageError):
        return str(error)
    _log(error)
    return FAILED


def _log(error: Exception) -> None:
    # The message of a foreign error may quote the ticket; its type and the places in the code do not.
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("unexpected_error_in_page", error=type(error).__name__, places=places)


def read_message(error: TriageError) -> str:
    """User-facing message in place of numbers and tickets that could not be read."""
    if isinstance(error, DatabaseTrouble):
        return f"{error} What you type is kept."
    return READ_AWAY if isinstance(error, DatabaseAway) else str(error)

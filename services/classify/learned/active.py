"""The version that this process answers with."""

from __future__ import annotations

import threading
import time

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.classify.learned import store
from services.classify.learned.model import LearnedClassifier
from services.errors import TriageError

log = structlog.get_logger(__name__)

CHECK_SECONDS = 15.0  # how old the answer of current() may be where nobody listens for new versions

_lock = threading.Lock()
_checked_at: float | None = None
_version = 0
_classifier: LearnedClassifier | None = None


def current() -> LearnedClassifier | None:
    """The newest usable version, from memory; None while no field takes part. Never raises.

    Looks into the database when it has not for CHECK_SECONDS; while that is away the last version stays.
    """
    if _checked_at is None or time.monotonic() - _checked_at > CHECK_SECONDS:
        refresh()
    return _classifier


def refresh() -> None:
    """Load the newest version if it is another one than before. Never raises."""
    global _checked_at, _version, _classifier
    with _lock:
        try:
            version = store.newest_version()
            if version != _version:
                _classifier = store.load_newest()
                _version = version
                log.info("classifier_model_loaded", newest=version, used=_classifier and _classifier.version)
        except (TriageError, SQLAlchemyError) as error:
            log.warning("classifier_model_not_checked", reason=type(error).__name__)
        _checked_at = time.monotonic()


def forget() -> None:
    """Read the newest version anew at the next call."""
    global _checked_at, _version, _classifier
    with _lock:
        _checked_at, _version, _classifier = None, 0, None

"""The version that this process answers with."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

import structlog
from sqlalchemy.exc import SQLAlchemyError

from db.shared_read import end_shared_read
from services.classify.learned import store
from services.classify.linear.model import LearnedClassifier
from services.classify.rule_figures import RuleFigures
from services.errors import DatabaseTrouble, TriageError

log = structlog.get_logger(__name__)

CHECK_SECONDS = 15.0  # how old the answer of current() may be where nobody listens for new versions

_lock = threading.Lock()
_checked_at: float | None = None
_mark = store.NO_VERSION
_classifier: LearnedClassifier | None = None
_figures: dict[str, RuleFigures] = {}


def current() -> LearnedClassifier | None:
    """The newest usable version, from memory; None while no field takes part. Never raises.

    Looks into the database when it has not for CHECK_SECONDS; while that is away the last version stays.
    """
    if _checked_at is None or time.monotonic() - _checked_at > CHECK_SECONDS:
        refresh()
    return _classifier


def rule_figures() -> Mapping[str, RuleFigures]:
    """By field, what the newest training found the keyword rules right in on this desk. Never raises."""
    current()
    return _figures


def refresh() -> None:
    """Load the newest version if it is another one than before. Never raises."""
    global _checked_at, _mark, _classifier, _figures
    end_shared_read()  # or those who wait here would have the connection that somebody needs to load it
    with _lock:
        try:
            mark = store.newest_mark()
            if mark != _mark:
                _classifier, report = store.load_newest(), store.newest_report()
                _figures = {one.field: one.rules for one in report.fields if one.rules} if report else {}
                _mark = mark
                log.info("classifier_model_loaded", newest=mark[0], used=_classifier and _classifier.version)
        except (TriageError, SQLAlchemyError) as error:
            if not isinstance(error, DatabaseTrouble):  # that is in the log already
                log.warning("classifier_model_not_checked", reason=type(error).__name__)
        _checked_at = time.monotonic()


def forget() -> None:
    """Read the newest version anew at the next call."""
    global _checked_at, _mark, _classifier, _figures
    end_shared_read()  # or those who wait here would have the connection that somebody needs to load it
    with _lock:
        _checked_at, _mark, _classifier, _figures = None, store.NO_VERSION, None, {}

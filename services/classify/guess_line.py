"""The line below which a suggestion is a guess: it is offered beside the field and fills nothing in."""

from __future__ import annotations

import threading
import time

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.desk import Setting
from services import access
from services.access import audit
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.errors import InvalidInput
from services.suggestion import Verdict

DEFAULT = 0.5
CACHE_SECONDS = 5.0
_KEY = "guess_line"

_lock = threading.Lock()
_cached: tuple[float, float] | None = None  # when it was read (monotonic), the line


def guess_line() -> float:
    """The line (0..1), at most five seconds old; DEFAULT while nobody set it. Never raises."""
    global _cached
    with _lock:
        if _cached is None or time.monotonic() - _cached[0] > CACHE_SECONDS:
            last = _cached[1] if _cached else DEFAULT
            _cached = (time.monotonic(), best_effort(_read, last))
        return _cached[1]


def set_guess_line(line: float) -> None:
    """Set the line for everybody; other processes know it within five seconds. Raises InvalidInput outside 0..1."""
    if not 0 <= line <= 1:
        raise InvalidInput({"guess_line": ["The line is a share from 0 to 1."]})
    values = {"value": f"{line:g}", "updated_at": func.now()}
    access.require("settings")
    with transaction() as session:
        statement = insert(Setting).values(key=_KEY, value=f"{line:g}")
        session.execute(statement.on_conflict_do_update(index_elements=[Setting.key], set_=values))
        audit.note(session, "settings", f"Line below which an answer is a guess: {line:g}")
    forget()


def is_guess(verdict: Verdict, line: float) -> bool:
    """Whether the answer is only to be offered; one without a stated confidence is not for that reason."""
    return verdict.key is not None and ((verdict.stated and verdict.confidence < line) or bool(verdict.doubt))


def forget() -> None:
    """Read the line anew at the next look."""
    global _cached
    with _lock:
        _cached = None


def _read() -> float:
    with transaction(statement_timeout=STATEMENT_SECONDS) as session:
        stored = session.scalar(select(Setting.value).where(Setting.key == _KEY))
    try:
        return min(1.0, max(0.0, float(stored or DEFAULT)))
    except ValueError:
        return DEFAULT

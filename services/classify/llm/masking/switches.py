"""The switches of the kinds that may be left unmasked, as a lead sets them; they hold in every process."""

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
from services.classify.llm.masking.kinds import KINDS, SWITCHES
from services.errors import InvalidInput

CACHE_SECONDS = 5.0
_ON, _OFF = "on", "off"
_KEYS = {f"mask_{kind.key}": kind for kind in SWITCHES}

_lock = threading.Lock()
_cached: tuple[float, frozenset[str]] | None = None  # when it was read (monotonic), the keys of the kinds that are on


def masked_kinds() -> frozenset[str]:
    """The keys of the kinds to mask, at most five seconds old; all of them until the switches could be read."""
    global _cached
    with _lock:
        if _cached is None or time.monotonic() - _cached[0] > CACHE_SECONDS:
            last = _cached[1] if _cached else frozenset(kind.key for kind in KINDS)
            _cached = (time.monotonic(), best_effort(_read, last))
        return _cached[1]


def set_switch(key: str, *, on: bool) -> None:
    """Mask a kind, or leave it, for everybody; other processes know within five seconds.

    Raises InvalidInput for a kind that has no switch.
    """
    stored = f"mask_{key}"
    if stored not in _KEYS:
        raise InvalidInput({"masking": [f"There is no switch for {key!r}."]})
    value = _ON if on else _OFF
    statement = insert(Setting).values(key=stored, value=value)
    newer = {"value": value, "updated_at": func.now()}
    access.require("settings")
    with transaction() as session:
        session.execute(statement.on_conflict_do_update(index_elements=[Setting.key], set_=newer))
        audit.note(session, "settings", f"Masking of {key}: {'on' if on else 'off'}")
    forget()


def forget() -> None:
    """Read the switches anew at the next look."""
    global _cached
    with _lock:
        _cached = None


def _read() -> frozenset[str]:
    with transaction(statement_timeout=STATEMENT_SECONDS) as session:
        rows = session.execute(select(Setting.key, Setting.value).where(Setting.key.in_(_KEYS)))
        stored = {key: value == _ON for key, value in rows}
    return frozenset(kind.key for kind in KINDS if not kind.may_be_off or stored.get(f"mask_{kind.key}", kind.default))

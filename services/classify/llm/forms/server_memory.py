"""What was learned about a language model's server, by server and model: in the database, for every process.

A simpler form is taken from then on once it was answered, and for FULL_FORM_AGAIN: then the full form is tried again,
since servers are updated and a refusal may have been a passing one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import structlog
from pydantic import ValidationError
from sqlalchemy.dialects.postgresql import insert

from db.engine import is_open, transaction
from db.tables.suggestions import ModelServer
from services.classify.best_effort import STATEMENT_SECONDS, best_effort
from services.classify.llm.forms.form import Form

FULL_FORM_AGAIN = timedelta(hours=6)
RELOAD_SECONDS = 60.0  # how soon a process knows what another one learned
TRIAL_SECONDS = 60.0  # for a form that a server asked for and that nobody has been answered in yet
WEAK_SIGNS = 3  # calls in a row that went well in a guessed form alone, before the server is said to take nothing else

log = structlog.get_logger(__name__)


class ServerMemory:
    """The form for the next request to ``server`` for ``model``. Safe to share between threads.

    Only ``load`` and ``save`` look into the database; the rest may be called on the event loop.
    """

    def __init__(self, server: str, model: str, full: Form) -> None:
        self.server, self.model, self.full = server, model, full
        self._lock = threading.Lock()
        self._form = full
        self._learned_at = datetime.min.replace(tzinfo=UTC)
        self._on_trial: tuple[float, Form] | None = None  # until when (monotonic)
        self._weak_signs = 0
        self._quirks: frozenset[str] = frozenset()
        self._first_ms: float | None = None
        self._is_new = False
        self._loaded = 0.0

    def form(self) -> Form:
        """The fullest form that the server is not known to refuse."""
        with self._lock:
            if self._on_trial is not None and time.monotonic() < self._on_trial[0]:
                return self._on_trial[1]
            return self._form if datetime.now(UTC) < self._learned_at + FULL_FORM_AGAIN else self.full

    def known_form(self) -> Form:
        """The form that was answered last, for people."""
        return self._form

    @property
    def quirks(self) -> frozenset[str]:
        """The keys of what its answers were like."""
        return self._quirks

    @property
    def first_ms(self) -> float | None:
        """Milliseconds until its first answer, trying forms and loading the model included."""
        return self._first_ms

    def refused(self, simpler: Form) -> None:
        """The server asked for a simpler form: the next call begins with it, whatever becomes of this one."""
        with self._lock:
            self._on_trial = (time.monotonic() + TRIAL_SECONDS, simpler)

    def accepted(self, form: Form, *, weak: bool = False) -> None:
        """A request in ``form`` was answered; ``weak``: the server did not say that it was the form."""
        with self._lock:
            self._weak_signs = self._weak_signs + 1 if weak else 0
            if weak and self._weak_signs < WEAK_SIGNS:
                return
            is_known = form == self._form and datetime.now(UTC) < self._learned_at + FULL_FORM_AGAIN
            self._on_trial = None
            if not is_known and not form == self._form == self.full:
                self._form, self._learned_at, self._is_new = form, datetime.now(UTC), True

    def notice(self, quirks: Iterable[str]) -> None:
        """Keep what an answer was like."""
        with self._lock:
            if not self._quirks >= {*quirks}:
                self._quirks, self._is_new = self._quirks | {*quirks}, True

    def answered_in(self, milliseconds: float) -> None:
        """An answer came; the first tells how long one takes where nothing is known yet."""
        with self._lock:
            if self._first_ms is None:
                self._first_ms, self._is_new = milliseconds, True

    def load(self) -> None:
        """Read what other processes learned, at most every RELOAD_SECONDS."""
        if not is_open() or time.monotonic() < self._loaded + RELOAD_SECONDS:
            return
        self._loaded = time.monotonic()
        row = best_effort(self._read, None)
        if row is not None:
            with self._lock:
                self._take(row)

    def save(self) -> None:
        """Write what is new."""
        with self._lock:
            is_new, self._is_new = self._is_new, False
        if is_new and is_open():
            best_effort(self._write, None)

    def _take(self, row: ModelServer) -> None:
        self._quirks |= set(row.quirks)
        self._first_ms = row.first_ms if self._first_ms is None else self._first_ms
        if row.learned_at <= self._learned_at:
            return
        try:
            self._form = Form.model_validate(self.full.model_dump() | row.form)
        except ValidationError:
            log.warning("learned_form_not_readable", server=self.server)
            return
        self._learned_at = row.learned_at

    def _read(self) -> ModelServer | None:
        with transaction(statement_timeout=STATEMENT_SECONDS) as session:
            row = session.get(ModelServer, (self.server, self.model))
            if row is not None:
                session.expunge(row)
            return row

    def _write(self) -> None:
        with self._lock:
            full = self.full.model_dump()
            values = {
                "form": {name: value for name, value in self._form.model_dump().items() if value != full[name]},
                "quirks": sorted(self._quirks),
                "first_ms": self._first_ms,
                "learned_at": max(self._learned_at, datetime(2000, 1, 1, tzinfo=UTC)),
            }
        key = {"server": self.server, "model": self.model}
        statement = insert(ModelServer).values(**key, **values)
        with transaction(statement_timeout=STATEMENT_SECONDS, bookkeeping=True) as session:
            session.execute(
                statement.on_conflict_do_update(index_elements=[ModelServer.server, ModelServer.model], set_=values)
            )

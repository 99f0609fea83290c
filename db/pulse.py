"""Health of the database within a second whatever it does, and connections that give up on a silent server.

A server can be stopped, hang, or be cut off without a word, and then no time limit of its own strikes. So a statement
that hears nothing for a while has another connection asked. While that hears nothing either the server counts as
silent: what waits for it ends, nothing new is sent, and it is asked again until it answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import psycopg
import structlog
from psycopg import OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from db import troubles
from db.errors import DatabaseAway, DatabaseTrouble, TriageError

log = structlog.get_logger(__name__)

SUSPICIOUS_SECONDS = 2.0  # a statement has heard nothing for so long: is anybody there?
ANSWER_SECONDS = 4.0  # the answer to that takes no longer, on a server that is there
HEALTH_SECONDS = 0.7  # how long somebody who asks for the health is kept waiting
AGAIN_SECONDS = 1.0  # between two looks at a silent server
SLACK_SECONDS = 5.0  # beyond a statement's own time limit, which the server keeps

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Health:
    """``status`` is ok, or what is wrong in a word or three; ``detail`` is the sentence for people."""

    status: str
    detail: str = ""

    @property
    def ok(self) -> bool:
        """Whether the database can be used."""
        return self.status == "ok"


OK = Health("ok")
AWAY = Health("database away", str(DatabaseAway()))
OTHER_SCHEMA = Health(troubles.OTHER_SCHEMA.kind, troubles.OTHER_SCHEMA.sentence)


class ServerSilent(OperationalError):
    """The server says nothing more; the connection is closed."""


_SILENCE = (ServerSilent, psycopg.errors.ConnectionTimeout)


class Sign(Protocol):
    """What says whether a server still answers others."""

    @property
    def silent(self) -> bool:
        """Whether it does not: what waits for it gives up."""

    def suspect(self) -> None:
        """Have the server asked for a sign of life."""


class PatientConnection(psycopg.Connection[Any]):
    """Waits as long as the server answers others, and at most ``longest`` seconds for one thing (None: any time).

    ``told_end`` is told at each commit where the log of the server ends, and whether the transaction has written.
    """

    longest: float | None = ANSWER_SECONDS
    pulse: Sign | None = None
    told_end: Callable[[int, bool], None] | None = None
    returned = float("inf")  # to the pool, by the monotonic clock

    def commit(self) -> None:
        """Commit; where somebody wants to know the end of the log, in the same round trip."""
        if self.told_end is None or self.pgconn.transaction_status != TransactionStatus.INTRANS:
            super().commit()
            return
        cursor = self.execute(_COMMIT)
        wrote = bool((cursor.fetchone() or (False,))[0])
        while cursor.nextset():
            pass
        (end,) = cursor.fetchone() or (None,)
        if end is not None:
            self.told_end(int(end), wrote)

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """As psycopg waits for the server; but not for ever."""
        if timeout is not None:  # a notification that may or may not come
            return super().wait(gen, interval, timeout)
        return super().wait(self._listening(gen), interval)

    def _listening(self, gen: PQGen[Result]) -> Generator[Any, Any, Result]:
        """The same, with a look at the clock whenever nothing was heard."""
        heard = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    heard = time.monotonic()
                elif self._gives_up(time.monotonic() - heard):
                    self.pgconn.finish()
                    raise ServerSilent("the server says nothing more")
                wanted = gen.send(ready)
        except StopIteration as end:
            result: Result = end.value
            return result

    def _gives_up(self, silent: float) -> bool:
        if self.pulse is not None and silent >= SUSPICIOUS_SECONDS:
            if self.pulse.silent:
                return True
            self.pulse.suspect()
        return self.longest is not None and silent >= self.longest


class Pulse:
    """Asks the server for a sign of life: on its own connection, in its own thread, one question at a time."""

    def __init__(
        self,
        connect: Callable[[], psycopg.Connection[Any]],
        heads: frozenset[str],
        *,
        before: Callable[[], None] | None = None,
    ) -> None:
        """``connect`` makes a connection; ``heads`` are the migrations that a database of this version has.

        ``before`` is called before each question: it raises an error of the driver while something on the way to the
        server, a pooler, takes no connections.
        """
        self._connect = connect
        self._before = before
        self._heads = heads
        self._connection: psycopg.Connection[Any] | None = None
        self._lock = threading.Lock()
        self._asked: Future[Health] | None = None
        self._answered = 0.0
        self._closed = threading.Event()
        self.silent = False

    def health(self) -> Health:
        """How the database is, within HEALTH_SECONDS."""
        if self.silent:
            return self._health_of(DatabaseAway())
        with suppress(FutureTimeout):
            return self._run().result(HEALTH_SECONDS)
        trouble = troubles.current()  # a disk that is full may also be slow
        return AWAY if trouble is None else _as_health(trouble)

    def suspect(self) -> None:
        """Ask, unless it answered a moment ago or is being asked; ``silent`` will tell."""
        if time.monotonic() - self._answered >= SUSPICIOUS_SECONDS:
            self._run()

    def close(self) -> None:
        """Ask no more."""
        self._closed.set()
        with self._lock:
            if self._asked is None:
                self._close_connection()

    def _run(self) -> Future[Health]:
        with self._lock:
            if self._asked is None:
                asked: Future[Health] = Future()
                threading.Thread(target=self._answer, args=(asked,), name="pulse", daemon=True).start()
                self._asked = asked
            return self._asked

    def _answer(self, asked: Future[Health]) -> None:
        """Answer who asked; a server that is silent is then looked at until it speaks."""
        health = self._check()
        silent = self.silent
        if silent:
            asked.set_result(health)
        while self.silent and silent and not self._closed.wait(AGAIN_SECONDS):
            self._check()
        with self._lock:
            self._asked = None
            if self._closed.is_set():
                self._close_connection()
        if not silent:
            asked.set_result(health)  # now, so that the next to ask gets an answer of then

    def _check(self) -> Health:
        """One question, on a new connection where the old one has ended."""
        was_connected = self._connection is not None
        try:
            health = self._probe()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next to ask gets an answer
            self._close_connection()
            if was_connected and not isinstance(error, _SILENCE):
                return self._check()
            if not isinstance(error, (psycopg.Error, TriageError)):
                log.error("cannot_ask_the_database", reason=f"{type(error).__name__}: {error}")
            health = self._health_of(error)
            silent = isinstance(error, _SILENCE) or type(error) is DatabaseAway
            self._note_silence(silent=silent and health is AWAY)
            return health
        self._note_silence(silent=False)
        return health

    def _note_silence(self, *, silent: bool) -> None:
        if silent != self.silent:
            (log.error if silent else log.info)("database_silent" if silent else "database_answers_again")
        self.silent, self._answered = silent, time.monotonic()

    def _probe(self) -> Health:
        if self._before is not None:
            self._before()
        if self._connection is None:
            self._connection = self._connect()
        row = self._connection.execute(_QUESTION).fetchone()
        assert row is not None
        if frozenset(row[0] or ()) != self._heads:
            return OTHER_SCHEMA
        if row[1] == "on":
            return _as_health(troubles.READ_ONLY)
        if troubles.may_have_passed() and self._probe_write():
            troubles.clear()
        trouble = troubles.current()
        return OK if trouble is None else _as_health(trouble)

    def _probe_write(self) -> bool:
        """Whether a connection can be made and something written: more than the room that is left on a full disk."""
        try:
            with self._connect() as connection, connection.transaction(force_rollback=True):
                connection.execute(_TRIAL)
        except (psycopg.Error, TriageError):
            return False
        return True

    def _health_of(self, error: Exception) -> Health:
        if isinstance(error, psycopg.errors.UndefinedTable):
            return OTHER_SCHEMA
        sqlstate = error.sqlstate if isinstance(error, psycopg.Error) else None
        trouble = troubles.trouble_of(sqlstate, str(error))
        if trouble is not None:
            return _as_health(troubles.with_cause(trouble))
        cause = troubles.behind(error if isinstance(error, DatabaseAway) else DatabaseAway())
        return Health(cause.kind, str(cause)) if isinstance(cause, DatabaseTrouble) else AWAY

    def _close_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _as_health(trouble: troubles.Trouble) -> Health:
    return Health(trouble.kind, trouble.sentence)


_QUESTION = (
    "SELECT (SELECT array_agg(version_num::text) FROM alembic_version), current_setting('transaction_read_only')"
)
# Bytes of the log up to all that can be seen: where a commit waits for the disk, what is behind it is of nobody yet.
END_OF_LOG = (
    "CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()"
    " ELSE pg_current_wal_flush_lsn() END - '0/0'"
)
_COMMIT = (
    "SELECT pg_current_xact_id_if_assigned() IS NOT NULL; COMMIT;"
    f" SELECT CASE WHEN NOT pg_is_in_recovery() THEN {END_OF_LOG} END"
)
_TRIAL = "CREATE TEMPORARY TABLE trial AS SELECT repeat(md5(n::text), 32) AS filling FROM generate_series(1, 2000) AS n"

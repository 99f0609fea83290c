"""The read replica of this process, if it has one: reads are lent a transaction there, or go to the primary.

``transaction(reads=True)`` and ``services.stats.series.snapshot`` ask here; ``db.replica`` decides.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.pool import milliseconds
from db.replica import Replica, ReplicaState

_replica: Replica | None = None


def use(replica: Replica) -> None:
    """From now on lend transactions on this one."""
    global _replica
    _replica = replica


def close() -> None:
    """Lend none any more."""
    global _replica
    replica, _replica = _replica, None
    if replica is not None:
        replica.close()


def replica_state() -> ReplicaState | None:
    """How the read replica is; None where there is none."""
    replica = _replica
    return None if replica is None else replica.state()


def lend(name: str, statement_timeout: float | None) -> AbstractContextManager[Session] | None:
    """A transaction on the replica for a read of this person; None where the primary has to be read."""
    replica = _replica
    if replica is None:
        return None
    more = {"app.actor": name}
    if statement_timeout is not None:
        more["statement_timeout"] = str(milliseconds(statement_timeout))
    session = replica.begin(name, more)
    return None if session is None else replica.reading(session)


def lend_snapshot(name: str) -> tuple[AbstractContextManager[Session], Engine, str] | None:
    """A transaction on one snapshot of the replica; None where the primary has to be read.

    With it the engine and the settings with which other transactions can take that snapshot over.
    """
    replica = _replica
    session = None if replica is None else replica.begin(name, {}, isolation="REPEATABLE READ")
    if replica is None or session is None:
        return None
    local = "".join(f"SET LOCAL {key} = '{value}'; " for key, value in replica.settings.items())
    return replica.reading(session), replica.engine, local


def note_end(session: Session, name: str, *, always: bool) -> None:
    """At the end of this transaction note for the reads of a person what it wrote or, ``always``, what it has seen."""
    replica = _replica
    if replica is None:
        return

    def note(end: int, wrote: bool) -> None:
        if wrote or always:
            replica.log.note(name, end, time.monotonic())

    driver: Any = session.connection().connection.driver_connection
    driver.told_end = note

"""One transaction for all that a thread reads one after the other, such as what a run of a page shows.

A page reads some twenty things. In a transaction of its own each of them begins, commits, and has a connection looked
for; together that takes longer than the reading. Each statement sees what is committed when it begins, as ever.

The thread holds no connection while it asks for another one, so that a slow database cannot run out of them: whatever
needs one of its own has the shared transaction end first, and the next read begins another. So does one that is a
second old: a replica is looked at as a transaction begins.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from db.errors import TriageError
from db.pool import has_news

Begin = Callable[[], AbstractContextManager[Session]]
OLD_SECONDS = 1.0


class _SharedRead:
    """The transaction that the reads of a thread share, if one of them has begun it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._session: Session | None = None
        self._began = 0.0
        self.in_use = False  # or something else is that needs a connection: reads within it have their own

    @contextmanager
    def read(self, begin: Begin) -> Iterator[Session]:
        """A session of its own in the transaction, which ``begin`` begins; an error in it ends that one, too."""
        if self._session is not None and not self._goes_on(self._session):
            self.end()
        if self._session is None:
            self._session, self._began = self._open.enter_context(begin()), time.monotonic()
        self.in_use = True
        try:
            connection = self._session.connection()
            with Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
                yield session
        except BaseException as error:
            self._session = None
            self._open.__exit__(type(error), error, error.__traceback__)  # raises it as one of ours
            raise
        finally:
            self.in_use = False

    def _goes_on(self, session: Session) -> bool:
        """Not where it is old, nor where the server has closed the connection or said why it will."""
        try:
            driver: Any = session.connection().connection.driver_connection
        except SQLAlchemyError:
            return False
        return time.monotonic() - self._began < OLD_SECONDS and not has_news(driver)

    def end(self) -> None:
        """End the transaction. Whether the server hears of it does not matter: nothing was written."""
        self._session = None
        with suppress(TriageError, SQLAlchemyError):
            self._open.close()


class _Here(threading.local):
    shared: _SharedRead | None = None


_here = _Here()


@contextmanager
def reads_share() -> Iterator[None]:
    """Until the end reads of this thread share a transaction, but for those within another and with a time limit."""
    shared = _here.shared = _SharedRead()
    try:
        yield
    finally:
        _here.shared = None
        shared.end()


def shared_read(begin: Begin, alone: Begin) -> AbstractContextManager[Session]:
    """A session in the transaction that the reads of this thread share, which ``begin`` begins, or one ``alone``."""
    shared = _here.shared
    return alone() if shared is None or shared.in_use else shared.read(begin)


@contextmanager
def unshared(begin: Begin) -> Iterator[Session]:
    """A session in a transaction of its own, which ``begin`` begins; meanwhile no reads of this thread share one."""
    shared = _here.shared
    if shared is None or shared.in_use:
        with begin() as session:
            yield session
        return
    shared.end()
    shared.in_use = True
    try:
        with begin() as session:
            yield session
    finally:
        shared.in_use = False


def end_shared_read() -> None:
    """Before this thread asks for a connection: have it hold none."""
    shared = _here.shared
    if shared is not None and not shared.in_use:
        shared.end()

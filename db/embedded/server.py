"""The embedded PostgreSQL: a server of our own in the data directory, with nothing to install.

It listens on a socket in a private folder only, never on a network port. Several processes may use one data
directory: the first to come starts the server, the last to go stops it, and after a kill -9 of the
application the next start adopts the server that was left running. On a shared 2-core machine the first
start, which makes the database, takes 0.6 to 2 s, a later one 0.1 s, adopting a running server 10 ms.

This module can be imported without the wheel; only starting needs it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from db.embedded.disk import disk_full
from db.embedded.programs import EmbeddedError, wheel_folder
from db.embedded.restarts import Restarts
from db.errors import DatabaseAway

if TYPE_CHECKING:
    from db.embedded.cluster import Cluster

__all__ = ["EmbeddedError", "EmbeddedServer"]

LOCK_TIMEOUT = 360.0  # longer than the slowest start of another process
SOCKET_PATH_LIMIT = 103 if sys.platform == "darwin" else 107  # bytes that fit in sockaddr_un
_SOCKET_NAME = ".s.PGSQL.5432"


class EmbeddedServer:
    """One use of the server of a data directory; made by `start`, given back by `stop`."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._data_dir = cluster.data_dir
        self._threads = threading.Lock()
        self._use: int | None = None
        self._restarts = Restarts(self._start_again)
        self.url = cluster.address.replace("postgresql:", "postgresql+psycopg:", 1)

    @classmethod
    def start(cls, data_dir: Path) -> EmbeddedServer:
        """Have a server for `data_dir`/postgres, whose database and owner role are both named triage.

        Made if it is missing, adopted if it runs. Each call is a use of its own and ends with its own `stop`.
        Raises EmbeddedError if the server cannot be had, DiskFull if that is why.
        """
        wheel_folder()
        from db.embedded.cluster import Cluster  # noqa: PLC0415 - needs psutil, which comes with the wheel

        data_dir = data_dir.resolve()
        _check_path(data_dir / "postgres" / _SOCKET_NAME)
        server = cls(Cluster(data_dir))
        with _explained(data_dir):
            _make_folder(data_dir)
            try:
                server._enter()
            except BaseException:
                server.stop()
                raise
        return server

    def ensure_running(self, *, wait: float = LOCK_TIMEOUT) -> None:
        """Start the server again if it died; some 3 ms if it is alive. EmbeddedError or DiskFull if it cannot be had.

        DatabaseAway after ``wait`` seconds, while the start goes on; also at once for one that is halted, which is left
        as it is.
        """
        if self._cluster.is_stopped():
            raise DatabaseAway
        if not self._cluster.answers():
            self._restarts.wait(wait)

    def _start_again(self) -> None:
        with self._threads, _explained(self._data_dir):
            if self._use is None:
                raise EmbeddedError("This process has given the embedded database back. Start it again first.")
            with _mutex(self._data_dir):
                self._cluster.start()

    def stop(self) -> None:
        """End this use, and the server if it was the last. Again, or on a dead server, it does nothing."""
        with self._threads:
            use, self._use = self._use, None
            if use is None:
                return
            os.close(use)
            with _explained(self._data_dir):
                try:
                    self._stop_unused()
                except FileNotFoundError:  # the data directory was deleted under us
                    self._cluster.stop()

    def _enter(self) -> None:
        with _mutex(self._data_dir):
            self._use = _open_lock(self._data_dir, "users")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            self._cluster.start()
            self._cluster.prepare()

    def _stop_unused(self) -> None:
        with _mutex(self._data_dir):
            if _is_unused(self._data_dir):
                self._cluster.stop()


@contextmanager
def alone_in(data_dir: Path) -> Iterator[None]:
    """Nobody uses, starts or stops the server of a data folder meanwhile. EmbeddedError where somebody does."""
    with _explained(data_dir), _mutex(data_dir):
        if not _is_unused(data_dir):
            raise EmbeddedError("The desk runs. Nothing was changed. Stop it, then try again.")
        yield


def _check_path(socket: Path) -> None:
    length = len(os.fsencode(socket))
    if length > SOCKET_PATH_LIMIT:
        raise EmbeddedError(
            f"The path of the data folder is too long for the database's socket: {socket} has {length} "
            f"bytes, {SOCKET_PATH_LIMIT} are possible. Set DATA_DIR to a shorter path."
        )
    if "," in str(socket):
        raise EmbeddedError(
            f"The path of the data folder has a comma ({socket.parent.parent}), which PostgreSQL would read "
            "as two addresses. Set DATA_DIR to a path without one."
        )


def _make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it.

    As root open to all whatever the umask is, as the server runs as another user; the data itself is closed.
    What exists is never changed.
    """
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        folder.chmod(0o755)


@contextmanager
def _explained(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, subprocess.SubprocessError, psycopg.Error) as error:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise disk_full(data_dir) from error
        raise EmbeddedError(
            f"The embedded database in {data_dir} cannot be used: {error}. "
            "Check the owner and the free space of that folder, or set DATA_DIR to another one."
        ) from error


@contextmanager
def _mutex(data_dir: Path) -> Iterator[None]:
    """One process at a time starts or stops the server; the kernel releases it however that process ends."""
    lock = _open_lock(data_dir, "mutex")
    deadline = time.monotonic() + LOCK_TIMEOUT
    try:
        while not _try_lock(lock):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Another process has been starting or stopping the database in {data_dir} for "
                    f"{LOCK_TIMEOUT:.0f} seconds. End it, then start again."
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(lock)


def _is_unused(data_dir: Path) -> bool:
    """Whether no process uses the server: each user holds a shared lock for as long as it lives."""
    lock = _open_lock(data_dir, "users")
    try:
        return _try_lock(lock)
    finally:
        os.close(lock)


def _try_lock(lock: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _open_lock(data_dir: Path, name: str) -> int:
    """A lock file of the data directory; closed in the programs this process starts."""
    return os.open(data_dir / f"postgres.{name}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)

"""A database beside the application, which a test can end and start."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

import psutil

from db.embedded.server import EmbeddedServer
from tests.e2e.support.app_process import wait_until


class Server:
    """A PostgreSQL that the application knows by its DATABASE_URL only, and so cannot start again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._halted: list[psutil.Process] = []
        self._embedded = EmbeddedServer.start(folder)
        self.url = self._embedded.url.replace("postgresql+psycopg://", "postgresql://")

    def kill(self) -> None:
        """End it at once, and wait until the process is gone."""
        postmaster = self._postmaster()
        postmaster.send_signal(signal.SIGQUIT)
        wait_until(lambda: _is_gone(postmaster), "the database is gone")

    def halt(self) -> None:
        """Stop every process of it where it stands (SIGSTOP): connections stay open, and nothing is said any more."""
        self._halted = [self._postmaster(), *self._postmaster().children(recursive=True)]
        for process in self._halted:
            process.suspend()

    def go_on(self) -> None:
        """End ``halt``."""
        while self._halted:
            with suppress(psutil.NoSuchProcess):
                self._halted.pop().resume()

    def start(self) -> None:
        self._embedded.ensure_running()

    def stop(self) -> None:
        self.go_on()
        self._embedded.stop()

    def _postmaster(self) -> psutil.Process:
        return psutil.Process(int((self._folder / "postgres" / "postmaster.pid").read_text().split()[0]))


def _is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True

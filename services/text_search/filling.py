"""Bring old tickets up to date for search, in the background while the desk is used."""

from __future__ import annotations

import time

from sqlalchemy import Connection

from services.process.background import Background, OnePerProcess, Stopped
from services.text_search import blocks

AT_ONCE = 500  # tickets in one transaction
RETRY_SECONDS = 30.0  # after an interruption, or while another server does it


def start_background() -> None:
    """Start in a daemon thread, once per process, which ends when all tickets are up to date."""
    _filling.start(_Filling)


def stop_background() -> None:
    """End the thread; to be called before the database is closed."""
    _filling.stop()


class _Filling(Background):
    def __init__(self) -> None:
        super().__init__("search entries", retry_seconds=RETRY_SECONDS)

    def work(self, _connection: Connection) -> None:
        while not self.stopping.is_set():
            begun = time.monotonic()
            if blocks.fill(AT_ONCE):
                self.stopping.wait(time.monotonic() - begun)  # half of the time is for those who use the desk
                continue
            if blocks.are_complete():
                raise Stopped
            self.stopping.wait(RETRY_SECONDS)


_filling: OnePerProcess[_Filling] = OnePerProcess()

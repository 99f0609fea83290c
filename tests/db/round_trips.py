"""Counts how often the pool's connections ask the server something and wait for the answer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from db.engine import engine


@contextmanager
def round_trips() -> Iterator[list[str]]:
    """What was sent, a line each by libpq's own trace: filled at the end."""
    sent: list[str] = []
    traced: list[Any] = []
    with tempfile.NamedTemporaryFile() as file:
        descriptor = os.open(file.name, os.O_WRONLY | os.O_APPEND)

        def trace(connection: Any, *_: object) -> None:
            connection.pgconn.trace(descriptor)
            traced.append(connection)

        event.listen(engine(), "checkout", trace, insert=True)
        try:
            yield sent
        finally:
            event.remove(engine(), "checkout", trace)
            for connection in traced:
                connection.pgconn.untrace()
            os.close(descriptor)
        closes = False  # a prepared statement that the driver has no room for: now and then, whoever asks
        for line in file.read().decode().splitlines():
            parts = line.split("\t")
            closes |= "F" in parts and "Close" in parts
            if "F" in parts and ("Query" in parts or "Sync" in parts):
                if not closes:
                    sent.append(line)
                closes = False

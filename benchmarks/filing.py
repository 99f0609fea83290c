"""What filing a ticket over HTTP takes: ``python -m benchmarks.filing``, on a database of its own.

The desk as people start it, beside a bare FastAPI route that inserts the same ticket into the same table by bare
psycopg and reads it back; they take turns, medians. Then as many tickets as possible by 32 writers, beside one.
Figures: benchmarks/records/0010-rest-api.md.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.__main__ import database_folder
from db.engine import close_database, engine, open_database

TURNS, EACH = 30, 20
WRITERS, SECONDS = 32, 5.0
TARGET = 1.5
TICKET = {"title": "One more", "description": "The card reader is broken.", "category": "general", "priority": "low"}
HEADERS = {"Content-Type": "application/json"}


def main() -> None:
    """Print one table."""
    with database_folder() as folder:
        open_database(None, folder / "data")
        try:
            address = engine().url.set(drivername="postgresql").render_as_string(hide_password=False)
            with _served(address, "app.py") as ours, _served(address, "-m", "benchmarks.bare.filing") as bare:
                _print(*_by_one(ours, bare))
                one, many = _by_many(ours, 1), _by_many(ours, WRITERS)
                print(f"tickets a second: 1 writer {one:.0f}, {WRITERS} writers {many:.0f} ({many / one:.1f} x)")
        finally:
            close_database()


@contextmanager
def _served(address: str, *arguments: str) -> Iterator[int]:
    """The port of a program that serves on it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "DATABASE_URL": address, "PORT": str(port)}
    root = Path(__file__).parents[1]
    process = subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, *arguments], cwd=root, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            return _file(http.client.HTTPConnection("127.0.0.1", port, timeout=60), 1)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _by_one(ours: int, bare: int) -> tuple[float, float]:
    """Milliseconds of one ticket on each, by one client."""
    taken: dict[int, list[float]] = {ours: [], bare: []}
    clients = {port: http.client.HTTPConnection("127.0.0.1", port, timeout=60) for port in taken}
    for client in clients.values():
        _file(client, 100)
    for _ in range(TURNS):
        for port, client in clients.items():
            began = time.perf_counter()
            _file(client, EACH)
            taken[port].append((time.perf_counter() - began) * 1000 / EACH)
    return statistics.median(taken[ours]), statistics.median(taken[bare])


def _by_many(port: int, writers: int) -> float:
    """Tickets a second by so many writers."""
    filed, until = [0] * writers, time.perf_counter() + SECONDS

    def write(number: int) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < until:
            _file(client, 1)
            filed[number] += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(filed) / SECONDS


def _file(client: http.client.HTTPConnection, count: int) -> None:
    for _ in range(count):
        client.request("POST", "/api/tickets/", json.dumps(TICKET), HEADERS)
        answer = client.getresponse()
        said = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{answer.status}: {said[:200]!r}")


def _print(ours: float, bare: float) -> None:
    print(f"one ticket: {ours:.2f} ms, bare route {bare:.2f} ms ({ours / bare:.2f} x, target {TARGET})")


if __name__ == "__main__":
    main()

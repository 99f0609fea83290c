"""Everything is killed in turn under writers: nothing acknowledged is lost, nothing is twice, the counts are right.

``ROUNDS`` is how often all of it is killed; `make stress` has the long form.
"""

from __future__ import annotations

import io
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import text

from db.engine import is_healthy, transaction
from services.jobs import queue, store
from services.jobs.store import Job
from services.jobs.work import importing
from services.rollups import maintenance
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.source import keep
from tests.cluster.desk import Cluster
from tests.e2e.support.app_process import wait_until

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("ROUNDS", "1"))
WRITERS = 16
ROWS = 2_000
PAUSE = 0.5 if ROUNDS == 1 else 3.0  # seconds before the next one is killed
STATUSES = ("open", "in_progress", "resolved", "closed")


class Writer(threading.Thread):
    """Files tickets and moves them on, through the proxy; what gets no answer is sent again until it gets one."""

    def __init__(self, number: int, url: str, until: threading.Event) -> None:
        super().__init__(daemon=True)
        self._number, self._until = number, until
        self._client = httpx2.Client(base_url=f"{url}/api", timeout=60)
        self.filed: dict[int, str] = {}
        self.status: dict[int, str] = {}
        self.wrong: list[str] = []
        self.sent_again = 0

    def run(self) -> None:
        rng = random.Random(self._number)
        turn = 0
        while not self._until.is_set():
            turn += 1
            title = f"w{self._number}-{turn}"
            ticket = {"title": title, "description": "d", "category": "general", "priority": "low"}
            number = self._acknowledged("POST", "/tickets/", ticket, {200, 201})
            self.filed[number] = title
            status = rng.choice(STATUSES[1:])
            self._acknowledged("PATCH", f"/tickets/{number}/", {"status": status}, {200})
            self.status[number] = status
            time.sleep(0.05)

    def _acknowledged(self, method: str, path: str, body: dict[str, str], good: set[int]) -> int:
        key = {"Idempotency-Key": str(uuid4())} if method == "POST" else {}
        while True:
            with suppress(httpx2.HTTPError):
                answer = self._client.request(method, path, json=body, headers=key)
                if answer.status_code in good:
                    return int(answer.json()["id"])
                if answer.status_code not in (409, 503):  # a first try that is still being worked on; a moment without
                    self.wrong.append(f"{answer.status_code} {answer.text[:300]}")
            self.sent_again += 1
            time.sleep(0.1)


def test_everything_killed_in_turn_loses_nothing(desk: Cluster, capsys: pytest.CaptureFixture[str]) -> None:
    job, over = _import(), threading.Event()
    writers = [Writer(number, desk.url, over) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(ROUNDS):
        for kill in _kills(desk):
            time.sleep(PAUSE)
            kill()
    time.sleep(PAUSE)
    over.set()
    for writer in writers:
        writer.join(120)
    assert not any(writer.is_alive() for writer in writers)
    _check_tickets(writers)
    _check_import(job)
    assert maintenance.verify().differing == 0
    maintenance.fold()
    assert maintenance.verify().differing == 0
    if ROUNDS > 1:
        filed, again = sum(len(writer.filed) for writer in writers), sum(writer.sent_again for writer in writers)
        with capsys.disabled():
            print(f"\n{filed:,} tickets were filed and moved on, {again:,} calls had to be sent again", end=" ")


def _kills(desk: Cluster) -> Iterator[Callable[[], object]]:
    """What kills each part and starts it again."""
    for app in desk.apps if ROUNDS > 1 else desk.apps[:2]:
        yield app.kill
        yield app.start
    yield from [desk.replace_worker] * len(desk.workers)
    yield desk.replica.kill
    yield desk.replica.start
    if desk.pooler:
        yield desk.pooler.kill
        yield desk.pooler.start
    yield lambda: _kill_server(desk)


def _kill_server(desk: Cluster) -> None:
    desk.server.kill()
    desk.server.start()
    wait_until(is_healthy, "the database is back")


def _import() -> Job:
    content = "title,external_id\n" + "".join(f"imported {n},x{n}\n" for n in range(ROWS))
    source = keep(io.BytesIO(content.encode()), "large.csv")
    return importing.start(source, plan_by_name(source.header), ROWS, actor="local")


def _check_tickets(writers: list[Writer]) -> None:
    assert [said for writer in writers for said in writer.wrong] == []
    assert all(writer.filed for writer in writers)
    with transaction() as session:
        rows = session.execute(text("SELECT id, title, status::text FROM ticket WHERE title LIKE 'w%'")).all()
        moved = text(
            "SELECT ticket_id, count(*) FROM ticket_event WHERE field = 'status' GROUP BY 1 HAVING count(*) > 1"
        )
        assert session.execute(moved).all() == []
    assert {row.id: row.title for row in rows} == {k: v for writer in writers for k, v in writer.filed.items()}
    assert {row.id: row.status for row in rows} == {k: v for writer in writers for k, v in writer.status.items()}


def _check_import(job: Job) -> None:
    """One that was killed too often in a row is told as interrupted, and a person retries it."""

    def is_over() -> bool:
        if store.find(job.id).state == "interrupted":
            queue.retry(job.id)
        return not store.find(job.id).is_open

    wait_until(is_over, "the import has ended", 120)
    assert (store.find(job.id).state, store.find(job.id).error) == ("finished", None)
    with transaction() as session:
        imported = "SELECT count(*), count(DISTINCT external_id) FROM ticket WHERE title LIKE 'imported %'"
        assert tuple(session.execute(text(imported)).one()) == (ROWS, ROWS)

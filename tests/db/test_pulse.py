"""A server that is halted: everybody who waits for it is told within seconds, and at once from then on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from db import engine as engine_module
from db import pulse
from db.engine import close_database, health, open_database, own_connection, transaction
from db.errors import DatabaseAway
from tests.data_folders import folder_with
from tests.e2e.support.app_process import wait_until
from tests.e2e.support.own_database import Server

pytestmark = pytest.mark.slow

SOON = 30.0  # seconds; about 4 on a quiet machine
IN_TIME = pulse.HEALTH_SECONDS  # as the product has it


@pytest.fixture
def server(new_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server of its own behind the open database, whatever the other tests have open."""
    monkeypatch.setattr(engine_module, "_open", None)
    with folder_with(new_data) as folder:
        server = Server(folder / "data")
        open_database(server.url, folder)
        yield server
        server.go_on()
        close_database()
        server.stop()


def test_health_is_told_within_a_second_and_everything_else_within_seconds(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert health().ok
    monkeypatch.setattr(pulse, "HEALTH_SECONDS", IN_TIME)
    with transaction() as session:  # a connection that the pool will hand out
        session.execute(text("SELECT 1"))
    logged: list[tuple[str, str]] = []
    for level in ("info", "error"):
        monkeypatch.setattr(pulse.log, level, partial(_note, logged, level))
    server.halt()
    began = time.monotonic()
    assert health() == pulse.AWAY
    assert IN_TIME < 1
    assert time.monotonic() - began < 3  # 0.7 on a quiet machine
    with pytest.raises(DatabaseAway), transaction():
        pass
    assert time.monotonic() - began < SOON
    wait_until(lambda: engine_module._open is not None and engine_module._open.pool.pulse.silent, "it counts as silent")
    began = time.monotonic()
    for _ in range(20):
        with pytest.raises(DatabaseAway), transaction():
            pass
        assert health() == pulse.AWAY
    assert time.monotonic() - began < 3  # nobody waits for what is known
    server.go_on()
    wait_until(lambda: health().ok, "it answers again")
    with transaction() as session:
        assert session.scalar(text("SELECT 1")) == 1
    assert logged == [("error", "database_silent"), ("info", "database_answers_again")]


def _note(logged: list[tuple[str, str]], level: str, event: str, **_: object) -> None:
    logged.append((level, event))


@pytest.mark.parametrize("limit", [None, 0.0], ids=["a statement of a page", "long work"])
def test_what_is_under_way_ends(server: Server, limit: float | None) -> None:
    ended: list[BaseException] = []

    def work() -> None:
        try:
            with transaction(statement_timeout=limit) as session:
                session.execute(text("SELECT pg_sleep(600)"))
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test names it
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    wait_until(_sleeps, "the statement runs")
    server.halt()
    thread.join(SOON)
    assert [type(error) for error in ended] == [DatabaseAway]


def test_long_work_goes_on_while_the_server_answers_others(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "SUSPICIOUS_SECONDS", 0.2)
    with transaction(statement_timeout=0) as session:
        session.execute(text("SELECT pg_sleep(1.5)"))
    with own_connection() as connection:
        connection.execute(text("SELECT pg_sleep(1.5)"))


def test_one_process_of_the_server_that_hangs_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "SLACK_SECONDS", 0.5)
    with pytest.raises(DatabaseAway), transaction(statement_timeout=1) as session:
        session.execute(text("SET statement_timeout = 0"))  # as if the server forgot it
        session.execute(text("SELECT pg_sleep(600)"))
    assert health().ok


def _sleeps() -> bool:
    with transaction() as session:
        return bool(session.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")))

"""Reads on a real streaming replica: held back, killed, promoted; nothing that was acknowledged is lost or unseen."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import text

from db import engine as engine_module
from db import reading
from db import replica as replica_module
from db.embedded.processes import processes_in, wait_until
from db.embedded.server import EmbeddedServer
from db.engine import close_database, open_database, replica_state, server_address, transaction, use_replica
from db.errors import NotAllowed, TriageError
from services import access
from services.access import LEAD, Asker
from services.filters.ticket_filter import TicketFilter
from services.listing import ticket_pages
from services.live import changes
from services.rollups import maintenance
from services.stats.series.overview import overview
from services.stats.series.snapshot import Task, take_snapshot
from tests.data_folders import folder_with, short_lived
from tests.pages.desk import filed
from tests.replica import StreamingReplica, streaming_replica

pytestmark = pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="The replica is of the embedded server.")
WHERE = text("SELECT pg_is_in_recovery()")
ANN, BEN = Asker("Ann", LEAD), Asker("Ben", LEAD)


@pytest.fixture(scope="module")
def made(_open_database: None, server_folder: Path) -> Iterator[StreamingReplica]:
    with streaming_replica(server_folder) as replica:
        yield replica


@pytest.fixture
def replica(database: None, made: StreamingReplica, monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamingReplica]:
    """A replica that the desk uses, which has caught up."""
    monkeypatch.setattr(replica_module, "HEARD_SECONDS", 5.0)  # on a busy machine
    monkeypatch.setattr(replica_module, "WAIT_SECONDS", 5.0)
    use_replica(made.url, bound=1)
    assert wait_until(in_use, 60)
    yield made
    reading.close()


def in_use() -> bool:
    state = replica_state()
    return state is not None and state.used


def titles(asker: Asker) -> tuple[bool, list[str]]:
    """Whether a person's read is of the replica, and the titles that it finds."""
    with access.acting_as(asker), transaction(reads=True) as session:
        return bool(session.scalar(WHERE)), list(session.scalars(text("SELECT title FROM ticket ORDER BY id")))


def snapshot_is_there() -> bool:
    """Whether the numbers of the dashboard are read on the replica, in several threads."""
    there: Task = lambda session: session.scalar(WHERE)  # noqa: E731
    with take_snapshot() as snapshot:
        return all(snapshot.run_parallel([there] * 6))


def file(title: str, asker: Asker = ANN) -> None:
    with access.acting_as(asker):
        filed(title=title)


def test_what_was_just_written_is_read_on_the_replica(replica: StreamingReplica) -> None:
    for number in range(5):
        file(f"t{number}")
        assert len(titles(ANN)[1]) == number + 1
    maintenance.fold()
    assert wait_until(lambda: titles(ANN) == (True, [f"t{number}" for number in range(5)]), 60)
    assert wait_until(snapshot_is_there, 60)
    with access.acting_as(ANN):
        assert overview(TicketFilter()).now.total == 5
        assert ticket_pages.read_tickets(TicketFilter(search="t3"), limit=9)[0].title == "t3"
    with pytest.raises(NotAllowed), transaction(reads=True) as session:
        session.execute(text("DELETE FROM ticket"))


def test_a_statement_may_take_as_long_as_on_the_primary(
    replica: StreamingReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_module, "HEARD_SECONDS", 2.0)
    assert wait_until(in_use, 60)
    with take_snapshot() as snapshot:
        snapshot.session.execute(text("SELECT pg_sleep(2.5)"))
    with transaction(reads=True) as session:
        session.execute(text("SELECT pg_sleep(2.5)"))


def test_held_back_it_shows_nobody_less_than_they_wrote_and_others_no_more_than_a_second_less(
    replica: StreamingReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    file("before")
    assert wait_until(lambda: titles(BEN) == (True, ["before"]), 60)
    replica.ask("SELECT pg_wal_replay_pause()")
    monkeypatch.setattr(replica_module, "WAIT_SECONDS", 0.0)
    try:
        file("held back")
        written = time.monotonic()
        assert titles(ANN) == (False, ["before", "held back"])
        while time.monotonic() < written + 2:
            began = time.monotonic()
            seen = titles(BEN)[1]
            assert "held back" in seen or began < written + 1
        assert replica.ask("SELECT count(*) FROM ticket") == 1
        assert wait_until(lambda: not in_use(), 60)
        assert "s behind" in str(replica_state())
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")
    assert wait_until(lambda: titles(BEN) == (True, ["before", "held back"]), 60)


def test_whoever_is_told_of_a_change_sees_it(replica: StreamingReplica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica_module, "WAIT_SECONDS", 0.0)
    replica.ask("SELECT pg_wal_replay_pause()")
    try:
        file("news")
        seen: list[list[str]] = []
        with changes.on_change(lambda: seen.append(titles(BEN)[1])):
            changes.notify()
        assert seen == [["news"]]
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")


def test_killed_the_primary_is_read_and_back_it_is_used_again(replica: StreamingReplica) -> None:
    file("kept")
    replica.kill()
    assert titles(BEN) == (False, ["kept"])
    assert wait_until(lambda: not in_use(), 60)
    replica.start()
    assert wait_until(lambda: titles(BEN) == (True, ["kept"]), 60)


def test_halted_it_keeps_nobody_waiting_for_long(replica: StreamingReplica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica_module, "HEARD_SECONDS", 1.0)
    file("kept")
    halted = [psutil.Process(replica.process.pid), *psutil.Process(replica.process.pid).children()]
    for process in halted:
        process.suspend()
    try:
        assert titles(BEN) == (False, ["kept"])  # after a second at most
        assert wait_until(lambda: not in_use(), 60)
        began = time.monotonic()
        assert titles(BEN) == (False, ["kept"])
        assert time.monotonic() - began < 30, "nobody waits for it now; it would be for ever"
    finally:
        for process in halted:
            process.resume()
    assert wait_until(lambda: titles(BEN) == (True, ["kept"]), 60)


def test_an_address_of_no_replica_is_not_read(database: None) -> None:
    use_replica(server_address(), bound=1)
    try:
        assert wait_until(lambda: "leads to no replica" in str(replica_state()), 60)
        assert titles(BEN) == (False, [])
    finally:
        reading.close()


def test_promoted_it_has_every_ticket_that_was_acknowledged(
    new_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The primary is killed under four writers; then DATABASE_URL names what DATABASE_READ_URL does."""
    monkeypatch.setattr(engine_module, "_open", None)
    with folder_with(new_data) as folder, short_lived():
        primary = EmbeddedServer.start(folder / "data")
        address = primary.url.replace("postgresql+psycopg:", "postgresql:", 1)
        with streaming_replica(folder / "data") as replica:
            _confirm_only_what_the_replica_has(address)
            open_database(address, tmp_path)
            acknowledged = _filed_until(lambda: _kill(folder / "data" / "postgres"))
            close_database()
            began = time.monotonic()
            replica.ask("SELECT pg_promote()")
            open_database(replica.url, tmp_path, statement_timeout=60)
            filed(title="after")
            seconds = time.monotonic() - began
            use_replica(replica.url, bound=1)
            with transaction(reads=True) as session:
                kept = set(session.scalars(text("SELECT title FROM ticket")))
            assert wait_until(lambda: "promoted" in str(replica_state()), 60)
            maintenance.fold()
            assert maintenance.verify().differing == 0
            close_database()
        primary.stop()
    assert acknowledged
    assert acknowledged | {"after"} <= kept
    assert seconds < 60, "10 s are promised; a busy machine takes longer"


def _confirm_only_what_the_replica_has(address: str) -> None:
    with psycopg.connect(address, user="postgres", autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        connection.execute("SELECT pg_reload_conf()")


def _filed_until(end: Callable[[], None]) -> set[str]:
    """File tickets in four threads until the server ends after the first fifty; the titles that were acknowledged."""
    acknowledged: set[str] = set()
    enough = threading.Event()

    def file_some(writer: int) -> None:
        for number in range(100_000):
            title = f"{writer} {number}"
            try:
                filed(title=title)
            except TriageError:
                return
            acknowledged.add(title)
            if len(acknowledged) >= 50:
                enough.set()

    threads = [threading.Thread(target=file_some, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    assert enough.wait(120)
    end()
    for thread in threads:
        thread.join(60)
    return acknowledged


def _kill(pgdata: Path) -> None:
    for process in processes_in(pgdata):
        with suppress(psutil.Error):
            process.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not processes_in(pgdata), 60)

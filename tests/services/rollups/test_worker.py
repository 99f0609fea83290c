"""The background fold: once a second, one process at a time, over an outage, and one notification for many changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from db.engine import engine, own_connection, transaction
from services import stats
from services.live import changes
from services.rollups import maintenance, worker

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

INSERT = "INSERT INTO ticket (title, description, category, priority) VALUES ('t', 'd', 'billing', 'low')"


@pytest.fixture
def told() -> Iterator[threading.Event]:
    """Whether anything was told; asked for before ``background``, which tells as it begins."""
    heard = threading.Event()
    with changes.on_change(heard.set):
        yield heard


@pytest.fixture
def background() -> Iterator[None]:
    worker.start_background(fold_seconds=0.05)
    yield
    worker.stop_background()


def execute(sql: str) -> None:
    with transaction() as session:
        session.execute(text(sql))


def eventually(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def waiting() -> int:
    return _count("stat_delta")


def _count(table: str) -> int:
    with transaction() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_numbers_are_exact_before_and_after_the_fold() -> None:
    execute(INSERT)
    before = stats.headline()
    assert (before.total_tickets, waiting()) == (1, 1)
    assert maintenance.fold() == 1
    assert (stats.headline(), waiting()) == (before, 0)
    assert maintenance.fold() == 0


def test_much_that_was_folded_leaves_no_litter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "LITTER", 1)
    execute(INSERT + ", ('t', 'd', 'general', 'high')")
    maintenance.fold()
    with transaction() as session:
        assert session.scalar(text("SELECT pg_relation_size('stat_delta')")) == 0


def test_the_background_folds_and_tells(told: threading.Event, background: None) -> None:
    eventually(told.is_set)  # at the start it may be anything
    told.clear()
    execute(INSERT)
    eventually(told.is_set)
    eventually(lambda: waiting() == 0)


def test_who_listens_no_more_is_told_nothing(background: None) -> None:
    told = threading.Event()
    with changes.on_change(told.set):
        execute(INSERT)
        eventually(told.is_set)
    told.clear()
    execute(INSERT)
    eventually(lambda: waiting() == 0)
    assert not told.is_set()


def test_a_change_that_moves_no_count_is_told_too(background: None) -> None:
    execute(INSERT)
    eventually(lambda: waiting() == 0)
    told = threading.Event()
    with changes.on_change(told.set):
        execute("UPDATE ticket SET title = 'another'")
        eventually(told.is_set)


def test_another_process_takes_over(background: None) -> None:
    worker.stop_background()
    with own_connection() as other:
        assert other.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": worker.LOCK})
        worker.start_background(fold_seconds=0.05)
        execute(INSERT)
        told = threading.Event()
        with changes.on_change(told.set):
            other.execute(text(f"NOTIFY {changes.CHANNEL}"))
            eventually(told.is_set)  # it runs, and listens
        assert waiting() == 1
    eventually(lambda: waiting() == 0)


def test_a_lost_connection_is_made_again(
    told: threading.Event, background: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "RETRY_SECONDS", 0.05)
    eventually(told.is_set)
    with engine().connect() as connection:
        ended = connection.scalar(
            text(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE query ~ '^(LISTEN|NOTIFY) triage_changed|^SELECT pg_try_advisory_lock'"
                " AND datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    assert ended
    told.clear()
    execute(INSERT)
    eventually(told.is_set)
    eventually(lambda: waiting() == 0)


def test_what_is_too_old_leaves_the_trash_while_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TRASH_SECONDS", 0.05)
    execute(INSERT)
    execute("DELETE FROM ticket")
    execute("UPDATE ticket_trash SET deleted_at = now() - interval '31 days'")
    worker.start_background(fold_seconds=0.05)
    try:
        eventually(lambda: not _count("ticket_trash"))
    finally:
        worker.stop_background()
    assert _count("ticket_event") == 0

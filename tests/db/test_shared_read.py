"""Reads that share a transaction: fewer round trips, and otherwise as if each had its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import text

from db.engine import engine, reads_share, transaction
from db.errors import QueryTooSlow
from services.stats.series.snapshot import take_snapshot
from tests.db.round_trips import round_trips

ZONE = text("SELECT value FROM setting WHERE key = 'reporting_time_zone'")
SET = text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'")


@pytest.fixture
def shared(database: None) -> Iterator[None]:
    with reads_share():
        yield


def began() -> tuple[int, datetime]:
    """The connection and the beginning of the transaction that a read is in."""
    with transaction(reads=True) as session:
        pid, at = session.execute(text("SELECT pg_backend_pid(), transaction_timestamp()")).one()
        return pid, at


def in_use() -> int:
    """Connections of the pool that somebody has."""
    return engine().pool.checkedout()  # type: ignore[attr-defined, no-any-return]


def test_reads_share_one_transaction_and_give_it_back(database: None) -> None:
    with reads_share():
        assert began() == began()
        assert in_use() == 1
    assert in_use() == 0
    assert began() != began()


def test_a_read_takes_a_round_trip(database: None) -> None:
    with transaction(reads=True):
        pass
    with round_trips() as sent, reads_share():
        for _ in range(5):
            with transaction(reads=True) as session:
                session.execute(text("SELECT 1"))
    assert len(sent) <= 7, "BEGIN with its settings, five statements, COMMIT"


def test_a_read_sees_what_was_written_since_the_one_before(shared: None) -> None:
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        began()
        with transaction() as session:
            assert in_use() == 1, "the shared one has ended first"
            session.execute(SET, {"zone": zone})
        with transaction(reads=True) as session:
            assert session.scalar(ZONE) == zone


def test_a_read_sees_what_others_have_committed_meanwhile(shared: None) -> None:
    def write() -> None:
        with transaction() as session:
            session.execute(SET, {"zone": "Asia/Tokyo"})

    before = began()
    other = threading.Thread(target=write)
    other.start()
    other.join()
    with transaction(reads=True) as session:
        assert session.scalar(ZONE) == "Asia/Tokyo"
    assert began() == before


def test_an_error_of_one_read_is_not_that_of_the_next(shared: None) -> None:
    before = began()
    with pytest.raises(QueryTooSlow), transaction(reads=True) as session:
        session.execute(text("SET LOCAL statement_timeout = 1"))
        session.execute(text("SELECT pg_sleep(60)"))
    assert in_use() == 0
    assert began() != before


def test_a_read_or_a_write_within_a_read_has_a_transaction_of_its_own(shared: None) -> None:
    before = began()
    with transaction(reads=True) as outer:
        assert began() != before
        with transaction() as inner:
            inner.execute(SET, {"zone": "Asia/Tokyo"})
        assert outer.scalar(ZONE) == "Asia/Tokyo"
    assert began() == before


def test_a_read_within_a_write_leaves_nothing_open(shared: None) -> None:
    began()
    with transaction() as session:
        session.execute(SET, {"zone": "Asia/Tokyo"})
        began()
    assert in_use() == 0
    assert began() == began()


def test_an_old_transaction_ends_so_that_a_replica_is_looked_at_again(
    shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = began()
    assert began() == before
    monkeypatch.setattr("db.shared_read.OLD_SECONDS", 0.0)
    assert began() != before
    assert in_use() == 1


def test_a_time_limit_needs_a_transaction_of_its_own(shared: None) -> None:
    began()
    with transaction(reads=True, statement_timeout=7) as session:
        assert session.scalar(text("SHOW statement_timeout")) == "7s"
        assert in_use() == 1
    with transaction(reads=True) as session:
        assert session.scalar(text("SHOW statement_timeout")) != "7s"


def test_a_snapshot_is_taken_once_the_shared_transaction_has_ended(shared: None) -> None:
    began()
    with take_snapshot():
        assert in_use() == 1


def test_a_connection_that_the_server_has_closed_meanwhile_is_replaced(shared: None) -> None:
    pid, _ = before = began()
    with engine().connect().execution_options(isolation_level="AUTOCOMMIT") as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    assert began() != before


def test_a_thread_shares_with_itself_alone(shared: None) -> None:
    seen = []
    before = began()
    other = threading.Thread(target=lambda: seen.append(began()))
    other.start()
    other.join()
    assert seen[0] != before
    assert began() == before

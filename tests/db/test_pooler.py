"""The desk through a real PgBouncer in transaction mode, and what is said where the server behind it is not named."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from db import checks
from db import engine as engine_module
from db.engine import close_database, engine, health, open_database, own_connection, server_address, transaction
from db.errors import UnusableDatabase
from services.filters.ticket_filter import TicketFilter
from services.rollups import maintenance
from services.stats.series.overview import overview
from tests import doors
from tests.pooler import NOT_INSTALLED, Pooler, pooler_before, program

SIZE = 3  # connections of the pooler to the server, fewer than the desk has threads
needs_program = pytest.mark.skipif(program() is None, reason=NOT_INSTALLED)
IGNORING = "ignore_startup_parameters = options\n"


@pytest.fixture
def closed(database: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """As before the desk is opened; the address of its server."""
    server = server_address()
    monkeypatch.setattr(engine_module, "_open", None)
    return server


@pytest.fixture
def pooler(closed: str, tmp_path: Path) -> Iterator[Pooler]:
    """A pooler through which the desk is opened."""
    with pooler_before(closed, size=SIZE) as made:
        open_database(made.url, tmp_path, direct_url=closed, statement_timeout=60)
        yield made
        close_database()


@needs_program
def test_what_comes_through_every_door_is_counted_right(pooler: Pooler) -> None:
    filled = sum(map(len, doors.fill().values()))
    maintenance.fold()
    with ThreadPoolExecutor(2 * SIZE) as threads:
        totals = {shown.now.total for shown in threads.map(overview, [TicketFilter()] * 4 * SIZE)}
    with transaction() as session:
        kept = session.scalar(text("SELECT count(*) FROM ticket"))
    assert filled
    assert totals == {kept}
    assert maintenance.verify().differing == 0


_SETTINGS = text(
    "SELECT current_setting('statement_timeout'), current_setting('timezone'),"
    " coalesce(current_setting('app.actor', true), ''), (SELECT count(*) FROM pg_prepared_statements)"
)


@needs_program
def test_settings_are_those_of_the_transaction_and_stay_with_it(pooler: Pooler) -> None:
    for _ in range(10):  # more often than the driver waits before it prepares a statement elsewhere
        with transaction(actor="Ann") as session:
            assert tuple(session.execute(_SETTINGS).one()) == ("1min", "UTC", "Ann", 0)
    with transaction(statement_timeout=2) as session:
        assert session.execute(_SETTINGS).one()[0] == "2s"
    with engine().connect() as connection:
        assert tuple(connection.execute(_SETTINGS).one()) == ("0", "UTC", "", 0)


@needs_program
def test_what_belongs_to_a_session_goes_past_the_pooler(pooler: Pooler) -> None:
    with own_connection() as listening, own_connection() as other:
        listening.execute(text("LISTEN heard"))
        assert listening.scalar(text("SELECT pg_try_advisory_lock(1)"))
        assert not other.scalar(text("SELECT pg_try_advisory_lock(1)"))
        with transaction() as session:
            session.execute(text("NOTIFY heard"))
        driver = listening.connection.dbapi_connection
        assert [told.channel for told in driver.notifies(timeout=30, stop_after=1)] == ["heard"]  # type: ignore[union-attr]


@needs_program
def test_a_pooler_that_is_gone_is_said_by_the_health(pooler: Pooler) -> None:
    assert health().ok
    pooler.kill()
    assert health().status == "database away"


@needs_program
@pytest.mark.parametrize(
    ("mode", "more"), [("transaction", ""), ("transaction", IGNORING), ("session", IGNORING)], ids=lambda value: value
)
def test_a_pooler_without_the_address_of_its_server(closed: str, tmp_path: Path, mode: str, more: str) -> None:
    with pooler_before(closed, mode=mode, more=more) as made:
        with pytest.raises(UnusableDatabase) as caught:
            open_database(made.url, tmp_path)
        assert str(caught.value) == checks.POOLER
        with pytest.raises(UnusableDatabase) as caught:
            open_database(made.url, tmp_path, direct_url=made.url)
        assert str(caught.value) == checks.DIRECT_POOLER


@needs_program
def test_transactions_that_share_sessions_are_seen(closed: str, tmp_path: Path) -> None:
    """Where each has every setting that a connection begins with, too."""
    settings = "connect_query='SET statement_timeout = 15000; SET timezone = UTC'"
    with pooler_before(closed, more=IGNORING, database=settings) as made:
        with pytest.raises(UnusableDatabase) as caught:
            open_database(made.url, tmp_path)
        assert str(caught.value) == checks.POOLER
    with pooler_before(closed, mode="session", more=IGNORING, database=settings) as made:
        open_database(made.url, tmp_path)
        close_database()


def test_the_server_and_the_pooler_have_one_database(closed: str, tmp_path: Path) -> None:
    other = make_url(closed).set(database="template1").render_as_string(hide_password=False)
    with pytest.raises(UnusableDatabase) as caught:
        open_database(other, tmp_path, direct_url=closed)
    assert str(caught.value) == checks.OTHER_DATABASE


def test_a_server_behind_no_pooler(closed: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabase) as caught:
        open_database(None, tmp_path, direct_url=closed)
    assert str(caught.value) == checks.NO_POOLER

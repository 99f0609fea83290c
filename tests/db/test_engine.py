"""Opening, checking, migrating, and what a caller is told when the server is away."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, ProgrammingError

from db import checks, troubles
from db import engine as engine_module
from db.embedded.server import EmbeddedServer
from db.engine import engine, health, is_healthy, open_database, server_address, transaction, translated
from db.errors import DatabaseAway, DatabaseTrouble, QueryTooSlow, TriageError, UnusableDatabase
from db.migrate import migrate
from tests.db.round_trips import round_trips
from tests.e2e.support.app_process import wait_until


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As before the first open_database, whatever the other tests have open."""
    monkeypatch.setattr(engine_module, "_open", None)


@contextmanager
def migrated_to(version: str) -> Iterator[None]:
    """As if the database were at another version, for a while."""
    put = text("UPDATE alembic_version SET version_num = :version")
    with engine().begin() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(put, {"version": version})
    try:
        yield
    finally:
        with engine().begin() as connection:
            connection.execute(put, {"version": before})


def libpq_address() -> str:
    """The test database for psycopg itself."""
    return server_address()


def test_a_transaction_rolls_back_on_an_exception(database: None) -> None:
    with pytest.raises(KeyError), transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Europe/Berlin'"))
        raise KeyError
    with transaction() as session:
        assert session.scalar(text("SELECT value FROM setting WHERE key = 'reporting_time_zone'")) == "UTC"


def test_a_slow_statement_is_ended_and_says_so(database: None) -> None:
    with pytest.raises(QueryTooSlow), transaction(statement_timeout=0.05) as session:
        session.execute(text("SELECT pg_sleep(5)"))
    with transaction() as session:  # the connection's own limit is back
        assert session.scalar(text("SHOW statement_timeout")) == "1min"


def test_a_connection_cut_by_the_server_is_replaced(database: None) -> None:
    with transaction() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(libpq_address(), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
            " WHERE application_name = 'triage-desk' AND datname = current_database()"  # others test in theirs
        )
    with transaction() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != pid


def test_a_transaction_takes_a_round_trip_more_than_it_has_statements(database: None) -> None:
    with transaction() as session:
        session.execute(text("SELECT 1"))
    with round_trips() as seen, transaction() as session:
        session.execute(text("SELECT 1"))
    assert len(seen) <= 3, "BEGIN with its settings, the statement, COMMIT"


def test_a_process_of_another_version_waits_while_the_database_is_of_a_newer_one(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troubles, "KEPT_SECONDS", 0.0)
    put = text("UPDATE setting SET value = 'Europe/Berlin' WHERE key = 'reporting_time_zone'")
    with migrated_to("9999"):
        for reads in (False, True):
            with pytest.raises(DatabaseTrouble, match="another version"), transaction(reads=reads) as session:
                session.execute(put)
        assert health().status == "other schema"
    wait_until(is_healthy, "it is of this version again")
    with transaction() as session:
        assert session.scalar(text("SELECT value FROM setting WHERE key = 'reporting_time_zone'")) == "UTC"


def test_settings_of_a_transaction_end_with_it(database: None) -> None:
    shown = text("SELECT current_setting('app.actor', true), current_setting('plan_cache_mode')")
    with transaction(actor="O'Hara \\ %s; --", plan_each=True) as session:
        assert tuple(session.execute(shown).one()) == ("O'Hara \\ %s; --", "force_custom_plan")
    with engine().connect() as connection:
        assert tuple(connection.execute(shown).one()) in ((None, "auto"), ("", "auto"))
        connection.execute(text("UPDATE setting SET value = 'Europe/Berlin'"))
    with transaction() as session:  # what is no such transaction is still one: left without a commit, it is undone
        assert session.scalar(text("SELECT value FROM setting WHERE key = 'reporting_time_zone'")) == "UTC"


def test_a_connection_cut_in_a_transaction_is_database_away(database: None) -> None:
    with pytest.raises(DatabaseAway), transaction() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (errors.TooManyConnections, DatabaseAway),
        (errors.AdminShutdown, DatabaseAway),
        (errors.CrashShutdown, DatabaseAway),
        (errors.CannotConnectNow, DatabaseAway),
        (errors.ConnectionFailure, DatabaseAway),
        (errors.SqlclientUnableToEstablishSqlconnection, DatabaseAway),
        (psycopg.OperationalError, DatabaseAway),  # without an answer of the server
        (errors.ConnectionTimeout, DatabaseAway),
        (errors.QueryCanceled, QueryTooSlow),
        (errors.DiskFull, DatabaseTrouble),
        (errors.OutOfMemory, DatabaseTrouble),
        (errors.LockNotAvailable, None),
        (errors.DeadlockDetected, None),
        (errors.UniqueViolation, None),
        (errors.InvalidTextRepresentation, None),
        (psycopg.InterfaceError, None),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_callers_have_to_expect_is_told_from_what_they_have_not(
    error: type[psycopg.Error], ours: type[TriageError] | None, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(troubles.clear)
    with pytest.raises(ours or DBAPIError), translated():
        raise DBAPIError("SELECT", {}, error("x"))
    with pytest.raises(ours or error), translated():  # of the driver itself, where one streams or listens
        raise error("x")


def test_a_connection_that_is_gone_is_database_away_whatever_the_error() -> None:
    with pytest.raises(DatabaseAway), translated():
        raise DBAPIError("SELECT", {}, errors.UniqueViolation("x"), connection_invalidated=True)


@pytest.mark.parametrize(("each", "plans"), [(False, "auto"), (True, "force_custom_plan")])
def test_what_a_transaction_sets_is_over_with_it(database: None, each: bool, plans: str) -> None:
    shown = text("SELECT current_setting('plan_cache_mode'), coalesce(current_setting('app.actor', true), '')")
    with transaction(actor="Ann", plan_each=each) as session:
        assert tuple(session.execute(shown).one()) == (plans, "Ann")
    with engine().connect() as connection:
        assert tuple(connection.execute(shown).one()) == ("auto", "")


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (errors.InsufficientPrivilege("x"), UnusableDatabase),
        (ProgrammingError("CREATE", {}, errors.InsufficientPrivilege("x")), UnusableDatabase),
        (ProgrammingError("CREATE", {}, errors.UndefinedTable("x")), ProgrammingError),
    ],
)
def test_a_user_who_may_not_create_tables_is_told_what_to_do(
    database: None, raised: Exception, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def upgrade(*_: object) -> None:
        raise raised

    monkeypatch.setattr("alembic.command.upgrade", upgrade)
    monkeypatch.setattr("db.migrate.heads", frozenset)  # else there is nothing to do
    with pytest.raises(expected) as caught:
        migrate(engine())
    assert ("ALTER DATABASE name OWNER TO user" in str(caught.value)) == (expected is UnusableDatabase)


@pytest.mark.parametrize("newer", [0, 1])
def test_the_oldest_server_is_taken_and_an_older_one_named(
    database: None, newer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine().connect() as connection:
        major = int(str(connection.scalar(text("SHOW server_version_num")))) // 10_000
    monkeypatch.setattr(checks, "OLDEST_SERVER", major + newer)
    if newer == 0:
        checks.check(engine())
    else:
        with pytest.raises(UnusableDatabase, match=f"PostgreSQL {major} is too old. {major + 1} or later is needed."):
            checks.check(engine())


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ticket (title, description, category, priority) VALUES (:text, :text, 'lost', 'low')",
        "SELECT * FROM nowhere WHERE x = :text",
        "SELECT pg_sleep(5), :text",
    ],
    ids=["a rule", "a mistake", "too slow"],
)
def test_an_error_never_carries_the_text_of_a_ticket(database: None, statement: str) -> None:
    with pytest.raises((DBAPIError, QueryTooSlow)) as caught, transaction(statement_timeout=0.2) as session:
        session.execute(text(statement), {"text": "Ann's salary"})
    said, error = [], cast("BaseException | None", caught.value)
    while error is not None:
        said.append(str(error))
        error = error.__cause__ or error.__context__
    assert said
    assert not any("salary" in words for words in said)


def test_before_opening_the_database_is_away(closed: None) -> None:
    with pytest.raises(DatabaseAway), transaction():
        pass
    assert is_healthy() is False


def test_is_healthy_needs_every_migration(database: None) -> None:
    assert is_healthy() is True
    with migrated_to("0000"):
        assert is_healthy() is False


def test_migrating_again_changes_nothing_and_replicas_may_start_together(database: None) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            migrate(engine())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test names it
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_of_a_newer_version_is_refused(database: None) -> None:
    with migrated_to("9999"), pytest.raises(UnusableDatabase, match="newer version"):
        migrate(engine())


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("p4ss@word", "not an address"),
        ("postgresql://ann:p@ss:w0rd@127.0.0.1/x", "not an address"),
        ("mysql://u:p@h/d", "PostgreSQL 15 or later"),
    ],
)
def test_a_bad_address_is_explained_without_its_password(closed: None, tmp_path: Path, url: str, message: str) -> None:
    with pytest.raises(UnusableDatabase, match=message) as caught:
        open_database(url, tmp_path)
    assert url not in str(caught.value)
    assert "w0rd" not in "".join(traceback.format_exception(caught.value))


def test_a_server_that_does_not_answer_is_waited_for_then_named(closed: None, tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(DatabaseAway, match="refused|No such file"):
        open_database("postgresql://nobody:secret@127.0.0.1:1/none", tmp_path, wait=0.3)
    assert 0.3 <= time.monotonic() - began < 10


def test_a_database_that_cannot_lower_case_is_refused(closed: None, server_folder: Path, tmp_path: Path) -> None:
    server = EmbeddedServer.start(server_folder)
    try:
        url = make_url(server.url)
        with psycopg.connect(host=str(url.query["host"]), user="postgres", dbname="postgres", autocommit=True) as admin:
            admin.execute("DROP DATABASE IF EXISTS blunt")
            admin.execute(
                "CREATE DATABASE blunt OWNER triage TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
            )
        with pytest.raises(UnusableDatabase, match="cannot lower-case Ü"):
            open_database(url.set(database="blunt").render_as_string(hide_password=False), tmp_path, wait=1)
    finally:
        server.stop()

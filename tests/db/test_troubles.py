"""A PostgreSQL that answers but cannot do its work: each trouble in words, in health, and in one line of the log."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from db import troubles
from db.engine import current_trouble, engine, health, transaction
from db.errors import DatabaseAway, DatabaseTrouble, QueryTooSlow, TriageError

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def well_again() -> Iterator[None]:
    troubles.clear()
    yield
    troubles.clear()


def raise_there(sqlstate: str) -> None:
    """Have PostgreSQL itself raise it."""
    with transaction() as session:
        session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'ticket text' USING ERRCODE = '{sqlstate}'; END $$"))


@pytest.mark.parametrize(
    ("sqlstate", "kind", "said"),
    [
        ("25006", "read-only", "The database is read-only"),
        ("53000", "out of resources", "has reached a limit of its server"),
        ("53100", "disk full", "The disk of the database is full"),
        ("53200", "out of memory", "has run out of memory"),
        ("53300", "no connection left", "has no connection left"),
        ("53400", "out of resources", "has reached a limit of its server"),
        ("57P03", "starting or stopping", "is starting, stopping or recovering"),
        ("57P04", "dropped", "was deleted while the desk was running"),
        ("58000", "system error", "has an error of its server"),
        ("58030", "disk error", "cannot read or write its disk"),
        ("58P01", "file missing", "A file of the database is missing"),
        ("58P02", "system error", "has an error of its server"),
        ("XX001", "damaged", "A part of the database is damaged"),
        ("XX002", "damaged", "REINDEX"),
    ],
)
def test_a_trouble_is_named(sqlstate: str, kind: str, said: str) -> None:
    with capture_logs() as logged:
        for _ in range(3):
            with pytest.raises(DatabaseTrouble, match=said) as caught:
                raise_there(sqlstate)
    assert (caught.value.kind, "ticket text" in str(caught.value)) == (kind, False)
    assert [(line["event"], line["kind"], line["sqlstate"]) for line in logged] == [
        ("database_trouble", kind, sqlstate)
    ]
    assert (health().ok, health().status, health().detail) == (False, kind, str(caught.value))
    assert current_trouble() == str(caught.value)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("FATAL:  sorry, too many clients already", "no connection left"),
        ('FATAL:  too many connections for role "triage"', "no connection left"),
        ("remaining connection slots are reserved for roles with the SUPERUSER attribute", "no connection left"),
        ("could not write init file: No space left on device", "disk full"),
        ("FATAL:  the database system is starting up", "starting or stopping"),
        ("FATAL:  the database system is shutting down", "starting or stopping"),
        ("FATAL:  the database system is in recovery mode", "starting or stopping"),
        ("FATAL:  the database system is not yet accepting connections", "starting or stopping"),
        ("FATAL:  the database system is not accepting connections", "starting or stopping"),
        ("connection refused", None),
        ("", None),
    ],
)
def test_a_refused_connection_is_told_by_its_words(message: str, kind: str | None) -> None:
    found = troubles.trouble_of(None, message)
    assert (found and found.kind) == kind
    assert troubles.trouble_of("57P01", message) is None  # words count only where there is no state


@pytest.mark.parametrize(
    ("met", "lines"),
    [
        ([(0.0, "53100"), (59.9, "53100")], 1),
        ([(0.0, "53100"), (60.0, "53100")], 2),
        ([(0.0, "53100"), (50.0, "53100"), (70.0, "53100"), (110.0, "53100")], 2),
        ([(0.0, "53100"), (1.0, "53200")], 2),  # another one is news
    ],
)
def test_the_log_names_it_once_a_minute(
    met: list[tuple[float, str]], lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with capture_logs() as logged:
        for moment, sqlstate in met:
            monkeypatch.setattr("db.troubles.time.monotonic", lambda moment=moment: 1000.0 + moment)
            found = troubles.trouble_of(sqlstate)
            assert found is not None
            troubles.record(found, sqlstate)
    assert len(logged) == lines


@pytest.mark.parametrize(("later", "expected"), [(4.9, False), (5.0, True)])
def test_a_trial_is_worth_its_time_a_while_after_it_was_met(
    later: float, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troubles, "KEPT_SECONDS", 5.0)
    assert not troubles.may_have_passed()
    monkeypatch.setattr("db.troubles.time.monotonic", lambda: 1000.0)
    troubles.record(troubles.READ_ONLY, None)
    monkeypatch.setattr("db.troubles.time.monotonic", lambda: 1000.0 + later)
    assert troubles.may_have_passed() is expected


@pytest.mark.parametrize(
    ("sqlstate", "error"),
    [("57P01", DatabaseAway), ("57P02", DatabaseAway), ("08006", DatabaseAway), ("57014", QueryTooSlow)],
)
def test_a_server_that_goes_away_has_no_trouble(sqlstate: str, error: type[TriageError]) -> None:
    with pytest.raises(error) as caught:
        raise_there(sqlstate)
    assert type(caught.value) is error
    assert health().ok


@pytest.mark.parametrize("sqlstate", ["22012", "42P01", "XX000", "P0001"])
def test_a_mistake_of_ours_stays_one(sqlstate: str) -> None:
    with pytest.raises(Exception, match="ticket text") as caught:
        raise_there(sqlstate)
    assert not isinstance(caught.value, TriageError)
    assert health().ok


def test_it_is_over_once_nobody_meets_it_and_something_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DatabaseTrouble):
        raise_there("53100")
    assert not health().ok
    monkeypatch.setattr(troubles, "KEPT_SECONDS", 0.0)
    with capture_logs() as logged:
        assert health().ok
    assert [line["event"] for line in logged] == ["database_trouble_over"]
    assert current_trouble() is None


def test_a_limit_that_is_really_reached() -> None:
    _as_superuser("ALTER ROLE triage SET temp_file_limit = 64")  # kB
    sorted_on_disk = (
        "SELECT count(*) FROM (SELECT md5(n::text) FROM generate_series(1, 500000) AS n ORDER BY 1) AS part"
    )
    try:
        engine().dispose()
        with pytest.raises(DatabaseTrouble, match="reached a limit"), transaction() as session:
            session.execute(text(sorted_on_disk))
        assert health().status == "out of resources"
    finally:
        _as_superuser("ALTER ROLE triage RESET temp_file_limit")
        engine().dispose()


def test_a_database_that_only_reads() -> None:
    with engine().connect() as connection:
        name = connection.scalar(text("SELECT quote_ident(current_database())"))
    _as_superuser(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    try:
        engine().dispose()
        with pytest.raises(DatabaseTrouble, match="read-only"), transaction() as session:
            session.execute(text("UPDATE setting SET value = value"))
        with transaction() as session:
            assert session.scalar(text("SELECT count(*) FROM setting")) is not None
        assert health().status == "read-only"
    finally:
        _as_superuser(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        engine().dispose()


def test_a_database_without_a_connection_left() -> None:
    assert health().ok  # its own connection is there
    engine().dispose()
    _as_superuser("ALTER ROLE triage CONNECTION LIMIT 0")
    try:
        with pytest.raises(DatabaseTrouble, match="no connection left"), transaction():
            pass
        assert health().status == "no connection left"
    finally:
        _as_superuser("ALTER ROLE triage CONNECTION LIMIT -1")


def _as_superuser(statement: str) -> None:
    url = engine().url
    if url.username != "triage" or "host" not in url.query or "TEST_DATABASE_DIRECT_URL" in os.environ:
        pytest.skip("Only the embedded server lets us in as its superuser.")
    host = str(url.query["host"])
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement.encode())

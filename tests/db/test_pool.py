"""Addresses of databases, and how connections of the pool are made, counted and waited for."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from typing import cast
from unittest.mock import Mock

import pytest
from sqlalchemy import text

from db import pool
from db.engine import server_address, translated
from db.errors import DatabaseAway, UnusableDatabase
from db.pool import Pool, address_of, milliseconds
from db.pulse import PatientConnection


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("postgresql://ann:pw@host:5433/desk", "postgresql+psycopg://ann:pw@host:5433/desk"),
        ("postgres://ann@host/desk?sslmode=require", "postgresql+psycopg://ann@host/desk?sslmode=require"),
        ("postgresql+psycopg2://host/desk", "postgresql+psycopg://host/desk"),
    ],
)
def test_every_way_to_write_an_address_of_postgresql(url: str, address: str) -> None:
    assert address_of(url).render_as_string(hide_password=False) == address


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "not an address"),
        ("host:port/desk", "not an address"),
        ("postgresql://host:a/desk", "not an address"),
        ("sqlite:///x", "another kind"),
    ],
)
def test_what_is_no_address_of_postgresql(url: str, said: str) -> None:
    with pytest.raises(UnusableDatabase, match=said):
        address_of(url)


@pytest.mark.parametrize(("seconds", "written"), [(None, None), (0, "0"), (0.05, "50"), (0.0006, "1"), (15, "15000")])
def test_seconds_as_settings_have_them(seconds: float | None, written: str | None) -> None:
    assert milliseconds(seconds) == written


@pytest.fixture
def small(database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """One connection in the pool, and one beyond it."""
    monkeypatch.setattr(pool, "OVERFLOW", 1)
    monkeypatch.setattr(pool, "POOL_TIMEOUT", 0.05)
    made = Pool(address_of(server_address()), 1, 7.5)
    yield made
    made.pulse.close()
    made.engine.dispose()


def test_the_last_connection_is_given_and_whoever_comes_then_is_told_soon(small: Pool) -> None:
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(small.engine.connect())
        with pytest.raises(DatabaseAway), translated():
            small.engine.connect()
    small.engine.connect().close()


def test_what_a_connection_is_made_with(small: Pool) -> None:
    settings = "SELECT current_setting('statement_timeout'), current_setting('timezone'), application_name"
    with small.engine.connect() as connection:
        row = connection.execute(text(f"{settings} FROM pg_stat_activity WHERE pid = pg_backend_pid()")).one()
        driver = connection.connection.driver_connection
        assert driver is not None
        given = driver.info.get_parameters()
    assert tuple(row) == ("7500ms", "UTC", "triage-desk")
    assert {name: given.get(name) for name in ("connect_timeout", "keepalives_idle", "tcp_user_timeout")} == {
        "connect_timeout": "4",
        "keepalives_idle": "15",
        "tcp_user_timeout": "30000",
    }


def test_a_silent_server_is_not_asked_for_a_connection(small: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small.pulse, "silent", True)
    with pytest.raises(DatabaseAway):
        small.engine.connect()


def test_what_is_called_before_each_new_connection(database: None) -> None:
    called: list[str] = []
    made = Pool(address_of(server_address()), 2, 15, before_connecting=lambda: called.append("x"))
    with made.engine.connect(), made.engine.connect():
        assert called == ["x"] * 2
    made.engine.connect().close()
    assert made.pulse.health().ok
    assert called == ["x"] * 3
    made.pulse.close()
    made.engine.dispose()


@pytest.mark.parametrize(("lay", "sent", "asked"), [(1.0, b"", 0), (31.0, b"", 1), (1.0, b"x", 1)])
def test_a_connection_is_asked_after_long_or_when_it_has_news(lay: float, sent: bytes, asked: int) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(sent)
        execute = Mock()
        connection = SimpleNamespace(fileno=ours.fileno, returned=time.monotonic() - lay, execute=execute)
        pool._hand_out(cast("PatientConnection", connection))
    assert (execute.call_count, connection.autocommit, connection.longest) == (asked, False, None)

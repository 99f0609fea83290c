"""Rate limits: a minute's calls at once and then evenly, over all processes of the desk."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import text

from db import engine as engine_module
from db.engine import transaction
from services.access import rates


def test_a_minutes_calls_come_at_once_and_then_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("services.access.rates.time.monotonic", lambda: now[0])
    limit = rates.RateLimit()
    assert [limit.take("a", 3) for _ in range(4)] == [0, 0, 0, 20]
    assert limit.take("b", 3) == 0
    now[0] += 20
    assert [limit.take("a", 3) for _ in range(2)] == [0, 20]


def test_what_one_process_allowed_another_does_not_allow_again(database: None) -> None:
    one, other = rates.RateLimit(), rates.RateLimit()
    assert [one.take("a", 60) for _ in range(59)] == [0] * 59
    assert other.take("a", 60) == other.take("b", 60) == 0
    one.exchange()
    other.exchange()
    assert other.take("a", 60) > 0
    assert other.take("b", 60) == 0
    one.take("a", 60)
    one.exchange()
    assert one.take("a", 60) > 0
    other.exchange()
    with transaction() as session:
        session.execute(text("UPDATE call_rate SET full_at = full_at - interval '1 hour'"))
    other.take("c", 60)
    other.exchange()
    with transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM call_rate")) == 1


def test_two_processes_that_are_asked_all_the_time_allow_what_one_does(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_by = [0.0]
    real = time.monotonic
    monkeypatch.setattr("services.access.rates.time.monotonic", lambda: real() + gone_by[0])
    several = rates.RateLimit(), rates.RateLimit()
    allowed = []
    for _ in range(90):
        allowed.append(sum(1 for one in several for _ in range(120) if one.take("a", 60) == 0))
        for one in several:
            one.exchange()
        gone_by[0] += 1
        with transaction() as session:
            session.execute(text("UPDATE call_rate SET full_at = full_at - interval '1 second'"))
    assert allowed[0] == 120
    assert 15 <= sum(allowed[60:]) <= 45


def test_while_the_database_is_away_a_process_counts_by_itself(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = rates.RateLimit()
    limit.take("a", 2)
    monkeypatch.setattr(engine_module, "_open", None)
    limit.exchange()
    assert [limit.take("a", 2) > 0 for _ in range(2)] == [False, True]

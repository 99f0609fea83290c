"""The daily budget: exact over processes and threads, and a process's own while the database is away."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select, text

from db import engine as engine_module
from db.engine import transaction
from db.tables.suggestions import ModelCalls
from services.classify import best_effort
from services.classify.llm.shared_budget import SharedBudget


@pytest.fixture(autouse=True)
def no_calls_yet(database: None) -> Iterator[None]:
    def forget() -> None:
        with transaction() as session:
            session.execute(delete(ModelCalls))

    forget()
    yield
    best_effort.forget()
    forget()


def test_two_processes_have_one_budget_to_the_call() -> None:
    budgets = (SharedBudget(25), SharedBudget(25))
    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(lambda number: budgets[number % 2](), range(60))) == 25
    with transaction() as session:
        counted = session.execute(select(ModelCalls.day, ModelCalls.calls)).one()
        today = session.scalar(text("SELECT (now() AT TIME ZONE 'UTC')::date"))
    assert tuple(counted) == (today, 25)


def test_each_day_has_its_own() -> None:
    budget = SharedBudget(1)
    assert [budget(), budget()] == [True, False]
    with transaction() as session:
        session.execute(text("UPDATE model_calls SET day = day - 1"))
    assert [budget(), budget()] == [True, False]


def test_0_is_no_limit() -> None:
    assert all(SharedBudget(0)() for _ in range(3))


def test_while_the_database_is_away_the_process_counts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_open", None)
    budget = SharedBudget(2)
    assert [budget() for _ in range(3)] == [True, True, False]

"""The budget of a day, counted in one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from unittest import mock

import pytest

from services.classify.llm import daily_budget
from services.classify.llm.daily_budget import DailyBudget


def test_the_budget_is_counted_exactly_by_many_threads() -> None:
    budget = DailyBudget(50)
    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(lambda _: budget(), range(500))) == 50
    assert all(DailyBudget(0)() for _ in range(3))


def test_the_budget_is_one_of_each_day_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = DailyBudget(2)
    hours = [(22, 0), (22, 12), (22, 23), (23, 0), (23, 1)]
    moments = [datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in hours]
    clock = mock.Mock(now=mock.Mock(side_effect=moments))
    monkeypatch.setattr(daily_budget, "datetime", clock)
    assert [budget() for _ in moments] == [True, True, False, True, True]
    clock.now.assert_called_with(UTC)

"""The database as a help that a suggestion can do without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from db import engine
from services.classify import best_effort
from services.errors import DatabaseAway

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    best_effort.forget()
    yield
    best_effort.forget()


def away() -> str:
    raise DatabaseAway


def test_a_database_that_is_away_is_told_once_and_left_alone() -> None:
    asked = []

    def ask() -> str:
        asked.append(1)
        return away()

    with capture_logs() as logged:
        assert [best_effort.best_effort(ask, "otherwise") for _ in range(3)] == ["otherwise"] * 3
    assert len(asked) == 1
    assert [line["event"] for line in logged] == ["suggestion_without_the_database"]


def test_a_desk_that_is_closing_answers_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_open", None)
    with capture_logs() as logged:
        assert best_effort.best_effort(away, "otherwise") == "otherwise"
        assert best_effort.best_effort(lambda: "read", "otherwise") == "otherwise"
    assert logged == []

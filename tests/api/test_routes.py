"""The routes, on a real database."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from api.routes import api
from db import engine as engine_module
from services import stats
from services.errors import DatabaseAway

NOTHING = {
    "total_tickets": 0,
    "open_tickets": 0,
    "avg_tickets_per_day": 0.0,
    "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
    "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
}


@pytest.mark.parametrize(
    ("query", "status", "answer"),
    [
        ("", 200, NOTHING),
        ("?status=open&priority=low,high&search=a", 200, NOTHING),
        ("?status=done", 400, {"status": ["Unknown value 'done'. Choose from: open, in_progress, resolved, closed."]}),
    ],
)
def test_the_statistics_take_the_filters(database: None, query: str, status: int, answer: dict[str, Any]) -> None:
    answered = TestClient(api).get(f"/tickets/stats/{query}")
    assert (answered.status_code, answered.json()) == (status, answer)


def test_a_reason_with_a_path_stays_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise DatabaseAway("/srv/secret/postgres is not a complete database")

    monkeypatch.setattr(stats, "headline", away)
    answered = TestClient(api).get("/tickets/stats/")
    assert (answered.status_code, "/srv" in answered.text) == (503, False)


def test_without_a_database_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "_open", None)
    answered = TestClient(api).get("/tickets/stats/")
    assert answered.status_code == 503
    assert answered.json() == {"detail": "The database does not answer. Try again in a minute."}

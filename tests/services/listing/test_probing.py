"""Whether a filter leaves few tickets."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.listing import probing

pytestmark = pytest.mark.usefixtures("database")

TICKETS = (
    "INSERT INTO ticket (title, description, category, priority, assignee) SELECT 't', 'd',"
    " CASE WHEN n < 3 THEN 'billing' ELSE 'general' END, 'low', CASE WHEN n < 4 THEN 'Ann' END"
    " FROM generate_series(1, 9) AS n"
)


@pytest.mark.parametrize(
    ("given", "few"),
    [
        ({"category": ("billing",)}, [1, 2]),
        ({"category": ("general",)}, None),
        ({"category": ("account",)}, []),
        ({"assignee": ("Ann",)}, [1, 2, 3]),
        ({"assignee": ("nobody",)}, None),
    ],
    ids=str,
)
def test_few_are_told_from_many(given: dict[str, Any], few: list[int] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "FEW", 3)
    monkeypatch.setattr(probing, "LOOK_SECONDS", 10)
    with transaction() as session:
        session.execute(text(TICKETS))
    with transaction() as session:
        ids = probing.few_ids(session, TicketFilter(**given))
    assert (None if ids is None else sorted(ids)) == few


def test_a_look_that_takes_too_long_counts_as_many_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction() as session:
        session.execute(text(TICKETS))
    monkeypatch.setattr(TicketFilter, "clauses", lambda *_: [text("pg_sleep(1) IS NOT NULL")])
    with transaction() as session:
        before = session.scalar(text("SHOW statement_timeout"))
        assert probing.few_ids(session, TicketFilter(assignee=("Ann",))) is None
        kept = [session.scalar(text(f"SHOW {name}")) for name in ("statement_timeout", "enable_seqscan")]
    assert kept == [before, "on"]

"""Targets for random histories of tickets, and what their rollup has to say, counted in plain Python."""

from __future__ import annotations

from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

# Each with a number as :seed.
TARGET_OPERATIONS = {
    "other targets": "UPDATE target SET resolve_minutes = 600 * (1 + :seed % 3) WHERE priority = 'high'",
    "recount targets": "SELECT set_targets(ARRAY("
    "SELECT id FROM ticket WHERE id % 3 <> :seed % 3 ORDER BY id FOR NO KEY UPDATE))",
}
_SET_UP = """
    DELETE FROM target_policy;
    INSERT INTO target_policy (since, made_by, zone, weekdays, opens, closes)
    VALUES ('-infinity', 'm', 'UTC', '{1,2,3,4,5,6,7}', 0, 1440);
    INSERT INTO working_day SELECT id, now() - interval '200 days', now() + interval '200 days', 0 FROM target_policy;
    INSERT INTO target (policy_id, priority, respond_minutes, resolve_minutes)
    SELECT id, wanted.* FROM target_policy, (VALUES
        ('low'::ticket_priority, 24 * 60, 30 * 60), ('high', NULL, 10 * 60)
    ) AS wanted
"""


def set_targets(session: Session) -> None:
    """Targets at all hours that some tickets have kept, some have breached, and some have before them."""
    for statement in _SET_UP.split(";"):
        session.execute(text(statement))


def check_targets(connection: Connection, zone: ZoneInfo) -> None:
    """The rollup and what it has not folded yet are a recount of the targets, and these are of what the tickets are."""
    targets = connection.execute(text("SELECT * FROM ticket_target")).all()
    tickets = {row.id: _kind(row) for row in connection.execute(text("SELECT * FROM ticket"))}
    has_targets = connection.scalar(text("SELECT EXISTS (SELECT FROM target)"))
    assert {row.ticket_id: _kind(row) for row in targets} == (tickets if has_targets else {})
    expected = Counter[Any]()
    for target in targets:
        if target.breach_at is None or target.risk_at is None:
            state = "kept" if target.breach_at is None else "breached"
            expected[state, target.created_at.astimezone(zone).date(), *_kind(target)] += 1
    found = Counter[Any]()
    for table in ("rollup_target", "stat_delta_target"):
        for row in connection.execute(text(f"SELECT * FROM {table}")):
            for state in ("kept", "breached"):
                found[state, row.day, *_kind(row)] += row._mapping[state]
    assert {key: n for key, n in found.items() if n} == expected


def _kind(row: Row[Any]) -> tuple[str, str, str]:
    return row.category, row.priority, row.status

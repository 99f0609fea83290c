"""Random tickets as rows, and a database with nothing but these."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import taxonomy

CATEGORIES = ("billing", "technical", "account", "general")


def store(rows: list[dict[str, Any]]) -> None:
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event"))
        if rows:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
                    " VALUES ('t', 'd', :category, CAST(:priority AS ticket_priority), CAST(:status AS ticket_status),"
                    " :created_at, :resolved_at)"
                ),
                rows,
            )


def set_zone(zone: str) -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    created = datetime.now(UTC) - timedelta(minutes=draw(st.integers(0, 60 * 24 * 12)))
    status = draw(st.sampled_from(taxonomy.STATUSES))
    done = status in ("resolved", "closed")
    return {
        "category": draw(st.sampled_from(CATEGORIES)),
        "priority": draw(st.sampled_from(taxonomy.PRIORITIES)),
        "status": status,
        "created_at": created,
        "resolved_at": created + timedelta(minutes=draw(st.integers(0, 3000))) if done else None,
    }

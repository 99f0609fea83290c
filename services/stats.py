"""Reads: the headline numbers, in one statement."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Date, Executable, Integer, cast, func, literal_column, select, text
from sqlalchemy import column as sql_column

from db.engine import transaction
from db.tables import Ticket
from services.filters import TicketFilter
from services.reporting import zone_expression


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers of a set of tickets.

    ``avg_tickets_per_day``: mean of the daily counts over the days with at least one ticket, one decimal, 0.0 without
    any. Days are calendar days in the reporting time zone. Breakdowns are counts by key and name every priority and
    every active category, zeros included, and archived categories that still have tickets; each sums to the total.
    """

    total_tickets: int
    open_tickets: int
    unresolved_tickets: int
    created_today: int
    resolved_today: int
    avg_tickets_per_day: float
    priority_breakdown: dict[str, int]
    category_breakdown: dict[str, int]

    def contract(self) -> dict[str, Any]:
        """The five keys of the API's statistics, exactly."""
        return {
            name: value
            for name, value in asdict(self).items()
            if name not in ("unresolved_tickets", "created_today", "resolved_today")
        }


def headline(ticket_filter: TicketFilter | None = None) -> Headline:
    """The headline numbers of the tickets that match (all without a filter); one statement."""
    matching = _matching(ticket_filter or TicketFilter())
    statement: Executable = select(*(literal_column(sql).label(name) for name, sql in _HEADLINE.items())).select_from(
        matching
    )
    with transaction() as session:
        row = session.execute(statement).one()._asdict()
    return Headline(**row | {"avg_tickets_per_day": float(row["avg_tickets_per_day"])})


def _matching(ticket_filter: TicketFilter) -> CTE:
    """What the numbers need of each matching ticket; the database reads the table once."""
    return (
        select(
            Ticket.id,
            Ticket.category,
            Ticket.priority,
            Ticket.status,
            _day(Ticket.created_at).label("created_day"),
            _day(Ticket.resolved_at).label("resolved_day"),
            _day(func.now()).label("today"),
        )
        .where(*ticket_filter.clauses())
        .cte("matching")
    )


def _day(moment: Any) -> ColumnElement[Any]:
    """The calendar day in the reporting time zone."""
    return cast(func.timezone(zone_expression(), moment), Date)


_HEADLINE = {
    "total_tickets": "count(*)",
    "open_tickets": "count(*) FILTER (WHERE status = 'open')",
    "unresolved_tickets": "count(*) FILTER (WHERE status IN ('open', 'in_progress'))",
    "created_today": "count(*) FILTER (WHERE created_day = today)",
    "resolved_today": "count(*) FILTER (WHERE resolved_day = today)",
    "avg_tickets_per_day": "coalesce(round(count(*)::numeric / nullif(count(DISTINCT created_day), 0), 1), 0)",
    "priority_breakdown": """(
        SELECT json_object_agg(priority, coalesce(n, 0) ORDER BY priority)
        FROM unnest(enum_range(NULL::ticket_priority)) AS priority
        LEFT JOIN (SELECT priority, count(*) AS n FROM matching GROUP BY priority) AS counted USING (priority)
    )""",
    "category_breakdown": """(
        SELECT json_object_agg(key, coalesce(n, 0) ORDER BY position, created_at, key)
        FROM category
        LEFT JOIN (SELECT category AS key, count(*) AS n FROM matching GROUP BY category) AS counted USING (key)
        WHERE archived_at IS NULL OR n > 0
    )""",
}


def daily(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """One row a calendar day, from the first matching ticket to today, days without any included.

    Columns: ``day`` (datetime64), ``created``, ``resolved``, ``still_open`` (created that day, status open now) and
    ``unresolved`` (at the end of the day). Resolving and reopening count on the day they happened, so past days never
    change by later events. Without tickets there are no rows.
    """
    matching = _matching(ticket_filter or TicketFilter())
    flow = text(_FLOW).columns(*(sql_column(name, Integer) for name in _FLOW_COLUMNS)).cte("flow")
    left = func.sum(flow.c.created - flow.c.resolved + flow.c.reopened)
    statement: Executable = (
        select(
            flow.c.day,
            func.sum(flow.c.created),
            func.sum(flow.c.resolved),
            func.sum(flow.c.still_open),
            func.sum(left).over(order_by=flow.c.day),
        )
        .add_cte(matching)
        .group_by(flow.c.day)
        .order_by(flow.c.day)
    )
    with transaction() as session:
        rows = session.execute(statement).all()
    frame = pd.DataFrame(rows, columns=["day", "created", "resolved", "still_open", "unresolved"])
    return frame.astype({"day": "datetime64[s]"} | dict.fromkeys(frame.columns[1:], "int64"))


# What each matching ticket adds to a day, from its history; and a zero for every day. A ticket that arrived resolved
# has no event of it: while none changed its status since, its time of resolution says when, else its creation does.
_FLOW_COLUMNS = ("day", "created", "resolved", "reopened", "still_open")
_FLOW = """
    WITH move AS (
        SELECT event.ticket_id,
               (event.at AT TIME ZONE (SELECT value FROM setting WHERE key = 'reporting_time_zone'))::date AS day,
               event.old_value IN ('resolved', 'closed') AS was_done,
               event.new_value IN ('resolved', 'closed') AS is_done,
               row_number() OVER (PARTITION BY event.ticket_id ORDER BY event.id) AS place
        FROM ticket_event AS event JOIN matching ON matching.id = event.ticket_id
        WHERE event.field = 'status'
    )
    SELECT created_day AS day, 1 AS created, 0 AS resolved, 0 AS reopened, (status = 'open')::int AS still_open
    FROM matching
    UNION ALL
    SELECT day, 0, (is_done AND NOT was_done)::int, (was_done AND NOT is_done)::int, 0 FROM move
    UNION ALL
    SELECT CASE WHEN move.ticket_id IS NULL THEN resolved_day ELSE created_day END, 0, 1, 0, 0
    FROM matching LEFT JOIN move ON move.ticket_id = matching.id AND move.place = 1
    WHERE CASE WHEN move.ticket_id IS NULL THEN resolved_day IS NOT NULL ELSE move.was_done END
    UNION ALL
    SELECT generate_series(min(created_day), max(today), interval '1 day')::date, 0, 0, 0, 0 FROM matching
"""

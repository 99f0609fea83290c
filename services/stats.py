"""Reads: the headline numbers, in one statement."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Executable,
    Integer,
    Subquery,
    cast,
    func,
    literal,
    literal_column,
    select,
    text,
    union_all,
)

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
    ``unresolved`` (created and not yet resolved at the end of the day). Without tickets there are no rows.
    """
    matching = _matching(ticket_filter or TicketFilter())
    flow = _flow(matching)
    statement: Executable = (
        select(
            flow.c.day,
            func.sum(flow.c.created).label("created"),
            func.sum(flow.c.resolved).label("resolved"),
            func.sum(flow.c.still_open).label("still_open"),
            func.sum(func.sum(flow.c.created - flow.c.resolved)).over(order_by=flow.c.day).label("unresolved"),
        )
        .group_by(flow.c.day)
        .order_by(flow.c.day)
    )
    with transaction() as session:
        rows = session.execute(statement).all()
    frame = pd.DataFrame(rows, columns=["day", "created", "resolved", "still_open", "unresolved"])
    return frame.astype({"day": "datetime64[s]"} | dict.fromkeys(frame.columns[1:], "int64"))


def _flow(matching: CTE) -> Subquery:
    """What each matching ticket adds to the day it came, and to the day it was resolved; and a zero for every day."""
    zero = literal(0)
    days = select(
        cast(
            func.generate_series(
                func.min(matching.c.created_day), func.max(matching.c.today), text("interval '1 day'")
            ),
            Date,
        ).label("day")
    ).subquery()
    came = select(
        matching.c.created_day.label("day"),
        literal(1).label("created"),
        zero.label("resolved"),
        cast(matching.c.status == "open", Integer).label("still_open"),
    )
    went = select(matching.c.resolved_day, zero, literal(1), zero).where(matching.c.resolved_day.is_not(None))
    return union_all(came, went, select(days.c.day, zero, zero, zero)).subquery()

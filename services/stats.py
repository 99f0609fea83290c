"""Reads: the headline numbers, in one statement."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Executable, cast, func, literal_column, select

from db.engine import transaction
from db.tables import Ticket
from services.filters import TicketFilter, reporting_zone


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
    return cast(func.timezone(reporting_zone(), moment), Date)


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

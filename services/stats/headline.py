"""The headline numbers, in one statement."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import TODAY, select_rows
from services.taxonomy import OPEN, UNRESOLVED


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers of a set of tickets.

    ``avg_tickets_per_day``: mean of the daily counts over the days with at least one ticket, one decimal, 0.0 without
    any. Days are calendar days in the reporting time zone. Breakdowns are counts by key and name every priority and
    every active category, zeros included, and archived categories that still have tickets; each sums to the total.
    ``resolved_today``: tickets that were resolved today and still are, whenever they were created; none when today is
    outside the filter's period. Without a filter neither this nor ``created_today`` counts tickets that have their date
    from an import, as there was none in its file.
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
    if ticket_filter is None or not ticket_filter.active():
        with transaction(reads=True) as session:
            row = session.execute(_OF_ALL).one()
    else:
        row = select_rows(ticket_filter, f"{_COUNTED} {_NUMBERS}", *_COLUMNS)[0]
    values = row._asdict()
    return Headline(**values | {"avg_tickets_per_day": float(values["avg_tickets_per_day"])})


_COLUMNS = {
    "total_tickets": "coalesce(sum(n), 0)::bigint",
    "open_tickets": f"coalesce(sum(n) FILTER (WHERE status = '{OPEN}'), 0)::bigint",
    "unresolved_tickets": f"coalesce(sum(n) FILTER (WHERE status IN {UNRESOLVED}), 0)::bigint",
    "created_today": "(SELECT created_today FROM days)",
    "resolved_today": "(SELECT coalesce(sum(n), 0)::bigint FROM resolved_today)",
    "avg_tickets_per_day": "coalesce(round(sum(n) / nullif((SELECT number FROM days), 0), 1), 0)",
    "priority_breakdown": """(
        SELECT json_object_agg(priority, coalesce(n, 0) ORDER BY priority)
        FROM unnest(enum_range(NULL::ticket_priority)) AS priority
        LEFT JOIN (SELECT priority, sum(n) AS n FROM counted GROUP BY priority) AS of_priority USING (priority)
    )""",
    "category_breakdown": """(
        SELECT json_object_agg(key, coalesce(n, 0) ORDER BY position, created_at, key)
        FROM category
        LEFT JOIN (SELECT category AS key, sum(n) AS n FROM counted GROUP BY category) AS of_category USING (key)
        WHERE archived_at IS NULL OR n > 0
    )""",
}
_NUMBERS = f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in _COLUMNS.items())} FROM counted"  # noqa: S608 - ours

_COUNTED = f""",
    counted AS (SELECT category, priority, status, sum(n) AS n FROM kinds GROUP BY 1, 2, 3),
    days AS (
        SELECT count(*) AS number, coalesce(sum(n) FILTER (WHERE day = {TODAY}), 0)::bigint AS created_today
        FROM (SELECT day, sum(n) AS n FROM created GROUP BY day HAVING sum(n) > 0) AS used
    )
"""  # noqa: S608 - ours

# Tickets that have today's date from an import are of no day: read are those of today's imports, by their ids.
_DATED_BY_IMPORTS = f"""
    dated_by_imports AS (
        SELECT count(*) FILTER (WHERE (ticket.created_at AT TIME ZONE reporting_zone())::date = {TODAY}) AS created,
               count(*) FILTER (WHERE (resolved_at AT TIME ZONE reporting_zone())::date = {TODAY}) AS resolved
        FROM ticket_import JOIN ticket_import_batch ON import_id = ticket_import.id CROSS JOIN unnest(undated) AS span
        JOIN ticket ON ticket.id >= lower(span) AND ticket.id < upper(span)
        WHERE at >= now() - interval '25 hours'
    )
"""  # noqa: S608 - ours

# Without a filter a few rows are enough: all-time totals, the number of days, today.
_OF_ALL = text(
    f"""
    WITH appended AS MATERIALIZED (
        SELECT fact, day, category, priority, status, sum(n) AS n FROM stat_delta
        WHERE fact IN ('created', 'duration') GROUP BY 1, 2, 3, 4, 5
    ),
    counted AS (
        SELECT category, priority, status, sum(n) AS n
        FROM (SELECT category, priority, status, n FROM rollup_total
              UNION ALL SELECT category, priority, status, n FROM appended WHERE fact = 'created') AS part
        GROUP BY 1, 2, 3
    ),
    today AS (SELECT {TODAY} AS day),
    {_DATED_BY_IMPORTS},
    days AS (
        SELECT days + (
            SELECT coalesce(
                sum((coalesce(kept.created, 0) + added.n > 0)::integer - (coalesce(kept.created, 0) > 0)::integer), 0
            )
            FROM (SELECT day, sum(n) AS n FROM appended WHERE fact = 'created' GROUP BY day) AS added
            LEFT JOIN rollup_day AS kept USING (day)
        ) AS number, (
            SELECT coalesce(sum(n), 0)::bigint
            FROM (SELECT created AS n FROM rollup_day JOIN today USING (day)
                  UNION ALL SELECT n FROM appended JOIN today USING (day) WHERE fact = 'created'
                  UNION ALL SELECT -created FROM dated_by_imports) AS part
        ) AS created_today
        FROM rollup_state
    ),
    resolved_today AS (
        SELECT resolved AS n FROM rollup_day JOIN today USING (day)
        UNION ALL SELECT n FROM appended JOIN today USING (day) WHERE fact = 'duration'
        UNION ALL SELECT -resolved FROM dated_by_imports
    )
    {_NUMBERS}
    """  # noqa: S608 - ours
)

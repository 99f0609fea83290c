"""Count the tickets of the last weeks by category and priority, day by day: whole days, and up to this time of day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, Text, cast, column, func, select, text

from db.engine import transaction
from db.tables.rollups import HOURS
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.reporting import zone_expression
from services.rollups.source import IN_PERIOD, OF_KIND, from_rollups, level, source_parameters
from services.stats.anomalies.spikes import DAYS, Bools, Floats
from services.stats.undated import count_undated

LONG_AGO = 10_000.0  # days


@dataclass(frozen=True, slots=True)
class RecentCounts:
    """``series``: field and key of each row; ``whole``, ``part`` and ``known`` as spikes.py says.

    ``part`` takes as much of the hour that it is now as has gone by, in proportion; today has come no further anyway.
    """

    series: tuple[tuple[str, str], ...]
    whole: Floats
    part: Floats
    known: Floats
    days_of_history: int  # days since the first ticket of all, 0 without any
    left_out: Bools  # whether a note leaves the day out: shape (DAYS,)


def recent_counts(ticket_filter: TicketFilter, now: datetime) -> RecentCounts:
    """Count recent tickets of a filter, its period aside; ``now`` is in the reporting time zone. Two statements."""
    first, today = now.date() - timedelta(days=DAYS - 1), now.date()
    wanted = replace(ticket_filter, created_after=first, created_before=today)
    with transaction(plan_each=True, reads=True) as session:
        if from_rollups(wanted):
            given = source_parameters(wanted) | {"hour": now.hour, "level": level(wanted, "category", "priority")}
            rows = session.execute(_from_rollups(now.hour), given).all()
        else:
            rows = session.execute(_from_tickets(wanted, now.hour)).all()
        began = session.execute(_BEGAN, {"first": first, "today": today}).all()
    return _arrays(rows, began, now)


def recent_tickets_dated_by_imports(ticket_filter: TicketFilter, now: datetime) -> int:
    """Count tickets of these weeks that have their date from an import; the period of the filter does not count."""
    return count_undated(
        replace(ticket_filter, created_after=now.date() - timedelta(days=DAYS - 1), created_before=now.date())
    )


def _arrays(rows: Iterable[Any], began: Iterable[Any], now: datetime) -> RecentCounts:
    today, hour_gone = now.date(), (now.minute * 60 + now.second) / 3600
    first_of_all, created = 0, {}
    left_out = np.zeros(DAYS, bool)
    for key, day, is_left_out in began:
        if is_left_out:
            left_out[(today - day).days] = True
        elif key is None:
            first_of_all = (today - day).days
        else:
            created[key] = (today - day).days
    places: dict[tuple[str, str], int] = {}
    placed = [(places.setdefault((row.field, row.key), len(places)), (today - row.day).days, row) for row in rows]
    whole, part = np.zeros((2, len(places), DAYS))
    for place, days_ago, row in placed:
        whole[place, days_ago] = row.n
        part[place, days_ago] = row.n if days_ago == 0 else row.earlier + float(row.within) * hour_gone
    known = np.array([_known(key, created, whole[place], first_of_all) for (_, key), place in places.items()])
    return RecentCounts(tuple(places), whole, part, known, first_of_all, left_out)


def _known(key: str, created: dict[str, int], days: Floats, first_of_all: int) -> float:
    """Since when there could be any: the first ticket of all, or a younger category's beginning or first ticket."""
    return min(first_of_all, max(created.get(key, LONG_AGO), int(np.flatnonzero(days).max(initial=0))))


def _from_rollups(hour: int) -> Any:
    return text(f"WITH {_ROLLUPS.format(earlier=' + '.join(['0', *HOURS[:hour]]), within=HOURS[hour])} {_SUMMED}")


def _from_tickets(ticket_filter: TicketFilter, hour: int) -> Select[Any]:
    local: ColumnElement[datetime] = func.timezone(zone_expression(), Ticket.created_at)
    at = func.extract("hour", local)
    counted = (
        select(
            func.date(local).label("day"),
            Ticket.category.label("category"),
            cast(Ticket.priority, Text).label("priority"),
            func.count().label("n"),
            func.count().filter(at < hour).label("earlier"),
            func.count().filter(at == hour).label("within"),
        )
        .where(*ticket_filter.clauses())
        .group_by(text("1, 2, 3"))
        .cte("counted")
    )
    columns = ("day", "field", "key", "n", "earlier", "within")
    return select(text(_SUMMED).columns(*map(column, columns)).cte("summed")).add_cte(counted)


_ROLLUPS = f"""
    counted AS (
        SELECT day, category, priority::text AS priority, n, {{earlier}} AS earlier, {{within}} AS within
        FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD}
        UNION ALL
        SELECT day, category, priority::text, n, CASE WHEN slot < :hour THEN n ELSE 0 END,
               CASE WHEN slot = :hour THEN n ELSE 0 END
        FROM stat_delta WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD}
    )
"""  # noqa: S608 - ours
_SUMMED = """
    SELECT day, CASE GROUPING(category) WHEN 0 THEN 'category' ELSE 'priority' END AS field,
           coalesce(category, priority) AS key, sum(n)::bigint AS n, sum(earlier)::bigint AS earlier,
           sum(within)::bigint AS within
    FROM counted GROUP BY GROUPING SETS ((day, category), (day, priority)) HAVING sum(n) > 0
"""

# When each category was made, under no key the day of the first ticket, and the days that notes leave out.
_BEGAN = text(
    """
    SELECT key, (created_at AT TIME ZONE reporting_zone())::date AS day, false AS left_out FROM category
    UNION ALL
    SELECT NULL, (created_at AT TIME ZONE reporting_zone())::date, false
    FROM (SELECT created_at FROM ticket ORDER BY created_at, id LIMIT 1) AS oldest
    UNION ALL
    SELECT NULL, day, true FROM day_note WHERE left_out AND day BETWEEN :first AND :today
    """
)

"""Time to resolution: percentiles, exact for few tickets and within 2 % for many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
from sqlalchemy import Row, Text, cast, func, literal, select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.clauses import zone_name
from services.filters.ticket_filter import TicketFilter
from services.rollups import removed
from services.rollups.durations import By, duration_spans, durations_sql, span_dates
from services.rollups.source import from_rollups, levels, source_parameters, without_period
from services.stats.query import OverviewQuery
from services.taxonomy import DONE

EXACT_UP_TO = 10_000  # tickets
DAILY_UP_TO = timedelta(days=120)  # a longer trend goes by month
COLUMNS = ("key", "n", "p50_hours", "p90_hours")

Trend = tuple[Literal["day", "month"], Sequence[Sequence[Any]]]  # the unit, and rows of COLUMNS


def time_to_resolution(ticket_filter: TicketFilter | None = None, by: By = "all") -> pd.DataFrame:
    """Median and 90th percentile of the time from creation to resolution, of the tickets that are resolved or closed.

    Columns: ``key`` (``all``, or a category, a priority, the day of resolution or the first day of its month as
    datetime64), ``n`` tickets, ``p50_hours`` and ``p90_hours`` (nearest rank). Keys without tickets have no row. The
    period is that of the resolution. Up to 10,000 tickets, and where the rollups cannot tell, the percentiles are
    exact; else, and where retention removed tickets, within 2 %.
    """
    with transaction(plan_each=True, reads=True) as session:
        return resolution_frame(resolution_times(session, ticket_filter or TicketFilter(), by), by)


def resolution_trend(session: Session, query: OverviewQuery) -> Trend:
    """Time to resolution by the day or month of resolution."""
    unit = trend_unit(session, query)
    return unit, resolution_times(session, query.filter, unit, zone=query.zone)


def trend_unit(session: Session, query: OverviewQuery) -> Literal["day", "month"]:
    """The unit of a trend: days or, in a period of more than DAILY_UP_TO, months.

    Without a beginning the period begins with the first resolution of all.
    """
    first = query.first
    if first is None:
        began = session.scalar(_FIRST_RESOLVED)
        first = began.date() if began else query.today
    return "month" if min(query.last or query.today, query.today) - first > DAILY_UP_TO else "day"


_FIRST_RESOLVED = text(
    """
    SELECT least(
        (SELECT min(resolved_at) FROM ticket),
        (SELECT at FROM retained_count WHERE fact = 'duration' ORDER BY at LIMIT 1)
    )
    """
)


def resolution_times(
    session: Session, ticket_filter: TicketFilter, by: By, *, zone: str | None = None
) -> Sequence[Row[Any]]:
    """Read time to resolution as rows of COLUMNS; ``zone``: the reporting time zone where it is known."""
    if from_rollups(ticket_filter):
        wanted = without_done_statuses(ticket_filter)
        chosen = duration_spans(wanted, by)
        given = source_parameters(wanted) | levels(wanted, by) | span_dates(chosen)
        rough = session.execute(text(durations_sql(chosen) + _FROM_BUCKETS[by]), given).all()
        if sum(row.n for row in rough) > EXACT_UP_TO or removed.has_removed(session):
            return rough
    return _exact_times(session, ticket_filter, by, zone)


def without_done_statuses(ticket_filter: TicketFilter) -> TicketFilter:
    """Leave out a status filter of both resolved and closed: every ticket with a time to resolution has one of them."""
    return ticket_filter.without("status") if {*DONE} <= {*ticket_filter.status} else ticket_filter


def _exact_times(session: Session, ticket_filter: TicketFilter, by: By, zone: str | None) -> Sequence[Row[Any]]:
    resolved = Ticket.resolved_at
    keys: dict[str, Any] = {
        "all": literal("all", Text),
        "category": Ticket.category,
        "priority": cast(Ticket.priority, Text),
        "day": func.date_trunc("day", func.timezone(zone_name(zone), resolved)),
        "month": func.date_trunc("month", func.timezone(zone_name(zone), resolved)),
    }
    hours = func.extract("epoch", resolved - Ticket.created_at) / 3600
    conditions = [resolved.is_not(None), *ticket_filter.period_clauses(resolved, zone)]
    conditions += without_period(ticket_filter).clauses(zone, session)
    one = select(keys[by].label("key"), hours.label("hours")).where(*conditions).subquery()
    percentiles = [func.percentile_disc(q).within_group(one.c.hours) for q in (0.5, 0.9)]
    statement = select(one.c.key, func.count(), *percentiles).group_by(one.c.key).order_by(one.c.key)
    return session.execute(statement).all()


def resolution_frame(rows: Sequence[Sequence[Any]], by: By) -> pd.DataFrame:
    """Make a DataFrame of rows, in the columns of ``time_to_resolution``."""
    types = (None if by not in ("day", "month") else "datetime64[s]", "int64", "float64", "float64")
    values = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    # Arrays of the right type: a frame of rows that is cast afterwards takes as long as its statement.
    arrays = (
        np.array(list(column), kind) if kind else list(column) for column, kind in zip(values, types, strict=True)
    )
    return pd.DataFrame(dict(zip(COLUMNS, arrays, strict=True)))


_KEY = {
    "all": "'all'",
    "category": "category",
    "priority": "priority::text",
    "day": "day",
    "month": "date_trunc('month', day)::date",
}
_FROM_BUCKETS = {
    by: f"""
        , counted AS (
            SELECT {key} AS key, bucket, sum(n)::integer AS n FROM part GROUP BY 1, 2 HAVING sum(n) > 0
        ), ranked AS (
            SELECT key, bucket, sum(n) OVER (PARTITION BY key ORDER BY bucket) AS up_to,
                   sum(n) OVER (PARTITION BY key) AS n
            FROM counted
        )
        SELECT key, max(n) AS n,
               duration_value(min(bucket) FILTER (WHERE up_to * 2 >= n)) / 3600 AS p50_hours,
               duration_value(min(bucket) FILTER (WHERE up_to * 10 >= n * 9)) / 3600 AS p90_hours
        FROM ranked GROUP BY key ORDER BY key
    """  # noqa: S608 - ours
    for by, key in _KEY.items()
}

"""Choose the source of a count, rollups or tickets, and write the SQL that both share.

The rollups know category, priority, status and whole days; all else that a filter may ask for needs the tickets. Either
way the headline numbers find the same named sources, and their SQL is written once on top of them. A rollup is read
together with what is not folded into it yet, in one statement, so that numbers are always exact.

The rollups also hold the counts under any category, any priority, any status: a data cube, of which ``level`` names the
part to be read (db/sql/0012_*.sql). A query without a level would count everything eight times.

A period means two things. Of tickets (how many, of which kind, how old) it is when they were created. Of what happens
to tickets (resolved, reopened, the time it took, a suggestion shown) it is when that happened, whenever the ticket was
created: that is what a lead asks of the last 30 days, and a day's numbers are the same in every period.

The sources and their columns:

- ``created``: day, n; tickets by the day they were created
- ``kinds``: category, priority, status, n; the same tickets by what they are
- ``resolved_today``: n
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, column, func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.fields import parameters_in_rollups
from services.filters.filter_field import Rollup
from services.filters.ticket_filter import TicketFilter
from services.reporting import time_zone, zone_expression
from services.rollups.spans import in_spans, span_parameters, spans

_ANY = {"category": 4, "priority": 2, "status": 1}
KEYS = tuple(_ANY)
ZONE = "(SELECT value FROM setting WHERE key = 'reporting_time_zone')"
TODAY = f"(now() AT TIME ZONE {ZONE})::date"

# What a ticket is; a condition that the filter does not set is NULL.
OF_CATEGORY = "(CAST(:category AS text[]) IS NULL OR category = ANY (CAST(:category AS text[])))"
OF_PRIORITY = "(CAST(:priority AS ticket_priority[]) IS NULL OR priority = ANY (CAST(:priority AS ticket_priority[])))"
OF_STATUS = "(CAST(:status AS ticket_status[]) IS NULL OR status = ANY (CAST(:status AS ticket_status[])))"
OF_KIND = f"{OF_CATEGORY} AND {OF_PRIORITY} AND {OF_STATUS}"
FIRST = "coalesce(CAST(:first AS date), '-infinity'::date)"
LAST = "coalesce(CAST(:last AS date), 'infinity'::date)"
IN_PERIOD = f"day BETWEEN {FIRST} AND {LAST}"

_OF_ROLLUPS = f"""
    created AS (
        SELECT day, n FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD}
        UNION ALL
        SELECT day, n FROM stat_delta WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD}
    ),
    kinds AS (
        SELECT category, priority, status, n FROM {in_spans("kinds", "0", OF_KIND)}
        UNION ALL
        SELECT category, priority, status, n FROM stat_delta WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD}
    ),
    resolved_today AS (
        SELECT n FROM (
            SELECT since AS day, n FROM rollup_duration
            WHERE span = 'day' AND level = :level_of_times AND since = {TODAY} AND {OF_KIND}
            UNION ALL
            SELECT day, n FROM stat_delta WHERE fact = 'duration' AND day = {TODAY} AND {OF_KIND}
        ) AS today WHERE {IN_PERIOD}
    )
"""  # noqa: S608 - ours

# The same of the tickets, on top of what _ticket_ctes selects.
_OF_TICKETS = """
    created AS (SELECT local::date AS day, count(*) AS n FROM matching GROUP BY 1),
    kinds AS (SELECT category, priority, status, count(*) AS n FROM matching GROUP BY 1, 2, 3),
    resolved_today AS (SELECT count(*) AS n FROM done)
"""


def from_rollups(ticket_filter: TicketFilter, *also: Rollup) -> bool:
    """Whether the rollups know everything that the filter asks for; ``also``: what else the asker can read of them."""
    return whole_days(ticket_filter) and parameters_in_rollups("kind", "created", *also).issuperset(
        ticket_filter.active()
    )


def level(ticket_filter: TicketFilter, *by: str) -> int:
    """The level of the rollups that is read for a count by some of the KEYS: any of those it need not tell apart."""
    told_apart = {*ticket_filter.active(), *by}
    return sum(any_of_it for name, any_of_it in _ANY.items() if name not in told_apart)


def levels(ticket_filter: TicketFilter, *by: str) -> dict[str, int]:
    """``level``; and ``level_of_times``, that of the times to resolution of a day, which know all or nothing as any."""
    read = level(ticket_filter, *by)
    return {"level": read, "level_of_times": read if read == sum(_ANY.values()) else 0}


def whole_days(ticket_filter: TicketFilter) -> bool:
    """Whether its period, if any, begins and ends with a day."""
    return not any(isinstance(moment, datetime) for moment in _ends(ticket_filter))


def select_rows(ticket_filter: TicketFilter, sql: str, *columns: str) -> Sequence[Row[Any]]:
    """What ``sql`` selects from the sources: a SELECT of ``columns`` after CTEs of its own (``, name AS``)."""
    with transaction(plan_each=True, reads=True) as session:
        if from_rollups(ticket_filter):
            given = source_parameters(ticket_filter)
            kinds = span_parameters("kinds", list(spans(given["first"], given["last"], date.max)))
            return session.execute(text(f"WITH {_OF_ROLLUPS} {sql}"), given | kinds).all()
        answer = text(f"WITH {_OF_TICKETS} {sql}").columns(*map(column, columns)).cte("answer")
        return session.execute(
            select(answer).add_cte(*_ticket_ctes(ticket_filter)), source_parameters(ticket_filter)
        ).all()


def without_period(ticket_filter: TicketFilter) -> TicketFilter:
    """The filter without its period."""
    return ticket_filter.without("created_after").without("created_before")


def source_parameters(ticket_filter: TicketFilter) -> dict[str, Any]:
    """SQL parameters of the sources: first and last day of the period, values of the KEYS, levels of the rollups."""
    kinds = {name: list(getattr(ticket_filter, name)) or None for name in KEYS}
    first, last = _ends(ticket_filter)
    return {**kinds, "first": _day(first), "last": _day(last, before=True), **levels(ticket_filter)}


def _ends(ticket_filter: TicketFilter) -> tuple[date | datetime | None, date | datetime | None]:
    return ticket_filter.created_after, ticket_filter.created_before


def _day(moment: date | datetime | None, *, before: bool = False) -> date | None:
    """The day of an end of the period; a datetime at the later end is itself outside."""
    if not isinstance(moment, datetime):
        return moment
    local = moment if moment.tzinfo is None else moment.astimezone(time_zone())
    return (local - timedelta(microseconds=before)).date()


def _ticket_ctes(ticket_filter: TicketFilter) -> list[CTE]:
    """Every matching ticket; and which were resolved today, whenever created."""
    kind = (Ticket.category, Ticket.priority, Ticket.status)
    local = _local(Ticket.created_at).label("local")
    matching = select(*kind, local).where(*ticket_filter.clauses()).cte("matching")
    today = func.date_trunc("day", _local(func.now()))
    resolved = Ticket.resolved_at
    done = (
        select(Ticket.id)
        .where(
            *without_period(ticket_filter).clauses(),
            *ticket_filter.period_clauses(resolved),
            resolved >= func.timezone(zone_expression(), today),
            resolved < func.timezone(zone_expression(), today + text("interval '1 day'")),
        )
        .cte("done")
    )
    return [matching, done]


def _local(moment: Any) -> ColumnElement[datetime]:
    return func.timezone(zone_expression(), moment)

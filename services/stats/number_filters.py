"""Filters that drill down from a number of the dashboard or of a report to its tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.filters.periods import earlier_end, later_beginning
from services.filters.ticket_filter import TicketFilter
from services.stats.series.selects import AGES
from services.taxonomy import DONE, STATUSES, UNRESOLVED

# The youngest and the oldest of each of AGES, in days.
AGE_DAYS: dict[str, tuple[int, int | None]] = dict(
    zip(AGES, ((0, 0), (1, 2), (3, 6), (7, 27), (28, None)), strict=True)
)


def unresolved_tickets(current: TicketFilter) -> TicketFilter:
    """The filter of unresolved tickets created by the end of the period: an old backlog is part of it."""
    return replace(current, created_after=None, status=with_statuses(current, UNRESOLVED))


def resolved_tickets(current: TicketFilter) -> TicketFilter:
    """The filter of tickets resolved in the period that still are, whenever created."""
    return replace(
        current,
        created_after=None,
        created_before=None,
        resolved_after=later_beginning(current.created_after, current.resolved_after),
        resolved_before=earlier_end(current.created_before, current.resolved_before),
        status=with_statuses(current, DONE),
    )


def tickets_of_age(current: TicketFilter, age: str, today: date) -> TicketFilter:
    """Those of ``unresolved_tickets`` that are of this age, one of AGES."""
    youngest, oldest = AGE_DAYS[age]
    return replace(
        current,
        created_after=None if oldest is None else today - timedelta(days=oldest),
        created_before=earlier_end(current.created_before, today - timedelta(days=youngest)),
        status=with_statuses(current, UNRESOLVED),
    )


def with_statuses(current: TicketFilter, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The statuses of ``wanted`` that the filter admits; all of them where there would be none, as none means any."""
    chosen = tuple(status for status in STATUSES if status in wanted and status in (current.status or wanted))
    return chosen or wanted

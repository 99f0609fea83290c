"""Drill-downs: the filter of the tickets behind a number, and their count where the number counts events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from services.filters.ticket_filter import EVENTS, SOURCES, DateOrTime, TicketFilter
from services.listing import counting
from services.stats.query import OverviewQuery

Period = tuple[DateOrTime | None, DateOrTime | None]


@dataclass(frozen=True, slots=True)
class Drilldown:
    """A drill-down from a number: the filter of its tickets and their count; at least so many, if not ``exact``."""

    count: int
    tickets: TicketFilter
    exact: bool = True


def suggested_tickets(current: TicketFilter) -> TicketFilter:
    """The filter of the tickets for which a suggestion was shown."""
    return replace(current, source=current.source or SOURCES)


def tickets_with_event(current: TicketFilter, event: str) -> TicketFilter | None:
    """The filter of the tickets with such an event in the period, whenever they were created.

    None where the filter asks for another event itself: that there were two of them no filter can say.
    """
    period = current.created_after, current.created_before
    own = current.event_after, current.event_before
    wanted = replace(current, created_after=None, created_before=None, event=(event,))
    if not (current.event or any(own)) or (event in (current.event or EVENTS) and _is_within(period, own)):
        return replace(wanted, event_after=period[0], event_before=period[1])
    return wanted if current.event == (event,) and _is_within(own, period) else None


def drilldown_filters(current: TicketFilter) -> dict[str, TicketFilter]:
    """Those that a filter can list: ``suggested_tickets``, ``resolved``, ``reopened``."""
    events = {event: tickets for event in EVENTS if (tickets := tickets_with_event(current, event)) is not None}
    return {"suggested": suggested_tickets(current), **events}


def count_drilldown(session: Session, query: OverviewQuery, tickets: TicketFilter) -> Drilldown:
    """Count the tickets of a drill-down, as their list will."""
    count, exact = counting.count_in_session(session, tickets, quick=True, zone=query.zone)
    return Drilldown(count, tickets, exact)


def _is_within(period: Period, other: Period) -> bool:
    """Whether one period lies within another for certain: days are compared, times are only known to be equal."""
    (first, last), (after, before) = period, other
    return (after is None or _is_not_after(after, first)) and (before is None or _is_not_after(last, before))


def _is_not_after(one: DateOrTime | None, other: DateOrTime | None) -> bool:
    if type(one) is date and type(other) is date:
        return one <= other
    return one == other

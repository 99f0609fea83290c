"""The tickets behind a number, and how many they are where the number counts something else: suggestions, events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from services.filters.ticket_filter import EVENTS, SOURCES, Moment, TicketFilter
from services.listing import counting
from services.stats.query import Asked

Period = tuple[Moment | None, Moment | None]


@dataclass(frozen=True, slots=True)
class Listing:
    """The tickets behind a number: how many (at least so many, if not ``exact``), and the filter of exactly these."""

    count: int
    tickets: TicketFilter
    exact: bool = True


def suggested(current: TicketFilter) -> TicketFilter:
    """Those for which a suggestion was shown."""
    return replace(current, source=current.source or SOURCES)


def happened(current: TicketFilter, event: str) -> TicketFilter | None:
    """Those with such an event in the period, whenever they were created.

    None where the filter asks for another event itself: that there were two of them no filter can say.
    """
    period = current.created_after, current.created_before
    own = current.event_after, current.event_before
    wanted = replace(current, created_after=None, created_before=None, event=(event,))
    if not (current.event or any(own)) or (event in (current.event or EVENTS) and _lies_within(period, own)):
        return replace(wanted, event_after=period[0], event_before=period[1])
    return wanted if current.event == (event,) and _lies_within(own, period) else None


def behind(current: TicketFilter) -> dict[str, TicketFilter]:
    """Those that a filter can list: ``suggested``, ``resolved``, ``reopened``."""
    events = {event: tickets for event in EVENTS if (tickets := happened(current, event)) is not None}
    return {"suggested": suggested(current), **events}


def listing(session: Session, asked: Asked, tickets: TicketFilter) -> Listing:
    """How many these are, as the list of them will say."""
    count, exact = counting.count_in(session, tickets, quick=True, zone=asked.zone)
    return Listing(count, tickets, exact)


def _lies_within(period: Period, other: Period) -> bool:
    """Whether it does for certain: days are compared, of moments only the same are known to be so."""
    (first, last), (after, before) = period, other
    return (after is None or _up_to(after, first)) and (before is None or _up_to(last, before))


def _up_to(one: Moment | None, other: Moment | None) -> bool:
    if type(one) is date and type(other) is date:
        return one <= other
    return one == other

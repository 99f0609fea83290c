"""How many tickets that retention removed are in a count of the rollups, and how many a filter cannot find any more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import KEYS, OF_KIND, ZONE, from_rollups, source_parameters
from services.rollups.totals import Bounds, as_period, count_bounds

REMEMBERED = 200  # counts; each is right until more is removed
_TOLD_APART = (*KEYS, "created_after", "created_before", "weekday", "hour")

_lock = threading.Lock()
_known: OrderedDict[tuple[Any, ...], int] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Missing:
    """``tickets`` that retention removed and a list of the filter lacks.

    ``exact``: they matched the filter, and the rollups count them. Else the filter asks for what only tickets have, so
    at most so many would have matched.
    """

    tickets: int
    exact: bool


def has_removed(session: Session) -> bool:
    """Whether retention removed any ticket, so that the rollups know more than the tickets tell."""
    return _state(session)[0] > 0


def missing(ticket_filter: TicketFilter) -> Missing:
    """What retention removed of the tickets of a filter."""
    with transaction(reads=True) as session:
        if not _state(session)[0]:
            return Missing(0, True)
        exact = _count_exactly(session, ticket_filter)
        if exact is not None:
            return Missing(exact, True)
        known = {name: getattr(ticket_filter, name) for name in _TOLD_APART}
        return Missing(_count(session, "created", replace(TicketFilter(), **known)), False)


def bounds_of_tickets(session: Session, ticket_filter: TicketFilter) -> Bounds | None:
    """Bounds of the number of tickets that are there, where the rollups know the filter; None where they do not.

    With removed tickets they do not know those with a suggestion or an event.
    """
    bounds = count_bounds(session, ticket_filter)
    if bounds is None or not _state(session)[0]:
        return bounds
    removed = _count_exactly(session, ticket_filter)
    return None if removed is None else (bounds[0] - removed, bounds[1] - removed)


def _count_exactly(session: Session, ticket_filter: TicketFilter) -> int | None:
    if from_rollups(ticket_filter, "hours"):
        return _count(session, "created", ticket_filter)
    resolved = as_period(ticket_filter, "resolved")
    if resolved is not None and from_rollups(resolved):
        return _count(session, "duration", resolved)
    return None


def _count(session: Session, fact: str, ticket_filter: TicketFilter) -> int:
    """Count removed tickets by when they were created, or resolved; remembered until more are removed."""
    given = source_parameters(ticket_filter) | {"fact": fact}
    given |= {"weekday": list(ticket_filter.weekday) or None, "hour": list(ticket_filter.hour) or None}
    _, changed_at, zone = _state(session)
    key = (changed_at, zone, *(tuple(value) if isinstance(value, list) else value for value in given.values()))
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    counted = int(session.scalar(_COUNT, given) or 0)
    with _lock:
        _known[key] = counted
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return counted


def _state(session: Session) -> tuple[int, datetime | None, str]:
    """How many tickets were removed, when that changed last, and the reporting time zone."""
    row = session.execute(_STATE).one()
    return row.tickets, row.changed_at, row.zone


_STATE = text(
    f"""
    SELECT coalesce(tickets, 0) AS tickets, changed_at, one.zone
    FROM (SELECT coalesce({ZONE}, 'UTC') AS zone) AS one LEFT JOIN retained_state ON true
    """  # noqa: S608 - ours
)
_COUNT = text(
    f"""
    SELECT sum(n) FROM retained_count, (SELECT coalesce({ZONE}, 'UTC') AS name OFFSET 0) AS zone
    WHERE fact = CAST(:fact AS stat_fact) AND {OF_KIND}
        AND at >= coalesce(CAST(:first AS date)::timestamp AT TIME ZONE zone.name, '-infinity')
        AND at < coalesce((CAST(:last AS date) + 1)::timestamp AT TIME ZONE zone.name, 'infinity')
        AND (CAST(:weekday AS integer[]) IS NULL
             OR extract(isodow FROM at AT TIME ZONE zone.name)::integer = ANY (CAST(:weekday AS integer[])))
        AND (CAST(:hour AS integer[]) IS NULL
             OR extract(hour FROM at AT TIME ZONE zone.name)::integer = ANY (CAST(:hour AS integer[])))
    """  # noqa: S608 - ours
)

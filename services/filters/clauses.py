"""The SQL conditions of a filter: times in the reporting zone, assignees, suggestions, events of the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_
from sqlalchemy.dialects.postgresql import INTERVAL, TIMESTAMP

from db.rollup_tables import Fact
from db.tables import ShownSuggestion, Ticket, TicketEvent
from services.filters.periods import Moment
from services.reporting import zone_expression
from services.validation import person

NOBODY = "nobody"  # the assignee value that means: has none
KEPT, CHANGED = "kept", "changed"
RESOLVED, REOPENED = "resolved", "reopened"
EVENTS = (RESOLVED, REOPENED)

# What was suggested and chosen: NULL where the source said nothing of the field, which neither keeps nor changes it.
_SAID = or_(ShownSuggestion.category.is_not(None), ShownSuggestion.priority.is_not(None))
_SUGGESTION = {
    KEPT: and_(
        _SAID,
        func.coalesce(ShownSuggestion.category, ShownSuggestion.category_chosen) == ShownSuggestion.category_chosen,
        func.coalesce(ShownSuggestion.priority, ShownSuggestion.priority_chosen) == ShownSuggestion.priority_chosen,
    ),
    CHANGED: or_(
        ShownSuggestion.category != ShownSuggestion.category_chosen,
        ShownSuggestion.priority != ShownSuggestion.priority_chosen,
    ),
}


def assigned_to(names: Sequence[str]) -> ColumnElement[bool]:
    """To one of these; NOBODY stands for none."""
    people = sorted({form for name in names if name != NOBODY for form in (name, person(name))})
    choices = [Ticket.assignee.in_(people)] if people else []
    return or_(*choices, Ticket.assignee.is_(None)) if NOBODY in names else or_(*choices)


def of_suggestion(source: Sequence[str], suggestion: Sequence[str]) -> list[ColumnElement[bool]]:
    """On ShownSuggestion: by one of the sources, and with one of these outcomes; it suggested something at all."""
    conditions: list[ColumnElement[bool]] = [ShownSuggestion.source.in_(source), _SAID] if source else []
    if suggestion:
        conditions.append(or_(*(_SUGGESTION[value] for value in suggestion)))
    return conditions


def of_event(
    event: Sequence[str], after: Moment | None, before: Moment | None, zone: str | None
) -> list[ColumnElement[bool]]:
    """On TicketEvent: one of these (any, where none is named) in the period."""
    happened = or_(TicketEvent.field == "status", TicketEvent.resolved_at.is_not(None))  # else the index is of no use
    told = (TicketEvent.field, TicketEvent.old_value, TicketEvent.new_value, TicketEvent.resolved_at)
    return [
        happened,
        func.event_fact(*told, type_=Fact).in_(event or EVENTS),
        *between(func.coalesce(TicketEvent.resolved_at, TicketEvent.at), after, before, zone),
    ]


def between(moment: Any, after: Moment | None, before: Moment | None, zone: str | None) -> list[ColumnElement[bool]]:
    """One condition for each end that is given; ``zone`` None: as the database says."""
    conditions: list[ColumnElement[bool]] = []
    if after is not None:
        conditions.append(moment >= _instant(after, zone))
    if before is not None:
        end = before if isinstance(before, datetime) else before + timedelta(days=1)
        conditions.append(moment < _instant(end, zone))
    return conditions


def _instant(moment: Moment, zone: str | None) -> ColumnElement[datetime]:
    """That moment, of a date the beginning."""
    full = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    if full.tzinfo is not None:
        return literal(full, TIMESTAMP(timezone=True))
    instant = func.timezone(named(zone), literal(full, TIMESTAMP(timezone=False)))
    if isinstance(moment, datetime):
        return instant
    # Where clocks go back from 1 to 0 o'clock (Azores, Cuba) there are two midnights: the day begins with the first.
    hour = timedelta(hours=1)
    evening = func.timezone(named(zone), literal(full - hour, TIMESTAMP(timezone=False)))
    return func.least(instant, evening + literal(hour, INTERVAL), type_=TIMESTAMP(timezone=True))


def named(zone: str | None) -> ColumnElement[str]:
    """The zone's name as an SQL expression."""
    return zone_expression() if zone is None else literal(zone)

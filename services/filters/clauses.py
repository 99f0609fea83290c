"""SQL conditions of filters: times in the reporting time zone, assignees, suggestions, events, search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, or_
from sqlalchemy.dialects.postgresql import INTERVAL, TIMESTAMP
from sqlalchemy.orm import Session

from db.tables.base import TO_REVIEW, WAS_DECIDED
from db.tables.rollups import Fact
from db.tables.suggestions import ShownSuggestion
from db.tables.tickets import Ticket, TicketEvent, TicketTrash
from services.filters.periods import DateOrTime
from services.reporting import zone_expression
from services.suggestion_sources import source_keys
from services.text_search.session_search import search_condition
from services.text_search.terms import search_clause
from services.validation import person

NOBODY = "nobody"  # the assignee value that means: has none
KEPT, CHANGED = "kept", "changed"
RESOLVED, REOPENED = "resolved", "reopened"
WITH_DUPLICATES = "with_duplicates"  # the one value of the filter for tickets that others were merged into
EVENTS = (RESOLVED, REOPENED)
SOURCES = source_keys()

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
    """SQL condition: assigned to one of these people; NOBODY stands for unassigned."""
    people = sorted({form for name in names if name != NOBODY for form in (name, person(name))})
    choices = [Ticket.assignee.in_(people)] if people else []
    return or_(*choices, Ticket.assignee.is_(None)) if NOBODY in names else or_(*choices)


def taken_by(
    names: Sequence[str], after: DateOrTime | None, before: DateOrTime | None, zone: str | None
) -> ColumnElement[bool]:
    """SQL condition: given to one of these people (to anybody, where none is named) in the period, by a change."""
    people = sorted({form for name in names for form in (name, person(name))})
    who = TicketEvent.new_value.in_(people) if people else TicketEvent.new_value.is_not(None)
    period = period_clauses(TicketEvent.at, after, before, zone)
    given = [TicketEvent.ticket_id == Ticket.id, TicketEvent.field == "assignee", TicketEvent.new_value.is_not(None)]
    return exists().where(*given, who, *period).correlate(Ticket)


def requested_by(names: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition: requested by one of these people, as they are kept."""
    return Ticket.requester.in_(sorted({form for name in names for form in (name, person(name))}))


def created_at_part(part: str, numbers: Sequence[int], zone: str | None) -> ColumnElement[bool]:
    """SQL condition: created on one of these weekdays (``part`` isodow, 1 is Monday) or one of these hours (hour)."""
    return func.extract(part, func.timezone(zone_name(zone), Ticket.created_at)).in_(numbers)


def suggested_by(sources: Sequence[str]) -> list[ColumnElement[bool]]:
    """SQL condition on ShownSuggestion: by one of the sources, and it suggested something at all."""
    return [ShownSuggestion.source.in_(sources), _SAID]


def suggestion_was(outcomes: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition on ShownSuggestion: one of these outcomes, accepted or changed."""
    return or_(*(_SUGGESTION[outcome] for outcome in outcomes))


def review_is(states: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition: a field is to be reviewed, or nothing is and a field was decided; confirmed fields are neither."""
    to_review, decided = (or_(*_unconfirmed(state)) for state in (TO_REVIEW, WAS_DECIDED))
    conditions = {TO_REVIEW: to_review, WAS_DECIDED: and_(decided, func.coalesce(to_review, false()).is_(false()))}
    return or_(*(conditions[state] for state in states))


def has_merged() -> ColumnElement[bool]:
    """SQL condition: a duplicate was merged into the ticket."""
    return exists().where(TicketTrash.merged_into == Ticket.id)


def _unconfirmed(state: str) -> list[ColumnElement[bool]]:
    """For each field: nobody confirmed it, and this is its state."""
    return [
        and_(Ticket.category_review == state, Ticket.category_set_by == "classifier"),
        and_(Ticket.priority_review == state, Ticket.priority_set_by == "classifier"),
    ]


def with_event(
    events: Sequence[str], after: DateOrTime | None, before: DateOrTime | None, zone: str | None
) -> list[ColumnElement[bool]]:
    """SQL conditions on TicketEvent: one of these events (any, where none is named) in the period."""
    indexed = or_(TicketEvent.field == "status", TicketEvent.resolved_at.is_not(None))  # else the index is of no use
    fields = (TicketEvent.field, TicketEvent.old_value, TicketEvent.new_value, TicketEvent.resolved_at)
    return [
        indexed,
        ~TicketEvent.undone,
        func.event_fact(*fields, type_=Fact).in_(events or EVENTS),
        *period_clauses(func.coalesce(TicketEvent.resolved_at, TicketEvent.at), after, before, zone),
    ]


def matches_search(search: str, session: Session | None) -> ColumnElement[bool]:
    """SQL condition of a search; with a ``session`` the database is asked first whether words find anything."""
    return search_clause(search) if session is None else search_condition(session, search)


def period_clauses(
    moment: Any, after: DateOrTime | None, before: DateOrTime | None, zone: str | None
) -> list[ColumnElement[bool]]:
    """SQL conditions for a period on a column of times; ``zone`` None: the reporting time zone."""
    conditions: list[ColumnElement[bool]] = []
    if after is not None:
        conditions.append(moment >= _instant(after, zone))
    if before is not None:
        end = before if isinstance(before, datetime) else before + timedelta(days=1)
        conditions.append(moment < _instant(end, zone))
    return conditions


def _instant(moment: DateOrTime, zone: str | None) -> ColumnElement[datetime]:
    """A date or time as an SQL timestamp; of a date, its first instant."""
    full = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    if full.tzinfo is not None:
        return literal(full, TIMESTAMP(timezone=True))
    instant = func.timezone(zone_name(zone), literal(full, TIMESTAMP(timezone=False)))
    if isinstance(moment, datetime):
        return instant
    # Where clocks go back from 1 to 0 o'clock (Azores, Cuba) there are two midnights: the day begins with the first.
    hour = timedelta(hours=1)
    evening = func.timezone(zone_name(zone), literal(full - hour, TIMESTAMP(timezone=False)))
    return func.least(instant, evening + literal(hour, INTERVAL), type_=TIMESTAMP(timezone=True))


def zone_name(zone: str | None) -> ColumnElement[str]:
    """The name of a time zone as an SQL expression; None: that of the reporting time zone, read by the statement."""
    return zone_expression() if zone is None else literal(zone)

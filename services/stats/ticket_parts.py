"""The parts of an overview from the tickets, for filters that the rollups do not know.

Each reads what lies in the days asked for, through an index on the time, wherever the filter does not lead to fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, and_, column, extract, func, literal, or_, select, text, true, union_all
from sqlalchemy.orm import Session

from db.tables import ShownSuggestion, Ticket, TicketEvent
from services.filters import TicketFilter
from services.search_terms import found
from services.stats.asked import Asked
from services.stats.selects import ACCEPTED, COUNTED, CREATED, FLOW, FLOWED, HOURLY, SUGGESTED, TIMES, TOOK

Rows = Sequence[Row[Any]]
UNRESOLVED = ("open", "in_progress")


def created(session: Session, asked: Asked) -> Rows:
    """``CREATED`` and ``HOURLY``."""
    whatever = asked.filter.without("category").without("priority").without("weekday").without("hour")
    rest = _conditions(session, asked, whatever)
    local = _local(asked, Ticket.created_at)
    parts = [local.label("local"), Ticket.category, Ticket.priority, Ticket.status, *_marks(asked)]
    recent = select(*parts).where(*rest, *_since(asked, asked.since, Ticket.created_at))
    if asked.since is not None:
        older = [~condition for condition in _since(asked, asked.since, Ticket.created_at)]
        seen = union_all(recent, select(*parts).where(*rest, *older, Ticket.status.in_(UNRESOLVED))).cte("seen")
    else:
        seen = recent.cte("seen")
    sources = """
        created AS MATERIALIZED (
            SELECT local::date AS day, category, priority, status, 1 AS n, chosen, inside, early FROM seen WHERE timely
        ),
        hourly AS (
            SELECT extract(isodow FROM local)::integer AS weekday, extract(hour FROM local)::integer AS hour, 1 AS n
            FROM seen WHERE chosen AND inside
        )
    """
    return _rows(session, f"WITH {sources} {CREATED} UNION ALL {HOURLY}", COUNTED, asked, seen)


def flow(session: Session, asked: Asked) -> Rows:
    """``FLOW``."""
    at = func.coalesce(TicketEvent.resolved_at, TicketEvent.at)
    fact = func.event_fact(TicketEvent.field, TicketEvent.old_value, TicketEvent.new_value, TicketEvent.resolved_at)
    moved = (
        select(
            fact.label("fact"),
            _local(asked, at).label("local"),
            and_(true(), *asked.filter.within_period(at, asked.zone)).label("inside"),
        )
        .join_from(TicketEvent, Ticket, TicketEvent.ticket_id == Ticket.id)
        .where(
            or_(TicketEvent.field == "status", TicketEvent.resolved_at.is_not(None)),
            *_conditions(session, asked, asked.filter),
            *_since(asked, asked.first, at),
        )
        .cte("moved")
    )
    source = """
        flow AS (
            SELECT local::date AS day, (fact = 'resolved')::integer AS resolved,
                   (fact = 'reopened')::integer AS reopened, inside
            FROM moved WHERE fact IS NOT NULL
        )
    """
    return _rows(session, f"WITH {source} {FLOW}", FLOWED, asked, moved)


def took(session: Session, asked: Asked) -> Rows:
    """``TOOK``."""
    resolved = Ticket.resolved_at
    hours = extract("epoch", resolved - Ticket.created_at) / 3600
    before = ~and_(true(), *_since(asked, asked.first, resolved)) if asked.before else ~true()
    took_cte = (
        select(Ticket.category, hours.label("hours"), before.label("before"))
        .where(
            resolved.is_not(None),
            *_conditions(session, asked, asked.filter.without("category")),
            *_asked_for(asked, resolved),
        )
        .cte("took")
    )
    return _rows(session, TOOK, TIMES, asked, took_cte)


def suggested(session: Session, asked: Asked) -> Rows:
    """``SUGGESTED``, of the suggestions that the filter asks for."""
    outcome = func.suggestion_outcome(*(getattr(ShownSuggestion, name) for name in _OUTCOME))
    shown = (
        select(_local(asked, ShownSuggestion.created_at).label("local"), outcome.label("outcome"))
        .join_from(ShownSuggestion, Ticket, ShownSuggestion.ticket_id == Ticket.id)
        .where(
            *_conditions(session, asked, asked.filter.without("source").without("suggestion")),
            *asked.filter.of_suggestion(),
            *_asked_for(asked, ShownSuggestion.created_at),
        )
        .cte("shown")
    )
    source = "suggested AS (SELECT local::date AS day, outcome, 1 AS n FROM shown)"
    return _rows(session, f"WITH {source} {SUGGESTED}", ACCEPTED, asked, shown)


_OUTCOME = ("source", "category", "category_chosen", "priority", "priority_chosen")


def _rows(session: Session, sql: str, columns: Sequence[str], asked: Asked, *sources: CTE) -> Rows:
    answer = text(sql).columns(*map(column, columns)).cte("answer")
    return session.execute(select(answer).add_cte(*sources), asked.parameters).all()


def _conditions(session: Session, asked: Asked, ticket_filter: TicketFilter) -> list[ColumnElement[bool]]:
    """What the filter says, whenever the ticket was created."""
    whenever = ticket_filter.without("created_after").without("created_before")
    if not whenever.search:
        return whenever.clauses(asked.zone)
    return [*whenever.without("search").clauses(asked.zone), found(session, whenever.search)]


def _marks(asked: Asked) -> list[ColumnElement[Any]]:
    wanted = asked.filter
    kinds = TicketFilter(category=wanted.category, priority=wanted.priority)
    times = TicketFilter(weekday=wanted.weekday, hour=wanted.hour)
    marks = {
        "chosen": kinds.clauses(),
        "timely": times.clauses(asked.zone),
        "inside": wanted.within_period(Ticket.created_at, asked.zone),
        "early": wanted.without("created_after").within_period(Ticket.created_at, asked.zone),
    }
    return [and_(true(), *conditions).label(name) for name, conditions in marks.items()]


def _since(asked: Asked, day: date | None, moment: Any) -> list[ColumnElement[bool]]:
    """On that day or after."""
    return TicketFilter(created_after=day).within_period(moment, asked.zone)


def _asked_for(asked: Asked, moment: Any) -> list[ColumnElement[bool]]:
    """In the period or the one before."""
    begin = asked.before[0] if asked.before else asked.filter.created_after
    return replace(asked.filter, created_after=begin).within_period(moment, asked.zone)


def _local(asked: Asked, moment: Any) -> ColumnElement[Any]:
    return func.timezone(literal(asked.zone), moment)

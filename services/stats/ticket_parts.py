"""The parts of an overview from the tickets, for filters that the rollups do not know.

Each reads what lies in the days asked for, through an index on the time, wherever the filter does not lead to fewer.
What a search finds among these is asked once, for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    column,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from db.tables import ShownSuggestion, Ticket, TicketDocument, TicketEvent
from services.filters import TicketFilter
from services.search_terms import expected, found
from services.stats.asked import Asked
from services.stats.resolution import OverTime, unit_of
from services.stats.selects import ACCEPTED, COUNTED, COURSE, CREATED, FLOW, FLOWED, HOURLY, SUGGESTED, TIMES, TOOK
from services.taxonomy import UNRESOLVED

Rows = Sequence[Row[Any]]
FEW = 20_000  # tickets that a search may find for all of them to be asked for

_HAPPENED = func.coalesce(TicketEvent.resolved_at, TicketEvent.at)
_MOVES = or_(TicketEvent.field == "status", TicketEvent.resolved_at.is_not(None))  # as the index on _HAPPENED has it


def created(session: Session, asked: Asked) -> Rows:
    """``CREATED`` and ``HOURLY``."""
    whatever = asked.filter.without("category").without("priority").without("weekday").without("hour")
    local = _local(asked, Ticket.created_at)
    parts = [local.label("local"), Ticket.category, Ticket.priority, Ticket.status, *_marks(asked)]
    since = _since(asked, asked.since, Ticket.created_at)
    recent = select(*parts).where(*_conditions(session, asked, whatever, among=since), *since)
    if asked.since is not None:
        older = [~condition for condition in since]
        rest = _conditions(session, asked, whatever)
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
    fact = func.event_fact(TicketEvent.field, TicketEvent.old_value, TicketEvent.new_value, TicketEvent.resolved_at)
    inside = and_(true(), *asked.filter.within_period(_HAPPENED, asked.zone))
    happened = _first(
        select(
            TicketEvent.ticket_id, fact.label("fact"), _local(asked, _HAPPENED).label("local"), inside.label("inside")
        ).where(_MOVES, *_since(asked, asked.first, _HAPPENED))
    )
    moved = _of_matching(session, asked, asked.filter, happened).cte("moved")
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
    return _rows(session, TOOK, TIMES, asked, _took(session, asked))


def times(session: Session, asked: Asked) -> tuple[Rows, OverTime]:
    """``took`` and the course of the times, of the same tickets read once."""
    unit = unit_of(session, asked)
    rows = _rows(session, f"{TOOK} UNION ALL {COURSE}", TIMES, asked, _took(session, asked), unit=unit)
    over_time = sorted((row.at, *row[3:]) for row in rows if row.at is not None)
    return [row for row in rows if row.at is None], (unit, over_time)


def _took(session: Session, asked: Asked) -> CTE:
    resolved = Ticket.resolved_at
    hours = extract("epoch", resolved - Ticket.created_at) / 3600
    before = ~and_(true(), *_since(asked, asked.first, resolved)) if asked.before else ~true()
    done = [resolved.is_not(None), *_asked_for(asked, resolved)]
    return (
        select(Ticket.category, _local(asked, resolved).label("resolved"), hours.label("hours"), before.label("before"))
        .where(*_conditions(session, asked, asked.filter.without("category"), among=done), *done)
        .cte("took")
    )


def suggested(session: Session, asked: Asked) -> Rows:
    """``SUGGESTED``, of the suggestions that the filter asks for."""
    outcome = func.suggestion_outcome(*(getattr(ShownSuggestion, name) for name in _OUTCOME))
    local = _local(asked, ShownSuggestion.created_at)
    happened = _first(
        select(ShownSuggestion.ticket_id, local.label("local"), outcome.label("outcome")).where(
            *asked.filter.of_suggestion(), *_asked_for(asked, ShownSuggestion.created_at)
        )
    )
    whatever = asked.filter.without("source").without("suggestion")
    shown = _of_matching(session, asked, whatever, happened).cte("shown")
    source = "suggested AS (SELECT local::date AS day, outcome, 1 AS n FROM shown)"
    return _rows(session, f"WITH {source} {SUGGESTED}", ACCEPTED, asked, shown)


def searched(session: Session, asked: Asked) -> str | None:
    """The ids of what the search finds of all that the parts ask about, as an array in the words of PostgreSQL.

    None without a search, and where it finds much in all time: then each part asks for itself.
    """
    if not asked.filter.search:
        return None
    ids = select(TicketDocument.ticket_id).where(found(session, asked.filter.search))
    if expected(session, ids) > FEW:
        if asked.since is None:
            return None
        ids = ids.where(_concerned(asked))
    return str(session.scalar(select(cast(func.array(ids.scalar_subquery()), Text))))


def _concerned(asked: Asked) -> ColumnElement[bool]:
    """Whether a document is of a ticket that a part asks about: created since the first day, or older and among few."""
    recent = _since(asked, asked.since, Ticket.created_at)
    before = [~condition for condition in recent]
    happened = union_all(
        select(TicketEvent.ticket_id.label("id")).where(_MOVES, *_since(asked, asked.first, _HAPPENED)),
        select(ShownSuggestion.ticket_id).where(*_since(asked, asked.since, ShownSuggestion.created_at)),
    ).subquery("happened")
    older = union_all(
        select(Ticket.id).where(Ticket.status.in_(UNRESOLVED), *before),
        select(Ticket.id).where(*_since(asked, asked.since, Ticket.resolved_at), *before),
        select(happened.c.id).where(~exists().where(Ticket.id == happened.c.id, *recent)),
    )
    return or_(
        and_(true(), *_since(asked, asked.since, TicketDocument.created_at)),
        TicketDocument.ticket_id == any_(func.array(older.scalar_subquery())),
    )


_OUTCOME = ("source", "category", "category_chosen", "priority", "priority_chosen")


def _rows(session: Session, sql: str, columns: Sequence[str], asked: Asked, *sources: CTE, **more: Any) -> Rows:
    answer = text(sql).columns(*map(column, columns)).cte("answer")
    return session.execute(select(answer).add_cte(*sources), asked.parameters | more).all()


def _conditions(
    session: Session, asked: Asked, ticket_filter: TicketFilter, *, among: Sequence[ColumnElement[bool]] = ()
) -> list[ColumnElement[bool]]:
    """What the filter says, whenever the ticket was created; ``among``: of which tickets alone it is asked."""
    whenever = ticket_filter.without("created_after").without("created_before")
    conditions: list[ColumnElement[bool]] = []
    if asked.found is not None:
        conditions.append(Ticket.id == any_(_FOUND))
        whenever = whenever.without("search")
    if among and whenever.of_suggestion():
        conditions.append(_suggested_to(Ticket.id, whenever, select(Ticket.id).where(*among)))
        whenever = whenever.without("source").without("suggestion")
    return [*whenever.clauses(asked.zone, session), *conditions]


def _suggested_to(ticket_id: Any, ticket_filter: TicketFilter, among: Select[Any]) -> ColumnElement[bool]:
    """What the filter says of suggestions, of the ids ``among``: those to tickets below them all are not read."""
    ids = among.offset(0).subquery("among")  # without OFFSET the lowest would be looked for from the beginning of all
    lowest = select(func.min(*ids.c)).scalar_subquery()
    shown = select(ShownSuggestion.ticket_id).where(*ticket_filter.of_suggestion(), ShownSuggestion.ticket_id >= lowest)
    condition: ColumnElement[bool] = ticket_id.in_(shown)
    return condition


_FOUND = cast(bindparam("found", type_=NullType()), ARRAY(BigInteger))


def _first(statement: Select[Any], name: str = "happened") -> CTE:
    """What happened in the days asked for, read first: the planner takes every filter for a narrow one."""
    return statement.cte(name).prefix_with("MATERIALIZED")


def _of_matching(session: Session, asked: Asked, ticket_filter: TicketFilter, happened: CTE) -> Select[Any]:
    """That of it whose tickets match. They are looked up one by one where no index leads to few of them."""
    matching = select(happened)
    if ticket_filter.of_suggestion():
        matching = matching.where(_suggested_to(happened.c.ticket_id, ticket_filter, select(happened.c.ticket_id)))
        happened = _first(matching, "suggested_to")
        matching = select(happened)
        ticket_filter = ticket_filter.without("source").without("suggestion")
    conditions = _conditions(session, asked, ticket_filter)
    if {"search", "assignee", "resolved_after", "resolved_before"} & {*ticket_filter.active()}:
        return matching.where(happened.c.ticket_id.in_(select(Ticket.id).where(*conditions)))
    one = select(Ticket.id).where(Ticket.id == happened.c.ticket_id, *conditions).offset(0)
    return matching.where(one.exists())


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

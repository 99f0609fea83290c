"""The parts of an overview from the tickets, for filters that the rollups do not know.

Each reads what lies in the days asked for, through an index on the time, wherever the filter does not lead to fewer.
What a search finds among these is asked once, for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
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

from db.tables import ShownSuggestion, StoredSource, Ticket, TicketDocument, TicketEvent
from services.filters.ticket_filter import TicketFilter
from services.stats.query import Asked
from services.stats.resolution import OverTime, unit_of
from services.stats.selects import ACCEPTED, COUNTED, COURSE, CREATED, FLOW, FLOWED, HOURLY, SUGGESTED, TIMES, TOOK
from services.stats.snapshot import Task
from services.taxonomy import UNRESOLVED
from services.text_search.terms import expected, found

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
        older = [*(~condition for condition in since), Ticket.status.in_(UNRESOLVED)]
        rest = _conditions(session, asked, whatever, among=older, few=True)
        seen = union_all(recent, select(*parts).where(*rest, *older)).cte("seen")
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
    read = [getattr(TicketEvent, name) for name in ("ticket_id", "at", *_FACT)]
    happened = _first(select(*read).where(_MOVES, *_since(asked, asked.first, _HAPPENED)))
    moved = _of_matching(session, asked, asked.filter, happened).subquery("moved")
    moment = func.coalesce(moved.c.resolved_at, moved.c.at)
    told = select(
        func.event_fact(*(moved.c[name] for name in _FACT)).label("fact"),
        _local(asked, moment).label("local"),
        and_(true(), *asked.filter.within_period(moment, asked.zone)).label("inside"),
    ).cte("told")
    source = """
        flow AS (
            SELECT local::date AS day, (fact = 'resolved')::integer AS resolved,
                   (fact = 'reopened')::integer AS reopened, inside
            FROM told WHERE fact IS NOT NULL
        )
    """
    return _rows(session, f"WITH {source} {FLOW}", FLOWED, asked, told)


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
    read = [getattr(ShownSuggestion, name) for name in ("ticket_id", "created_at", "source", *_OUTCOME)]
    conditions = [*asked.filter.suggestion_clauses(), *_asked_for(asked, ShownSuggestion.created_at)]
    whatever = asked.filter.without("source").without("suggestion")
    shown = _of_matching(session, asked, whatever, _first(select(*read).where(*conditions))).subquery("shown")
    outcome = func.suggestion_outcome(StoredSource.number, *(shown.c[name] for name in _OUTCOME))
    told = (
        select(_local(asked, shown.c.created_at).label("local"), outcome.label("outcome"))
        .join_from(shown, StoredSource, StoredSource.key == shown.c.source)
        .cte("told")
    )
    source = "suggested AS (SELECT local::date AS day, outcome, 1 AS n FROM told)"
    return _rows(session, f"WITH {source} {SUGGESTED}", ACCEPTED, asked, told)


def searches(session: Session, asked: Asked) -> list[Task]:
    """The tasks that find what the search finds of all that the parts ask about, each as ids; for ``Asked.found``.

    None where it finds much and no day is the first: then each part asks for itself.
    """
    if expected(session, _searched(session, asked)) <= FEW:
        return [partial(_ids, asked=asked)]
    if asked.since is None:
        return []
    since = and_(*_since(asked, asked.since, TicketDocument.created_at))
    earlier = TicketDocument.ticket_id == any_(func.array(_earlier(asked).scalar_subquery()))
    return [partial(_ids, asked=asked, among=earlier), partial(_ids, asked=asked, among=since)]


def _ids(session: Session, asked: Asked, among: ColumnElement[bool] | None = None) -> str:
    """Separated by commas."""
    ids = _searched(session, asked).where(*([] if among is None else [among]))
    return str(session.scalar(select(func.array_to_string(func.array(ids.scalar_subquery()), ","))))


def _searched(session: Session, asked: Asked) -> Select[Any]:
    return select(TicketDocument.ticket_id).where(found(session, asked.filter.search))


def _earlier(asked: Asked) -> CompoundSelect[Any]:
    """Of the tickets created before the first day those that are unresolved or had something happen to them since."""
    recent = _since(asked, asked.since, Ticket.created_at)
    before = [~condition for condition in recent]
    happened = union_all(
        select(TicketEvent.ticket_id.label("id")).where(_MOVES, *_since(asked, asked.first, _HAPPENED)),
        select(ShownSuggestion.ticket_id).where(*_since(asked, asked.since, ShownSuggestion.created_at)),
    ).subquery("happened")
    return union_all(
        select(Ticket.id).where(Ticket.status.in_(UNRESOLVED), *before),
        select(Ticket.id).where(*_since(asked, asked.since, Ticket.resolved_at), *before),
        select(happened.c.id).where(~exists().where(Ticket.id == happened.c.id, *recent)),
    )


_FACT = ("field", "old_value", "new_value", "resolved_at")
_OUTCOME = ("category", "category_chosen", "priority", "priority_chosen")


def _rows(session: Session, sql: str, columns: Sequence[str], asked: Asked, *sources: CTE, **more: Any) -> Rows:
    answer = text(sql).columns(*map(column, columns)).cte("answer")
    return session.execute(select(answer).add_cte(*sources), asked.parameters | more).all()


def _conditions(
    session: Session,
    asked: Asked,
    ticket_filter: TicketFilter,
    *,
    among: Sequence[ColumnElement[bool]] = (),
    few: bool = False,
) -> list[ColumnElement[bool]]:
    """What the filter says, whenever the ticket was created.

    ``among``: it is asked of these tickets alone; ``few``: they are so few that each is best looked up.
    """
    whenever = ticket_filter.without("created_after").without("created_before")
    conditions: list[ColumnElement[bool]] = []
    if asked.found is not None:
        conditions.append(Ticket.id == any_(_FOUND))
        whenever = whenever.without("search")
    if among and whenever.suggestion_clauses():
        conditions.append(_suggested_to(Ticket.id, whenever, select(Ticket.id).where(*among), few=few))
        whenever = whenever.without("source").without("suggestion")
    return [*whenever.clauses(asked.zone, session), *conditions]


def _suggested_to(
    ticket_id: Any, ticket_filter: TicketFilter, among: Select[Any], *, few: bool = False
) -> ColumnElement[bool]:
    """What the filter says of suggestions, to the ids ``among``: of all from the lowest on or, if ``few``, of each."""
    if few:
        theirs = ShownSuggestion.ticket_id == any_(func.array(among.scalar_subquery()))
    else:
        ids = among.offset(0).subquery("among")  # without OFFSET the lowest would be looked for from the beginning on
        theirs = ShownSuggestion.ticket_id >= select(func.min(*ids.c)).scalar_subquery()
    shown = select(ShownSuggestion.ticket_id).where(*ticket_filter.suggestion_clauses(), theirs)
    condition: ColumnElement[bool] = ticket_id.in_(shown)
    return condition


_FOUND = cast(bindparam("found", type_=NullType()), ARRAY(BigInteger))


def _first(statement: Select[Any], name: str = "happened") -> CTE:
    """What happened in the days asked for, read first: the planner takes every filter for a narrow one."""
    return statement.cte(name).prefix_with("MATERIALIZED")


def _of_matching(session: Session, asked: Asked, ticket_filter: TicketFilter, happened: CTE) -> Select[Any]:
    """That of it whose tickets match. These are looked up in the order of their ids where no index leads to few."""
    matching = select(happened)
    if asked.found is not None:
        happened = _first(matching.where(happened.c.ticket_id == any_(_FOUND)), "found")
        matching = select(happened)
        ticket_filter = ticket_filter.without("search")
    if ticket_filter.suggestion_clauses():
        matching = matching.where(_suggested_to(happened.c.ticket_id, ticket_filter, select(happened.c.ticket_id)))
        happened = _first(matching, "suggested_to")
        matching = select(happened)
        ticket_filter = ticket_filter.without("source").without("suggestion")
    conditions = _conditions(session, replace(asked, found=None), ticket_filter)
    if not {"search", "assignee", "resolved_after", "resolved_before"} & {*ticket_filter.active()}:
        conditions.append(Ticket.id == any_(func.array(select(happened.c.ticket_id).scalar_subquery())))
    return matching.where(happened.c.ticket_id.in_(select(Ticket.id).where(*conditions)))


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

"""Read the parts of an overview from the tickets, for filters that the rollups do not know.

Each reads what lies in the days asked for, through an index on the time, wherever the filter does not lead to fewer.
What a search finds among these is asked once, for all of them (``search_parts``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Row,
    Select,
    SmallInteger,
    and_,
    any_,
    cast,
    column,
    func,
    literal,
    or_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from db.tables.suggestions import ShownSuggestion
from db.tables.tickets import Ticket, TicketEvent
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import without_period
from services.stats.query import OverviewQuery
from services.stats.resolution import Trend, trend_unit
from services.stats.series.selects import (
    ACCEPTED,
    COUNTED,
    COURSE,
    CREATED,
    FLOW,
    FLOWED,
    HOURLY,
    SUGGESTED,
    TIMES,
    TOOK,
)
from services.taxonomy import UNRESOLVED

Rows = Sequence[Row[Any]]
EVENT_TIME = func.coalesce(TicketEvent.resolved_at, TicketEvent.at)
STATUS_EVENTS = and_(
    or_(TicketEvent.field == "status", TicketEvent.resolved_at.is_not(None)), ~TicketEvent.undone
)  # as the index on _HAPPENED has it


def created_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``CREATED`` and ``HOURLY``."""
    whatever = query.filter.without("category").without("priority").without("weekday").without("hour")
    local = _local(query, Ticket.created_at)
    parts = [local.label("local"), Ticket.category, Ticket.priority, Ticket.status, *_flag_columns(query)]
    earliest = since(query, query.since, Ticket.created_at)
    recent = select(*parts).where(*_conditions(session, query, whatever, among=earliest), *earliest)
    if query.since is not None:
        older = [*(~condition for condition in earliest), Ticket.status.in_(UNRESOLVED)]
        rest = _conditions(session, query, whatever, among=older, few=True)
        candidates = union_all(recent, select(*parts).where(*rest, *older)).cte("candidates")
    else:
        candidates = recent.cte("candidates")
    session.execute(_HASHED)
    # Candidates are read once: by kind, with the hour NULL, and by hour.
    sources = """
        counted AS MATERIALIZED (
            SELECT local::date AS day, category, priority, status, at_hours, by_period_end, in_filter, in_period,
                   date_trunc('hour', local) AS hour, count(*) AS n
            FROM candidates GROUP BY in_filter, in_period,
                GROUPING SETS ((1, category, priority, status, at_hours, by_period_end), (9))
        ),
        created AS (SELECT * FROM counted WHERE hour IS NULL AND at_hours),
        hourly AS (
            SELECT extract(isodow FROM hour)::integer AS weekday, extract(hour FROM hour)::integer AS hour, n
            FROM counted WHERE hour IS NOT NULL AND in_filter AND in_period
        )
    """
    return _rows(session, f"WITH {sources} {CREATED} UNION ALL {HOURLY}", COUNTED, query, candidates)


# The planner takes each ticket for a day of its own, and would sort them all rather than hash what are few kinds a day.
_HASHED = text("SET LOCAL hash_mem_multiplier = 8")


def flow_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``FLOW``."""
    read = [getattr(TicketEvent, name) for name in ("ticket_id", "at", *_FACT)]
    happened = [STATUS_EVENTS, *since(query, query.first, EVENT_TIME), *_many_found(query, TicketEvent.ticket_id)]
    events = _materialized(select(*read).where(*happened))
    matching_events = _restrict_to_matching(session, query, query.filter, events).subquery("matching_events")
    moment = func.coalesce(matching_events.c.resolved_at, matching_events.c.at)
    facts = select(
        func.event_fact(*(matching_events.c[name] for name in _FACT)).label("fact"),
        _local(query, moment).label("local"),
        and_(true(), *query.filter.period_clauses(moment, query.zone)).label("in_period"),
    ).cte("facts")
    source = """
        flow AS (
            SELECT local::date AS day, (fact = 'resolved')::integer AS resolved,
                   (fact = 'reopened')::integer AS reopened, in_period
            FROM facts WHERE fact IS NOT NULL
        )
    """
    return _rows(session, f"WITH {source} {FLOW}", FLOWED, query, facts)


def resolution_times(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``TOOK``."""
    return _rows(session, TOOK, TIMES, query, _resolved_tickets(session, query))


def resolution_times_and_trend(session: Session, query: OverviewQuery) -> tuple[Rows, Trend]:
    """Rows of ``TOOK`` and the trend of the times, from the same tickets read once."""
    unit = trend_unit(session, query)
    rows = _rows(session, f"{TOOK} UNION ALL {COURSE}", TIMES, query, _resolved_tickets(session, query), unit=unit)
    over_time = sorted((row.at, *row[3:]) for row in rows if row.at is not None and row.key is None)
    return [row for row in rows if row.at is None or row.key is not None], (unit, over_time)


def _resolved_tickets(session: Session, query: OverviewQuery) -> CTE:
    resolved = Ticket.resolved_at
    seconds = func.date_part("epoch", resolved - Ticket.created_at)
    before = ~and_(true(), *since(query, query.first, resolved)) if query.previous_period else ~true()
    done = [resolved.is_not(None), *_in_either_period(query, resolved)]
    return (
        select(
            Ticket.category,
            _local(query, resolved).label("resolved"),
            seconds.label("seconds"),
            before.label("previous_period"),
        )
        .where(*_conditions(session, query, query.filter.without("category"), among=done), *done)
        .cte("resolution")
    )


def suggestion_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``SUGGESTED``, of the suggestions that the filter asks for."""
    read = [getattr(ShownSuggestion, name) for name in ("ticket_id", "created_at", "source", *_OUTCOME)]
    conditions = [*query.filter.suggestion_clauses(), *_in_either_period(query, ShownSuggestion.created_at)]
    conditions += _many_found(query, ShownSuggestion.ticket_id)
    whatever = query.filter.without("source").without("suggestion")
    shown = _restrict_to_matching(session, query, whatever, _materialized(select(*read).where(*conditions))).subquery(
        "shown"
    )
    outcome = func.suggestion_outcome(cast(0, SmallInteger), *(shown.c[name] for name in _OUTCOME))
    day = cast(_local(query, shown.c.created_at), Date)
    facts = select(day.label("day"), shown.c.source, outcome.label("said"), func.count().label("n"))
    source = """
        suggested AS (SELECT day, number * 9 + said AS outcome, n FROM facts JOIN suggestion_source ON key = source)
    """
    return _rows(
        session, f"WITH {source} {SUGGESTED}", ACCEPTED, query, facts.group_by("day", "source", "said").cte("facts")
    )


_FACT = ("field", "old_value", "new_value", "resolved_at")
_OUTCOME = ("category", "category_chosen", "priority", "priority_chosen")


def _rows(session: Session, sql: str, columns: Sequence[str], query: OverviewQuery, *sources: CTE, **more: Any) -> Rows:
    result = text(sql).columns(*map(column, columns)).cte("result")
    return session.execute(select(result).add_cte(*sources), query.parameters | more).all()


def _conditions(
    session: Session,
    query: OverviewQuery,
    ticket_filter: TicketFilter,
    *,
    among: Sequence[ColumnElement[bool]] = (),
    few: bool = False,
) -> list[ColumnElement[bool]]:
    """SQL conditions of the filter without its period.

    ``among``: it is asked of these tickets alone; ``few``: they are so few that each is best looked up.
    """
    whenever = ticket_filter.without("created_after").without("created_before")
    conditions: list[ColumnElement[bool]] = []
    if query.found is not None:
        conditions.append(query.found.condition(Ticket.id))
        whenever = whenever.without("search")
    if among and whenever.suggestion_clauses():
        conditions.append(_suggested_to(Ticket.id, whenever, select(Ticket.id).where(*among), few=few))
        whenever = whenever.without("source").without("suggestion")
    return [*whenever.clauses(query.zone, session), *conditions]


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


def _materialized(statement: Select[Any], name: str = "events") -> CTE:
    """A CTE that is read first: the planner takes every filter for a narrow one."""
    return statement.cte(name).prefix_with("MATERIALIZED")


def _many_found(query: OverviewQuery, ticket_id: Any) -> list[ColumnElement[bool]]:
    """That the search found it, where the events of many tickets are read whatever else is asked."""
    return [query.found.condition(ticket_id)] if query.found is not None and query.found.are_many else []


def _restrict_to_matching(
    session: Session, query: OverviewQuery, ticket_filter: TicketFilter, events: CTE
) -> Select[Any]:
    """Keep the events whose tickets match; these are looked up by id where no index leads to few."""
    matching = select(events)
    if query.found is not None:
        if not query.found.are_many:
            events = _materialized(matching.where(query.found.condition(events.c.ticket_id)), "found")
            matching = select(events)
        ticket_filter = ticket_filter.without("search")
        if not without_period(ticket_filter).active():  # what was found is there, and nothing else is asked of it
            return matching
    if ticket_filter.suggestion_clauses():
        matching = matching.where(_suggested_to(events.c.ticket_id, ticket_filter, select(events.c.ticket_id)))
        events = _materialized(matching, "suggested_to")
        matching = select(events)
        ticket_filter = ticket_filter.without("source").without("suggestion")
    conditions = _conditions(session, replace(query, found=None), ticket_filter)
    if not {"search", "assignee", "resolved_after", "resolved_before"} & {*ticket_filter.active()}:
        conditions.append(Ticket.id == any_(func.array(select(events.c.ticket_id).scalar_subquery())))
    return matching.where(events.c.ticket_id.in_(select(Ticket.id).where(*conditions)))


def _flag_columns(query: OverviewQuery) -> list[ColumnElement[Any]]:
    wanted = query.filter
    kinds = TicketFilter(category=wanted.category, priority=wanted.priority)
    times = TicketFilter(weekday=wanted.weekday, hour=wanted.hour)
    marks = {
        "in_filter": kinds.clauses(),
        "at_hours": times.clauses(query.zone),
        "in_period": wanted.period_clauses(Ticket.created_at, query.zone),
        "by_period_end": wanted.without("created_after").period_clauses(Ticket.created_at, query.zone),
    }
    return [and_(true(), *conditions).label(name) for name, conditions in marks.items()]


def since(query: OverviewQuery, day: date | None, moment: Any) -> list[ColumnElement[bool]]:
    """On that day or after."""
    return TicketFilter(created_after=day).period_clauses(moment, query.zone)


def _in_either_period(query: OverviewQuery, moment: Any) -> list[ColumnElement[bool]]:
    """In the period or the one before."""
    begin = query.previous_period[0] if query.previous_period else query.filter.created_after
    return replace(query.filter, created_after=begin).period_clauses(moment, query.zone)


def _local(query: OverviewQuery, moment: Any) -> ColumnElement[Any]:
    return func.timezone(literal(query.zone), moment)

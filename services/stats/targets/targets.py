"""Targets of the tickets that a dashboard filter chooses: by day of creation, by priority, and of the period before.

What is kept or breached for good is counted in a rollup (db/sql/0053_target_counts.sql), which knows what a ticket is
and whole days; what changes by the clock is read from an index of these few. Under other filters targets are read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    Table,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from db.engine import transaction
from db.keys import PRIORITIES
from db.tables.rollups import rollup_target, stat_delta_target
from db.tables.targets import TicketTarget
from db.tables.tickets import Ticket
from services import reporting
from services.filters.clauses import period_clauses, zone_name
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import KEYS, source_parameters, whole_days
from services.stats.query import OVERVIEWS_MAX, OverviewQuery
from services.targets.states import BREACHED, KEPT, STATES, UNDECIDED, target_is

# What a target's own row knows: with no other filter no ticket is read.
_OWN = frozenset({*KEYS, "created_after", "created_before", "target"})
_COLUMNS = ("day", "priority", *STATES)


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """How many tickets ``kept`` all their targets, and how many ``breached`` one."""

    kept: int
    breached: int

    @property
    def decided(self) -> int:
        """How many it is of."""
        return self.kept + self.breached


@dataclass(frozen=True, slots=True, eq=False)
class TargetOverview:
    """The targets of the tickets created in a period; ``previous``: in the one before of the same length.

    - ``days``: day (datetime64), kept, breached; the days with any
    - ``by_priority``: priority, state (of STATES), n; every pair of them

    As of ``Overview``: the same rows are the same object, whose frames nobody changes.
    """

    now: TargetCounts
    previous: TargetCounts | None
    days: pd.DataFrame
    by_priority: pd.DataFrame


def target_overview(ticket_filter: TicketFilter) -> TargetOverview:
    """Count the tickets with targets by their state at this moment, from the rollup where that knows the filter."""
    with transaction(plan_each=True, reads=True) as session:
        zone = reporting.time_zone(session)
        query = OverviewQuery(ticket_filter, zone.key, datetime.now(zone).date(), source_parameters(ticket_filter))
        rows = _count(session, query)
    return _of_rows(rows, query.previous_period)


@lru_cache(OVERVIEWS_MAX)
def _of_rows(rows: tuple[Row[Any], ...], before: tuple[date, date] | None) -> TargetOverview:
    if not rows:
        return _none(compared=before is not None)
    counted = pd.DataFrame([tuple(row) for row in rows], columns=list(_COLUMNS))
    counted = counted.astype({"day": "datetime64[s]"} | dict.fromkeys(STATES, "int64"))
    in_period = counted["day"] > pd.Timestamp(before[1] if before else date.min)
    now = counted[in_period]
    counts = now.groupby("priority")[list(STATES)].sum().reindex(list(PRIORITIES), fill_value=0)
    every = [(priority, state, n) for priority in PRIORITIES for state, n in counts.loc[priority].to_dict().items()]
    return TargetOverview(
        now=_totals(now),
        previous=_totals(counted[~in_period]) if before else None,
        days=_days(now),
        by_priority=pd.DataFrame(every, columns=["priority", "state", "n"]),
    )


def _none(*, compared: bool) -> TargetOverview:
    """Of no ticket with targets: most desks have set none, and need not wait for sums of nothing."""
    nothing = TargetCounts(0, 0)
    days = pd.DataFrame(
        {"day": pd.Series(dtype="datetime64[s]"), KEPT: pd.Series(dtype="int64"), BREACHED: pd.Series(dtype="int64")}
    )
    every = [(priority, state, 0) for priority in PRIORITIES for state in STATES]
    by_priority = pd.DataFrame(every, columns=["priority", "state", "n"])
    return TargetOverview(nothing, nothing if compared else None, days, by_priority)


def _count(session: Session, query: OverviewQuery) -> tuple[Row[Any], ...]:
    """Count by day and priority, with a column for each state, of the period and of the one before, if there is one."""
    own = {*query.filter.active()} <= _OWN
    counted = _from_rollup(query) if own and whole_days(query.filter) else _from_targets(session, query, own=own)
    return tuple(session.execute(counted))


def _from_rollup(query: OverviewQuery) -> Select[Any]:
    """Select what is decided from the rollup and what it has not folded yet, and what is not from its targets."""
    folded, appended = (_decided(query, table) for table in (rollup_target, stat_delta_target))
    part = union_all(folded, appended, _by_day(query).where(UNDECIDED, *_own_conditions(query))).subquery("part")
    sums = [cast(func.sum(part.c[state]), BigInteger).label(state) for state in STATES]
    grouped: Select[Any] = select(part.c.day, part.c.priority, *sums).group_by(part.c.day, part.c.priority)
    return grouped.having(or_(*(func.sum(part.c[state]) > 0 for state in STATES)))


def _decided(query: OverviewQuery, counts: Table) -> Select[Any]:
    first, last = query.since, query.last
    days = [*([counts.c.day >= first] if first else []), *([counts.c.day <= last] if last else [])]
    known = {KEPT: counts.c.kept, BREACHED: counts.c.breached}
    wanted = {state: known[state] for state in query.filter.target or known if state in known}
    of_states = [wanted.get(state, literal(0, Integer)).label(state) for state in STATES]
    return select(counts.c.day, counts.c.priority, *of_states).where(*days, *_of_kind(query.filter, counts.c))


def _from_targets(session: Session, query: OverviewQuery, *, own: bool) -> Select[Any]:
    """Select from the targets; from those of the matching tickets where the filter is not ``own``, of theirs alone."""
    if own:
        return _by_day(query).where(*_own_conditions(query))
    whenever = replace(query.filter, created_after=None, created_before=None)
    # Of the tickets too: else all that match are read, whenever they were created.
    period = [*_period(query, TicketTarget.created_at), *_period(query, Ticket.created_at)]
    joined = _by_day(query).join(Ticket, Ticket.id == TicketTarget.ticket_id)
    return joined.where(*period, *whenever.clauses(query.zone, session))


def _by_day(query: OverviewQuery) -> Select[Any]:
    day = cast(func.timezone(zone_name(query.zone), TicketTarget.created_at), Date).label("day")
    of_states = [func.count().filter(target_is([state])).label(state) for state in STATES]
    columns: tuple[Any, ...] = (day, TicketTarget.priority, *of_states)
    return select(*columns).group_by(day, TicketTarget.priority)


def _own_conditions(query: OverviewQuery) -> list[ColumnElement[bool]]:
    states = [target_is(query.filter.target)] if query.filter.target else []
    return [*_period(query, TicketTarget.created_at), *_of_kind(query.filter, TicketTarget), *states]


def _of_kind(current: TicketFilter, columns: Any) -> list[ColumnElement[bool]]:
    return [getattr(columns, name).in_(values) for name in KEYS if (values := getattr(current, name))]


def _period(query: OverviewQuery, moment: Any) -> list[ColumnElement[bool]]:
    after = query.previous_period[0] if query.previous_period else query.filter.created_after
    return period_clauses(moment, after, query.filter.created_before, query.zone)


def _totals(counted: pd.DataFrame) -> TargetCounts:
    return TargetCounts(int(counted[KEPT].sum()), int(counted[BREACHED].sum()))


def _days(counted: pd.DataFrame) -> pd.DataFrame:
    return counted.groupby("day")[[KEPT, BREACHED]].sum().reset_index()

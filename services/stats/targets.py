"""Targets of the tickets that a dashboard filter chooses: by day of creation, by priority, and of the period before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import ColumnElement, Date, cast, func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.keys import PRIORITIES
from db.tables.targets import TicketTarget
from db.tables.tickets import Ticket
from services import reporting
from services.filters.clauses import period_clauses, zone_name
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import source_parameters
from services.stats.query import OverviewQuery
from services.targets.states import BREACHED, KEPT, STATES, target_is

# What a target's own row knows: with no other filter no ticket is read.
_OWN = frozenset({"category", "priority", "created_after", "created_before", "target"})


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """How many tickets ``kept`` all their targets, and how many ``breached`` one."""

    kept: int
    breached: int

    @property
    def decided(self) -> int:
        """How many it is of."""
        return self.kept + self.breached


@dataclass(frozen=True, slots=True)
class TargetOverview:
    """The targets of the tickets created in a period; ``previous``: in the one before of the same length.

    - ``days``: day (datetime64), kept, breached; the days with any
    - ``by_priority``: priority, state (of STATES), n; every pair of them
    """

    now: TargetCounts
    previous: TargetCounts | None
    days: pd.DataFrame
    by_priority: pd.DataFrame


def target_overview(ticket_filter: TicketFilter) -> TargetOverview:
    """Count the tickets with targets by their state at this moment, from an index alone where no other filter is on."""
    zone = reporting.time_zone()
    today = datetime.now(zone).date()
    query = OverviewQuery(ticket_filter, zone.key, today, source_parameters(ticket_filter))
    with transaction(plan_each=True, reads=True) as session:
        counted = _count(session, query)
    before = query.previous_period
    in_period = counted["day"] > pd.Timestamp(before[1] if before else date.min)
    now = counted[in_period]
    counts = now.groupby("priority")[list(STATES)].sum().reindex(list(PRIORITIES), fill_value=0)
    every = [(priority, state, n) for priority in PRIORITIES for state, n in counts.loc[priority].to_dict().items()]
    return TargetOverview(
        now=_totals(now),
        previous=_totals(counted[~in_period]) if before else None,
        days=_by_day(now),
        by_priority=pd.DataFrame(every, columns=["priority", "state", "n"]),
    )


def _count(session: Session, query: OverviewQuery) -> pd.DataFrame:
    """Count by day and priority, with a column for each state, of the period and of the one before, if there is one."""
    day = cast(func.timezone(zone_name(query.zone), TicketTarget.created_at), Date).label("day")
    of_states = [func.count().filter(target_is([state])).label(state) for state in STATES]
    counted = select(day, TicketTarget.priority, *of_states)
    if not {*query.filter.active()} <= _OWN:
        counted = counted.join(Ticket, Ticket.id == TicketTarget.ticket_id)
    conditions = _conditions(session, query.filter, query.zone, query.since)
    rows = session.execute(counted.where(*conditions).group_by(day, TicketTarget.priority)).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=["day", "priority", *STATES])
    return frame.astype({"day": "datetime64[s]"} | dict.fromkeys(STATES, "int64"))


def _conditions(session: Session, current: TicketFilter, zone: str, since: date | None) -> list[ColumnElement[bool]]:
    after = since if since is not None else current.created_after
    period = period_clauses(TicketTarget.created_at, after, current.created_before, zone)
    if not {*current.active()} <= _OWN:
        return [*period, *replace(current, created_after=None, created_before=None).clauses(zone, session)]
    fields = ("category", "priority")
    own = [getattr(TicketTarget, name).in_(values) for name in fields if (values := getattr(current, name))]
    return [*period, *own, *([target_is(current.target)] if current.target else [])]


def _totals(counted: pd.DataFrame) -> TargetCounts:
    return TargetCounts(int(counted[KEPT].sum()), int(counted[BREACHED].sum()))


def _by_day(counted: pd.DataFrame) -> pd.DataFrame:
    return counted.groupby("day")[[KEPT, BREACHED]].sum().reset_index()

"""Resolved tickets by person: of whole months from the rollup, of the days beside them from the tickets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    Table,
    Text,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from db.tables.rollups import rollup_work, stat_delta_work
from db.tables.tickets import Ticket
from services.filters.clauses import period_clauses
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.rollups.spans import Span, spans
from services.taxonomy import DONE
from services.validation import person

_KNOWN = frozenset({"resolved_after", "resolved_before", "status", "assignee"})
_COUNTS = (rollup_work, stat_delta_work)


def knows(wanted: TicketFilter) -> bool:
    """Whether the rollup knows all that is asked: whole days of resolution, and who has the tickets."""
    whole_days = not any(isinstance(moment, datetime) for moment in (wanted.resolved_after, wanted.resolved_before))
    return whole_days and {*wanted.active()} <= _KNOWN and (not wanted.status or {*DONE} <= {*wanted.status})


def resolved_by_person(session: Session, wanted: TicketFilter, zone: str) -> Sequence[Row[Any]]:
    """Rows of assignee (None: nobody), n and p50_hours (within 2 %), of a filter that the rollup ``knows``."""
    chosen = [
        span for span in spans(wanted.resolved_after, wanted.resolved_before, date.max) if span.first <= span.last
    ]
    if not chosen:  # the periods of two filters have no day in common
        return []
    part = union_all(*(one for span in chosen for one in _selects(span, zone))).subquery("part")
    counted = select(part.c.assignee, part.c.bucket, func.sum(part.c.n).label("n"))
    if wanted.assignee:
        forms = {form for name in wanted.assignee if name != NOBODY for form in (name, person(name))}
        counted = counted.where(part.c.assignee.in_(sorted(forms | ({""} if NOBODY in wanted.assignee else set()))))
    return session.execute(_medians(counted.group_by(part.c.assignee, part.c.bucket))).all()


def _selects(span: Span, zone: str) -> list[Select[Any]]:
    """Select assignee, bucket, n: of days from the tickets, of months and of all time from what is counted."""
    if span.name == "day":
        nobody: ColumnElement[str] = literal_column("''", Text)
        columns = (
            func.coalesce(Ticket.assignee, nobody).label("assignee"),
            func.duration_bucket(Ticket.resolved_at - Ticket.created_at).label("bucket"),
        )
        days = period_clauses(Ticket.resolved_at, span.first, span.last, zone)
        counted = select(*columns, (span.sign * func.count()).label("n"))
        return [counted.where(Ticket.resolved_at.is_not(None), *days).group_by(*columns)]
    return [_of_months(counts, span) for counts in _COUNTS]


def _of_months(counts: Table, span: Span) -> Select[Any]:
    of_all: Select[Any] = select(counts.c.assignee, counts.c.bucket, cast(counts.c.n, BigInteger).label("n"))
    return of_all if span.name == "all" else of_all.where(counts.c.month.between(span.first, span.last))


def _medians(counted: Select[Any]) -> Select[Any]:
    """The median of each person: the value of the bucket in which half of their tickets are reached."""
    bucketed = counted.subquery("bucketed")
    who = bucketed.c.assignee
    up_to = func.sum(bucketed.c.n).over(partition_by=who, order_by=bucketed.c.bucket).label("up_to")
    ranked = select(who, bucketed.c.bucket, func.sum(bucketed.c.n).over(partition_by=who).label("n"), up_to)
    one = ranked.where(bucketed.c.n > 0).subquery("ranked")
    half = func.min(one.c.bucket).filter(one.c.up_to * 2 >= one.c.n)
    return select(
        func.nullif(one.c.assignee, "").label("assignee"),
        cast(func.max(one.c.n), BigInteger).label("n"),
        (func.duration_value(half) / 3600).label("p50_hours"),
    ).group_by(one.c.assignee)

"""Work by person: what each assignee has open now, took and resolved in the period, and what has waited longest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, extract, func, not_, or_, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket, TicketEvent, TicketTrash
from services import reporting
from services.filters.clauses import period_clauses
from services.filters.periods import earlier_end, later_beginning
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.rollups import work
from services.stats.resolution import EXACT_UP_TO
from services.taxonomy import DONE, STATUSES, UNRESOLVED
from services.validation import person

PEOPLE_MAX = 30  # rows; of more people those with the most tickets


@dataclass(frozen=True, slots=True)
class PersonWork:
    """The tickets of one assignee (None: those that nobody has); ``taken`` None where nobody can have taken them.

    ``p50_hours``: half of the ``resolved`` took up to this. ``oldest``: when the oldest of the ``unresolved`` was
    created. ``lists``: the filters of the tickets behind ``unresolved``, ``taken`` and ``resolved``.
    """

    assignee: str | None
    unresolved: int
    taken: int | None
    resolved: int
    p50_hours: float | None
    oldest: datetime | None
    lists: dict[str, TicketFilter]


@dataclass(frozen=True, slots=True)
class PeopleWork:
    """The people in the order of their names, those tickets that nobody has last; ``others``: people left out."""

    rows: tuple[PersonWork, ...]
    others: int


def people_work(current: TicketFilter) -> PeopleWork:
    """Count the work of each assignee under a filter, each number by one statement.

    What was resolved comes from a rollup, where that knows the filter and it is more than EXACT_UP_TO; the rest from
    indexes of the period.

    Unresolved is every ticket created by the end of the period; taken counts the tickets that a person was given in
    the period by a change, whoever has them now; resolved those resolved in it that still are.
    """
    filters = work_filters(current)
    with transaction(plan_each=True, reads=True) as session:
        zone = reporting.time_zone(session).key
        unresolved = _rows(session, _unresolved(session, filters["unresolved"], zone), current, UNRESOLVED)
        resolved = _read_resolved(session, filters["resolved"], current, zone)
        taken = _rows(session, _taken(session, filters["taken"], zone), current, STATUSES)
    people: set[str | None] = {*unresolved, *resolved, *taken}
    work = [_work(name, unresolved.get(name), resolved.get(name), taken.get(name), filters) for name in people]
    most = sorted(work, key=lambda one: (one.assignee is not None, -one.unresolved - one.resolved, one.assignee or ""))
    shown = sorted(most[:PEOPLE_MAX], key=lambda one: (one.assignee is None, (one.assignee or "").casefold()))
    return PeopleWork(tuple(shown), len(most) - len(shown))


def work_filters(current: TicketFilter) -> dict[str, TicketFilter]:
    """The filters behind the numbers, of all people together."""
    after, before = current.created_after, current.created_before
    whenever = replace(current, created_after=None, created_before=None)
    return {
        "unresolved": replace(current, created_after=None, status=_statuses(current, UNRESOLVED) or UNRESOLVED),
        "taken": replace(
            whenever,
            taken_after=later_beginning(after, current.taken_after),
            taken_before=earlier_end(before, current.taken_before),
        ),
        "resolved": replace(
            whenever,
            resolved_after=later_beginning(after, current.resolved_after),
            resolved_before=earlier_end(before, current.resolved_before),
            status=_statuses(current, DONE) or DONE,
        ),
    }


def _statuses(current: TicketFilter, wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(status for status in wanted if status in (current.status or wanted))


def _rows(
    session: Session, counted: Select[Any], current: TicketFilter, statuses: tuple[str, ...]
) -> dict[str | None, Row[Any]]:
    """By person; none where the filter admits no such status."""
    if not _statuses(current, statuses):
        return {}
    return {row[0]: row for row in session.execute(counted)}


def _unresolved(session: Session, wanted: TicketFilter, zone: str) -> Select[Any]:
    columns: tuple[Any, ...] = (Ticket.assignee, func.count().label("n"), func.min(Ticket.created_at).label("oldest"))
    return select(*columns).where(*wanted.clauses(zone, session)).group_by(Ticket.assignee)


def _read_resolved(
    session: Session, wanted: TicketFilter, current: TicketFilter, zone: str
) -> dict[str | None, Row[Any]]:
    """Those resolved in the period, their median time within 2 % where they are many and the rollup knows them."""
    if work.knows(wanted) and _statuses(current, DONE):
        rough = work.resolved_by_person(session, wanted, zone)
        if sum(row.n for row in rough) > EXACT_UP_TO:
            return {row.assignee: row for row in rough}
    return _rows(session, _resolved(session, wanted, zone), current, DONE)


def _resolved(session: Session, wanted: TicketFilter, zone: str) -> Select[Any]:
    half = func.percentile_disc(0.5).within_group(Ticket.resolved_at - Ticket.created_at)
    columns: tuple[Any, ...] = (
        Ticket.assignee,
        func.count().label("n"),
        (extract("epoch", half) / 3600).label("p50_hours"),
    )
    done = Ticket.resolved_at.is_not(None)
    return select(*columns).where(done, *wanted.clauses(zone, session)).group_by(Ticket.assignee)


def _taken(session: Session, wanted: TicketFilter, zone: str) -> Select[Any]:
    """From the history alone where no other filter is on: then the ticket has only not to be in the trash.

    A ticket counts once for a person: when they were given it the first time in the period.
    """
    others = replace(wanted, taken_by=(), taken_after=None, taken_before=None)
    there = exists().where(Ticket.id == TicketEvent.ticket_id, *others.clauses(zone, session)).correlate(TicketEvent)
    in_trash = exists().where(TicketTrash.id == TicketEvent.ticket_id)
    period = period_clauses(TicketEvent.at, wanted.taken_after, wanted.taken_before, zone)
    before = period_clauses(TicketEvent.taken_before, wanted.taken_after, None, zone)
    first_time = or_(TicketEvent.taken_before.is_(None), *(not_(condition) for condition in before))
    given: list[ColumnElement[bool]] = [TicketEvent.field == "assignee", TicketEvent.new_value.is_not(None)]
    given += [*period, first_time]
    if wanted.taken_by:
        given.append(
            TicketEvent.new_value.in_(sorted({form for name in wanted.taken_by for form in (name, person(name))}))
        )
    columns: tuple[Any, ...] = (TicketEvent.new_value, func.count().label("n"))
    return select(*columns).where(*given, there if others.active() else ~in_trash).group_by(TicketEvent.new_value)


def _work(
    assignee: str | None,
    unresolved: Row[Any] | None,
    resolved: Row[Any] | None,
    taken: Row[Any] | None,
    filters: Mapping[str, TicketFilter],
) -> PersonWork:
    name = (NOBODY if assignee is None else assignee,)
    return PersonWork(
        assignee=assignee,
        unresolved=unresolved.n if unresolved else 0,
        taken=None if assignee is None else taken.n if taken else 0,
        resolved=resolved.n if resolved else 0,
        p50_hours=float(resolved.p50_hours) if resolved else None,
        oldest=unresolved.oldest if unresolved else None,
        lists={
            "unresolved": replace(filters["unresolved"], assignee=name),
            "taken": replace(filters["taken"], taken_by=name),
            "resolved": replace(filters["resolved"], assignee=name),
        },
    )

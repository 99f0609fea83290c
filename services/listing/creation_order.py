"""Pages of tickets by creation time: after a position (keyset), or at an offset from the newest or oldest.

Under category, priority and status one index range holds one combination in order, so a page takes the first rows of
each combination that is wanted and merges them. That reads no ticket that does not match, wherever in the table the
matching ones lie; walking all tickets and leaving out the others would take seconds where they are rare or old.
Far down the combinations are merged while they are read: a page then costs its own place once, not for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from itertools import product
from math import prod
from operator import eq
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Session

from db.keys import PRIORITIES, STATUSES
from db.tables.base import Priority as PriorityType
from db.tables.base import Status as StatusType
from db.tables.tickets import Category, Ticket
from services.filters.ticket_filter import TicketFilter

FIELDS = ("category", "priority", "status")
_MERGEABLE = {*FIELDS, "created_after", "created_before"}
MERGE_UP_TO = 500  # rows; for a page further down every combination is planned by itself, which takes 0.1 ms for each
COMBINATIONS_MAX = 200  # as many are planned so; with more of them the way is left to the planner

_Fields = Mapping[str, Sequence[str]]  # the values wanted of each


@dataclass(frozen=True, slots=True)
class Position:
    """A position in the order of creation. It stays where it is whatever becomes of the ticket that stood there."""

    created_at: datetime
    id: int

    @classmethod
    def of(cls, ticket: Ticket) -> Position:
        """The position of a ticket."""
        return cls(ticket.created_at, ticket.id)


def read_in_creation_order(
    session: Session,
    ticket_filter: TicketFilter,
    *,
    limit: int,
    offset: int = 0,
    after: Position | None = None,
    oldest_first: bool = False,
) -> list[Ticket]:
    """Read up to ``limit`` matching tickets, newest first or ``oldest_first``, after ``offset`` of them.

    ``after`` a position: only those that come after it in this order.
    """
    fields: _Fields = {name: list(getattr(ticket_filter, name)) for name in FIELDS if getattr(ticket_filter, name)}
    sides = (after is not None, oldest_first)
    given = page_parameters(limit, offset, after)
    if not fields or not {*ticket_filter.active()} <= _MERGEABLE:
        statement = page_by_planner(ticket_filter.clauses(), *sides)
    else:
        far = limit + offset > MERGE_UP_TO
        fields = _complete_fields(session, fields) if far else fields
        statement = _page_by_fields(ticket_filter, fields, sides, far=far)
        given |= _branch_parameters(fields) if far else fields
    return list(session.scalars(statement, given))


def page_parameters(limit: int, offset: int, after: Position | None) -> dict[str, Any]:
    """The parameters of a page, whichever way it is read."""
    given: dict[str, Any] = {"rows": limit, "offset": offset, "reach": limit + offset}
    return given if after is None else given | {"here_created_at": after.created_at, "here_id": after.id}


def _page_by_fields(
    ticket_filter: TicketFilter, fields: _Fields, sides: tuple[bool, bool], *, far: bool
) -> Select[Ticket]:
    """Select a page by category, priority and status, with or without a period."""
    if far and prod(map(len, fields.values())) > COMBINATIONS_MAX:
        return page_by_planner(ticket_filter.clauses(), *sides)
    period = TicketFilter(created_after=ticket_filter.created_after, created_before=ticket_filter.created_before)
    if far:
        counts = tuple((name, len(values)) for name, values in fields.items())
        return (
            _page_by_branches(counts, *sides, tuple(period.clauses()))
            if period.active()
            else _cached_page_by_branches(counts, *sides)
        )
    names = tuple(fields)
    return (
        _page_by_merging(names, *sides, tuple(period.clauses()))
        if period.active()
        else _cached_page_by_merging(names, *sides)
    )


def order_by_creation(row: Any, *, oldest_first: bool = False) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """ORDER BY creation for anything that has ``created_at`` and ``id``."""
    return (row.created_at, row.id) if oldest_first else (row.created_at.desc(), row.id.desc())


def page_by_planner(conditions: Sequence[ColumnElement[bool]], beyond: bool, oldest_first: bool) -> Select[Ticket]:
    """Select a page with the plan left to the planner."""
    matching = select(Ticket.id).where(*conditions, *after_position(beyond, oldest_first))
    return tickets_of(matching.order_by(*order_by_creation(Ticket, oldest_first=oldest_first)), oldest_first)


def _page_by_merging(
    names: Sequence[str], beyond: bool, oldest_first: bool, period: Sequence[ColumnElement[bool]] = ()
) -> Select[Ticket]:
    """Select a page by merging index ranges, one for each combination of values."""
    sources, matches = _combinations(names)
    order = order_by_creation(Ticket, oldest_first=oldest_first)
    stream = (
        select(Ticket.id, Ticket.created_at)
        .where(*matches, *period, *after_position(beyond, oldest_first))
        .order_by(*order)
        .limit(bindparam("reach", type_=Integer))
        .lateral("stream")
    )
    merged = select(stream.c.id).select_from(reduce(lambda left, right: left.join(right, true()), [*sources, stream]))
    return tickets_of(merged.order_by(*order_by_creation(stream.c, oldest_first=oldest_first)), oldest_first)


def _page_by_branches(
    counts: Sequence[tuple[str, int]], beyond: bool, oldest_first: bool, period: Sequence[ColumnElement[bool]] = ()
) -> Select[Ticket]:
    """Select a page by a UNION ALL branch for each combination of values, each read only as far as needed."""
    order = order_by_creation(Ticket, oldest_first=oldest_first)
    columns = [getattr(Ticket, name) for name, _ in counts]
    values: Iterable[Sequence[Any]] = product(
        *(
            [bindparam(f"wanted_{name}_{n}", type_=getattr(Ticket, name).type) for n in range(count)]
            for name, count in counts
        )
    )
    branches = [
        select(Ticket.id, Ticket.created_at)
        .where(*map(eq, columns, combination), *period, *after_position(beyond, oldest_first))
        .order_by(*order)  # without it a branch is not known to be in order, and all of them are sorted
        for combination in values
    ]
    stream = union_all(*branches).subquery("stream")
    return tickets_of(
        select(stream.c.id).order_by(*order_by_creation(stream.c, oldest_first=oldest_first)), oldest_first
    )


# To put such a statement together takes longer than to run it.
_cached_page_by_merging = lru_cache(maxsize=64)(_page_by_merging)
_cached_page_by_branches = lru_cache(maxsize=64)(_page_by_branches)


def tickets_of(ordered: Select[Any], oldest_first: bool) -> Select[Ticket]:
    """Select the tickets of the ids: whole rows are read only for the page."""
    keys = ordered.limit(bindparam("rows", type_=Integer)).offset(bindparam("offset", type_=Integer)).subquery("page")
    return (
        select(Ticket)
        .join(keys, keys.c.id == Ticket.id)
        .order_by(*order_by_creation(Ticket, oldest_first=oldest_first))
    )


def _combinations(names: Sequence[str]) -> tuple[list[FromClause], list[ColumnElement[bool]]]:
    """FROM items that yield the wanted values, and the conditions that join them. One field has an index of its own."""
    everything: dict[str, FromClause] = {
        "category": select(Category.key.label("value")).subquery("category_value"),
        "priority": _unnest_values("priority", literal(list(PRIORITIES), ARRAY(PriorityType))),
        "status": _unnest_values("status", literal(list(STATUSES), ARRAY(StatusType))),
    }
    columns = {name: getattr(Ticket, name) for name in FIELDS}
    wanted = FIELDS if len(names) > 1 else names
    sources = [
        _unnest_values(name, bindparam(name, type_=ARRAY(columns[name].type))) if name in names else everything[name]
        for name in wanted
    ]
    return sources, [columns[name] == source.c.value for name, source in zip(wanted, sources, strict=True)]


def _unnest_values(name: str, values: ColumnElement[Any]) -> FromClause:
    listed = func.unnest(values, type_=getattr(Ticket, name).type)
    return select(listed.label("value")).subquery(f"{name}_value")


def _complete_fields(session: Session, fields: _Fields) -> _Fields:
    """Complete the fields to those of the index: every value where the filter does not say."""
    if len(fields) == 1:
        return fields
    categories = fields.get("category") or session.scalars(select(Category.key)).all()
    return {"category": categories, "priority": PRIORITIES, "status": STATUSES, **fields}


def _branch_parameters(fields: _Fields) -> dict[str, str]:
    """The parameters of the branches: each value by its name there."""
    return {f"wanted_{name}_{n}": value for name, values in fields.items() for n, value in enumerate(values)}


def after_position(
    wanted: bool, oldest_first: bool, columns: tuple[Any, Any] = (Ticket.created_at, Ticket.id)
) -> list[ColumnElement[bool]]:
    if not wanted:
        return []
    here = tuple_(bindparam("here_created_at", type_=TIMESTAMP(timezone=True)), bindparam("here_id", type_=BigInteger))
    key = tuple_(*columns)
    return [key > here if oldest_first else key < here]

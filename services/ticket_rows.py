"""Tickets in the order of filing: the ones beside a position, or at a place counted from the newest.

Under category, priority and status one index range holds one combination in order, so a page takes the first rows of
each combination that is wanted and merges them. That reads no ticket that does not match, wherever in the table the
matching ones lie; walking all tickets and leaving out the others would take seconds where they are rare or old.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, func, literal, select, true, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Session

from db.tables import PRIORITIES, STATUSES, Category, Ticket
from db.tables import Priority as PriorityType
from db.tables import Status as StatusType
from services.filters import TicketFilter

FIELDS = ("category", "priority", "status")
MERGED_MAX = 60_000  # index entries that a merge may read; a page further down is left to the planner


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the order of filing. It stays where it is whatever becomes of the ticket that stood there."""

    created_at: datetime
    id: int

    @classmethod
    def of(cls, ticket: Ticket) -> Position:
        """Where the ticket stands."""
        return cls(ticket.created_at, ticket.id)


def tickets_in_order(
    session: Session,
    ticket_filter: TicketFilter,
    *,
    limit: int,
    offset: int = 0,
    beyond: Position | None = None,
    oldest_first: bool = False,
    found: ColumnElement[bool] | None = None,
) -> list[Ticket]:
    """Up to ``limit`` matching tickets, newest first or ``oldest_first``, ``offset`` of them passed over.

    ``beyond`` a position: only those that come after it in this order. ``found`` stands for the filter's search.
    """
    conditions = [] if beyond is None else [_beyond(beyond, oldest_first)]
    if found is not None:
        ticket_filter, conditions = ticket_filter.without("search"), [*conditions, found]
    if found is not None or ticket_filter.search or ticket_filter.assignee:
        keys = _plain(ticket_filter, conditions, limit=limit, offset=offset, oldest_first=oldest_first)
    else:
        keys = _keys(ticket_filter, conditions, limit=limit, offset=offset, oldest_first=oldest_first)
    statement = select(Ticket).join(keys, keys.c.id == Ticket.id).order_by(*in_order(Ticket, oldest_first=oldest_first))
    return list(session.scalars(statement))


def in_order(row: Any, *, oldest_first: bool = False) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """ORDER BY for anything that has ``created_at`` and ``id``."""
    return (row.created_at, row.id) if oldest_first else (row.created_at.desc(), row.id.desc())


def _keys(
    ticket_filter: TicketFilter,
    conditions: list[ColumnElement[bool]],
    *,
    limit: int,
    offset: int,
    oldest_first: bool,
) -> Subquery:
    """The ids of the page, merged from the ranges of an index that hold one combination each."""
    fields = {name: getattr(ticket_filter, name) for name in FIELDS if getattr(ticket_filter, name)}
    if not fields or _too_far(fields, offset + limit):
        return _plain(ticket_filter, conditions, limit=limit, offset=offset, oldest_first=oldest_first)
    sources, matches = _combinations(fields)
    rest = TicketFilter(created_after=ticket_filter.created_after, created_before=ticket_filter.created_before)
    stream = (
        select(Ticket.id, Ticket.created_at)
        .where(*matches, *rest.clauses(), *conditions)
        .order_by(*in_order(Ticket, oldest_first=oldest_first))
        .limit(limit + offset)
        .lateral("stream")
    )
    merged = _crossed(sources).add_columns(stream.c.id).join(stream, true())
    return (
        merged.order_by(*in_order(stream.c, oldest_first=oldest_first))
        .limit(limit)
        .offset(offset or None)
        .subquery("page")
    )


def _plain(
    ticket_filter: TicketFilter,
    conditions: list[ColumnElement[bool]],
    *,
    limit: int,
    offset: int,
    oldest_first: bool,
) -> Subquery:
    """The ids of the page, the way to them left to the planner."""
    matching = select(Ticket.id).where(*ticket_filter.clauses(), *conditions)
    ordered = matching.order_by(*in_order(Ticket, oldest_first=oldest_first))
    return ordered.limit(limit).offset(offset or None).subquery("page")


def _combinations(fields: dict[str, Sequence[str]]) -> tuple[list[FromClause], list[ColumnElement[bool]]]:
    """Sources that yield the wanted values, and what equals them. One field has an index of its own."""
    everything: dict[str, FromClause] = {
        "category": select(Category.key.label("value")).subquery("category_value"),
        "priority": _listed("priority", PRIORITIES),
        "status": _listed("status", STATUSES),
    }
    names = FIELDS if len(fields) > 1 else tuple(fields)
    sources = [_listed(name, fields[name]) if name in fields else everything[name] for name in names]
    columns = {name: getattr(Ticket, name) for name in FIELDS}
    return sources, [columns[name] == source.c.value for name, source in zip(names, sources, strict=True)]


def _listed(name: str, values: Sequence[str]) -> FromClause:
    kind = {"category": Ticket.category.type, "priority": PriorityType, "status": StatusType}[name]
    listed = func.unnest(literal(list(values), ARRAY(kind)), type_=kind)
    return select(listed.label("value")).subquery(f"{name}_value")


def _crossed(sources: list[FromClause]) -> Select[Any]:
    first, *others = sources
    joined = first
    for other in others:
        joined = joined.join(other, true())
    return select().select_from(joined)


def _too_far(fields: dict[str, Sequence[str]], rows: int) -> bool:
    combinations = 1
    for values in fields.values():
        combinations *= len(values)
    return combinations * rows > MERGED_MAX


def _beyond(position: Position, oldest_first: bool) -> ColumnElement[bool]:
    here = tuple_(literal(position.created_at, TIMESTAMP(timezone=True)), literal(position.id))
    key = tuple_(Ticket.created_at, Ticket.id)
    return key > here if oldest_first else key < here

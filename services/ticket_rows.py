"""Tickets in the order of filing: the ones beside a position, or at a place counted from the newest.

Under category, priority and status one index range holds one combination in order, so a page takes the first rows of
each combination that is wanted and merges them. That reads no ticket that does not match, wherever in the table the
matching ones lie; walking all tickets and leaving out the others would take seconds where they are rare or old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from math import prod
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
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Session

from db.tables import PRIORITIES, STATUSES, Category, Ticket, TicketDocument
from db.tables import Priority as PriorityType
from db.tables import Status as StatusType
from services.filters import TicketFilter
from services.search_terms import of_tickets

FIELDS = ("category", "priority", "status")
_MERGED = {*FIELDS, "created_after", "created_before"}
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

    ``beyond`` a position: only those that come after it in this order. ``found``, on TicketDocument, stands for the
    filter's search.
    """
    fields = {name: list(getattr(ticket_filter, name)) for name in FIELDS if getattr(ticket_filter, name)}
    sides = (beyond is not None, oldest_first)
    if found is not None:
        statement = _found(ticket_filter, found, sides)
    elif not fields or not {*ticket_filter.active()} <= _MERGED or _too_far(fields, offset + limit):
        statement = _plain(ticket_filter.clauses(), *sides)
    elif ticket_filter.created_after or ticket_filter.created_before:
        period = TicketFilter(created_after=ticket_filter.created_after, created_before=ticket_filter.created_before)
        statement = _merged(tuple(fields), *sides, tuple(period.clauses()))
    else:
        statement = _usual(tuple(fields), *sides)
    given: dict[str, Any] = {"rows": limit, "offset": offset, "reach": limit + offset, **fields}
    if beyond is not None:
        given |= {"here_created_at": beyond.created_at, "here_id": beyond.id}
    return list(session.scalars(statement, given))


def _found(ticket_filter: TicketFilter, found: ColumnElement[bool], sides: tuple[bool, bool]) -> Select[Ticket]:
    """The page of a search, which alone does not need the tickets to know which."""
    if ticket_filter.active() == ("search",):
        return _of_documents(found, *sides)
    return _plain([of_tickets(found), *ticket_filter.without("search").clauses()], *sides)


def in_order(row: Any, *, oldest_first: bool = False) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """ORDER BY for anything that has ``created_at`` and ``id``."""
    return (row.created_at, row.id) if oldest_first else (row.created_at.desc(), row.id.desc())


def _plain(conditions: Sequence[ColumnElement[bool]], beyond: bool, oldest_first: bool) -> Select[Ticket]:
    """The page, the way to it left to the planner."""
    matching = select(Ticket.id).where(*conditions, *_beyond(beyond, oldest_first))
    return _page(matching.order_by(*in_order(Ticket, oldest_first=oldest_first)), oldest_first)


def _of_documents(found: ColumnElement[bool], beyond: bool, oldest_first: bool) -> Select[Ticket]:
    """The page of a search and nothing else, found without the tickets."""
    key = TicketDocument.created_at, TicketDocument.ticket_id
    ids = select(TicketDocument.ticket_id.label("id")).where(found, *_beyond(beyond, oldest_first, key))
    return _page(ids.order_by(*(key if oldest_first else (column.desc() for column in key))), oldest_first)


def _merged(
    names: Sequence[str], beyond: bool, oldest_first: bool, period: Sequence[ColumnElement[bool]] = ()
) -> Select[Ticket]:
    """The page, merged from the ranges of an index that hold one combination each."""
    sources, matches = _combinations(names)
    order = in_order(Ticket, oldest_first=oldest_first)
    stream = (
        select(Ticket.id, Ticket.created_at)
        .where(*matches, *period, *_beyond(beyond, oldest_first))
        .order_by(*order)
        .limit(bindparam("reach", type_=Integer))
        .lateral("stream")
    )
    merged = select(stream.c.id).select_from(reduce(lambda left, right: left.join(right, true()), [*sources, stream]))
    return _page(merged.order_by(*in_order(stream.c, oldest_first=oldest_first)), oldest_first)


# To put such a statement together takes longer than to run it.
_usual = lru_cache(maxsize=64)(_merged)


def _page(ordered: Select[Any], oldest_first: bool) -> Select[Ticket]:
    """The tickets of the ids: read whole only once it is known which."""
    keys = ordered.limit(bindparam("rows", type_=Integer)).offset(bindparam("offset", type_=Integer)).subquery("page")
    return select(Ticket).join(keys, keys.c.id == Ticket.id).order_by(*in_order(Ticket, oldest_first=oldest_first))


def _combinations(names: Sequence[str]) -> tuple[list[FromClause], list[ColumnElement[bool]]]:
    """Sources that yield the wanted values, and what equals them. One field has an index of its own."""
    everything: dict[str, FromClause] = {
        "category": select(Category.key.label("value")).subquery("category_value"),
        "priority": _listed("priority", literal(list(PRIORITIES), ARRAY(PriorityType))),
        "status": _listed("status", literal(list(STATUSES), ARRAY(StatusType))),
    }
    columns = {name: getattr(Ticket, name) for name in FIELDS}
    wanted = FIELDS if len(names) > 1 else names
    sources = [
        _listed(name, bindparam(name, type_=ARRAY(columns[name].type))) if name in names else everything[name]
        for name in wanted
    ]
    return sources, [columns[name] == source.c.value for name, source in zip(wanted, sources, strict=True)]


def _listed(name: str, values: ColumnElement[Any]) -> FromClause:
    listed = func.unnest(values, type_=getattr(Ticket, name).type)
    return select(listed.label("value")).subquery(f"{name}_value")


def _too_far(fields: Mapping[str, Sequence[str]], rows: int) -> bool:
    return prod(map(len, fields.values())) * rows > MERGED_MAX


def _beyond(
    wanted: bool, oldest_first: bool, columns: tuple[Any, Any] = (Ticket.created_at, Ticket.id)
) -> list[ColumnElement[bool]]:
    if not wanted:
        return []
    here = tuple_(bindparam("here_created_at", type_=TIMESTAMP(timezone=True)), bindparam("here_id", type_=BigInteger))
    key = tuple_(*columns)
    return [key > here if oldest_first else key < here]

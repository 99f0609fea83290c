"""Tickets in the order of filing: the ones beside a position, or at a place counted from the newest.

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

from db.tables import PRIORITIES, STATUSES, Category, Ticket, TicketDocument
from db.tables import Priority as PriorityType
from db.tables import Status as StatusType
from services.filters.ticket_filter import TicketFilter
from services.text_search.terms import of_tickets

FIELDS = ("category", "priority", "status")
_MERGED = {*FIELDS, "created_after", "created_before"}
FAR = 500  # rows; for a page further down every combination is planned by itself, which takes 0.1 ms for each
COMBINATIONS_MAX = 200  # as many are planned so; with more of them the way is left to the planner

_Fields = Mapping[str, Sequence[str]]  # the values wanted of each


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
    fields: _Fields = {name: list(getattr(ticket_filter, name)) for name in FIELDS if getattr(ticket_filter, name)}
    sides = (beyond is not None, oldest_first)
    given: dict[str, Any] = {"rows": limit, "offset": offset, "reach": limit + offset}
    if found is not None:
        statement = _found(ticket_filter, found, sides)
    elif not fields or not {*ticket_filter.active()} <= _MERGED:
        statement = _plain(ticket_filter.clauses(), *sides)
    else:
        far = limit + offset > FAR
        fields = _every_value(session, fields) if far else fields
        statement = _of_fields(ticket_filter, fields, sides, far=far)
        given |= _numbered(fields) if far else fields
    if beyond is not None:
        given |= {"here_created_at": beyond.created_at, "here_id": beyond.id}
    return list(session.scalars(statement, given))


def _of_fields(ticket_filter: TicketFilter, fields: _Fields, sides: tuple[bool, bool], *, far: bool) -> Select[Ticket]:
    """The page under category, priority and status, perhaps of a period."""
    if far and prod(map(len, fields.values())) > COMBINATIONS_MAX:
        return _plain(ticket_filter.clauses(), *sides)
    period = TicketFilter(created_after=ticket_filter.created_after, created_before=ticket_filter.created_before)
    if far:
        counts = tuple((name, len(values)) for name, values in fields.items())
        return _branched(counts, *sides, tuple(period.clauses())) if period.active() else _usual_far(counts, *sides)
    names = tuple(fields)
    return _merged(names, *sides, tuple(period.clauses())) if period.active() else _usual(names, *sides)


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


def _branched(
    counts: Sequence[tuple[str, int]], beyond: bool, oldest_first: bool, period: Sequence[ColumnElement[bool]] = ()
) -> Select[Ticket]:
    """The same, of so many values of each field: a branch for each combination, read only as far as the page needs."""
    order = in_order(Ticket, oldest_first=oldest_first)
    columns = [getattr(Ticket, name) for name, _ in counts]
    values: Iterable[Sequence[Any]] = product(
        *(
            [bindparam(f"wanted_{name}_{n}", type_=getattr(Ticket, name).type) for n in range(count)]
            for name, count in counts
        )
    )
    branches = [
        select(Ticket.id, Ticket.created_at)
        .where(*map(eq, columns, combination), *period, *_beyond(beyond, oldest_first))
        .order_by(*order)  # without it a branch is not known to be in order, and all of them are sorted
        for combination in values
    ]
    stream = union_all(*branches).subquery("stream")
    return _page(select(stream.c.id).order_by(*in_order(stream.c, oldest_first=oldest_first)), oldest_first)


# To put such a statement together takes longer than to run it.
_usual = lru_cache(maxsize=64)(_merged)
_usual_far = lru_cache(maxsize=64)(_branched)


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


def _every_value(session: Session, fields: _Fields) -> _Fields:
    """What is wanted of each field of the index that serves: everything where the filter does not say."""
    if len(fields) == 1:
        return fields
    categories = fields.get("category") or session.scalars(select(Category.key)).all()
    return {"category": categories, "priority": PRIORITIES, "status": STATUSES, **fields}


def _numbered(fields: _Fields) -> dict[str, str]:
    """Each value by the name under which a branch asks for it."""
    return {f"wanted_{name}_{n}": value for name, values in fields.items() for n, value in enumerate(values)}


def _beyond(
    wanted: bool, oldest_first: bool, columns: tuple[Any, Any] = (Ticket.created_at, Ticket.id)
) -> list[ColumnElement[bool]]:
    if not wanted:
        return []
    here = tuple_(bindparam("here_created_at", type_=TIMESTAMP(timezone=True)), bindparam("here_id", type_=BigInteger))
    key = tuple_(*columns)
    return [key > here if oldest_first else key < here]

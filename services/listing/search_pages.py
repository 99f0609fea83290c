"""Pages and matches of a search: by words block by block, by codes and within words through the index of substrings.

Neither hangs on what the planner believes of a word. Under other filters each match is looked up among the tickets,
unless the filters leave so few that these are asked for the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, FromClause, Select, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from db.tables.tickets import Ticket, TicketDocument
from services.filters.clauses import period_clauses
from services.filters.ticket_filter import TicketFilter
from services.listing.creation_order import after_position, order_by_creation, page_by_planner, tickets_of
from services.listing.probing import few_ids
from services.text_search import session_search
from services.text_search.blocks import NEWEST, NUMBER, OLDEST, BlockQuery
from services.text_search.terms import as_ticket_condition

WALKED = 500  # of the newest documents; a code that is frequent is among them


def read_search(
    session: Session, ticket_filter: TicketFilter, given: Mapping[str, Any], *, beyond: bool, oldest_first: bool
) -> list[Ticket]:
    """Read a page of a search in the order of creation; ``given`` are the parameters of ``read_in_creation_order``."""
    sides = (beyond, oldest_first)
    number = session_search.ticket_number(session, ticket_filter.search)
    if number is not None:
        clauses = [Ticket.id == number, *ticket_filter.without("search").clauses()]
        return list(session.scalars(page_by_planner(clauses, *sides), given))
    query = session_search.likely_block_query(session, ticket_filter.search)
    if query is not None:
        tickets = list(session.scalars(_page_by_words(session, ticket_filter, query, sides), given))
        if tickets:
            session_search.words_found(session, ticket_filter.search)
        if tickets or session_search.block_query(session, ticket_filter.search) is not None:
            return tickets
    condition = session_search.other_condition(session, ticket_filter.search)
    if ticket_filter.active() != ("search",):
        clauses = [as_ticket_condition(condition), *ticket_filter.without("search").clauses()]
        return list(session.scalars(page_by_planner(clauses, *sides), given))
    if not beyond and not given["offset"]:
        walked = list(session.scalars(_page_of_documents(condition, *sides, among_first=True), given))
        if len(walked) >= given["rows"]:
            return walked
    return list(session.scalars(_page_of_documents(condition, *sides), given))


def matching(
    session: Session, ticket_filter: TicketFilter, *, zone: str | None = None, after_id: int = 0
) -> Select[Any]:
    """Select the ids of the tickets of a filter with a search, of those created after ``after_id``."""
    query = session_search.block_query(session, ticket_filter.search)
    whatever = ticket_filter.without("search")
    others = whatever.clauses(zone)
    if query is None:
        ids = session_search.matching_ids(session, ticket_filter.search)
        return select(Ticket.id).where(Ticket.id.in_(ids), *others, Ticket.id > after_id)
    few = few_ids(session, whatever, zone=zone) if others else None
    if few is not None:
        asked = _of_these(few, query)
        return select(asked.c.id).where(asked.c.id > after_id)
    blocks = replace(query, ticket=others, block=_blocks_of_period(ticket_filter))
    if after_id:
        reached = func.search_block(after_id) <= NUMBER
        blocks = replace(blocks, entry=lambda row: [row.ticket_id > after_id], block=[*blocks.block, reached])
    return blocks.ids()


def _page_by_words(
    session: Session, ticket_filter: TicketFilter, query: BlockQuery, sides: tuple[bool, bool]
) -> Select[Ticket]:
    beyond, oldest_first = sides
    whatever = ticket_filter.without("search")
    others = whatever.clauses()
    few = few_ids(session, whatever) if others else None
    if few is not None:
        asked = _of_these(few, query)
        key = asked.c.created_at, asked.c.id
        here = after_position(beyond, oldest_first, key)
        order = order_by_creation(asked.c, oldest_first=oldest_first)
        return tickets_of(select(asked.c.id).where(*here).order_by(*order), oldest_first)
    narrowed = replace(query, ticket=others, block=_blocks_of_period(ticket_filter))
    return tickets_of(narrowed.newest(oldest_first=oldest_first, beyond=beyond), oldest_first)


def _of_these(ids: list[int], query: BlockQuery) -> FromClause:
    """The tickets of these ids that have the words, each looked up: OFFSET leaves no other way."""
    these = literal(ids, ARRAY(BigInteger))
    asked = select(Ticket.id, Ticket.created_at).where(Ticket.id == any_(these), query.holds_for(Ticket.id))
    return asked.offset(0).subquery("asked")


def _blocks_of_period(ticket_filter: TicketFilter) -> list[ColumnElement[bool]]:
    """Blocks that have tickets of the period."""
    return [
        *period_clauses(NEWEST, ticket_filter.created_after, None, None),
        *period_clauses(OLDEST, None, ticket_filter.created_before, None),
    ]


def _page_of_documents(
    condition: ColumnElement[bool], beyond: bool, oldest_first: bool, *, among_first: bool = False
) -> Select[Ticket]:
    """Select a page of what a condition on documents finds, all of which are found before they are put in order.

    ``among_first``: of the first WALKED documents alone.
    """
    key = TicketDocument.created_at, TicketDocument.ticket_id
    order = key if oldest_first else tuple(column.desc() for column in key)
    conditions = [condition, *after_position(beyond, oldest_first, key)]
    if among_first:
        first = select(TicketDocument.ticket_id).order_by(*order).limit(WALKED).scalar_subquery()
        conditions.append(TicketDocument.ticket_id == any_(func.array(first)))
    matching = select(TicketDocument.ticket_id.label("id"), TicketDocument.created_at).where(*conditions)
    ids = matching.offset(0).subquery("found")
    return tickets_of(select(ids.c.id).order_by(*order_by_creation(ids.c, oldest_first=oldest_first)), oldest_first)

"""Ask for what a search finds once, for all parts of an overview that are read from the tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, any_, cast, exists, func, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from db.tables.suggestions import ShownSuggestion
from db.tables.tickets import Ticket, TicketDocument, TicketEvent
from services.filters.ticket_filter import TicketFilter
from services.rollups.totals import count_bounds
from services.stats.query import OverviewQuery
from services.stats.series.snapshot import Task
from services.stats.series.ticket_parts import EVENT_TIME, STATUS_EVENTS, since
from services.taxonomy import UNRESOLVED
from services.text_search.blocks import NEWEST, NUMBER, BlockQuery
from services.text_search.session_search import block_query, matching_ids, other_condition

SEARCH_IDS_MAX = 20_000  # tickets that a search may find for all of them to be asked for
ONE_BY_ONE = 5_000  # old tickets that are looked up for the words, which takes longer than to ask all blocks for more
MANY_RECENT = 100_000  # tickets of the period and the one before
SHARES = 2  # in which all are asked for


def search_tasks(session: Session, query: OverviewQuery) -> list[Task]:
    """Tasks that run the search once for all parts, each returning ids; for ``OverviewQuery.found``.

    Where it finds much, of the period alone and of the old tickets that still count; all in shares that are asked at
    the same time, if there is no period or either are many too. None without either: then each part asks for itself.
    """
    ids = session.scalars(matching_ids(session, query.filter.search).limit(SEARCH_IDS_MAX + 1)).all()
    if len(ids) <= SEARCH_IDS_MAX:
        text = ",".join(map(str, ids))
        return [lambda _session: text]
    asked = block_query(session, query.filter.search)
    shares: list[Task] = [partial(_share_of_ids, asked=asked, share=share) for share in range(SHARES) if asked]
    if query.since is None or (shares and _are_many_recent(session, query)):
        return shares
    earlier = _earlier_tickets(session, query, most=ONE_BY_ONE if shares else None)
    if shares and len(earlier) > ONE_BY_ONE:
        return shares
    return [partial(_matching_among, query=query, among=earlier), partial(_recent_ids, query=query)]


def _are_many_recent(session: Session, query: OverviewQuery) -> bool:
    """So many that to look for the old ones among their events takes longer than to ask all blocks."""
    bounds = count_bounds(session, TicketFilter(created_after=query.since))
    return bounds is not None and bounds[1] > MANY_RECENT


def _share_of_ids(session: Session, asked: BlockQuery, share: int) -> str:
    """Ids of all tickets that the search finds in every block that is of this share."""
    return _joined(session, replace(asked, block=[func.mod(NUMBER, SHARES) == share]).ids())


def _recent_ids(session: Session, query: OverviewQuery) -> str:
    """Ids of the tickets that the search finds among those created since the first day, separated by commas."""
    asked = block_query(session, query.filter.search)
    if asked is not None:
        block = since(query, query.since, NEWEST)
        recent = replace(asked, entry=lambda row: since(query, query.since, row.created_at), block=block)
        return _joined(session, recent.ids())
    earliest = since(query, query.since, TicketDocument.created_at)
    return _joined(session, select(TicketDocument.ticket_id).where(_document_condition(session, query), *earliest))


def _matching_among(session: Session, query: OverviewQuery, among: Sequence[int]) -> str:
    """The same of these tickets."""
    asked = block_query(session, query.filter.search)
    condition = _document_condition(session, query) if asked is None else asked.holds_for(TicketDocument.ticket_id)
    listed = TicketDocument.ticket_id == any_(cast(among, ARRAY(BigInteger)))
    return _joined(session, select(TicketDocument.ticket_id).where(listed, condition))


def _document_condition(session: Session, query: OverviewQuery) -> ColumnElement[bool]:
    return other_condition(session, query.filter.search)


def _joined(session: Session, ids: Select[Any]) -> str:
    return str(session.scalar(select(func.array_to_string(func.array(ids.scalar_subquery()), ","))))


def _earlier_tickets(session: Session, query: OverviewQuery, *, most: int | None) -> Sequence[int]:
    """Ids of tickets created before the first day that are unresolved or had an event since; one more than ``most``."""
    recent = since(query, query.since, Ticket.created_at)
    before = [~condition for condition in recent]
    events = union_all(
        select(TicketEvent.ticket_id.label("id")).where(STATUS_EVENTS, *since(query, query.first, EVENT_TIME)),
        select(ShownSuggestion.ticket_id).where(*since(query, query.since, ShownSuggestion.created_at)),
    ).subquery("events")
    earlier = union_all(
        select(Ticket.id).where(Ticket.status.in_(UNRESOLVED), *before),
        select(Ticket.id).where(*since(query, query.since, Ticket.resolved_at), *before),
        select(events.c.id).where(~exists().where(Ticket.id == events.c.id, *recent)),
    )
    return session.scalars(earlier.limit(None if most is None else most + 1)).all()

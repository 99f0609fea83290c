"""Run a search in a session: ask once whether words find anything before looking within words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from db.tables.tickets import Ticket, TicketDocument
from services.text_search.blocks import BlockQuery
from services.text_search.terms import Search

FEW = 2_000  # tickets whose numbers are read at once; a condition that names them is one that the planner can estimate


def matching_ids(session: Session, search: str) -> Select[Any]:
    """Select the ids of what a search finds.

    ``search_clause`` asks by words and within words in one; here the database is asked first whether words find any,
    once in the life of the session.
    """
    wanted = _session_search(session, search)
    if wanted.search.number is not None:
        return select(Ticket.id).where(Ticket.id == wanted.search.number)
    if not wanted.words_find_any(session):
        return select(TicketDocument.ticket_id).where(wanted.within)
    query = wanted.search.block_query
    return select(TicketDocument.ticket_id).where(wanted.search.by_words) if query is None else query.ids()


def ticket_number(session: Session, search: str) -> int | None:
    """The id of the ticket that a search asks for by its number; None for any other search."""
    return _session_search(session, search).search.number


def search_condition(session: Session, search: str) -> ColumnElement[bool]:
    """SQL condition of a search on Ticket: by the ids where they are few, which is found out by reading them."""
    ids = matching_ids(session, search)
    few = session.scalars(ids.limit(FEW + 1)).all()
    return Ticket.id.in_(few) if len(few) <= FEW else Ticket.id.in_(ids)


def block_query(session: Session, search: str) -> BlockQuery | None:
    """What a search asks of each block; None where it has to ask in another way, or within words."""
    wanted = _session_search(session, search)
    return wanted.search.block_query if wanted.words_find_any(session) else None


def likely_block_query(session: Session, search: str) -> BlockQuery | None:
    """The block query of a search without asking the database: what its words would find may be nothing."""
    wanted = _session_search(session, search)
    return None if wanted.words_find is False else wanted.search.block_query


def other_condition(session: Session, search: str) -> ColumnElement[bool]:
    """SQL condition on TicketDocument of a search without ``block_query``."""
    wanted = _session_search(session, search)
    return wanted.search.by_words if wanted.words_find_any(session) else wanted.within


def words_found(session: Session, search: str) -> None:
    """Note that words find something, so that it is not asked."""
    _session_search(session, search).words_find = True


@dataclass(slots=True)
class _SessionSearch:
    """A search in a session; ``words_find``: whether words find anything, None before that was asked."""

    search: Search
    words_find: bool | None = None

    @property
    def within(self) -> ColumnElement[bool]:
        condition = self.search.within_words
        assert condition is not None
        return condition

    def words_find_any(self, session: Session) -> bool:
        """Whether words find anything; True where nothing else is looked for."""
        if self.search.within_words is None:
            return True
        if self.words_find is None:
            query = self.search.block_query
            ids = select(TicketDocument.ticket_id).where(self.search.by_words) if query is None else query.ids()
            self.words_find = bool(session.scalar(select(exists(ids.limit(1)))))
        return self.words_find


def _session_search(session: Session, search: str) -> _SessionSearch:
    known: dict[str, _SessionSearch] = session.info.setdefault("searches", {})
    if search not in known:
        known[search] = _SessionSearch(Search(search))
    return known[search]

"""Reads: a page of tickets, counts, the latest, similar ones."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Ticket
from services.filters import TicketFilter
from services.search_similar import Similar, similar
from services.settings import PAGE_SIZES

__all__ = ["Page", "Similar", "count", "latest", "newest_id", "page", "similar"]

ROW_CAP = 10_000  # counts are exact, and page numbers reach, up to here


@dataclass(frozen=True, slots=True)
class Page:
    """``tickets`` newest first; ``count`` of all that match, ROW_CAP when there are more (``count_is_exact`` False)."""

    tickets: list[Ticket]
    count: int
    count_is_exact: bool
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages can be reached by number, at least 1."""
        return _pages(self.count, self.size)


def page(ticket_filter: TicketFilter, *, number: int = 1, size: int = PAGE_SIZES[0]) -> Page:
    """Page ``number`` (from 1) of the tickets that match, newest first; past the end it is the last one."""
    matching = select(Ticket).where(*ticket_filter.clauses())
    with transaction() as session:
        counted = _count_to(session, matching, ROW_CAP + 1)
        number = min(max(number, 1), _pages(min(counted, ROW_CAP), size))
        rows = session.scalars(_newest_first(matching).limit(size).offset((number - 1) * size)).all()
    return Page(list(rows), min(counted, ROW_CAP), counted <= ROW_CAP, number, size)


def count(ticket_filter: TicketFilter, *, after_id: int = 0) -> tuple[int, bool]:
    """How many match of those filed after ``after_id``, and whether that is exact (else more than ROW_CAP)."""
    matching = select(Ticket).where(*ticket_filter.clauses(), Ticket.id > after_id)
    with transaction() as session:
        counted = _count_to(session, matching, ROW_CAP + 1)
    return min(counted, ROW_CAP), counted <= ROW_CAP


def latest(limit: int) -> list[Ticket]:
    """The newest ``limit`` tickets."""
    with transaction() as session:
        return list(session.scalars(_newest_first(select(Ticket)).limit(limit)).all())


def newest_id() -> int:
    """The id of the ticket that was filed last, 0 without any."""
    with transaction() as session:
        return session.scalar(select(func.max(Ticket.id))) or 0


def _newest_first(tickets: Select[Ticket]) -> Select[Ticket]:
    return tickets.order_by(Ticket.created_at.desc(), Ticket.id.desc())


def _count_to(session: Session, tickets: Select[Ticket], limit: int) -> int:
    """How many rows, counting no further than ``limit``."""
    bounded = tickets.with_only_columns(Ticket.id).limit(limit).subquery()
    return session.scalar(select(func.count()).select_from(bounded)) or 0


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))

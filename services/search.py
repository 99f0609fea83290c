"""Reads: a page of tickets, counts, the latest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Select, func, literal, select
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Ticket
from services.filters import TicketFilter
from services.settings import PAGE_SIZES

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


@dataclass(frozen=True, slots=True)
class Similar:
    """A ticket and how alike its text is, 0..1."""

    ticket: Ticket
    score: float


def similar(text: str, *, limit: int = 5, confirmed: bool = False) -> list[Similar]:
    """Tickets that read alike, the most alike first."""
    words = {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2}
    any_of = func.to_tsquery(literal("simple").cast(REGCONFIG), " | ".join(sorted(words)) or "none", type_=TSQUERY)
    found = select(Ticket).where(Ticket.search.op("@@")(any_of))
    with transaction() as session:
        candidates = session.scalars(_newest_first(found).limit(200)).all()
    scored = (Similar(ticket, _overlap(words, f"{ticket.title} {ticket.description}")) for ticket in candidates)
    return sorted(scored, key=lambda one: one.score, reverse=True)[:limit]


def _overlap(words: set[str], text: str) -> float:
    others = {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2}
    return len(words & others) / max(1, len(words | others))


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

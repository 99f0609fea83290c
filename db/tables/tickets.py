"""Categories, tickets, their history, notes and trash, what is searched, and bulk changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, FetchedValue, ForeignKey, Identity, Integer, String, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import TO_REVIEW, Base, DecidedBy, EventKind, Priority, ReviewState, Status


class Category(Base):
    __tablename__ = "category"

    key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    description: Mapped[str] = mapped_column(server_default=FetchedValue())
    keywords: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=FetchedValue())
    position: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    archived_at: Mapped[datetime | None]


class Ticket(Base):
    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str]
    category: Mapped[str] = mapped_column(ForeignKey(Category.key))
    category_set_by: Mapped[str] = mapped_column(DecidedBy, server_default=FetchedValue())
    priority: Mapped[str] = mapped_column(Priority)
    priority_set_by: Mapped[str] = mapped_column(DecidedBy, server_default=FetchedValue())
    status: Mapped[str] = mapped_column(Status, server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    resolved_at: Mapped[datetime | None]
    requester: Mapped[str | None]
    assignee: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(unique=True)
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    category_review: Mapped[str | None] = mapped_column(ReviewState)
    priority_review: Mapped[str | None] = mapped_column(ReviewState)

    @property
    def review(self) -> str | None:
        """Whether what the classifier filled in for a program is ``decided`` or ``to_review``; None: neither.

        As the filter ``review`` finds it: a field that somebody confirmed does not count, and one to review is enough.
        """
        fields = ((self.category_review, self.category_set_by), (self.priority_review, self.priority_set_by))
        states = {state for state, set_by in fields if state is not None and set_by == "classifier"}
        return TO_REVIEW if TO_REVIEW in states else next(iter(states), None)


class TicketDocument(Base):
    """What is searched of a ticket; triggers keep it. ``folded``: title and text, ``words``: what they consist of."""

    __tablename__ = "ticket_document"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    folded: Mapped[str]
    words: Mapped[Any] = mapped_column(TSVECTOR)


class SearchEntry(Base):
    """What a search asks of a ticket: its words, each with the number of its block before it; triggers keep it."""

    __tablename__ = "search_entry"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    keys: Mapped[Any] = mapped_column(TSVECTOR)


search_backlog = Table(
    "search_backlog",
    Base.metadata,
    Column("below", BigInteger, nullable=False),
    Column("has_words", Boolean, nullable=False),
)


class TicketEvent(Base):
    __tablename__ = "ticket_event"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    kind: Mapped[str] = mapped_column(EventKind)
    field: Mapped[str | None]
    old_value: Mapped[str | None]
    new_value: Mapped[str | None]
    set_by: Mapped[str | None] = mapped_column(DecidedBy)
    resolved_at: Mapped[datetime | None]
    undone: Mapped[bool] = mapped_column(server_default=FetchedValue())
    run_id: Mapped[int | None] = mapped_column(BigInteger, server_default=FetchedValue())
    taken_before: Mapped[datetime | None] = mapped_column(server_default=FetchedValue())


class TicketNote(Base):
    __tablename__ = "ticket_note"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class TicketTrash(Base):
    __tablename__ = "ticket_trash"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    deleted_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    deleted_by: Mapped[str]
    ticket: Mapped[dict[str, Any]] = mapped_column(JSONB)
    merged_into: Mapped[int | None] = mapped_column(BigInteger)


class BulkChange(Base):
    __tablename__ = "bulk_change"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(server_default=FetchedValue())
    deletes: Mapped[bool]


class BulkChangeTicket(Base):
    __tablename__ = "bulk_change_ticket"

    change_id: Mapped[int] = mapped_column(ForeignKey("bulk_change.id", ondelete="CASCADE"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(Status)
    priority: Mapped[str] = mapped_column(Priority)
    priority_set_by: Mapped[str] = mapped_column(DecidedBy)
    category: Mapped[str]
    category_set_by: Mapped[str] = mapped_column(DecidedBy)
    assignee: Mapped[str | None]
    resolved_at: Mapped[datetime | None]

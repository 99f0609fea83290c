"""What classifiers suggested, and what language models were sent, answered and cost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, REAL
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Priority
from db.tables.tickets import Category


class StoredSource(Base):
    __tablename__ = "suggestion_source"

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, Identity(always=True), unique=True)


class ShownSuggestion(Base):
    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    latency_ms: Mapped[float] = mapped_column(REAL)
    rationale: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=FetchedValue())
    category: Mapped[str | None] = mapped_column(ForeignKey(Category.key))
    category_confidence: Mapped[float | None] = mapped_column(REAL)
    category_chosen: Mapped[str] = mapped_column(ForeignKey(Category.key))
    category_touched: Mapped[bool]
    priority: Mapped[str | None] = mapped_column(Priority)
    priority_confidence: Mapped[float | None] = mapped_column(REAL)
    priority_chosen: Mapped[str] = mapped_column(Priority)
    priority_touched: Mapped[bool]


class SentText(Base):
    __tablename__ = "sent_text"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    title: Mapped[str]
    description: Mapped[str]
    examples: Mapped[int | None] = mapped_column(SmallInteger)


class SentDraft(Base):
    __tablename__ = "sent_draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    examples: Mapped[int] = mapped_column(SmallInteger)
    masked: Mapped[list[str]] = mapped_column(ARRAY(Text))


class ModelAnswer(Base):
    __tablename__ = "model_answer"

    key: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    used_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    latency_ms: Mapped[float] = mapped_column(REAL)
    category: Mapped[dict[str, Any]] = mapped_column(JSONB)
    priority: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ModelCalls(Base):
    __tablename__ = "model_calls"

    day: Mapped[date] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)


class ModelServer(Base):
    __tablename__ = "model_server"

    server: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[dict[str, Any]] = mapped_column(JSONB)
    quirks: Mapped[list[str]] = mapped_column(ARRAY(Text))
    first_ms: Mapped[float | None] = mapped_column(REAL)
    learned_at: Mapped[datetime]

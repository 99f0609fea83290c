"""How good suggestions were found to be: evaluation runs, and promises."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSONB, REAL
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class EvaluationRun(Base):
    """Sources measured on confirmed tickets: the test cases in their order, and the figures once it has ended."""

    __tablename__ = "evaluation_run"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    job_id: Mapped[int | None] = mapped_column(BigInteger)
    sample: Mapped[str]
    sources: Mapped[list[str]] = mapped_column(ARRAY(Text))
    version: Mapped[int] = mapped_column(BigInteger)
    tickets: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    category_labels: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    priority_labels: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    ended_at: Mapped[datetime | None]


class EvaluationAnswer(Base):
    """What one source answered for some of a run's tickets, side by side."""

    __tablename__ = "evaluation_answer"

    run_id: Mapped[int] = mapped_column(ForeignKey("evaluation_run.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    predicted: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    confidence: Mapped[list[float]] = mapped_column(ARRAY(REAL))
    trouble: Mapped[str] = mapped_column(server_default=FetchedValue())


class EvaluationLatency(Base):
    """How long each call to a source took, in milliseconds, for some of a run's tickets."""

    __tablename__ = "evaluation_latency"

    run_id: Mapped[int] = mapped_column(ForeignKey("evaluation_run.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    latency_ms: Mapped[list[float]] = mapped_column(ARRAY(REAL))


class Promise(Base):
    """What a lead promised of the tickets that need no person: at most so many per cent wrong."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    wrong_percent: Mapped[int] = mapped_column(SmallInteger)
    started_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    started_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    ended_because: Mapped[str | None]
    notice: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    notice_read: Mapped[bool] = mapped_column(server_default=FetchedValue())


class PromiseLook(Base):
    """The threshold of a field under a promise, as one training or the beginning of a promise found it."""

    __tablename__ = "promise_look"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    field: Mapped[str]
    wrong_percent: Mapped[int] = mapped_column(SmallInteger)
    version: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    answers: Mapped[int] = mapped_column(Integer)
    looked_at: Mapped[int] = mapped_column(Integer)
    threshold: Mapped[float | None] = mapped_column(DOUBLE_PRECISION)
    decided: Mapped[int] = mapped_column(Integer)
    decided_right: Mapped[int] = mapped_column(Integer)


class PromiseDecision(Base):
    """A field of a ticket that was decided without a person."""

    __tablename__ = "promise_decision"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"))
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    value: Mapped[str]
    confidence: Mapped[float] = mapped_column(REAL)
    version: Mapped[int] = mapped_column(BigInteger)
    sampled_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

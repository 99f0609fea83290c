"""Runs that classify many tickets, their parts, and the pace of calls to language models."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class ClassifyRun(Base):
    """By what tickets were classified, and on whose behalf."""

    __tablename__ = "classify_run"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    job_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    version: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime | None]
    change_id: Mapped[int] = mapped_column(BigInteger)


class ClassifyPart(Base):
    """Some of the tickets of a run, and which attempt of which job has taken them."""

    __tablename__ = "classify_part"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    tickets: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    taken_by: Mapped[int | None] = mapped_column(BigInteger)
    taken_attempt: Mapped[int | None] = mapped_column(Integer)
    done_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class ModelRate(Base):
    """When the next call to a language model may be made."""

    __tablename__ = "model_rate"

    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"), primary_key=True)
    free_at: Mapped[datetime]

"""Work that runs in the background, its files, and imports."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE, JSONB, REAL
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    format: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    actor: Mapped[str]
    title: Mapped[str] = mapped_column(server_default=FetchedValue())
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    state: Mapped[str] = mapped_column(server_default=FetchedValue())
    queue_id: Mapped[int | None] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    lost: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    position: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    so_far: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    done: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    total: Mapped[int | None] = mapped_column(BigInteger)
    rate: Mapped[float | None] = mapped_column(REAL)
    cancel_requested: Mapped[bool] = mapped_column(server_default=FetchedValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]


class JobFile(Base):
    __tablename__ = "job_file"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    part: Mapped[bytes] = mapped_column(LargeBinary)


class ImportMapping(Base):
    __tablename__ = "import_mapping"

    columns: Mapped[str] = mapped_column(primary_key=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSONB)
    used_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class TicketImport(Base):
    __tablename__ = "ticket_import"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(server_default=FetchedValue())
    name: Mapped[str]
    undone_at: Mapped[datetime | None]


class TicketImportBatch(Base):
    __tablename__ = "ticket_import_batch"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("ticket_import.id", ondelete="CASCADE"))
    tickets: Mapped[Any] = mapped_column(INT8MULTIRANGE)
    undated: Mapped[Any] = mapped_column(INT8MULTIRANGE, server_default=FetchedValue())

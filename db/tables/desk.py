"""Settings, saved views and dashboards, notes on days and answers kept for repeated requests."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class Setting(Base):
    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class SavedView(Base):
    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    params: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class SavedDashboard(Base):
    """A dashboard under a name; ``owner`` is a person or a browser, "" the desk."""

    __tablename__ = "saved_dashboard"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    owner: Mapped[str]
    name: Mapped[str]
    params: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=FetchedValue())
    version: Mapped[int] = mapped_column(server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class FirstDashboard(Base):
    """Which dashboard opens first; None is the one that nobody saved."""

    __tablename__ = "first_dashboard"

    owner: Mapped[str] = mapped_column(primary_key=True)
    dashboard_id: Mapped[int | None] = mapped_column(ForeignKey("saved_dashboard.id", ondelete="CASCADE"))


class DayNote(Base):
    """A note on a day; ``left_out``: its counts do not tell what is usual."""

    __tablename__ = "day_note"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    day: Mapped[date]
    text: Mapped[str]
    author: Mapped[str]
    left_out: Mapped[bool] = mapped_column(server_default=FetchedValue())
    version: Mapped[int] = mapped_column(server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class DayNoteState(Base):
    """How often notes on days changed; a trigger counts."""

    __tablename__ = "day_note_state"

    id: Mapped[bool] = mapped_column(primary_key=True)
    changes: Mapped[int] = mapped_column(BigInteger)


class IdempotencyKey(Base):
    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    status: Mapped[int | None] = mapped_column(Integer)
    headers: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    body: Mapped[str | None]

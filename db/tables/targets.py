"""The tables of targets as SQLAlchemy sees them; db/sql/0045_targets.sql says what they hold and how they are kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, FetchedValue, ForeignKey, Identity, Integer, SmallInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Priority, Status


class TargetPolicy(Base):
    """Working hours and targets for the tickets created from ``since`` on, up to the next policy."""

    __tablename__ = "target_policy"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    since: Mapped[datetime] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    made_by: Mapped[str]
    zone: Mapped[str]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    opens: Mapped[int] = mapped_column(SmallInteger)
    closes: Mapped[int] = mapped_column(SmallInteger)
    holidays: Mapped[list[date]] = mapped_column(ARRAY(Date), server_default=FetchedValue())


class Target(Base):
    """Minutes of working time for a priority, of one category or of all."""

    __tablename__ = "target"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("target_policy.id", ondelete="CASCADE"))
    priority: Mapped[str] = mapped_column(Priority)
    category: Mapped[str | None] = mapped_column(ForeignKey("category.key"))
    respond_minutes: Mapped[int | None] = mapped_column(Integer)
    resolve_minutes: Mapped[int | None] = mapped_column(Integer)


class WorkingDay(Base):
    """The working time of a day; ``worked``: seconds of it in the days before."""

    __tablename__ = "working_day"

    policy_id: Mapped[int] = mapped_column(ForeignKey("target_policy.id", ondelete="CASCADE"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    ends_at: Mapped[datetime]
    worked: Mapped[int] = mapped_column(BigInteger)


class TicketTarget(Base):
    """Until when a ticket was or is to be answered and resolved, and when it was; triggers keep it."""

    __tablename__ = "ticket_target"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    policy_id: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    category: Mapped[str]
    priority: Mapped[str] = mapped_column(Priority)
    status: Mapped[str] = mapped_column(Status)
    respond_risk_at: Mapped[datetime | None]
    respond_by: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]
    resolve_risk_at: Mapped[datetime | None]
    resolve_by: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    breach_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue())
    risk_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue())

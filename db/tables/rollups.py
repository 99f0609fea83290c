"""The rollups as SQLAlchemy sees them; db/sql/0004_*.sql and 0012_*.sql say what they hold and how they are kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    FetchedValue,
    Integer,
    SmallInteger,
    Table,
    Text,
)

from db.tables.base import Base, Priority, Status

FACTS = ("created", "resolved", "reopened", "duration", "suggested")
SPANS = ("all", "month", "day")
HOURS = tuple(f"h{hour}" for hour in range(24))

Fact = Enum(*FACTS, name="stat_fact")
Span = Enum(*SPANS, name="stat_span")


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _ticket_key() -> tuple[Column[str], ...]:
    """What a ticket is now; the same for all of a ticket's counts."""
    return (
        Column("category", Text, primary_key=True),
        Column("priority", Priority, primary_key=True),
        Column("status", Status, primary_key=True),
    )


def _any_ticket_key() -> tuple[Column[Any], ...]:
    """The same where a field may also be any, which is NULL; ``level`` says which are."""
    return (
        Column("category", Text),
        Column("priority", Priority),
        Column("status", Status),
        Column("level", SmallInteger, nullable=False, server_default=FetchedValue()),
    )


stat_delta = Table(
    "stat_delta",
    Base.metadata,
    Column("fact", Fact, nullable=False),
    Column("day", Date, nullable=False),
    Column("slot", SmallInteger, nullable=False),
    Column("category", Text, nullable=False),
    Column("priority", Priority, nullable=False),
    Column("status", Status, nullable=False),
    _number("n"),
)

rollup_state = Table(
    "rollup_state",
    Base.metadata,
    Column("id", Boolean, primary_key=True, server_default=FetchedValue()),
    Column("zone", Text, nullable=False),
    Column("days", Integer, nullable=False, server_default=FetchedValue()),
    Column("folds", BigInteger, nullable=False, server_default=FetchedValue()),
)

stat_check = Table(
    "stat_check",
    Base.metadata,
    Column("id", Boolean, primary_key=True, server_default=FetchedValue()),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("differing", BigInteger, nullable=False),
)

retained_count = Table(
    "retained_count",
    Base.metadata,
    Column("fact", Fact, primary_key=True),
    Column("at", DateTime(timezone=True), primary_key=True),
    Column("slot", SmallInteger, primary_key=True),
    *_ticket_key(),
    _number("n"),
)

retained_state = Table(
    "retained_state",
    Base.metadata,
    Column("id", Boolean, primary_key=True, server_default=FetchedValue()),
    Column("tickets", BigInteger, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

rollup_total = Table("rollup_total", Base.metadata, *_ticket_key(), _number("n"))

rollup_day = Table(
    "rollup_day", Base.metadata, Column("day", Date, primary_key=True), _number("created"), _number("resolved")
)

rollup_created = Table(
    "rollup_created",
    Base.metadata,
    Column("day", Date, nullable=False),
    *_any_ticket_key(),
    _number("n"),
    *map(_number, HOURS),
)

rollup_month = Table(
    "rollup_month",
    Base.metadata,
    Column("month", Date, nullable=False),
    *_any_ticket_key(),
    _number("n"),
)

rollup_flow = Table(
    "rollup_flow",
    Base.metadata,
    Column("day", Date, nullable=False),
    *_any_ticket_key(),
    _number("resolved"),
    _number("reopened"),
)

rollup_duration = Table(
    "rollup_duration",
    Base.metadata,
    Column("span", Span, nullable=False),
    Column("since", Date, nullable=False),
    *_any_ticket_key(),
    Column("bucket", SmallInteger, nullable=False),
    _number("n"),
)

rollup_suggestion = Table(
    "rollup_suggestion",
    Base.metadata,
    Column("day", Date, nullable=False),
    *_any_ticket_key(),
    Column("outcome", SmallInteger, nullable=False),
    _number("n"),
)

stat_delta_target = Table(
    "stat_delta_target",
    Base.metadata,
    Column("day", Date, nullable=False),
    Column("category", Text, nullable=False),
    Column("priority", Priority, nullable=False),
    Column("status", Status, nullable=False),
    _number("kept"),
    _number("breached"),
)

rollup_target = Table(
    "rollup_target",
    Base.metadata,
    Column("day", Date, primary_key=True),
    *_ticket_key(),
    _number("kept"),
    _number("breached"),
)

stat_delta_work = Table(
    "stat_delta_work",
    Base.metadata,
    Column("month", Date, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("bucket", SmallInteger, nullable=False),
    _number("n"),
)

rollup_work = Table(
    "rollup_work",
    Base.metadata,
    Column("month", Date, primary_key=True),
    Column("assignee", Text, primary_key=True),
    Column("bucket", SmallInteger, primary_key=True),
    _number("n"),
)

"""The tables of topics as SQLAlchemy sees them; db/sql/0060_topics.sql says what they hold."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Double, FetchedValue, ForeignKey, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class Topic(Base):
    """A topic: the words that mark it, the rule by which a text belongs to it, and its name if it was given one."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    terms: Mapped[dict[str, float]] = mapped_column(JSONB)
    least: Mapped[float] = mapped_column(Double)
    read: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str | None]
    named_by: Mapped[str | None]
    found_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    seen_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class TopicState(Base):
    """When topics were last looked for, by which version of the rules tickets have theirs, and up to where."""

    __tablename__ = "topic_state"

    id: Mapped[bool] = mapped_column(primary_key=True, server_default=FetchedValue())
    rules: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    changes: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    looked_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    read: Mapped[int] = mapped_column(Integer)
    upto: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    upto_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class TicketTopic(Base):
    """The topic of a ticket; None: it belongs to none."""

    __tablename__ = "ticket_topic"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    rules: Mapped[int] = mapped_column(BigInteger)

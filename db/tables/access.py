"""Who was here, who is signed in, how often they call, the audit log, as SQLAlchemy sees them; see 0041, 0042, 0064."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, Column, FetchedValue, Identity, LargeBinary, String, Table, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base

_Time = TIMESTAMP(timezone=True)


def _now(name: str) -> Column[object]:
    return Column(name, _Time, nullable=False, server_default=FetchedValue())


class ApiToken(Base):
    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    scope: Mapped[str]
    handle: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    made_by: Mapped[str]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


person = Table(
    "person",
    Base.metadata,
    Column("name", String(200), primary_key=True),
    Column("role", Text, nullable=False),
    _now("first_seen_at"),
    _now("last_seen_at"),
    _now("told_at"),
)

sign_in_session = Table(
    "sign_in_session",
    Base.metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("begun", LargeBinary, nullable=False, unique=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person", String(200), nullable=False),
    Column("groups", ARRAY(Text), nullable=False, server_default=FetchedValue()),
    Column("role", Text, nullable=False),
    Column("address", Text, nullable=False),
    _now("began_at"),
    Column("expires_at", _Time, nullable=False),
    _now("last_seen_at"),
    Column("ended_at", _Time),
    Column("ended_by", Text),
    Column("id_token", Text),
)

audit_entry = Table(
    "audit_entry",
    Base.metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _now("at"),
    Column("actor", Text, nullable=False),
    Column("address", Text),
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
)

call_rate = Table(
    "call_rate",
    Base.metadata,
    Column("name", LargeBinary, primary_key=True),
    Column("full_at", _Time, nullable=False),
)

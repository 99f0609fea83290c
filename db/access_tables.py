"""Who was here and who is signed in, as SQLAlchemy sees it; db/sql/0041_sign_in.sql says what is kept."""

from __future__ import annotations

from sqlalchemy import ARRAY, BigInteger, Column, FetchedValue, Identity, LargeBinary, String, Table, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

from db.tables import Base

_Time = TIMESTAMP(timezone=True)


def _now(name: str) -> Column[object]:
    return Column(name, _Time, nullable=False, server_default=FetchedValue())


person = Table(
    "person",
    Base.metadata,
    Column("name", String(200), primary_key=True),
    Column("role", Text, nullable=False),
    _now("first_seen_at"),
    _now("last_seen_at"),
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

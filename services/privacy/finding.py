"""The tickets of a requester, open and in the trash."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.privacy.matching import is_name

FOUND = f"""
    SELECT id, to_jsonb(ticket) AS ticket, CAST(NULL AS timestamptz) AS deleted_at
    FROM ticket WHERE {is_name("requester")}
    UNION ALL
    SELECT id, ticket, deleted_at FROM ticket_trash WHERE {is_name("ticket ->> 'requester'")}
"""  # noqa: S608 - our own
_IDS = text(f"SELECT id FROM ({FOUND}) AS found")  # noqa: S608 - our own


def ids_of(session: Session, name: str) -> list[int]:
    """List the ids of a requester's tickets."""
    return list(session.scalars(_IDS, {"name": name}))


def same(session: Session, name: str, values: list[str]) -> set[str]:
    """Those of the texts that are the name, whatever its case, accents and spaces."""
    return set(session.scalars(_SAME, {"values": values, "name": name}))


_SAME = text(f"SELECT value FROM unnest(CAST(:values AS text[])) AS value WHERE {is_name('value')}")  # noqa: S608 - our own

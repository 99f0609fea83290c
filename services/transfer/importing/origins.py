"""Which import a ticket came from: each import with the name of its file, and the ids of its tickets as ranges.

A batch of an import is one row with a multirange of ids, mostly a single range: recording it costs an import nothing
that can be measured, and the tickets themselves carry nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.jobs import TicketImport

NAME_MAX = 255


def begin(session: Session, name: str) -> int:
    """The id of a new import of the file ``name``, in somebody else's transaction."""
    statement = insert(TicketImport).values(name=name[:NAME_MAX]).returning(TicketImport.id)
    return session.scalars(statement).one()


def add(session: Session, import_id: int, ids: Sequence[int], undated_ids: Sequence[int]) -> None:
    """Record a batch: the ids of its tickets, rising, and of those that have their date from the import."""
    session.execute(_ADD, {"import": import_id, "ids": _ranges(ids), "undated": _ranges(undated_ids)})


def file_of(ticket_id: int) -> str | None:
    """The name of the file that a ticket came from; None for a ticket that was not imported."""
    with transaction() as session:
        name: str | None = session.scalar(_FILE_OF, {"ticket": ticket_id})
    return name


def _ranges(ids: Sequence[int]) -> str:
    """Rising ids as PostgreSQL writes a multirange: ``{[1,4),[7,8)}``."""
    spans: list[list[int]] = []
    for number in ids:
        if spans and spans[-1][1] == number:
            spans[-1][1] = number + 1
        else:
            spans.append([number, number + 1])
    return "{" + ",".join(f"[{first},{end})" for first, end in spans) + "}"


_ADD = text(
    "INSERT INTO ticket_import_batch (import_id, tickets, undated)"
    " VALUES (:import, CAST(:ids AS int8multirange), CAST(:undated AS int8multirange))"
)
_FILE_OF = text(
    """
    SELECT name FROM ticket_import_batch JOIN ticket_import ON ticket_import.id = import_id
    WHERE tickets @> CAST(:ticket AS bigint) LIMIT 1
    """
)

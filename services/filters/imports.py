"""Filter tickets by the import that they came from: its ID, or DATED for all but those that an import gave its date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, false, func, or_, select

from db.engine import transaction
from db.tables.jobs import TicketImport, TicketImportBatch
from db.tables.tickets import Ticket
from services.errors import TriageError

DATED = "dated"
ID_DIGITS = 15  # of an ID at most


def came_from(values: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition: of one of these imports; DATED: not one that has its date from an import."""
    ids = [int(value) for value in values if _is_id(value)]
    conditions: list[ColumnElement[bool]] = [false()]
    if ids:
        conditions.append(_in_ranges(TicketImportBatch.tickets, TicketImportBatch.import_id.in_(ids)))
    if DATED in values:
        conditions.append(~has_date_of_import())
    return or_(*conditions)


def has_date_of_import() -> ColumnElement[bool]:
    """SQL condition: the ticket has its date from an import, as there was none in the file."""
    return _in_ranges(TicketImportBatch.undated, ~func.isempty(TicketImportBatch.undated))


def import_label(value: str) -> str:
    """What an import is called: by the name of its file."""
    if value == DATED:
        return "With a date of their own"
    try:
        return (_file_name(int(value)) if _is_id(value) else "") or f"Import {value}"
    except TriageError:
        return f"Import {value}"


def import_phrase(values: Sequence[str]) -> str:
    """``imported from tickets.csv or with a date of their own``."""
    files = [import_label(value) for value in values if value != DATED]
    parts = [f"imported from {' or '.join(files)}"] if files else []
    if DATED in values:
        parts.append("with a date of their own")
    return " or ".join(parts)


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= ID_DIGITS


def _in_ranges(ranges: Any, which: ColumnElement[bool]) -> ColumnElement[bool]:
    """With the ends of all ranges beside it, so that the index of the IDs is of use."""
    every = select(func.coalesce(func.range_agg(ranges), func.int8multirange())).where(which).scalar_subquery()
    first = select(func.coalesce(func.min(func.lower(ranges)), 0)).where(which).scalar_subquery()
    end = select(func.coalesce(func.max(func.upper(ranges)), 0)).where(which).scalar_subquery()
    inside = Ticket.id.op("<@", is_comparison=True)(every)
    return and_(Ticket.id >= cast(first, BigInteger), Ticket.id < cast(end, BigInteger), inside)


def _file_name(import_id: int) -> str:
    with transaction() as session:
        row = session.get(TicketImport, import_id)
    return row.name if row else ""

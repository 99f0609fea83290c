"""Whether anything changed, for pages that refresh themselves."""

from __future__ import annotations

from sqlalchemy import func, select

from db.engine import transaction
from db.tables import TicketEvent


def version() -> int:
    """A number that is another one after every change of any ticket; one look at the end of an index."""
    with transaction() as session:
        return session.scalar(select(func.max(TicketEvent.id))) or 0

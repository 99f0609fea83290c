"""Whether anything changed, for pages that refresh themselves."""

from __future__ import annotations

from sqlalchemy import func, select

from db.engine import transaction
from db.tables import TicketEvent

NEWEST = 1_000


def version() -> int:
    """A number that is another one after a change of any ticket.

    The sum of the newest event ids, a look at the end of an index: unlike the highest id it also tells of a transaction
    that took its ids earlier and committed later. Events that are removed are noticed when they are among the newest.
    """
    newest = select(TicketEvent.id).order_by(TicketEvent.id.desc()).limit(NEWEST).subquery()
    with transaction() as session:
        return int(session.scalar(select(func.sum(newest.c.id))) or 0)

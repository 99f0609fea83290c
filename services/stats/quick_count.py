"""How many tickets match, as far as can be said at once: the same on a link and above the list that it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from services.filters.ticket_filter import TicketFilter
from services.listing.counting import ROW_CAP, counted_beside
from services.stats.totals import bounds


def count_at_once(
    session: Session, ticket_filter: TicketFilter, matching: Callable[[], Select[Any]], *, seen: int = 0
) -> tuple[int, bool]:
    """How many match, or at least so many and False: as the rollups know or, where they do not, as far as a count gets.

    ``matching`` selects these tickets, ``seen`` of them are known to match. The transaction goes on as it was.
    """
    least, most = bounds(session, ticket_filter) or (0, None)
    if least == most or least >= ROW_CAP:
        return least, least == most
    counted, exact = counted_beside(session, matching())
    count = counted if exact else max(counted, least, min(seen, ROW_CAP))
    return count, exact or count == most

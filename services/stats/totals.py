"""How many tickets match, where the all-time totals know it."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.filters import TicketFilter
from services.stats.source import KEYS, OF_KIND, parameters


def total(session: Session, ticket_filter: TicketFilter) -> int | None:
    """Exactly how many there are now; None when the filter asks for more than category, priority and status."""
    if not set(ticket_filter.active()) <= set(KEYS):
        return None
    return int(session.scalar(_TOTAL, parameters(ticket_filter)) or 0)


_TOTAL = text(
    f"""
    SELECT sum(n) FROM (
        SELECT n FROM rollup_total WHERE {OF_KIND}
        UNION ALL
        SELECT n FROM stat_delta WHERE fact = 'created' AND {OF_KIND}
    ) AS part
    """  # noqa: S608 - ours
)

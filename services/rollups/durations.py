"""Read the rollup of times to resolution: the spans of a period, their SQL, and how many tickets they count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.filters.ticket_filter import TicketFilter
from services.rollups.source import IN_PERIOD, OF_KIND, source_parameters
from services.rollups.spans import Span, every_month, spans, whole_days_only

By = Literal["all", "category", "priority", "day", "month"]


def resolved_total(session: Session, ticket_filter: TicketFilter) -> int:
    """Count the tickets resolved in the filter's period that still are; the rollups have to know the filter."""
    chosen = duration_spans(ticket_filter, "all")
    total = text(f"{durations_sql(chosen)} SELECT sum(n) FROM part")  # noqa: S608 - ours
    return int(session.scalar(total, source_parameters(ticket_filter) | span_dates(chosen)) or 0)


def duration_spans(ticket_filter: TicketFilter, by: By) -> list[Span]:
    """Split the filter's period into spans of the rollup, empty ones left out."""
    first, last = ticket_filter.created_after, ticket_filter.created_before
    if by == "day":
        return [whole_days_only(first, last)]
    if by == "month" and first is None and last is None:
        return [every_month()]
    return [span for span in spans(first, last, date.max) if span.first <= span.last]


def durations_sql(chosen: Sequence[Span]) -> str:
    """SQL that selects from these spans by name, so that none but these are planned; ``span_dates`` has their days."""
    kept = [
        f"SELECT since AS day, category, priority, bucket, {span.sign} * n AS n FROM rollup_duration"  # noqa: S608 - ours
        f" WHERE span = '{span.name}' AND level = :{'level_of_times' if span.name == 'day' else 'level'} AND {OF_KIND}"
        f" AND since BETWEEN :from_{place} AND :to_{place}"
        for place, span in enumerate(chosen)
    ]
    return f"WITH part AS ({' UNION ALL '.join([*kept, _NOT_FOLDED])})"


def span_dates(chosen: Sequence[Span]) -> dict[str, date]:
    return {
        name: day
        for place, span in enumerate(chosen)
        for name, day in ((f"from_{place}", span.first), (f"to_{place}", span.last))
    }


_NOT_FOLDED = f"""
    SELECT day, category, priority, slot AS bucket, n FROM stat_delta
    WHERE fact = 'duration' AND {OF_KIND} AND {IN_PERIOD}
"""  # noqa: S608 - ours

"""An overview of made-up numbers, for what has to be tried out before there are others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData

from db.keys import PRIORITIES
from services.filters.ticket_filter import SOURCES, TicketFilter
from services.rollups.source import source_parameters
from services.stats.query import OverviewQuery
from services.stats.series.overview import Overview, overview_of
from services.stats.series.result import OverviewResult
from services.stats.series.selects import ACCEPTED, COUNTED, FLOWED, TIMES

CATEGORY = "general"


def example_overview(current: TicketFilter, days: int, today: date, zone: str) -> Overview:
    """The last ``days`` days, which are the period of ``current``, with a ticket each."""
    every = [today - timedelta(days=n) for n in range(days)]
    return overview_of(
        OverviewResult(
            OverviewQuery(current, zone, today, source_parameters(current)),
            categories=((CATEGORY, False),),
            counts=_rows(COUNTED, _counts(every)),
            flow=_rows(FLOWED, ((day, 1, 0, 1) for day in every)),
            times=_rows(TIMES, ((False, key, None, days, 2.0, 9.0) for key in (None, CATEGORY))),
            suggestions=_rows(ACCEPTED, ((day, source, 20, 10) for day in every for source in SOURCES)),
            trend=("day", tuple((day, 1, 2.0, 9.0) for day in every)),
            drilldowns=(),
        )
    )


def _counts(days: Sequence[date]) -> Iterable[tuple[Any, ...]]:
    yield from (("day", day.isoformat(), None, None, 1, 1) for day in days)
    yield from (("pair", CATEGORY, priority, None, 1, 1) for priority in PRIORITIES)
    yield from (("age", "0", priority, "open", 1, 1) for priority in PRIORITIES)
    yield ("hour", "1", "9", None, 1, 1)


def _rows(columns: Sequence[str], values: Iterable[tuple[Any, ...]]) -> tuple[Row[Any], ...]:
    result: IteratorResult[Any] = IteratorResult(SimpleResultMetaData(columns), iter(values))
    return tuple(result.all())

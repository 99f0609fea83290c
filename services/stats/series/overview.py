"""The numbers and series of the dashboard for one filter and one period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from db.keys import IN_PROGRESS, OPEN
from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import from_rollups, source_parameters
from services.stats.drilldown import Drilldown, count_drilldown, drilldown_filters
from services.stats.found_tickets import FoundTickets
from services.stats.query import OVERVIEWS_MAX, OverviewQuery
from services.stats.resolution import Trend, resolution_trend
from services.stats.series import rollup_parts, search_parts, ticket_parts
from services.stats.series.parts import PARTS, Part
from services.stats.series.result import OverviewResult
from services.stats.series.snapshot import Snapshot, Task, take_snapshot


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one period.

    ``total`` tickets created in it, ``avg_per_day`` over its days with at least one. ``open`` and ``in_progress``:
    created up to its end and so now, None of a period before; ``unresolved``: both together, of a period before the
    backlog at its end. ``resolved`` in it and still; half of these took up to ``p50_hours`` (nearest rank, None without
    any). ``suggested``: suggestions shown in it, ``chosen``: those of them of which everything was chosen.
    """

    total: int
    open: int | None
    in_progress: int | None
    unresolved: int
    avg_per_day: float
    resolved: int
    p50_hours: float | None
    p90_hours: float | None
    suggested: int
    chosen: int


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """A period (both days included), the one before of the same length, and the series of the period.

    Without a beginning the period is all time, from the first day with a ticket, and there is none before; nor is there
    for one that begins or ends within a day. It ends today when the filter does not say so or says later.

    - ``days``: day (datetime64), created, resolved, reopened, unresolved (the backlog at its end); every day
    - ``category``, ``priority``: key, n
    - ``pairs``: category, priority, n
    - ``week``: weekday (1 is Monday), hour, n, most (of n, on the day with the most of them)
    - ``weeks``: week (how many before the last one), category, priority, n; whole weeks, of the newest twelve
    - ``age``: age (of AGES), priority, n; what was created up to the period's end and is unresolved now
    - ``resolution``: key (a category), n, p50_hours, p90_hours
    - ``weekly_resolution``: week, key (a category), n, p50_hours; of the newest twelve weeks, without a row where there
      are more tickets than are read one by one
    - ``acceptance``: day (datetime64), source, suggested, chosen; suggestions, of which a ticket has at most one
      by each source: as many tickets were created on that day and have one by that source
    - ``resolution_trend``: key (datetime64), n, p50_hours, p90_hours; by day of resolution or, ``by_month``, its month

    Of the filter each of category, priority, pairs, week and resolution leaves out what it shows itself; so do weeks
    and weekly_resolution.

    Suggestions, resolutions and reopenings can be more than their tickets: ``suggested``, ``resolved`` and ``reopened``
    say how many tickets these are, as far as that can be counted at once. None where no filter can list them.

    Whoever reads the same rows under the same filter gets the same object: it is shared, so nobody changes its frames.
    """

    first: date
    last: date
    before: tuple[date, date] | None
    now: Numbers
    previous: Numbers | None
    days: pd.DataFrame
    category: pd.DataFrame
    priority: pd.DataFrame
    pairs: pd.DataFrame
    week: pd.DataFrame
    weeks: pd.DataFrame
    age: pd.DataFrame
    resolution: pd.DataFrame
    weekly_resolution: pd.DataFrame
    acceptance: pd.DataFrame
    resolution_trend: pd.DataFrame
    by_month: bool
    suggested: Drilldown | None
    resolved: Drilldown | None
    reopened: Drilldown | None


_NO_TREND: Trend = ("day", ())


def overview(ticket_filter: TicketFilter, parts: frozenset[Part] = PARTS) -> Overview:
    """Read the numbers and series of the dashboard, on one snapshot, in a few statements run in parallel.

    What is not of ``parts`` is not asked: its numbers are 0 or None, its series empty.
    """
    with take_snapshot() as snapshot:
        return _read(snapshot, ticket_filter, parts)


def overview_against(
    ticket_filter: TicketFilter, other: TicketFilter, parts: frozenset[Part] = PARTS
) -> tuple[Overview, Overview]:
    """Read the overview of a filter against that of another one, both on one snapshot.

    The first has the period of the second as ``before`` and its numbers, at the end of that, as ``previous``.
    ``parts`` as of ``overview``.
    """
    with take_snapshot() as snapshot:
        compared = _read(snapshot, other, parts)
        numbers = _read(snapshot, ticket_filter, parts)
    return _against(numbers, compared), compared


@lru_cache(OVERVIEWS_MAX)
def _against(numbers: Overview, compared: Overview) -> Overview:
    unresolved = int(compared.days["unresolved"].iloc[-1])
    previous = replace(compared.now, open=None, in_progress=None, unresolved=unresolved)
    return replace(numbers, before=(compared.first, compared.last), previous=previous)


def _read(snapshot: Snapshot, ticket_filter: TicketFilter, parts: frozenset[Part]) -> Overview:
    query = OverviewQuery(ticket_filter, snapshot.zone, snapshot.today, source_parameters(ticket_filter))
    return overview_of(_run_statements(snapshot, query, parts))


@lru_cache(OVERVIEWS_MAX)
def overview_of(result: OverviewResult) -> Overview:
    """Make the numbers and series of the rows."""
    return Overview(
        first=result.first,
        last=result.last,
        before=result.query.previous_period,
        now=_numbers(result, before=False),
        previous=_numbers(result, before=True) if result.query.previous_period else None,
        days=result.days(),
        category=result.breakdown("category"),
        priority=result.breakdown("priority"),
        pairs=result.pairs(),
        week=result.week(),
        weeks=result.weeks(),
        age=result.age(),
        resolution=result.resolution(),
        weekly_resolution=result.weekly_resolution(),
        acceptance=result.acceptance(),
        resolution_trend=result.resolution_trend(),
        by_month=result.trend[0] == "month",
        suggested=result.drilldown("suggested"),
        resolved=result.drilldown("resolved"),
        reopened=result.drilldown("reopened"),
    )


def _run_statements(snapshot: Snapshot, query: OverviewQuery, parts: frozenset[Part]) -> OverviewResult:
    """Run the statements: from the rollups as far as they can tell, the longest first."""
    filters = {name: tickets for name, tickets in drilldown_filters(query.filter).items() if name in parts}
    counting: list[Task] = [partial(count_drilldown, query=query, tickets=tickets) for tickets in filters.values()]
    drilldowns: list[Drilldown] = []
    if query.filter.search and (searches := search_parts.search_tasks(snapshot.session, query)):
        ids_and_drilldowns = snapshot.run_parallel([*searches, *counting])
        ids, drilldowns = ids_and_drilldowns[: len(searches)], ids_and_drilldowns[len(searches) :]
        counting = []
        query = replace(query, found=FoundTickets(ids))
    tasks = _tasks(query, parts)
    results = snapshot.run_parallel([*(partial(task, query=query) for task in tasks.values()), *counting])
    rows = dict(zip(tasks, results, strict=False))
    times, trend = rows["both"] if "both" in rows else (rows.get("times", ()), rows.get("trend", _NO_TREND))
    return OverviewResult(
        replace(query, found=None),  # which may have megabytes
        categories=tuple((category.key, category.archived) for category in taxonomy.read(snapshot.session)),
        counts=(*rows.get("hours", ()), *rows["created"]),
        flow=tuple(rows["flow"]),
        times=tuple(times),
        suggestions=tuple(rows.get("suggestions", ())),
        trend=(trend[0], tuple(trend[1])),
        drilldowns=tuple(zip(filters, drilldowns or results[len(tasks) :], strict=True)),
    )


def _tasks(query: OverviewQuery, parts: frozenset[Part]) -> dict[str, Callable[..., Any]]:
    """The statements by name, the longest first; ``both``: times and trend, which the tickets give together."""
    by_rollups = from_rollups(query.filter)
    hourly = from_rollups(query.filter, "hours")
    tasks: dict[str, Callable[..., Any]] = {}
    if hourly and "hours" in parts:
        tasks["hours"] = rollup_parts.hourly_counts
    tasks["created"] = (rollup_parts if hourly else ticket_parts).created_counts
    if by_rollups:
        tasks |= {"times": rollup_parts.resolution_times} if "times" in parts else {}
        tasks |= {"trend": resolution_trend} if "trend" in parts else {}
    elif parts & {"times", "trend"}:
        tasks["both"] = ticket_parts.resolution_times_and_trend
    tasks["flow"] = (rollup_parts if by_rollups else ticket_parts).flow_counts
    if "suggestions" in parts:
        of_suggestions = rollup_parts if from_rollups(query.filter, "suggestions") else ticket_parts
        tasks["suggestions"] = of_suggestions.suggestion_counts
    return tasks


def _numbers(result: OverviewResult, *, before: bool) -> Numbers:
    total, average = result.total(before=before)
    resolved, half, most = result.time_to_resolution(before=before)
    shown = result.acceptance(before=before)
    return Numbers(
        total=total,
        open=None if before else result.unresolved(OPEN),
        in_progress=None if before else result.unresolved(IN_PROGRESS),
        unresolved=result.unresolved_before() if before else result.unresolved(),
        avg_per_day=average,
        resolved=resolved,
        p50_hours=half,
        p90_hours=most,
        suggested=int(shown["suggested"].sum()),
        chosen=int(shown["chosen"].sum()),
    )

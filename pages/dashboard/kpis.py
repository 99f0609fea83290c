"""What each KPI tile says: its number, the change from the previous period, its small chart's values, its tickets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from pages.dashboard.board import Board
from pages.widgets.formatting import DAYS_FROM, DurationUnit, counted, hours, percent
from services.stats import Drilldown, Numbers, Overview, significance
from services.stats.changes import change_of_hours, points, relative, signed
from services.stats.insights.comparison import times_of
from services.stats.significance import Times
from services.stats.targets.target_numbers import Targets

NO_VALUE = "–"
WEEK = "7D"  # of a moving mean
FEW = significance.SUGGESTED_MIN  # suggestions: of fewer the number says more than a percentage


@dataclass(frozen=True, slots=True)
class Tile:
    """One number. ``change`` in words with its sign, None without a period before; ``good`` is up, down or neither.

    ``certain``: the change is more than chance. ``said``: a value of ``series`` in words, in the unit of ``value``.
    """

    name: str
    value: str
    change: str | None
    good: Literal["up", "down", ""]
    series: pd.Series[Any]
    kind: Literal["bar", "line"]
    said: Callable[[float], str]
    help: str
    target: Drilldown | None
    certain: bool = False


def kpis(board: Board) -> tuple[Tile, ...]:
    """All of them, in their order."""
    overview, created, resolved = board.overview, board.created(), board.resolved()
    return (
        _tickets(overview, created),
        _unresolved(board, board.unresolved()),
        _average(overview, created),
        _median(board, resolved),
        _p90(board, resolved),
        _acceptance(overview),
        *_of_targets(board),
    )


def _tickets(overview: Overview, target: Drilldown) -> Tile:
    now, before = overview.now, overview.previous
    change = relative(now.total, before.total) if before else None
    explained = "Tickets created in the period. Bars: by day."
    series = overview.days.set_index("day")["created"]
    return Tile("Tickets", f"{now.total:,}", change, "", series, "bar", "{:,.0f}".format, explained, target)


def _unresolved(board: Board, target: Drilldown) -> Tile:
    overview = board.overview
    now, before = overview.now, overview.previous
    series = overview.days.set_index("day")["unresolved"]
    # Of a past period some were resolved later: the backlog then is what compares with the backlog before.
    change = signed(int(series.iloc[-1]) - before.unresolved) if before else None
    explained = (
        f"{now.open:,} open, {now.in_progress:,} in progress. Every ticket created by the end of the period that is"
        " still unresolved. Line: at the end of each day."
    )
    follows = before is not None and board.comparison.other is None  # what its days added says so of the days before
    certain = follows and before is not None and significance.backlog_moved(overview.days, before.unresolved)
    return Tile(
        "Unresolved",
        f"{now.unresolved:,}",
        change,
        "down",
        series,
        "line",
        "{:,.0f}".format,
        explained,
        target,
        certain,
    )


def _average(overview: Overview, target: Drilldown) -> Tile:
    now, before = overview.now, overview.previous
    change = signed(now.avg_per_day - before.avg_per_day, "{:,.1f}") if before and before.total else None
    series = overview.days.set_index("day")["created"].rolling(WEEK).mean()
    explained = "Over the days with at least one ticket. Line: mean of seven days."
    value = f"{now.avg_per_day:,.1f}"
    return Tile("Average per day", value, change, "", series, "line", "{:,.1f}".format, explained, target)


def _median(board: Board, target: Drilldown) -> Tile:
    explained = "Median time to resolution: half of the tickets resolved in this period took no longer."
    return _time(board, target, "Half resolved within", explained, "p50_hours", significance.median_differs)


def _p90(board: Board, target: Drilldown) -> Tile:
    explained = "90th percentile of the time to resolution: 90% of the tickets resolved in this period took no longer."
    return _time(board, target, "90% resolved within", explained, "p90_hours", significance.p90_differs)


def _time(
    board: Board,
    target: Drilldown,
    name: str,
    explained: str,
    column: Literal["p50_hours", "p90_hours"],
    differs: Callable[[Times, Times], bool],
) -> Tile:
    overview = board.overview
    now, before = getattr(overview.now, column), getattr(overview.previous, column, None)
    change = None if now is None or before is None else change_of_hours(now, before)
    explained += (
        f" Line: by {'month of resolution' if overview.by_month else 'day of resolution, median of seven days'}."
    )
    series = overview.resolution_trend.set_index("key")[column]
    if not overview.by_month:
        series = series.rolling(WEEK).median()
    value = NO_VALUE if now is None else hours(now)
    certain = overview.previous is not None and differs(times_of(overview.now), times_of(overview.previous))
    unit = DurationUnit.of(now or 0.0, days_from=DAYS_FROM)
    return Tile(name, value, change, "down", series, "line", unit.said, explained, target, certain)


def _acceptance(overview: Overview) -> Tile:
    shown, before = overview.now, overview.previous
    compared = before is not None and min(shown.suggested, before.suggested) >= FEW
    change = points(shown.chosen / shown.suggested - before.chosen / before.suggested) if before and compared else None
    weeks = overview.acceptance.groupby("day")[["suggested", "chosen"]].sum().rolling(WEEK).sum()
    series = (weeks["chosen"] / weeks["suggested"])[weeks["suggested"] >= FEW]
    explained = (
        "Acceptance rate: suggestions that were submitted unchanged. Line: over seven days with at least"
        f" {FEW} suggestions."
    )
    target = overview.suggested
    if target and target.exact and target.count < shown.suggested:
        explained += f" {shown.suggested:,} suggestions for {target.count:,} tickets, which are listed."
    certain = before is not None and significance.share_differs(
        shown.chosen, shown.suggested, before.chosen, before.suggested
    )
    return Tile(
        "Suggestions accepted", _accepted(shown), change, "up", series, "line", percent, explained, target, certain
    )


def _of_targets(board: Board) -> tuple[Tile, ...]:
    """The two tiles of targets; none where no targets are set."""
    return () if board.targets is None else (_kept(board.targets), _breached(board.targets))


def _kept(targets: Targets) -> Tile:
    now, before = targets.overview.now, targets.overview.previous
    compared = before is not None and min(now.decided, before.decided) >= FEW
    change = points(now.kept / now.decided - before.kept / before.decided) if before and compared else None
    certain = before is not None and significance.share_differs(now.kept, now.decided, before.kept, before.decided)
    weeks = targets.overview.days.set_index("day").rolling(WEEK).sum()
    decided = weeks.sum(axis=1)
    series = (weeks["kept"] / decided)[decided >= FEW]
    explained = (
        "Tickets created in the period that kept their targets, of those that kept or breached them."
        f" Line: over seven days with at least {FEW} of them."
    )
    value = f"{now.kept:,} of {now.decided:,}" if 0 < now.decided < FEW else NO_VALUE
    value = percent(now.kept / now.decided) if now.decided >= FEW else value
    return Tile("Targets kept", value, change, "up", series, "line", percent, explained, targets.decided, certain)


def _breached(targets: Targets) -> Tile:
    of = targets.breached
    explained = (
        "Unresolved tickets that have breached a target by now, created at any time up to the end of the period."
    )
    value = counted(of.count, exact=of.exact)
    nothing = pd.Series(dtype=float)
    return Tile("Breached now", value, None, "down", nothing, "line", "{:,.0f}".format, explained, of)


def _accepted(numbers: Numbers) -> str:
    """ "86%"; of a few suggestions "1 of 3", as a percentage would say more than is known."""
    if not numbers.suggested:
        return NO_VALUE
    if numbers.suggested < FEW:
        return f"{numbers.chosen:,} of {numbers.suggested:,}"
    return percent(numbers.chosen / numbers.suggested)

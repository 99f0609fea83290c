"""KPI tiles: value, change from the previous period, sparkline, drill-down.

The line is neutral. A change is green or red only where it is good or bad and more than chance, by the tests of
services/stats/significance.py; else it is grey.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.board_table import notes_column
from pages.dashboard.cards.chart_card import Chart, Link, drilldown_link
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.charts.sparkline import HEIGHT, sparkline
from pages.dashboard.exporting.download_menu import Menu, table_button
from pages.dashboard.finished import finished
from pages.widgets.charts.theme import Drawing
from pages.widgets.formatting import DAYS_FROM, DurationUnit, counted, hours, percent
from pages.widgets.layout import is_phone
from services.stats import Drilldown, Numbers, Overview, significance
from services.stats.changes import NO_CHANGE, change_of_hours, points, relative, signed
from services.stats.insights.comparison import times_of
from services.stats.significance import Times
from services.stats.targets.target_numbers import Targets

WEEK = "7D"  # of a moving mean
NOT_COMPARED = "no comparison"
STILL = (None, NO_CHANGE)
NARROWEST, ON_A_PHONE = 172, 150  # pixels of a tile: each name in one line; on a phone two abreast all the same
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


@dataclass(frozen=True, slots=True)
class Tiles:
    """All tiles, the small charts that some have, by their names, and these as a table."""

    tiles: tuple[Tile, ...]
    courses: Mapping[str, Chart]
    table: Menu | None


def tiles(board: Board) -> None:
    """Draw the row of KPI tiles."""
    made = finished(tiles_of, board)
    # Read row by row: six abreast (eight where there are targets), three or four on a tablet, two on a phone, and never
    # four and two. No half knows how high the other is, and nobody how large the reader's letters are: so each tile has
    # every part or its room.
    if is_phone():
        _draw_grid(made.tiles, 2, ON_A_PHONE, board, made.courses)
    else:
        abreast = len(made.tiles) // 2
        with st.grid(2, min_column_width=abreast * NARROWEST):
            for half in (made.tiles[:abreast], made.tiles[abreast:]):
                with st.container():
                    _draw_grid(half, abreast, NARROWEST, board, made.courses)
    if made.table:
        made.table.draw()


def tiles_of(board: Board) -> Tiles:
    """Make the row."""
    overview, created, resolved = board.overview, board.created(), board.resolved()
    shown = (
        _tickets(overview, created),
        _unresolved(board, board.unresolved()),
        _average(overview, created),
        _median(board, resolved),
        _p90(board, resolved),
        _acceptance(overview),
        *_of_targets(board),
    )
    notes = board.notes()
    courses = {
        tile.name: sparkline(tile.series, tile.kind, tile.name, tile.said, notes) for tile in shown if _has_series(tile)
    }
    table = table_button("tiles", "Small charts as a table", _table(courses)) if courses else None
    return Tiles(shown, {name: Chart.of(drawn) for name, drawn in courses.items()}, table)


def _table(courses: Mapping[str, Drawing]) -> ChartTable:
    """The values of all small charts, by the names of their tiles."""
    frame = pd.concat([drawn.data["rows"].assign(name=name) for name, drawn in courses.items()])
    return ChartTable(frame, {"Number": "name", "Days": "said", "Value": "shown"} | notes_column(frame))


def _draw_grid(shown: Sequence[Tile], columns: int, narrowest: int, board: Board, courses: Mapping[str, Chart]) -> None:
    with st.grid(columns, min_column_width=narrowest, border=True):
        for tile in shown:
            _draw(tile, board, courses.get(tile.name), any_series=bool(courses))


def _has_series(tile: Tile) -> bool:
    return len(tile.series.dropna()) > 1


def _draw(tile: Tile, board: Board, course: Chart | None, *, any_series: bool) -> None:
    """``course``: its small chart, if it has one; ``any_series``: whether any tile has."""
    key = tile.name.lower().replace(" ", "_").replace("%", "")
    with st.container(gap="xsmall", key=f"tile_{key}"):
        _value(tile, board)
        if course:
            course.draw(f"course_{key}")
        elif any_series:
            st.space(HEIGHT)
        if tile.target and tile.target.count:
            drilldown_link(Link(tile.target))
        else:
            _link_placeholder(key)


def _value(tile: Tile, board: Board) -> None:
    """With its name above it, which wraps: the label of ``st.metric`` is cut off where it is too long."""
    overview, other = board.overview, board.comparison
    against = board.against if other.other else _days(overview.before) if overview.before else ""
    compared = f" Change: against {against}." if against and tile.change else ""
    with st.container(gap=None):
        st.markdown(f":small[{tile.name}]", help=tile.help + compared)
        st.metric(
            tile.name,
            tile.value,
            tile.change or (NOT_COMPARED if overview.previous else None),
            delta_color=_colour(tile) if other.period else "off",  # of two filters neither is better
            delta_arrow="off" if tile.change in STILL else "auto",
            label_visibility="collapsed",
        )


def _link_placeholder(key: str) -> None:
    """1.25 rem, as high as a link is in the column; none on paper, where there are no links (see print_styles)."""
    with st.container(gap=None, key=f"no_link_{key}"):
        st.space("small")
        st.space("xsmall")


_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "": "off"}


def _colour(tile: Tile) -> Literal["normal", "inverse", "off"]:
    """Green or red where the change is good or bad for certain, else grey."""
    return "off" if tile.change in STILL or not tile.certain else _COLOURS[tile.good]


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
    value = "–" if now is None else hours(now)
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
    value = f"{now.kept:,} of {now.decided:,}" if 0 < now.decided < FEW else "–"
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
        return "–"
    if numbers.suggested < FEW:
        return f"{numbers.chosen:,} of {numbers.suggested:,}"
    return percent(numbers.chosen / numbers.suggested)


def _days(period: tuple[Any, Any]) -> str:
    first, last = period
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b} to {last:%-d %b %Y}"

"""KPI tiles: value, change from the previous period, sparkline, drill-down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.chart_card import Link, draw, drilldown_link
from pages.dashboard.charts.sparkline import HEIGHT, sparkline
from pages.widgets.charts.theme import MUTED
from pages.widgets.formatting import hours, percent
from pages.widgets.layout import is_phone
from services.stats import Drilldown, Numbers, Overview
from services.taxonomy import CRITICAL, RESOLVED

WEEK = "7D"  # of a moving mean
NO_CHANGE, NOT_COMPARED = "no change", "no comparison"
STILL = (None, NO_CHANGE)
NARROWEST, ON_A_PHONE = 172, 150  # pixels of a tile: each name in one line; on a phone two abreast all the same
NOTED = 0.01  # of a duration: a smaller change is none


@dataclass(frozen=True, slots=True)
class Tile:
    """One number. ``change`` in words with its sign, None without a period before; ``good`` is up, down or neither."""

    name: str
    value: str
    change: str | None
    good: Literal["up", "down", ""]
    series: pd.Series[Any]
    kind: Literal["bar", "line"]
    help: str
    target: Drilldown | None


def tiles(board: Board) -> None:
    """Draw the row of KPI tiles."""
    overview, created, resolved = board.overview, board.created(), board.resolved()
    shown = (
        _tickets(overview, created),
        _unresolved(overview, board.unresolved()),
        _average(overview, created),
        _median(board, resolved),
        _p90(board, resolved),
        _acceptance(overview),
    )
    # Pairs, so that they stand six abreast, three on a tablet, two on a phone, and never four and two. No pair knows
    # how high another is, and nobody how large the reader's letters are: so each tile has every part or its room.
    any_series = any(map(_has_series, shown))
    narrowest = ON_A_PHONE if is_phone() else NARROWEST
    for column, pair in zip(st.columns(3), (shown[:2], shown[2:4], shown[4:]), strict=True):
        with column, st.grid(2, min_column_width=narrowest, border=True):
            for tile in pair:
                _draw(tile, overview, any_series)


def _has_series(tile: Tile) -> bool:
    return len(tile.series.dropna()) > 1


def _draw(tile: Tile, overview: Overview, any_series: bool) -> None:
    """``any_series``: whether any tile has one."""
    key = tile.name.lower().replace(" ", "_").replace("%", "")
    with st.container(gap="xsmall", key=f"tile_{key}"):
        _value(tile, overview)
        if _has_series(tile):
            description = f"{tile.name} over the period"
            draw(f"course_{key}", sparkline(tile.series, tile.kind, description, slot=_slot(tile)))
        elif any_series:
            st.space(HEIGHT)
        if tile.target and tile.target.count:
            drilldown_link(Link(tile.target))
        else:
            _link_placeholder(key)


def _value(tile: Tile, overview: Overview) -> None:
    """With its name above it, which wraps: the label of ``st.metric`` is cut off where it is too long."""
    compared = f" Change: against {_days(overview.before)}." if overview.before and tile.change else ""
    with st.container(gap=None):
        st.markdown(f":small[{tile.name}]", help=tile.help + compared)
        st.metric(
            tile.name,
            tile.value,
            tile.change or (NOT_COMPARED if overview.previous else None),
            delta_color="off" if tile.change in STILL else _COLOURS[tile.good],
            delta_arrow="off" if tile.change in STILL else "auto",
            label_visibility="collapsed",
        )


def _link_placeholder(key: str) -> None:
    """1.25 rem, as high as a link is in the column; none on paper, where there are no links (see print_styles)."""
    with st.container(gap=None, key=f"no_link_{key}"):
        st.space("small")
        st.space("xsmall")


_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "": "off"}


def _slot(tile: Tile) -> str:
    """The colour of the sparkline: that of the change, where good or bad is certain."""
    if not tile.good or tile.change in STILL:
        return MUTED
    return CRITICAL if str(tile.change).startswith("-") == (tile.good == "up") else RESOLVED


def _tickets(overview: Overview, target: Drilldown) -> Tile:
    now, before = overview.now, overview.previous
    change = _relative(now.total, before.total) if before else None
    explained = "Tickets created in the period. Bars: by day."
    return Tile("Tickets", f"{now.total:,}", change, "", overview.days["created"], "bar", explained, target)


def _unresolved(overview: Overview, target: Drilldown) -> Tile:
    now, before = overview.now, overview.previous
    series = overview.days["unresolved"]
    # Of a past period some were resolved later: the backlog then is what compares with the backlog before.
    change = _signed(int(series.iloc[-1]) - before.unresolved) if before else None
    explained = (
        f"{now.open:,} open, {now.in_progress:,} in progress: created up to the end of the period, not resolved now."
        " Line: at the end of each day."
    )
    return Tile("Open or in progress", f"{now.unresolved:,}", change, "down", series, "line", explained, target)


def _average(overview: Overview, target: Drilldown) -> Tile:
    now, before = overview.now, overview.previous
    change = _signed(now.avg_per_day - before.avg_per_day, "{:,.1f}") if before and before.total else None
    series = overview.days.set_index("day")["created"].rolling(WEEK).mean()
    explained = "Over the days with at least one ticket. Line: mean of seven days."
    return Tile("Average per day", f"{now.avg_per_day:,.1f}", change, "", series, "line", explained, target)


def _median(board: Board, target: Drilldown) -> Tile:
    return _time(board, target, "Half resolved within", "Half", lambda numbers: numbers.p50_hours, "p50_hours")


def _p90(board: Board, target: Drilldown) -> Tile:
    return _time(board, target, "90% resolved within", "Nine in ten", lambda numbers: numbers.p90_hours, "p90_hours")


def _time(
    board: Board, target: Drilldown, name: str, share: str, hours_of: Callable[[Numbers], float | None], column: str
) -> Tile:
    overview = board.overview
    now, before = hours_of(overview.now), hours_of(overview.previous) if overview.previous else None
    change = None if now is None or before is None else _change_of_hours(now, before)
    explained = (
        f"{share} of the tickets resolved in the period took no longer than this from filing to resolution."
        f" Line: by {'month of resolution' if overview.by_month else 'day of resolution, median of seven days'}."
    )
    series = overview.resolution_trend.set_index("key")[column]
    if not overview.by_month:
        series = series.rolling(WEEK).median()
    value = "–" if now is None else hours(now)
    return Tile(name, value, change, "down", series, "line", explained, target)


def _acceptance(overview: Overview) -> Tile:
    now, before = _share(overview.now), _share(overview.previous) if overview.previous else None
    change = None if now is None or before is None else _points(now - before)
    weeks = overview.acceptance.groupby("day")[["suggested", "chosen"]].sum().rolling(WEEK).sum()
    series = weeks["chosen"] / weeks["suggested"]
    explained = (
        "Of the suggestions shown while a ticket was filed, those that were kept in full. Line: over seven days."
    )
    target = overview.suggested
    if target and target.exact and target.count < overview.now.suggested:
        explained += f" {overview.now.suggested:,} suggestions of {target.count:,} tickets, which are listed."
    value = "–" if now is None else percent(now)
    return Tile("Suggestions accepted", value, change, "up", series, "line", explained, target)


def _share(numbers: Numbers) -> float | None:
    return numbers.chosen / numbers.suggested if numbers.suggested else None


def _relative(now: int, before: int) -> str | None:
    """ "8%" more or "-8%" less; None where there was nothing to compare with."""
    return _signed(round(100 * (now - before) / before), "{:,}%") if before else None


def _points(change: float) -> str:
    points = round(100 * change)
    return _signed(points, "{:,} point" if abs(points) == 1 else "{:,} points")


def _signed(number: float, form: str = "{:,}") -> str:
    said = form.format(number)
    return NO_CHANGE if said in (form.format(0), form.format(-0.0)) else said


def _change_of_hours(now: float, before: float) -> str:
    said = hours(abs(now - before), beside=now)
    if abs(now - before) < NOTED * before or said.startswith("0.0 "):
        return NO_CHANGE
    return ("-" if now < before else "") + said


def _days(period: tuple[Any, Any]) -> str:
    first, last = period
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b} to {last:%-d %b %Y}"

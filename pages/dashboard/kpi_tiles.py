"""The headline numbers, each with its change against the period before, its course, and the way to its tickets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.chart_card import Link, draw, list_link
from pages.dashboard.charts.sparkline import HEIGHT, sparkline
from pages.dashboard.charts.theme import MUTED
from pages.widgets.formatting import hours, percent
from pages.widgets.layout import on_a_phone
from services.stats import Listing, Numbers, Overview
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
    course: pd.Series[Any]
    kind: Literal["bar", "line"]
    help: str
    listing: Listing | None


def tiles(board: Board) -> None:
    """The row of headline numbers."""
    found, created, resolved = board.found, board.created(), board.resolved()
    shown = (
        _tickets(found, created),
        _unresolved(found, board.unresolved()),
        _average(found, created),
        _half(board, resolved),
        _most(board, resolved),
        _accepted(found),
    )
    # Pairs, so that they stand six abreast, three on a tablet, two on a phone, and never four and two. No pair knows
    # how high another is, and nobody how large the reader's letters are: so each tile has every part or its room.
    courses = any(map(_has_course, shown))
    narrowest = ON_A_PHONE if on_a_phone() else NARROWEST
    for column, pair in zip(st.columns(3), (shown[:2], shown[2:4], shown[4:]), strict=True):
        with column, st.grid(2, min_column_width=narrowest, border=True):
            for tile in pair:
                _draw(tile, found, courses)


def _has_course(tile: Tile) -> bool:
    return len(tile.course.dropna()) > 1


def _draw(tile: Tile, found: Overview, courses: bool) -> None:
    """``courses``: whether any tile has one."""
    key = tile.name.lower().replace(" ", "_").replace("%", "")
    with st.container(gap="xsmall", key=f"tile_{key}"):
        _number(tile, found)
        if _has_course(tile):
            told = f"{tile.name} over the period"
            draw(f"course_{key}", sparkline(tile.course, tile.kind, told, slot=_slot(tile)))
        elif courses:
            st.space(HEIGHT)
        if tile.listing and tile.listing.count:
            list_link(Link(tile.listing))
        else:
            _room_of_a_link(key)


def _number(tile: Tile, found: Overview) -> None:
    """With its name above it, which wraps: the label of ``st.metric`` is cut off where it is too long."""
    compared = f" Change: against {_days(found.before)}." if found.before and tile.change else ""
    with st.container(gap=None):
        st.markdown(f":small[{tile.name}]", help=tile.help + compared)
        st.metric(
            tile.name,
            tile.value,
            tile.change or (NOT_COMPARED if found.previous else None),
            delta_color="off" if tile.change in STILL else _COLOURS[tile.good],
            delta_arrow="off" if tile.change in STILL else "auto",
            label_visibility="collapsed",
        )


def _room_of_a_link(key: str) -> None:
    """1.25 rem, as high as a link is in the column; none on paper, where there are no links (see print_look)."""
    with st.container(gap=None, key=f"no_link_{key}"):
        st.space("small")
        st.space("xsmall")


_COLOURS: dict[str, Literal["normal", "inverse", "off"]] = {"up": "normal", "down": "inverse", "": "off"}


def _slot(tile: Tile) -> str:
    """The colour of the course: that of the change, where good or bad is certain."""
    if not tile.good or tile.change in STILL:
        return MUTED
    return CRITICAL if str(tile.change).startswith("-") == (tile.good == "up") else RESOLVED


def _tickets(found: Overview, listing: Listing) -> Tile:
    now, before = found.now, found.previous
    change = _relative(now.total, before.total) if before else None
    explained = "Tickets created in the period. Bars: by day."
    return Tile("Tickets", f"{now.total:,}", change, "", found.days["created"], "bar", explained, listing)


def _unresolved(found: Overview, listing: Listing) -> Tile:
    now, before = found.now, found.previous
    course = found.days["unresolved"]
    # Of a past period some were resolved later: the backlog then is what compares with the backlog before.
    change = _signed(int(course.iloc[-1]) - before.unresolved) if before else None
    explained = (
        f"{now.open:,} open, {now.in_progress:,} in progress: created up to the end of the period, not resolved now."
        " Line: at the end of each day."
    )
    return Tile("Open or in progress", f"{now.unresolved:,}", change, "down", course, "line", explained, listing)


def _average(found: Overview, listing: Listing) -> Tile:
    now, before = found.now, found.previous
    change = _signed(now.avg_per_day - before.avg_per_day, "{:,.1f}") if before and before.total else None
    course = found.days.set_index("day")["created"].rolling(WEEK).mean()
    explained = "Over the days with at least one ticket. Line: mean of seven days."
    return Tile("Average per day", f"{now.avg_per_day:,.1f}", change, "", course, "line", explained, listing)


def _half(board: Board, listing: Listing) -> Tile:
    return _time(board, listing, "Half resolved within", "Half", lambda numbers: numbers.p50_hours, "p50_hours")


def _most(board: Board, listing: Listing) -> Tile:
    return _time(board, listing, "90% resolved within", "Nine in ten", lambda numbers: numbers.p90_hours, "p90_hours")


def _time(
    board: Board, listing: Listing, name: str, share: str, hours_of: Callable[[Numbers], float | None], column: str
) -> Tile:
    found = board.found
    now, before = hours_of(found.now), hours_of(found.previous) if found.previous else None
    change = None if now is None or before is None else _change_of_hours(now, before)
    explained = (
        f"{share} of the tickets resolved in the period took no longer than this from filing to resolution."
        f" Line: by {'month of resolution' if found.by_month else 'day of resolution, median of seven days'}."
    )
    course = found.course.set_index("key")[column]
    if not found.by_month:
        course = course.rolling(WEEK).median()
    value = "–" if now is None else hours(now)
    return Tile(name, value, change, "down", course, "line", explained, listing)


def _accepted(found: Overview) -> Tile:
    now, before = _share(found.now), _share(found.previous) if found.previous else None
    change = None if now is None or before is None else _points(now - before)
    weeks = found.acceptance.groupby("day")[["suggested", "chosen"]].sum().rolling(WEEK).sum()
    course = weeks["chosen"] / weeks["suggested"]
    explained = (
        "Of the suggestions shown while a ticket was filed, those that were kept in full. Line: over seven days."
    )
    listing = found.suggested
    if listing and listing.exact and listing.count < found.now.suggested:
        explained += f" {found.now.suggested:,} suggestions of {listing.count:,} tickets, which are listed."
    value = "–" if now is None else percent(now)
    return Tile("Suggestions accepted", value, change, "up", course, "line", explained, listing)


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

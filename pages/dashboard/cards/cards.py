"""The cards of the dashboard: each chart with its finding, its caption and its tickets. They are made, not drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from pages.dashboard.board import Board
from pages.dashboard.board_table import SHARE, board_table, notes_column
from pages.dashboard.cards import chart_titles
from pages.dashboard.cards.chart_card import ChartCard, Link, chart_card
from pages.dashboard.cards.over_time_card import over_time
from pages.dashboard.cards.people_card import people_card
from pages.dashboard.cards.targets_card import targets_card
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.charts import acceptance, bars, durations, heatmaps
from pages.dashboard.charts.compared import COMPARED, with_other
from pages.dashboard.topics.card import topics_card
from pages.widgets.charts.theme import Drawing
from pages.widgets.chips import esc
from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.stats import AGES, number_filters
from services.stats.insights.comparison import times_of


def _ages(board: Board) -> ChartCard:
    frame = board.overview.age
    buckets = {age: number_filters.tickets_of_age(board.current, age, board.today) for age in AGES}
    fields = pd.DataFrame([_fields_of(buckets[age]) for age in frame["age"]])
    theirs = None if board.comparison.period else board.theirs("age")  # of another period they are not of then
    frame = with_other(frame.reset_index(drop=True), theirs, ["age", "priority"], "n")
    chosen = next((age for age, bucket in buckets.items() if bucket == board.current), None)
    drawn = bars.ages(pd.concat([frame, fields], axis=1), label=board.label, chosen=chosen, compared=theirs is not None)
    caption = f"By age. Left to right: {', '.join(row.label.lower() for row in taxonomy.PRIORITY_ROWS)}"
    return chart_card(
        "ages",
        chart_titles.age_title(frame),
        caption,
        _unless_empty(drawn, frame),
        frame=frame,
        links=[Link(board.unresolved())],
        table=board_table(
            board,
            drawn.data["rows"],
            {"Age": "said", "Priority": "name", "Unresolved": "n", "Share": SHARE},
            (*bars.AGE_FIELDS, "priority"),
            "Unresolved",
        ),
        none="No ticket is unresolved.",
    )


def _fields_of(bucket: TicketFilter) -> dict[str, str | None]:
    """What a click on a bar of this age writes into the URL."""
    return {
        "status": ",".join(bucket.status),
        "created_after": after.isoformat() if (after := bucket.created_after) else None,
        "created_before": str(bucket.created_before),
    }


def _priority(board: Board) -> ChartCard:
    frame = board.overview.priority.iloc[::-1].reset_index(drop=True)  # the most urgent on top
    chosen = board.current.priority
    drawn = bars.breakdown(
        frame,
        "priority",
        label=board.label,
        chosen=chosen,
        slots={key: key for key in frame["key"]},
        other=board.theirs("priority"),
    )
    title = chart_titles.breakdown_title(frame, "priority", label=board.label, chosen=chosen)
    return _breakdown_card(board, "priority", title, frame, drawn)


def _category(board: Board) -> ChartCard:
    frame = board.overview.category
    chosen = board.current.category
    drawn = bars.breakdown(
        frame,
        "category",
        label=board.label,
        chosen=chosen,
        other=board.theirs("category"),
        named=chart_titles.named_parts(frame),
    )
    title = chart_titles.breakdown_title(frame, "category", label=board.label, chosen=chosen)
    return _breakdown_card(board, "category", title, frame, drawn)


def _breakdown_card(board: Board, what: str, title: str, frame: pd.DataFrame, drawn: Drawing) -> ChartCard:
    return chart_card(
        what,
        title,
        f"Tickets by {what}, number and share{_line_said(board)}",
        _unless_empty(drawn, frame),
        frame=frame.rename(columns={"key": what, "n": "tickets"}),
        links=[Link(board.created())],
        table=board_table(
            board, drawn.data["rows"], {what.capitalize(): "name", "Tickets": "tickets", "Share": SHARE}, (what,)
        ),
        none=_NONE_CREATED,
    )


def _pairs(board: Board) -> ChartCard:
    frame = board.overview.pairs
    drawn = heatmaps.pairs(frame, board.current, label=board.label, other=board.theirs("pairs"))
    return chart_card(
        "pairs",
        chart_titles.heatmap_title(frame, board.overview.weeks, label=board.label),
        "Tickets by category and priority; stronger colour means more",
        _unless_empty(drawn, frame),
        frame=frame.rename(columns={"n": "tickets"}),
        links=[Link(board.created())],
        table=board_table(
            board,
            drawn.data["rows"],
            {"Category": "category_name", "Priority": "priority_name", "Tickets": "n", "Share": SHARE},
            ("category", "priority"),
        ),
        none=_NONE_CREATED,
    )


def _week(board: Board) -> ChartCard:
    frame = board.overview.week.drop(columns="most")
    drawn = heatmaps.week(frame, board.current, board.theirs("week"))
    return chart_card(
        "week",
        chart_titles.weekday_hour_title(board.overview.week, len(board.overview.days)),
        f"Tickets created by weekday and hour, time zone {esc(board.zone)}",
        _unless_empty(drawn, frame),
        frame=frame.rename(columns={"n": "tickets"}),
        links=[Link(board.created())],
        table=board_table(
            board,
            drawn.data["rows"],
            {"Weekday and hour": "said", "Tickets": "n", "Share": SHARE},
            ("weekday", "hour"),
        ),
        none=_NONE_CREATED,
    )


def _durations(board: Board) -> ChartCard:
    frame = board.overview.resolution
    chosen = board.current.category
    drawings = (
        []
        if frame.empty
        else [durations.durations(frame, label=board.label, chosen=chosen, other=board.theirs("resolution"))]
    )
    weekly, now, unit = board.overview.weekly_resolution, times_of(board.overview.now), durations.unit_of(frame)
    return chart_card(
        "durations",
        chart_titles.resolution_title(frame, weekly, now, label=board.label, unit=unit),
        f"From created to resolved: median (dot), 90th percentile (ring){_line_said(board, 'median')}",
        drawings,
        frame=frame.rename(columns={"key": "category", "n": "tickets"}),
        links=[Link(board.resolved())],
        table=ChartTable(
            drawings[0].data["rows"] if drawings else frame,
            {"Category": "name", "Resolved": "n", "Half within": "p50_said", "90% within": "p90_said"}
            | ({"Half within, compared with": "other_said"} if board.compared and drawings else {}),
            ("category",),
            board.current,
            board.resolved().tickets,
            "Resolved",
        ),
        none="No ticket was resolved in this period.",
    )


def _acceptance(board: Board) -> ChartCard:
    overview = board.overview
    days = overview.acceptance["day"]
    begins = board.current.created_after is not None
    chosen = begins and len(board.current.source) == 1
    first = overview.first if begins or days.empty else days.min().date()  # of all time: no suggestion before the first
    unit = acceptance.unit_for(first, overview.last, chosen=chosen)
    frame = acceptance.rates(overview.acceptance, unit, first, overview.last)
    theirs = board.theirs("acceptance")
    other = None if theirs is None else acceptance.rates(theirs, unit, first, overview.last)
    notes = board.notes()
    notes = notes[notes["day"] >= pd.Timestamp(first)]
    drawings = [] if frame.empty else [acceptance.over_time(frame, unit, first, overview.last, notes, other)]
    drawn = drawings[0].data["rows"] if drawings else frame
    more = ({COMPARED: "other_kept"} if other is not None else {}) | notes_column(drawn) if drawings else {}
    kept = ["created_after", "created_before", "source", "suggested", "chosen", "share"]
    columns = {"created_after": "from", "created_before": "to", "chosen": "accepted"}
    return chart_card(
        "acceptance",
        chart_titles.acceptance_title(overview.acceptance),
        f"Acceptance rate by {unit}: suggestions submitted unchanged",
        drawings,
        frame=frame[kept].rename(columns=columns),
        links=[Link(overview.suggested)],
        table=board_table(
            board,
            drawn,
            {"Shown": "said", "Source": "name", "Suggestions": "suggested", "Accepted": "kept"} | more,
            ("source", "created_after", "created_before"),
            "Suggestions",
        ),
        none="No suggestion was shown in this period.",
    )


def _line_said(board: Board, what: str = "") -> str:
    """What the small lines are, if there are any."""
    return f"; line: {f'{what} of ' if what else ''}{board.against}" if board.compared else ""


_NONE_CREATED = "No ticket was created in this period."


def _unless_empty(drawn: Drawing, frame: pd.DataFrame) -> list[Drawing]:
    return [drawn] if frame["n"].sum() else []


# How each card with a chart is made, and how each other that stands in the grid is drawn, by its key in
# services/dashboards/cards.py.
CHARTS: Mapping[str, Callable[[Board], ChartCard]] = MappingProxyType(
    {
        "over_time": over_time,
        "ages": _ages,
        "priority": _priority,
        "category": _category,
        "pairs": _pairs,
        "durations": _durations,
        "acceptance": _acceptance,
        "week": _week,
    }
)
OTHERS: Mapping[str, Callable[[Board], None]] = MappingProxyType(
    {"topics": topics_card, "targets": targets_card, "people": people_card}
)

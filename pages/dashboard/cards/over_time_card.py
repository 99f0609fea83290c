"""The card of tickets over time: backlog, and what came and was resolved."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pages.dashboard.board import Board
from pages.dashboard.board_table import board_table, notes_column
from pages.dashboard.cards import chart_titles
from pages.dashboard.cards.chart_card import ChartCard, Link, chart_card
from pages.dashboard.charts import flow
from pages.dashboard.charts.note_marks import joined, with_notes
from pages.dashboard.charts.time_axis import TimeAxis
from pages.widgets.chips import esc
from services.stats import Drilldown, ImportOfDay, Overview

_OVER_TIME = {
    "Days": "said", "Created": "created", "Resolved": "resolved", "Reopened": "reopened",
    "Unresolved at the end": "unresolved",
}  # fmt: skip
_OTHERS = {
    "Created, compared with": "created_other", "Resolved, compared with": "resolved_other",
    "Unresolved, compared with": "unresolved_other",
}  # fmt: skip


def over_time(board: Board) -> ChartCard:
    """Make the card of the backlog and of what came and was resolved."""
    overview = board.overview
    days = overview.days
    theirs = board.theirs("days")
    notes = board.notes()
    frame, unit = flow.binned(days, overview.first, overview.last)
    compared = flow.against(frame, theirs, overview.first, overview.last)
    drawings = flow.over_time(compared, notes, TimeAxis(unit, overview.first, overview.last))
    compared = with_notes(compared, notes)
    first = days.iloc[0]
    before = int(first["unresolved"] - first["created"] + first["resolved"] - first["reopened"])
    title = chart_titles.backlog_title(before, days)
    said = (
        f"Line: unresolved tickets at the end of each {unit}. Bars: **created** up (blue), **resolved** down (grey)."
        if len(frame) > 1
        else f"{frame['said'].iloc[0]}. Unresolved at the end: {int(frame['unresolved'].iloc[0]):,}"
    )
    said += f" Dotted: {board.against}." if theirs is not None and len(frame) > 1 else ""
    said += _notes_sentence(board, single=len(frame) == 1)
    said += _imports_sentence(board.imports)
    shown = (_OVER_TIME if theirs is None else _OVER_TIME | _OTHERS) | notes_column(compared)
    columns = {"created_after": "from", "created_before": "to"}
    kept = ["created_after", "created_before", "created", "resolved", "reopened", "unresolved"]
    return chart_card(
        "over_time",
        title,
        said,
        drawings,
        frame=frame[kept].rename(columns=columns),
        links=_links_to_events(overview, board.created()),
        table=board_table(board, compared, shown, ("created_after", "created_before"), "Created"),
        hint="Click or drag to choose days." if len(frame) > 1 else "",
    )


def _notes_sentence(board: Board, *, single: bool) -> str:
    """What the notes of a single day say, which has no time axis; of more days, what is marked."""
    texts = [text for _, text in board.days.texts]
    if not texts:
        return ""
    if single:
        return f". {esc(joined(texts))}."
    newest = " (the newest)" if board.days.more else ""
    return f" Marked: {len(texts):,} note{'' if len(texts) == 1 else 's'}{newest}."


def _imports_sentence(imports: Sequence[ImportOfDay]) -> str:
    if not imports:
        return ""
    largest = max(imports, key=attrgetter("tickets"))
    one = f" Dashed: import of {largest.tickets:,} tickets on {largest.day:%-d %b %Y}"
    return f"{one}; earlier days may come from it." if len(imports) == 1 else f"{one} and {len(imports) - 1:,} more."


def _links_to_events(overview: Overview, created: Drilldown) -> list[Link]:
    """To the tickets that were created, resolved and reopened in the period."""
    links = [Link(created, "created")]
    for what, target in (("resolved", overview.resolved), ("reopened", overview.reopened)):
        times, tickets = int(overview.days[what].sum()), target.count if target and target.exact else 0
        more = f"{what.capitalize()} {times:,} times across {tickets:,} tickets"
        links.append(Link(target, what, note=more if times > tickets > 0 else ""))
    return links

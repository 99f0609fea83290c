"""The What changed card: the sentences of services/stats/insights, each with its tickets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.cards.chart_card import Link, drilldown_link
from pages.widgets.chips import esc
from pages.widgets.layout import card_header
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.stats.anomalies.detection import Anomalies, find_anomalies
from services.stats.insights.comparison import length
from services.stats.insights.findings import (
    MOST,
    SILENT,
    Compared,
    anomaly_sentences,
    compared_sentences,
    left_out_text,
    overdue_critical,
    target_sentences,
)
from services.stats.insights.sentence import Kind, Sentence

ICONS: Mapping[Kind, str] = MappingProxyType(
    {
        "rise": ":material/trending_up:",
        "fall": ":material/trending_down:",
        "faster": ":green[:material/trending_down:]",
        "slower": ":red[:material/trending_up:]",
        "overdue": ":red[:material/error:]",
        "breached": ":red[:material/timer_off:]",
        "at_risk": ":orange[:material/hourglass_bottom:]",
    }
)


def what_changed(board: Board) -> None:
    """Draw the What changed card. Where the database does not answer in time it says so, and the page goes on."""
    with st.container(border=True, gap="small", key="what_changed"):
        card_header("What changed", _is_compared(board))
        try:
            now = datetime.now(ZoneInfo(board.zone))
            looked = _find_anomalies(board.current, now, board.today)
            sentences = list(_sentences(board, looked, now))[:MOST]
        except TriageError:
            st.caption("This is taking too long. Reload the page to try again.")
            return
        if sentences:
            with st.grid(_columns(len(sentences)), min_column_width=220):
                for sentence in sentences:
                    _draw_sentence(sentence)
        if said := " ".join(text for text in (_nothing_found_text(looked, sentences), left_out_text(looked)) if text):
            st.caption(said)


def _is_compared(board: Board) -> str:
    overview = board.overview
    if board.comparison.other:
        return f"Compared with {board.against}"
    if overview.previous is None:
        return ""
    days = length(overview)
    return "1 day, compared with the day before" if days == 1 else f"{days:,} days, compared with the previous {days:,}"


def _find_anomalies(current: TicketFilter, now: datetime, today: date) -> Anomalies | None:
    """Find anomalies; None for a period that is over, as today is no part of it."""
    end = current.created_before
    over = end is not None and (end.date() if isinstance(end, datetime) else end) < today
    return None if over else find_anomalies(current, now)


def _sentences(board: Board, looked: Anomalies | None, now: datetime) -> Iterator[Sentence]:
    yield from anomaly_sentences(looked, now)
    yield from overdue_critical(board.current, now)
    yield from target_sentences(board.targets)
    other = Compared(board.against if board.comparison.period else "")
    yield from compared_sentences(
        board.current, board.overview, looked, now.date(), other if board.comparison.other else None
    )


def _nothing_found_text(looked: Anomalies | None, sentences: list[Sentence]) -> str:
    if looked is None:
        return "" if sentences else "Nothing stands out."
    return "" if looked.anomalies else SILENT[looked.not_compared]


def _columns(sentences: int) -> int:
    """So that they fill their rows, but for five."""
    return {1: 1, 2: 2, 4: 2}.get(sentences, 3)


def _draw_sentence(sentence: Sentence) -> None:
    with st.container(gap="xsmall"):
        st.markdown(f"{ICONS[sentence.kind]} **{esc(sentence.subject)}{sentence.said}** {sentence.rest}")
        drilldown_link(Link(sentence.target))

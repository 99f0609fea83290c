"""Dashboard: the numbers of the tickets that the filter chooses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from pages.widgets import charts, filter_bar
from pages.widgets.away import away
from pages.widgets.chips import esc
from pages.widgets.empty import no_matches, no_tickets_yet
from pages.widgets.frame import card_head, title_row
from pages.widgets.news import show_news
from services import changes, reporting, stats, taxonomy
from services.errors import TriageError
from services.filters import TicketFilter
from services.stats import Headline

REFRESH = "2s"
SPARKLINE_DAYS = 30
STANDS_OUT = 0.4  # share from which a bar is worth a sentence
BUSY = 2.0  # times the usual day from which a day is


def page() -> None:
    """The whole page, as the URL says."""
    title_row("Dashboard")
    show_news()
    try:
        drawn, today = changes.version(), reporting.today()
        current = filter_bar.filter_in_url()
        numbers, days = stats.headline(current), stats.daily(current)
        nothing_at_all = not numbers.total_tickets and not stats.headline().total_tickets
    except TriageError as error:
        away(error, reporting.today)
        return
    refresh(drawn)
    if nothing_at_all:
        no_tickets_yet(
            "Nothing to count yet",
            "The first ticket fills this page. To look around now, load 600 sample tickets.",
        )
        return
    filter_bar.filter_bar(current, today=today)
    sentence(current, numbers, today)
    if not numbers.total_tickets:
        no_matches(current)
        return
    metrics(numbers, days)
    cards(numbers, days)


@st.fragment(run_every=REFRESH)
def refresh(drawn: int) -> None:
    """Draw the page anew once anything has changed, wherever it was changed."""
    try:
        changed = changes.version() != drawn
    except TriageError:
        return  # the numbers on the screen stay; the next look may succeed
    if changed:
        st.rerun()


def sentence(current: TicketFilter, numbers: Headline, today: date) -> None:
    """What is counted, in words, and the way to exactly these tickets."""
    count, rest = current.sentence(numbers.total_tickets, today=today).split(" ", 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{count}** {esc(rest)}", width="content")
        st.page_link("tickets.py", label="List them", icon=":material/table_rows:", query_params=current.to_params())
        filter_bar.chips(current, today=today)


def metrics(numbers: Headline, days: pd.DataFrame) -> None:
    """The headline row; each sparkline ends today."""
    recent = days.tail(SPARKLINE_DAYS)
    mean = days["created"].rolling(7, min_periods=1).mean().tail(SPARKLINE_DAYS)
    row: tuple[tuple[str, str, pd.Series[Any], Literal["bar", "line"], str], ...] = (
        ("Tickets", f"{numbers.total_tickets:,}", recent["created"], "bar", "Bars: created per day."),
        ("Open", f"{numbers.open_tickets:,}", recent["still_open"], "bar", "Status open. Bars: by the day they came."),
        (
            "Unresolved",
            f"{numbers.unresolved_tickets:,}",
            recent["unresolved"],
            "line",
            "Open or in progress. Line: at the end of each day.",
        ),
        (
            "Average per day",
            f"{numbers.avg_tickets_per_day:,.1f}",
            mean,
            "line",
            "Over the days with at least one ticket. Line: mean of seven days.",
        ),
    )
    with st.grid(4, min_column_width=140):
        for label, value, series, kind, explained in row:
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.metric(label, value, help=explained)
                charts.sparkline(
                    series, kind, alt_text=f"{label} over the last {len(series)} days", key=f"spark_{label}"
                )


def cards(numbers: Headline, days: pd.DataFrame) -> None:
    """The charts."""
    labels = {key: taxonomy.label(key) for key in (*numbers.priority_breakdown, *numbers.category_breakdown)}
    with st.container(border=True, gap="small"):
        card_head(busiest_day(days))
        unit = charts.flow(days, alt_text=f"Tickets created over time, {len(days)} days", key="chart_flow")
        st.caption(f"Tickets created per {unit}, days of the time zone {esc(reporting.time_zone().key)}")
    with st.grid(2, min_column_width=300, border=True):
        with st.container(gap="small"):
            by_priority = dict(reversed(numbers.priority_breakdown.items()))
            card_head(finding("Priority", by_priority, labels))
            st.caption("Tickets by priority, number and share")
            slots = {key: key for key in by_priority}
            charts.breakdown(by_priority, labels, slots, alt_text=told(by_priority, labels), key="chart_priority")
        with st.container(gap="small"):
            by_category = numbers.category_breakdown
            card_head(finding("Category", by_category, labels))
            st.caption("Tickets by category, number and share")
            most = max(by_category, key=lambda key: by_category[key])
            slots = {key: "accent" if key == most else charts.MUTED for key in by_category}
            charts.breakdown(by_category, labels, slots, alt_text=told(by_category, labels), key="chart_category")


def busiest_day(days: pd.DataFrame) -> str:
    """A sentence about the busiest day when it stands out, else a neutral title."""
    created = days.set_index("day")["created"]
    peak, usual = int(created.max()), float(created[created > 0].mean())
    if peak >= BUSY * usual and len(created) > 7:
        return f"{created.idxmax():%a %-d %b} was the busiest day: {peak:,} tickets, {usual:.1f} is usual"
    return "Tickets created"


def finding(what: str, counts: dict[str, int], labels: dict[str, str]) -> str:
    """A sentence about the largest part when it stands out, else a neutral title."""
    most = max(counts, key=lambda key: counts[key])
    share = counts[most] / max(1, sum(counts.values()))
    if STANDS_OUT <= share < 1:
        return f"{share:.0%} of the tickets are {esc(labels[most].lower())}"
    return what


def told(counts: dict[str, int], labels: dict[str, str]) -> str:
    """The bars in words, for those who do not see them."""
    parts: Iterable[str] = (f"{labels[key]} {n:,}" for key, n in counts.items())
    return ", ".join(parts)


page()

"""As many charts as the Dashboard, with as many marks, and its widgets; the numbers are made, a click scales them."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

CATEGORIES = ["Billing", "Technical", "Account", "General"]
PRIORITIES = ["Critical", "High", "Medium", "Low"]
Chart = alt.LayerChart | alt.FacetChart
DAYS = pd.date_range("2026-10-24", periods=30)

st.set_page_config(layout="wide")


def chosen() -> str | None:
    """The category that was clicked."""
    picked = st.session_state.get("chart_category", {}).get("selection", {}).get("pick", [])
    return picked[0]["name"] if picked else None


factor = 1 + (CATEGORIES.index(name) + 1 if (name := chosen()) else 0)
NUMBERS = pd.DataFrame({"day": DAYS, "n": [factor * (7 * n % 11) for n in range(30)]})


def bars(names: Sequence[str]) -> Chart:
    """A bar with its number for each name."""
    frame = pd.DataFrame({"name": names, "n": [factor * (n + 3) for n in range(len(names))]})
    base = alt.Chart(frame).encode(y=alt.Y("name:N", sort=None), x="n:Q", tooltip=["name", "n"])
    picked = alt.selection_point(name="pick", fields=["name"], on="click", toggle=False)
    return alt.layer(base.mark_bar(size=18).add_params(picked), base.mark_text(dx=16).encode(text="n:Q"))


def cells(rows: Sequence[str], columns: Sequence[str], *, all_numbers: bool) -> Chart:
    """A cell for each pair, with its number in all of them or in the fullest."""
    pairs = [(row, column) for row in rows for column in columns]
    frame = pd.DataFrame(pairs, columns=["row", "column"]).assign(n=[factor * (n % 17) for n in range(len(pairs))])
    frame["said"] = [f"{n}" if all_numbers or place == 16 else "" for place, n in enumerate(frame["n"])]
    base = alt.Chart(frame).encode(x=alt.X("column:O", sort=None), y=alt.Y("row:O", sort=None), tooltip=["n"])
    picked = alt.selection_point(name="pick", fields=["row", "column"], on="click", toggle=False)
    rects = base.mark_rect().encode(color="n:Q").add_params(picked)
    return alt.layer(rects, base.mark_text().encode(text="said:N"))


def days() -> Chart:
    """A line over the days, to be brushed."""
    base = alt.Chart(NUMBERS).encode(x="day:T", y="n:Q", tooltip=["day", "n"])
    brush = alt.selection_interval(name="brush", encodings=["x"])
    return alt.layer(base.mark_line().add_params(brush), base.mark_point())


def card(key: str, charts: Sequence[Chart], height: int = 176) -> None:
    """A card as on the Dashboard."""
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.subheader(f"A finding about {key}")
            st.download_button("Download", "day,n\n", key=f"download_{key}", icon=":material/download:")
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.caption("What is drawn, and its unit", width="content")
            st.page_link("http://127.0.0.1", label=f"List {factor}")
        for number, chart in enumerate(charts):
            st.altair_chart(chart, height=height, key=f"chart_{key}" + "_2" * number, on_select="rerun")


head = st.container(horizontal=True, horizontal_alignment="distribute")
head.title("Dashboard", width="content")
head.segmented_control("Period", ["7 days", "30 days", "90 days", "1 year", "All", "Custom"], default="30 days")
with st.container(horizontal=True):
    st.text_input("Search", label_visibility="collapsed", width=280)
    for name, options in (("Status", CATEGORIES), ("Priority", PRIORITIES), ("Category", CATEGORIES)):
        with st.popover(name):
            st.pills(name, options, selection_mode="multi")
    with st.popover("Assignee"):
        st.multiselect("Assignee", CATEGORIES)
with st.container(horizontal=True):
    st.markdown("Tickets, created in the last 30 days", width="content")
    st.page_link("http://127.0.0.1", label="List them")
    st.button("Category", type="tertiary")
with st.grid(6, min_column_width=150):
    for number in range(6):
        with st.container(border=True, height="stretch"):
            st.metric(f"Number {number}", f"{factor * 1000 + number:,}", "8%", help="What it counts.")
            plain = alt.Chart(NUMBERS).mark_line().encode(x=alt.X("day:T", axis=None), y=alt.Y("n:Q", axis=None))
            st.altair_chart(plain, height=56, key=f"spark_{number}")
            st.page_link("http://127.0.0.1", label=f"List {factor}")
grid = st.grid(6, min_column_width=150, border=True)
for span, key, charts in (
    (6, "over_time", [days(), days()]),
    (2, "ages", [bars(["today", "1-2 days", "3-6 days", "1-3 weeks", "4 weeks or more"])]),
    (2, "priority", [bars(PRIORITIES)]),
    (2, "category", [bars(CATEGORIES)]),
    (2, "pairs", [cells(CATEGORIES, PRIORITIES, all_numbers=True)]),
    (2, "durations", [days()]),
    (2, "acceptance", [days()]),
    (6, "week", [cells("MTWRFSU", [f"{hour}" for hour in range(24)], all_numbers=False)]),
):
    with grid.cell(column_span=span):
        card(key, charts)

"""The widgets of the Tickets page and nothing behind them: rows that are made, no database, no callbacks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

SIZE, COUNT = 25, 10_000
WORDS = ["charged", "twice", "for", "one", "payment", "and", "the", "refund", "has", "not", "come", "yet"]
STATUSES, PRIORITIES = ["Open", "In progress", "Resolved", "Closed"], ["Low", "Medium", "High", "Critical"]
CATEGORIES = ["Billing", "Technical", "Account", "General"]

st.set_page_config(layout="wide")
row = st.container(horizontal=True, horizontal_alignment="distribute")
row.title("Tickets", width="content")
with row.container(horizontal=True, width="content"):
    st.button("Import")
    with st.popover("Export"):
        st.segmented_control("Format", ["CSV", "Parquet"], default="CSV")
        st.multiselect("Columns", WORDS[:8], default=WORDS[:8])
        st.link_button("Download", "/")
        st.caption("For spreadsheets.")
with st.container(horizontal=True):
    for name in ("All", "Open and critical", "Unassigned", "Older than 7 days", "Resolved this week"):
        st.button(name, type="tertiary")
    with st.popover("Views"):
        st.caption("Views saved here are seen by everybody.")
        st.text_input("Name of the view")
        st.button("Save this filter and order")
with st.container(horizontal=True):
    st.text_input("Search", label_visibility="collapsed", width=280)
    for name, options in (("Status", STATUSES), ("Priority", PRIORITIES), ("Category", CATEGORIES)):
        with st.popover(name):
            st.pills(name, options, selection_mode="multi")
    with st.popover("Assignee"):
        st.multiselect("Assignee", WORDS)
    with st.popover("Created"):
        st.pills("Created", ["Today", "Last 7 days", "Last 30 days"])
        st.date_input("Or between", value=[])
with st.container(horizontal=True):
    st.markdown(f"**{COUNT:,}** tickets", width="content")
    st.fragment(st.empty)()
table = st.container()
with st.container(horizontal=True, horizontal_alignment="distribute"):
    place = st.container(width="content")
    number = st.pagination(COUNT // SIZE)
    st.selectbox("Order", ["Newest first", "Oldest first"], label_visibility="collapsed", width=190)
    with st.popover("Columns"):
        for name in WORDS[:9]:
            st.checkbox(name, value=True)
    st.selectbox("Rows per page", [25, 50, 100], label_visibility="collapsed", width=110)
first = (number - 1) * SIZE + 1
place.caption(f"{first:,}–{first + SIZE - 1:,} of {COUNT:,}")
now = datetime.now(UTC)
rows = [
    {
        "id": n,
        "status": [STATUSES[n % 4]],
        "priority": [PRIORITIES[n % 4]],
        "title": " ".join(WORDS[n % 5 :]),
        "category": [CATEGORIES[n % 4]],
        "assignee": "",
        "created_at": now - timedelta(minutes=n),
    }
    for n in range(first, first + SIZE)
]
table.dataframe(
    pd.DataFrame(rows),
    hide_index=True,
    height="content",
    on_select="rerun",
    selection_mode=["multi-row", "single-cell"],
    column_config={
        "status": st.column_config.MultiselectColumn(options=STATUSES, color=["blue", "violet", "green", "gray"]),
        "priority": st.column_config.MultiselectColumn(options=PRIORITIES, color=["gray", "yellow", "orange", "red"]),
        "category": st.column_config.MultiselectColumn(options=CATEGORIES),
        "created_at": st.column_config.DatetimeColumn(format="distance"),
    },
)

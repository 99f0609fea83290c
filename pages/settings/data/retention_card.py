"""Retention on the Settings page: how long tickets are kept, what it would remove now, and what the last night did."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago
from pages.widgets.jobs.job_texts import result_text
from pages.widgets.layout import card_header
from pages.widgets.toasts import queue_toast
from services.jobs import listing
from services.retention import removal
from services.retention.policy import DAYS_MAX, DAYS_MIN, Policy, policy, policy_of, set_policy
from services.retention.terminal import lines

HOWS = {"delete": "Delete them; their counts stay", "text": "Keep them without their text"}
DEFAULT_DAYS = 730


def retention_card() -> None:
    """The whole card."""
    current = policy()
    card_header("Retention", f"{current.days:,} days" if current else "off: tickets are kept")
    st.caption(
        "Each night at 03:00, tickets that were resolved longer ago are deleted or lose their text, in the trash too. "
        "This cannot be undone. Numbers and charts still count deleted tickets."
    )
    chosen = _chosen(current)
    with st.container(horizontal=True):
        st.button("Save", key="save_retention", on_click=_set, args=(chosen,), disabled=chosen in (None, current))
        if current is not None:
            st.button("Switch off", key="retention_off", on_click=_set, args=(None,), type="tertiary")
        asks = st.button("Show what it would remove", key="retention_preview", disabled=chosen is None)
    if asks and chosen is not None:
        _preview(chosen)
    _last_run()


def _chosen(current: Policy | None) -> Policy | None:
    """What the fields say; None while they cannot be saved."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.number_input(
            "Days after a ticket was resolved",
            DAYS_MIN,
            DAYS_MAX,
            current.days if current else DEFAULT_DAYS,
            width=260,
            key="retention_days",
        )
        how = st.selectbox(
            "Old tickets",
            tuple(HOWS),
            index=tuple(HOWS).index(current.how) if current else 0,
            format_func=HOWS.__getitem__,
            key="retention_how",
            width=320,
        )
    export = st.checkbox(
        "Write them to a Parquet file in the folder of backups first",
        value=current.export if current else False,
        key="retention_export",
    )
    return None if days is None else policy_of(int(days), how, export=export)


def _set(chosen: Policy | None) -> None:
    try:
        set_policy(chosen)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_toast(esc(action_message(error)))
        return
    queue_toast("Retention is off." if chosen is None else "Retention saved. It starts tonight.")


def _preview(chosen: Policy) -> None:
    try:
        would_go = removal.preview(chosen)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    st.markdown("  \n".join(esc(line) for line in lines(would_go, chosen)))


def _last_run() -> None:
    jobs = listing.read_page(kind="retention", size=1).jobs
    if jobs and not jobs[0].is_open:
        st.caption(f"Last run {ago(jobs[0].created_at, datetime.now(UTC))}. {esc(result_text(jobs[0]))}")

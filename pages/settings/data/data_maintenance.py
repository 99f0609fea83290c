"""Data section of Settings: reporting time zone, statistics, backups, sample tickets, retention, privacy, reset."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from pages.settings.data.backup_card import backup_card
from pages.settings.data.privacy_card import privacy_card
from pages.settings.data.retention_card import retention_card
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import card_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_toast
from services import lifecycle, reporting, stats
from services.errors import TriageError
from services.jobs import queue, store
from services.rollups import maintenance
from services.sample import sample_tickets

WORD = "reset"  # the same as `make reset` asks for


def data_maintenance() -> None:
    """The whole section."""
    try:
        zone, (loaded, of), total = reporting.time_zone(), sample_tickets.count_loaded(), stats.headline().total_tickets
    except TriageError as error:
        show_outage(error, reporting.today)
        return
    for draw in (
        partial(_time_zone, zone.key),
        backup_card,
        partial(_sample, loaded, of),
        _counts,
        retention_card,
        privacy_card,
        partial(_reset, total),
    ):
        with st.container(border=True, gap="small"):
            draw()


def _time_zone(current: str) -> None:
    card_header("Reporting time zone", esc(current))
    st.caption(
        "Days in statistics, charts and date filters start at midnight in this time zone, for everyone. "
        "Past days are recalculated in the time zone that you choose. Tickets keep their times."
    )
    names = tuple(dict.fromkeys((current, *reporting.time_zones())))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Time zone", names, key=f"zone_instead_of_{current}", width=320)
        clicked = st.button("Use this time zone", disabled=chosen == current)
    st.caption(f"Local time: {datetime.now(ZoneInfo(chosen)):%a %-d %b, %H:%M}")
    if clicked:
        _run("Recalculating every day", partial(_set_time_zone, chosen, current))


def _set_time_zone(name: str, before: str) -> str:
    reporting.set_time_zone(name, instead_of=before)
    return f"Days now start at midnight in {esc(name)}."


def _counts() -> None:
    card_header("Statistics", "kept beside the tickets")
    st.caption(
        "The database keeps statistics up to date. Check compares them with a full count; "
        "Rebuild recalculates them. Both are safe while people work."
    )
    with st.container(horizontal=True):
        check = st.button("Check", key="check_counts")
        rebuild = st.button("Rebuild", key="rebuild_counts", disabled=store.is_open("rebuild"))
    if check:
        _run("Counting all tickets", _check_now)
    if rebuild:
        _start("rebuild")


def _check_now() -> str:
    differing = maintenance.verify().differing
    return (
        f"{differing:,} numbers differ from a full count. Rebuild recalculates them."
        if differing
        else "Every number is right."
    )


def _sample(loaded: int, of: int) -> None:
    card_header("Sample tickets", f"{loaded:,} of {of:,} loaded")
    st.caption("Made-up tickets of half a year, for exploring. Neither button touches your own.")
    busy = store.is_open("sample")
    with st.container(horizontal=True):
        label = f"Load {of - loaded:,}" if loaded < of else "Load"
        load = st.button(label, disabled=busy or loaded == of, key="load_sample")
        label = f"Remove {loaded:,}" if loaded else "Remove"
        ask = st.button(label, disabled=busy or not loaded, key="remove_sample")
    if ask:
        st.session_state["asks_remove_sample"] = True
    if load:
        _start("sample")
    if st.session_state.get("asks_remove_sample") and loaded:
        _confirm_removal(loaded)


def _confirm_removal(loaded: int) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**Remove {loaded:,} sample tickets?** This deletes them permanently, with every change made to them."
        )
        with st.container(horizontal=True):
            confirmed = st.button(f":red[Remove {loaded:,} sample tickets]")
            forget = partial(st.session_state.pop, "asks_remove_sample", None)
            st.button("Keep them", type="tertiary", on_click=forget)
    if confirmed:
        st.session_state.pop("asks_remove_sample", None)
        _start("sample", {"remove": True})


def _reset(total: int) -> None:
    card_header("Reset", "cannot be undone")
    kept = "history, trash and suggestions, and what was learned from them"
    deletes = {0: kept, 1: f"the 1 ticket with {kept}"}.get(total, f"all {total:,} tickets with {kept}")
    st.caption(
        f"Deletes {deletes}, every saved view and the mappings of imports."
        " Categories and the time zone return to their defaults."
    )
    attempt = st.session_state.setdefault("reset_attempt", 0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(f"Type {WORD} to confirm", key=f"reset_word_{attempt}", live=True, width=320)
        right = typed.strip() == WORD
        label = "Delete everything"
        clicked = st.button(
            f":red[{label}]" if right else label, key="reset", icon=":material/delete_forever:", disabled=not right
        )
    if clicked and right:
        st.session_state["reset_attempt"] = attempt + 1  # the word has to be typed again for the next one
        _run("Deleting everything", _reset_now)


def _reset_now() -> str:
    lifecycle.reset()
    return "Everything deleted. Categories and settings are back to their defaults."


def _start(kind: str, parameters: dict[str, bool] | None = None) -> None:
    """Have a worker do it; the line above the page tells how far it is."""
    try:
        queue.enqueue(kind, parameters, actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    st.rerun()


def _run(doing: str, action: Callable[[], str]) -> None:
    """Run a long action under a spinner, then rerun the page with a toast of its result."""
    with st.spinner(doing, show_time=True):
        try:
            queue_toast(action())
        except Exception as error:  # noqa: BLE001  whatever happened, the page says so
            st.error(esc(action_message(error)), icon=":material/error:")
            return
    st.rerun()

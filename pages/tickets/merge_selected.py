"""Merge the selected tickets into one of them, with undo."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.tickets.table.selection import Selection
from pages.widgets.chips import esc
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services.errors import TriageError
from services.listing.ticket_pages import Page
from services.tickets import merging
from services.tickets.merging import MERGED_MAX

MERGED = "merged_selection"  # in the session: the duplicates that were merged last, and into what


def merge_choice(chosen: Selection, results: Page) -> None:
    """Draw the popover that asks which of the selected tickets stays; nothing for one ticket or too many."""
    if not 2 <= len(chosen.ids) <= MERGED_MAX:
        return
    titles = {ticket.id: ticket.title for ticket in results.tickets}
    with st.popover("Merge", key="bulk_merge"):
        st.selectbox(
            "Ticket that stays",
            sorted(chosen.ids),
            key="bulk_merge_into",
            format_func=lambda number: f"#{number} {titles.get(number, '')}".strip(),
        )
        st.caption("The others are closed and leave the lists. Their texts and notes are shown in this one.")
        label = f"Merge {len(chosen.ids)} tickets"
        st.button(label, key="bulk_merge_go", type="primary", on_click=partial(_merge, chosen))


def _merge(chosen: Selection) -> None:
    into: int = st.session_state["bulk_merge_into"]
    try:
        merged = merging.merge(chosen.ids - {into}, into)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    chosen.clear()
    st.session_state[MERGED] = (tuple(merged), into)


def show_undo_merge() -> None:
    """After a merge: says so, with the way back."""
    done: tuple[tuple[int, ...], int] | None = st.session_state.get(MERGED)
    if done is None:
        return
    merged, into = done
    with st.container(horizontal=True, vertical_alignment="center"):
        what = f"{len(merged)} ticket{'' if len(merged) == 1 else 's'} merged into {esc(f'#{into}')}."
        st.markdown(f":material/merge: {what}", width="content")
        st.button("Undo", type="tertiary", icon=":material/undo:", key="merge_selected_undo", on_click=_undo)
        st.button("Dismiss", type="tertiary", key="merge_selected_close", on_click=_forget)


def _undo() -> None:
    merged, _ = st.session_state[MERGED]
    try:
        merging.undo_merge(merged)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    _forget()
    queue_toast("The merge was undone.")


def _forget() -> None:
    st.session_state.pop(MERGED, None)

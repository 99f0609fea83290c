"""Merge the open ticket into another one, see what was merged into it, and take that out again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from pages.tickets.drawer.editing.form import FORM, discard_edit
from pages.tickets.drawer.neighbours import similar_rows
from pages.tickets.drawer.texts.heading import heading
from pages.widgets.chips import chip, esc
from pages.widgets.error_messages import read_message
from pages.widgets.form_saving import run_save
from pages.widgets.formatting import ago
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, taxonomy
from services.errors import MergedAway, TriageError
from services.taxonomy import CLOSED
from services.tickets import merging
from services.tickets.editing import Ticket
from services.tickets.merging import MergedTicket

ASKS = "asks_merge"


def merge_button() -> None:
    """Ask into which ticket to merge; in place, as a dialog cannot open a dialog."""
    st.button("Merge", key="drawer_merge", type="tertiary", icon=":material/merge:", help="Key M", on_click=_ask)


def _ask() -> None:
    st.session_state[ASKS] = True


def wanted_field() -> str | None:
    """The key of the field that the question has just been asked with."""
    return "merge_into" if ASKS in st.session_state else None


def merge_question(ticket: Ticket) -> None:
    """The similar tickets to merge into, or the ID of another one."""
    if ASKS not in st.session_state:
        return
    titles = {f"#{row.id}": f"#{row.id} {row.title}" for row in similar_rows(ticket)}
    with st.container(border=True):
        st.selectbox(
            f"Merge #{ticket.id} into",
            list(titles),
            index=None,
            key="merge_into",
            format_func=lambda written: titles.get(written, written),
            placeholder="Choose a similar ticket or type an ID",
            accept_new_options=True,
            filter_mode="contains",
        )
        closed = "This ticket is closed and leaves the lists. Its text and notes are shown in the other one."
        st.caption(f"{closed} You can undo this.")
        with st.container(horizontal=True):
            st.button("Merge tickets", key="merge_go", type="primary", on_click=partial(_merge, ticket))
            st.button("Cancel", key="merge_cancel", type="tertiary", on_click=forget_question)


def forget_question() -> None:
    """Forget the question into which ticket to merge."""
    st.session_state.pop(ASKS, None)


def _merge(ticket: Ticket) -> None:
    into = _number(st.session_state.get("merge_into"))
    if into is None:
        queue_failure_toast("Choose a ticket to merge into, or type its ID.")
        return

    def write() -> str:
        merging.merge((ticket.id,), into, version=ticket.version)
        return f"Ticket {esc(f'#{ticket.id}')} was merged into this one."

    if said := run_save(FORM, write):
        discard_edit(ticket.id)
        forget_question()
        st.session_state["list_changed"] = True
        st.query_params["id"] = str(into)
        queue_toast(said)


def _number(written: str | None) -> int | None:
    digits = (written or "").split(" ", 1)[0].removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


def merged_tickets(ticket_id: int, zone: ZoneInfo) -> None:
    """What was merged into the open ticket: each with its text and notes, and the way out again."""
    try:
        merged = merging.merged_into(ticket_id)
    except TriageError as error:
        st.error(read_message(error), icon=":material/cloud_off:")
        return
    if merged:
        st.header("Merged into this ticket", anchor=False)
    for one in merged:
        with st.expander(f"{esc(f'#{one.id}')} {esc(one.title)}", icon=":material/merge:", expanded=len(merged) == 1):
            _content(one, zone)
            if not access.allows("merge"):
                continue
            undo = partial(_undo, one)
            st.button("Undo merge", key=f"merge_undo_{one.id}", type="tertiary", icon=":material/undo:", on_click=undo)


def _content(one: MergedTicket, zone: ZoneInfo) -> None:
    now = datetime.now(zone)
    by = f" by {esc(one.requester)}" if one.requester else ""
    merged = f"merged {ago(one.merged_at.astimezone(zone), now)} by {esc(one.merged_by)}"
    st.markdown(f":gray[:small[Created {ago(one.created_at.astimezone(zone), now)}{by}, {merged}]]")
    st.text(one.description)
    for note in one.notes:
        with st.container(border=True, gap="small"):
            written = f":gray[:small[{ago(note.created_at.astimezone(zone), now)}]]"
            st.markdown(f"**{esc(note.author)}** {written}")
            st.text(note.text)


def merged_away(error: MergedAway, zone: ZoneInfo) -> None:
    """Instead of a ticket that was merged: its text, and where it went."""
    one = merging.merged_ticket(error.ticket_id)
    if one is None:
        return
    heading(one.title, on_edit=None)
    st.markdown(f"{chip(CLOSED, taxonomy.label(CLOSED))} Merged into {esc(f'#{one.into}')}.")
    with st.container(horizontal=True):
        go = partial(_go_to, one.into)
        st.button(f"Open #{one.into}", key="merged_open", type="primary", on_click=go)
        if access.allows("merge"):
            st.button("Undo merge", key="merge_undo", icon=":material/undo:", on_click=partial(_undo, one))
    _content(one, zone)


def _go_to(ticket_id: int) -> None:
    st.query_params["id"] = str(ticket_id)


def _undo(one: MergedTicket) -> None:
    try:
        merging.undo_merge((one.id,))
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
    else:
        queue_toast(f"Ticket {esc(f'#{one.id}')} is a ticket of its own again.")
        st.session_state["list_changed"] = True

"""The ticket drawer: read a ticket, edit every field, delete it, see its suggestion and history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.tickets import query_params, trash
from pages.tickets.dialogs import rerun_dialog
from pages.tickets.drawer.editing.edit import Opened
from pages.tickets.drawer.editing.form import (
    FORM,
    discard_edit,
    forget,
    is_filled,
    keep_edit,
    reapply,
    remember,
    show_conflict,
    show_errors,
    unsaved_note,
)
from pages.tickets.drawer.history import suggestion_and_choice, timeline, what_was_sent
from pages.tickets.drawer.keys import ticket_keys
from pages.tickets.drawer.menus import menus
from pages.tickets.drawer.menus import wanted_field as menus_wants
from pages.tickets.drawer.merging import (
    forget_question,
    merge_button,
    merge_question,
    merged_away,
    merged_tickets,
)
from pages.tickets.drawer.merging import wanted_field as merge_wants
from pages.tickets.drawer.neighbours import previous_next_buttons, similar_tickets, tickets_of_requester
from pages.tickets.drawer.notes import new_note, notes_section
from pages.tickets.drawer.targets_line import targets_line
from pages.tickets.drawer.texts import texts
from pages.tickets.table.table import LEFT
from pages.widgets.chips import esc
from pages.widgets.error_messages import read_message, submit_message
from pages.widgets.form_saving import record_conflict
from pages.widgets.toasts import show_toasts
from services import access, reporting
from services.errors import MergedAway, NotFound, StaleVersion, TriageError
from services.filters.ticket_filter import TicketFilter
from services.jobs.many import labels
from services.limits import TRASH_DAYS
from services.listing.sorted_pages import Order
from services.review import decisions
from services.tickets import editing
from services.tickets import trash as trashed
from services.tickets.editing import Ticket, TicketEvent
from services.transfer.importing import origins

WIDTH = 620
LIST_CHANGED = "list_changed"  # in the session: what the list shows of a ticket may have changed


def open_ticket(current: TicketFilter, order: Order, place: DeltaGenerator | None = None) -> None:
    """Show the ticket whose ``id`` the URL has, if any, in a drawer or in its ``place`` beside the list.

    The id goes from the URL when the ticket is closed.

    Before and behind it are the tickets that match ``current``, in the ``order``. What is done in the drawer draws the
    drawer alone, whichever ticket it leads to: Streamlit takes a dialog away while the page is drawn. The page behind
    is drawn when it is closed.
    """
    if place is not None:
        with place:
            _panel(current, order)
    elif "id" in st.query_params:
        st.dialog(":small[:gray[Ticket]]", position="right", width=WIDTH, on_dismiss=close)(_drawer)(current, order)


@st.fragment
def _panel(current: TicketFilter, order: Order) -> None:
    """The ticket beside the list. What changes the list, and closing it, draws the page; all else this part alone."""
    if st.session_state.pop(LIST_CHANGED, False) or "id" not in st.query_params:
        st.rerun()
    _drawer(current, order, beside=True)


def close() -> None:
    """Forget the open ticket. What was typed into its form is there when it is opened again.

    The URL first: a newer click may end a callback anywhere, and by the URL the drawer would open again.
    """
    st.query_params.pop("id", None)
    forget()
    st.session_state.pop("asks_delete", None)


def go_to(ticket_id: int) -> None:
    """Open another ticket instead."""
    close()
    st.query_params["id"] = str(ticket_id)
    if LEFT in st.session_state:
        st.session_state[LEFT] = ticket_id


def _close_button() -> None:
    """Beside the list; a drawer has its own."""
    st.button("Close", key="drawer_close", type="tertiary", icon=":material/close:", help="Key Esc", on_click=close)


def _drawer(current: TicketFilter, order: Order, *, beside: bool = False) -> None:
    if "id" in st.query_params:  # else it was closed, and what was typed last came behind that
        _draw(query_params.int_param("id", 0), current, order, beside=beside)
    show_toasts()


def _draw(ticket_id: int, current: TicketFilter, order: Order, *, beside: bool) -> None:
    try:
        ticket, history = editing.get(ticket_id), editing.history(ticket_id)
        zone = reporting.time_zone()
    except TriageError as error:
        if beside:
            _close_button()
        _show_unreadable(ticket_id, error)
        return
    if remember(ticket, history):
        forget_question()
        st.session_state.pop("asks_delete", None)  # Back leads from one ticket to another without closing the first
    # A container for each part that may be longer or shorter, so that what comes behind keeps its place. Else the
    # fields of the ticket before stand below these until all is drawn, and what is typed there is lost. So is what is
    # typed under the new title into a field that is not the new ticket's yet: the title is drawn behind the fields.
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        texts.about(ticket, zone)
        previous_next_buttons(current, ticket, order, go_to)
        if beside:
            _close_button()
        ticket_keys(ticket, wants=menus_wants() or merge_wants())
    _draw_parts(ticket, history, zone)
    with title:
        texts.title(ticket)
    keep_edit()
    _context(ticket, history, zone)


def _draw_parts(ticket: Ticket, history: Sequence[TicketEvent], zone: ZoneInfo) -> None:
    """What can be read and changed of the ticket, from its targets to its notes."""
    with st.container():
        targets_line(ticket, zone)
    with st.container():
        show_conflict(history)
    with st.container():
        menus()
    with st.container():
        texts.text(ticket)
    with st.container():
        _below_the_text(ticket)
    with st.container():
        merged_tickets(ticket.id, zone)
    with st.container():
        notes_section(ticket.id, zone)


def _below_the_text(ticket: Ticket) -> None:
    show_errors()
    unsaved_note()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if access.allows("edit"):
            texts.edit_button()
        if access.allows("merge"):
            merge_button()
        if access.allows("delete"):
            st.button(":red[Delete ticket]", type="tertiary", icon=":material/delete:", on_click=_ask_delete)
    with st.container():
        merge_question(ticket)
    _delete(ticket)


def _context(ticket: Ticket, history: Sequence[TicketEvent], zone: ZoneInfo) -> None:
    """What is known about the ticket; without what cannot be read now."""
    try:
        imported_from = origins.file_of(ticket.id)
        shown, sent = editing.shown_suggestion(ticket.id), editing.sent_text(ticket.id)
        decided, classified_by = decisions.decisions_of(ticket.id), labels.of_events(history)
    except TriageError as error:
        st.error(read_message(error), icon=":material/cloud_off:")
        return
    with st.container():
        suggestion_and_choice(ticket, shown)
    with st.container():
        similar_tickets(ticket, zone, go_to)
        tickets_of_requester(ticket, zone, go_to)
    timeline(history, zone, decided, imported_from, classified_by)
    if sent is not None:
        what_was_sent(sent, zone)


def _show_unreadable(ticket_id: int, error: TriageError) -> None:
    """The ticket is gone or the database away. An edit that was begun stays on the screen."""
    begun = is_filled(ticket_id)
    if isinstance(error, MergedAway):
        merged_away(error, reporting.time_zone())
        return
    if isinstance(error, NotFound):
        st.info(str(error), icon=":material/search_off:")
        if access.allows("delete") and trashed.is_deleted(ticket_id):
            st.button("Restore ticket", icon=":material/undo:", on_click=partial(trash.restore, ticket_id))
    elif begun:
        st.error(submit_message(error), icon=":material/cloud_off:")
    else:
        st.error(read_message(error), icon=":material/cloud_off:")
        st.button("Try again")
    if begun:
        reapply()
        menus()
        texts.begun_edit(ticket_id)
        show_errors()
        unsaved_note()
        new_note(ticket_id)
        keep_edit()


def _ask_delete() -> None:
    st.session_state["asks_delete"] = True


def _delete(ticket: Ticket) -> None:
    """The question stands in place: a dialog cannot open a dialog."""
    if "asks_delete" not in st.session_state:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Delete #{ticket.id}?** You can restore it for {TRASH_DAYS} days.")
        if st.button(f":red[Delete ticket #{ticket.id}]"):
            _delete_now(ticket)
        st.button("Keep it", type="tertiary", on_click=partial(st.session_state.pop, "asks_delete", None))


def _delete_now(ticket: Ticket) -> None:
    opened: Opened = st.session_state["opened"]
    try:
        editing.delete_ticket(ticket.id, version=opened.version)
    except StaleVersion as error:
        record_conflict(FORM, error.current)
        st.session_state.pop("asks_delete", None)
        rerun_dialog()
    except TriageError as error:
        st.error(esc(str(error)), icon=":material/error:")
        return
    discard_edit(ticket.id)
    close()
    st.session_state[trash.DELETED] = ticket.id
    st.rerun()


def show_undo_delete() -> None:
    """After a deletion: says so, with the way back."""
    deleted: int | None = st.session_state.get(trash.DELETED)
    if deleted is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/delete: Ticket #{deleted} deleted.", width="content")
        st.button("Undo", type="tertiary", icon=":material/undo:", on_click=partial(trash.restore, deleted))
        st.button("Dismiss", type="tertiary", on_click=partial(st.session_state.pop, trash.DELETED, None))

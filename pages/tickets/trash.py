"""The trash of the Tickets page: what was deleted, when and by whom, restored or deleted for good."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import read_message
from pages.widgets.formatting import ago
from pages.widgets.toasts import queue_failure_toast, queue_toast, show_toasts
from services.errors import TriageError
from services.limits import TRASH_DAYS
from services.tickets import editing, trash
from services.tickets.trash import Deleted

DELETED = "deleted"  # in the session: the ticket whose deletion can be undone
OPEN, ASKS, SHOWN = "trash_open", "asks_empty_trash", "trash_pages"  # in the session; SHOWN: where each page begins


def trash_button() -> None:
    """Opens the trash."""
    st.button("Trash", key="trash", icon=":material/delete:", type="tertiary", on_click=_open)


def trash_dialog() -> bool:
    """Draw the dialog if it is open, and say whether it is."""
    if OPEN not in st.session_state:
        return False
    st.dialog("Trash", width="large", on_dismiss=_close)(_dialog)()
    return True


def _open() -> None:
    st.session_state[SHOWN] = [None]
    st.session_state.pop(ASKS, None)
    st.session_state[OPEN] = True


def _close() -> None:
    for name in (OPEN, ASKS, SHOWN):
        st.session_state.pop(name, None)


def _dialog() -> None:
    show_toasts()
    now, pages = datetime.now(UTC), st.session_state.get(SHOWN, [None])
    try:
        count, shown = trash.count_deleted(), trash.deleted_tickets(pages[-1])
    except TriageError as error:
        st.error(esc(read_message(error)), icon=":material/error:")
        return
    st.caption(f"Deleted tickets stay here for {TRASH_DAYS} days and can be restored with their history.")
    if not count:
        st.markdown("The trash is empty.")
        return
    for one in shown:
        _row(one, now)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        _paging(pages, shown)
        _empty(count, now)


def _row(one: Deleted, now: datetime) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        with st.container(gap=None):
            st.markdown(f"**#{one.id}** {esc(one.title)}")
            st.markdown(f":gray[:small[Deleted {ago(one.deleted_at, now)} by {esc(one.deleted_by)}]]")
        st.button(
            "Restore",
            key=f"restore_{one.id}",
            icon=":material/restore_from_trash:",
            help=f"Restore ticket #{one.id}",
            on_click=partial(restore, one.id),
        )


def _paging(pages: list[Deleted | None], shown: list[Deleted]) -> None:
    with st.container(horizontal=True, width="content"):
        if len(pages) > 1:
            st.button("Newer", key="trash_newer", type="tertiary", on_click=_turn_back)
        if len(shown) == trash.PAGE:
            st.button("Older", key="trash_older", type="tertiary", on_click=partial(pages.append, shown[-1]))


def _turn_back() -> None:
    st.session_state[SHOWN] = st.session_state[SHOWN][:-1] or [None]


def _empty(count: int, now: datetime) -> None:
    """The question stands in place: a dialog cannot open a dialog. What comes into the trash meanwhile stays."""
    if ASKS not in st.session_state:
        ask = partial(st.session_state.__setitem__, ASKS, now)
        st.button("Empty trash", key="empty_trash", type="tertiary", icon=":material/delete_forever:", on_click=ask)
        return
    tickets = "1 ticket" if count == 1 else f"{count:,} tickets"
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.markdown(f"**Delete {tickets} permanently?** You cannot undo this.", width="content")
        st.button(f":red[Delete {tickets}]", key="empty_trash_now", on_click=_empty_now)
        st.button("Keep them", key="keep_trash", type="tertiary", on_click=partial(st.session_state.pop, ASKS, None))


def _empty_now() -> None:
    before = st.session_state.pop(ASKS, None)
    if before is None:
        return
    try:
        gone = trash.delete_for_good(before)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    st.session_state[SHOWN] = [None]
    queue_toast(f"{gone:,} ticket{'s' if gone != 1 else ''} deleted permanently.")


def restore(ticket_id: int) -> None:
    """Restore a deleted ticket and say so, or why not; its deletion is no longer offered to be undone. A callback."""
    try:
        editing.restore(ticket_id)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    if st.session_state.get(DELETED) == ticket_id:
        st.session_state.pop(DELETED)
    queue_toast(f"Ticket #{ticket_id} restored.")

"""Save what was chosen in a menu of the open ticket at once, and put it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from pages.tickets.drawer.editing.edit import Opened
from pages.tickets.drawer.editing.form import FORM, field_key, fill_in, reapply, unsaved_changes
from pages.widgets.chips import esc
from pages.widgets.form_saving import conflicting_version, run_save
from pages.widgets.toasts import queue_failure_toast
from services import bulk
from services.errors import TriageError
from services.tickets.editing import TicketChange


@dataclass(frozen=True, slots=True)
class Saved:
    """Choices that were saved at once: what ``bulk.undo`` takes, the ``version`` since, and the values before."""

    ticket_id: int
    bulk_id: int
    version: int
    before: Mapping[str, str]


def choose(name: str, value: str) -> None:
    """Choose ``value`` in a menu of the open ticket and save it, as a click in the menu does. For callbacks."""
    opened: Opened | None = st.session_state.get("opened")
    if opened is not None:
        st.session_state[field_key(opened.id, name)] = value
        save_choice(name)


def save_choice(name: str) -> None:
    """Save what was chosen in a menu at once; what else is not saved stays so. For callbacks.

    What cannot be saved stays in the form as an unsaved change. So does a choice while a conflict is not resolved, or
    while the browser does not show an edit that was restored: what it reports then is not what somebody chose.
    """
    opened: Opened | None = st.session_state.get("opened")
    if opened is None or conflicting_version(FORM) is not None:
        return
    reapply()
    chosen = {changed: value for changed, value in unsaved_changes().items() if changed == name}
    if not chosen or "held" in st.session_state:
        return

    def write() -> str:
        _saved_at_once(opened, TicketChange(**chosen))
        st.session_state["list_changed"] = True
        return "saved"

    run_save(FORM, write)


def _saved_at_once(opened: Opened, change: TicketChange) -> None:
    done = bulk.change_ticket(opened.id, change, version=opened.version)
    written = {name: value or "" for name, value in change.values().items()}
    before = {name: opened.values[name] for name in written}
    now = replace(opened, version=opened.version + done.changed, values={**opened.values, **written})
    st.session_state["saved_choices"] = Saved(opened.id, done.id, now.version, before)
    fill_in(now, written)
    st.session_state["opened"] = now


def undoable(opened: Opened) -> Saved | None:
    """What was saved at once last, as long as the form has the ticket as that left it."""
    saved: Saved | None = st.session_state.get("saved_choices")
    return saved if saved is not None and (saved.ticket_id, saved.version) == (opened.id, opened.version) else None


def undo_choices() -> None:
    """Put back what was saved at once last. For callbacks."""
    saved: Saved | None = st.session_state.pop("saved_choices", None)
    opened: Opened | None = st.session_state.get("opened")
    if saved is None or opened is None or opened.id != saved.ticket_id:
        return  # the second click of two
    try:
        undone = bulk.undo(saved.bulk_id)
    except TriageError as error:
        st.session_state["saved_choices"] = saved
        queue_failure_toast(esc(str(error)))
        return
    if not undone.restored:
        queue_failure_toast("Not undone: someone changed this ticket since.")
        return
    now = replace(opened, version=saved.version + 1, values={**opened.values, **saved.before})
    fill_in(now, saved.before)
    st.session_state["opened"], st.session_state["list_changed"] = now, True

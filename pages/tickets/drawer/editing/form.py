"""Edit form of a ticket: fill it, save texts on request, keep what is unsaved, resolve conflicts.

What the form shows is in menus.py and texts/; what a menu saves at once in menu_choices.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

import streamlit as st

from pages.tickets.drawer.editing.edit import FIELDS, KEPT, NOTE, Opened
from pages.tickets.drawer.editing.unsaved_edit import browser_shows, choices, keep_unsaved_edit
from pages.tickets.drawer.history import event_summary
from pages.widgets.chips import esc
from pages.widgets.form_saving import conflicting_version, errors_of, forget_outcome, run_save, show_failure
from pages.widgets.toasts import queue_toast
from services.bulk import BULK
from services.tickets import editing
from services.tickets.editing import Ticket, TicketChange, TicketEvent
from services.tickets.fields import BY_NAME

FORM = "ticket"  # what is kept of its saving goes by this name
MENUS = BULK  # a choice is saved at once, and can be undone as a bulk change can
TEXTS = tuple(name for name in FIELDS if name not in MENUS)  # edited in place, saved on request


def remember(ticket: Ticket, history: Sequence[TicketEvent]) -> bool:
    """Fill the form once when a ticket is opened, and say whether that was now; after that only the person changes it.

    A newer click may end this anywhere: what says that it is done is written last, and until then it is begun again.
    """
    if is_filled(ticket.id):
        reapply()
        _notice_own_events(ticket, history)
        return False
    opening = str(uuid4())
    st.session_state["opening"] = opening
    now = Opened.of(ticket, history)
    if st.session_state.get("done_with") == ticket.id:
        st.session_state["given_back"] = opening  # what the browser has kept is saved or dropped
        _fill(now, {NOTE: st.session_state.get(field_key(ticket.id, NOTE), "")})
    else:
        began, changes = _unsaved().get(ticket.id, (now, {}))
        _fill(replace(now, version=began.version, last_event=began.last_event), changes)
    st.session_state.pop("done_with", None)
    return True


def _notice_own_events(ticket: Ticket, history: Sequence[TicketEvent]) -> None:
    """What was saved here at once is no change of somebody else."""
    opened: Opened = st.session_state["opened"]
    if history and opened.version == ticket.version and opened.last_event < history[-1].id:
        st.session_state["opened"] = replace(opened, last_event=history[-1].id)


def forget() -> None:
    """The ticket is closed. What was typed is there when it is opened again."""
    for name in ("opened", "opening", "editing", "saved_choices"):
        st.session_state.pop(name, None)
    forget_outcome(FORM)


def _restore_edit(opened: Opened, changes: Mapping[str, str]) -> None:
    """Restore the edit that the browser has kept into the form, until the browser shows it."""
    _fill(opened, changes)
    st.session_state["held"] = opened.changes(_form_values(opened))


def reapply() -> None:
    """Reapply the restored changes that the browser does not show yet, before any field is drawn and in callbacks.

    With a click or a letter that comes before it has drawn the edit, it reports its fields as they were before.
    """
    opened: Opened = st.session_state["opened"]
    if browser_shows(opened.id, st.session_state["opening"]):
        st.session_state.pop("held", None)
    held: dict[str, str] = st.session_state.get("held", {})
    form = _form_values(opened)
    late = [name for name in held if form[name] == opened.values[name]]
    fill_in(opened, {name: held[name] for name in late})


def is_filled(ticket_id: int) -> bool:
    """Whether the form is this ticket's, with all that belongs to it."""
    opened: Opened | None = st.session_state.get("opened")
    needed = ("opening", *(field_key(ticket_id, name) for name in MENUS))
    return opened is not None and opened.id == ticket_id and all(name in st.session_state for name in needed)


def field_key(ticket_id: int, name: str) -> str:
    """The widget of a field: another one for each ticket, so that late letters never go from one into the next."""
    return f"edit_{ticket_id}_{name}"


def _fill(opened: Opened, changes: Mapping[str, str]) -> None:
    """Put the ticket, or an edit of it, into the form."""
    st.session_state.pop("held", None)
    fill_in(opened, {**opened.values, **changes})
    forget_outcome(FORM)
    st.session_state["opened"] = opened


def fill_in(opened: Opened, values: Mapping[str, str]) -> None:
    """Put these into their fields; for what no field offers (any more), what the ticket has."""
    known = choices()
    for name, value in values.items():
        usable = value in known.get(name, (value,))
        st.session_state[field_key(opened.id, name)] = value if usable else opened.values[name]


def _unsaved() -> dict[int, tuple[Opened, dict[str, str]]]:
    """By ticket: what was changed and not saved yet, and the state that the edit began on."""
    kept: dict[int, tuple[Opened, dict[str, str]]] = st.session_state.setdefault("unsaved", {})
    return kept


def discard_edit(ticket_id: int) -> None:
    """Discard the edit, saved or not: the form is filled again with the ticket as it is."""
    st.session_state["done_with"] = ticket_id
    st.session_state.pop("editing", None)
    _unsaved().pop(ticket_id, None)
    st.session_state.pop("opened", None)


def _form_values(opened: Opened) -> dict[str, str]:
    """What stands in the fields; a text that is not being edited has none."""
    return {name: st.session_state.get(field_key(opened.id, name), opened.values[name]) for name in KEPT}


def unsaved_changes() -> dict[str, str]:
    """What the form of the open ticket has that is not saved."""
    opened: Opened = st.session_state["opened"]
    return opened.changes(_form_values(opened))


def is_editing() -> bool:
    """Whether the texts are being edited: somebody began to, or an edit of them is not saved."""
    return "editing" in st.session_state or any(name in TEXTS for name in (*unsaved_changes(), *errors_of(FORM)))


def begin_editing() -> None:
    """Show the texts in fields, as they are."""
    opened: Opened | None = st.session_state.get("opened")
    if opened is not None:
        fill_in(opened, {name: _form_values(opened)[name] for name in TEXTS})
        st.session_state["editing"] = opened.id


def keep_edit() -> None:
    """Let the session and the browser keep what is not saved; to be called when the fields are drawn."""
    opened: Opened = st.session_state["opened"]
    changes = unsaved_changes()
    if changes:
        _unsaved()[opened.id] = opened, changes
        st.session_state.pop("done_with", None)  # a click may have kept ``remember`` from it; this is another edit
    else:
        _unsaved().pop(opened.id, None)
    keep_unsaved_edit(opened, changes, st.session_state["opening"], _restore_edit, held="held" in st.session_state)


def unsaved_note() -> None:
    """Say what is not saved, with the ways to save and to discard it; while texts are edited also without changes."""
    opened: Opened = st.session_state["opened"]
    changes = [name for name in unsaved_changes() if name != NOTE]
    if not changes and not is_editing():
        return
    disabled = conflicting_version(FORM) is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Save changes", key="edit_save", type="primary", disabled=disabled, on_click=_save)
        discard = partial(discard_edit, opened.id)
        st.button("Discard" if changes else "Cancel", key="edit_discard", type="tertiary", on_click=discard)
        if changes:
            changed = ", ".join(BY_NAME[name].label.lower() for name in changes)
            st.markdown(f":gray[:small[Unsaved changes: {changed}]]", width="content")


def show_errors() -> None:
    """What is wrong with the fields, or why nothing could be saved."""
    for message in errors_of(FORM).values():
        st.error(esc(message), icon=":material/error:")
    show_failure(FORM)


def _save() -> None:
    """Save what the person changed; whatever goes wrong, the form keeps it."""
    opened: Opened | None = st.session_state.get("opened")
    if opened is not None:  # else the click was on a form that had been closed, and is drawn anew with the edit
        _write(opened, version=opened.version)


def _write(opened: Opened, *, version: int) -> None:
    reapply()
    changes = {name: value for name, value in unsaved_changes().items() if name != NOTE}

    def write() -> str:
        if not changes:
            return "Nothing was changed."
        editing.edit(opened.id, TicketChange(**changes), version=version)
        return f"Ticket #{opened.id} saved."

    if said := run_save(FORM, write):
        discard_edit(opened.id)
        st.session_state["list_changed"] = True
        queue_toast(said)


def show_conflict(history: Sequence[TicketEvent]) -> None:
    """Show a conflict where somebody else saved first: who changed what, and the two ways on."""
    if conflicting_version(FORM) is None:
        return
    opened: Opened = st.session_state["opened"]
    changes = [event_summary(event) for event in opened.since(history)]
    with st.container(border=True, gap="small"):
        changed = f"**Someone else changed this ticket while you were editing:** {'; '.join(changes)}."
        st.markdown(f"{changed} Your changes are still here.")
        with st.container(horizontal=True):
            st.button("Save my changes anyway", key="edit_mine", on_click=_apply_mine)
            st.button(
                "Discard my changes", key="edit_theirs", type="tertiary", on_click=partial(discard_edit, opened.id)
            )


def _apply_mine() -> None:
    opened, version = st.session_state.get("opened"), conflicting_version(FORM)
    if opened is not None and version is not None:  # else it is the second click of two: the first one saved
        _write(opened, version=version)

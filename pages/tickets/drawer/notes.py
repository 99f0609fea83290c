"""Notes of an open ticket: read them, write one, change and delete one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from pages.tickets.drawer.editing.edit import NOTE
from pages.tickets.drawer.editing.form import field_key
from pages.widgets.chips import esc
from pages.widgets.error_messages import read_message
from pages.widgets.form_saving import errors_of, run_save, show_failure
from pages.widgets.formatting import ago
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.notices.my_name import my_name, tell_my_name
from services import access
from services.errors import TriageError
from services.limits import NAME_MAX, NOTE_MAX
from services.tickets import notes
from services.tickets.notes import TicketNote
from services.tickets.schemas import NewNote

FORM = "note"  # what is kept of its saving goes by this name
EDITED, DELETED = "edited_note", "deleted_note"


def notes_section(ticket_id: int, zone: ZoneInfo) -> None:
    """Draw the notes, oldest first, and the field for another one; nothing for those who may only read none."""
    try:
        written = notes.notes_of(ticket_id)
    except TriageError as error:
        st.error(read_message(error), icon=":material/cloud_off:")
        written = []
    writes = access.allows("note")
    if not (written or writes):
        return
    st.header(f"Notes ({len(written)})" if written else "Notes", anchor=False)
    now = datetime.now(zone)
    for note in written:
        with st.container(border=True, gap="small"):
            _edit_fields(note) if st.session_state.get(EDITED) == note.id else _note(note, now)
    with st.container():
        _offer_undo(ticket_id)
    if writes:
        new_note(ticket_id)


def _me() -> str:
    return my_name() or ACTOR


def _note(note: TicketNote, now: datetime) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        edited = ", edited" if note.edited_at else ""
        said = f"**{esc(note.author)}** :gray[:small[{ago(note.created_at.astimezone(now.tzinfo), now)}{edited}]]"
        st.markdown(said, width="content")
        if note.author == _me() and access.allows("note"):
            with st.container(horizontal=True, width="content", gap="small"):
                edit, delete = partial(_begin_edit, note), partial(_delete, note)
                st.button("Edit note", key=f"note_edit_{note.id}", type="tertiary", on_click=edit)
                st.button("Delete note", key=f"note_delete_{note.id}", type="tertiary", on_click=delete)
    st.text(note.text)


def _begin_edit(note: TicketNote) -> None:
    st.session_state[EDITED] = note.id
    st.session_state[f"note_text_{note.id}"] = note.text


def _edit_fields(note: TicketNote) -> None:
    st.text_area("Edit note", key=f"note_text_{note.id}", max_chars=NOTE_MAX, label_visibility="collapsed")
    _show_errors()
    with st.container(horizontal=True):
        st.button("Save note", key="note_save", type="primary", on_click=partial(_save, note))
        st.button("Cancel", key="note_cancel", type="tertiary", on_click=partial(st.session_state.pop, EDITED, None))


def _save(note: TicketNote) -> None:
    text = st.session_state[f"note_text_{note.id}"]

    def write() -> str:
        notes.edit(note.ticket_id, note.id, NewNote(text=text, author=_me()))
        return "saved"

    if run_save(FORM, write):
        st.session_state.pop(EDITED, None)


def _delete(note: TicketNote) -> None:
    def write() -> str:
        notes.delete(note.ticket_id, note.id, author=_me())
        return "deleted"

    if run_save(FORM, write):
        st.session_state[DELETED] = (note.ticket_id, note.id)


def _offer_undo(ticket_id: int) -> None:
    deleted: tuple[int, int] | None = st.session_state.get(DELETED)
    if deleted is not None and deleted[0] == ticket_id:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":gray[:small[Note deleted.]]", width="content")
            undo = partial(_restore, *deleted)
            st.button("Undo", key="note_undo", type="tertiary", icon=":material/undo:", on_click=undo)


def _restore(ticket_id: int, note_id: int) -> None:
    def write() -> str:
        notes.restore(ticket_id, note_id, author=_me())
        return "restored"

    if run_save(FORM, write):
        st.session_state.pop(DELETED, None)


def new_note(ticket_id: int) -> None:
    """The field for another note."""
    placeholder = "What you found out, for the next person who works on this"
    key = field_key(ticket_id, NOTE)
    st.text_area("Note", key=key, max_chars=NOTE_MAX, height=80, placeholder=placeholder)
    if st.session_state.get(EDITED) is None:
        _show_errors()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if my_name() is None:
            st.text_input("Your name", key="note_author", max_chars=NAME_MAX, placeholder="Optional", width=200)
        st.button("Add note", key="note_add", icon=":material/add_comment:", on_click=_adding(ticket_id, key))


def _adding(ticket_id: int, key: str) -> Callable[[], None]:
    def add() -> None:
        tell_my_name(st.session_state.get("note_author") or "")

        def write() -> str:
            notes.add(ticket_id, NewNote(text=st.session_state[key], author=_me()))
            return "added"

        if run_save(FORM, write):
            st.session_state[key] = ""

    return add


def _show_errors() -> None:
    for message in errors_of(FORM).values():
        st.error(esc(message), icon=":material/error:")
    show_failure(FORM)

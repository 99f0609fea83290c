"""Notes on days: the popover that lists those of the period, and adds, changes and removes them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.dashboard.board import Board
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.notices.my_name import my_name
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access, day_notes
from services.day_notes import ACTION, EARLIEST, LATEST, TEXT_MAX, DayNote, NewDayNote
from services.errors import Conflict

WIDTH, HIGHEST = 350, 220  # pixels: of the fields, and of a long list
SHOWN = 6  # notes that need no scrolling
CHOSEN, DAY, TEXT, LEFT_OUT = "note_chosen", "note_day", "note_text", "note_left_out"
# In the session: ID and version, a note, two flags.
LOADED, REMOVED, WRITTEN, CONFLICT = "note_loaded", "note_removed", "note_written", "note_conflict"


def notes_control(board: Board) -> None:
    """Draw the popover; its label says how many notes the period has."""
    notes = board.days.notes
    label = f"Notes: **{len(notes):,}{'+' if board.days.more else ''}**" if notes else "Notes"
    with st.popover(label, key="day_notes", icon=":material/sticky_note_2:"):
        _content(notes, min(board.overview.last, board.today), more=board.days.more)


@st.fragment
def _content(notes: tuple[DayNote, ...], newest: date, *, more: bool) -> None:
    """Of its own, so that choosing a note draws nothing else; what was written draws the page."""
    if st.session_state.pop(WRITTEN, False):
        st.rerun()
    _list(notes, more=more)
    if not access.allows(ACTION):
        return
    _offer_undo()
    by_id = {note.id: note for note in notes}
    if st.session_state.pop(CONFLICT, False) and (now := by_id.get(st.session_state.get(CHOSEN) or 0)):
        st.session_state[LOADED] = (now.id, now.version)  # it is in the list now: the next save is about this version
    if notes:
        if st.session_state.get(CHOSEN) not in by_id:
            st.session_state[CHOSEN] = None
        st.selectbox(
            "Change a note",
            list(by_id)[::-1],
            key=CHOSEN,
            index=None,
            placeholder="Choose a note",
            format_func=lambda note: f"{by_id[note].day:%-d %b %Y}: {by_id[note].text}",
            width=WIDTH,
            on_change=_load,
            args=(by_id, newest),
        )
    _form(by_id.get(st.session_state.get(CHOSEN, 0)), newest)


def _list(notes: tuple[DayNote, ...], *, more: bool) -> None:
    if not notes:
        st.caption(
            "No note in this period. A note on a day, such as a release or a holiday, is seen in every chart over time."
        )
        return
    with st.container(height=HIGHEST if len(notes) > SHOWN else "content", border=False, key="day_notes_list"):
        st.markdown("\n".join(f"- {_line(note)}" for note in reversed(notes)))
    if more:
        st.caption(f"The {len(notes):,} newest are shown.")


def _line(note: DayNote) -> str:
    left_out = " Left out of unusual counts." if note.left_out else ""
    return f"**{note.day:%-d %b %Y}** {esc(note.text)} :gray[:small[{esc(note.author)}.{left_out}]]"


def _form(chosen: DayNote | None, newest: date) -> None:
    st.session_state.setdefault(DAY, newest)
    with st.form("day_note", border=False):
        st.date_input("Day", key=DAY, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", width=WIDTH)
        st.text_input("Note", key=TEXT, max_chars=TEXT_MAX, placeholder="Release 4.2", width=WIDTH)
        st.checkbox("Leave this day out when looking for unusual counts", key=LEFT_OUT)
        st.form_submit_button(
            "Save note" if chosen else "Add note",
            icon=":material/check:" if chosen else ":material/add:",
            on_click=_write,
            args=(newest,),
        )
    if chosen:
        with st.container(horizontal=True, gap="small"):
            st.button("Remove note", key="note_remove", type="tertiary", on_click=_remove, args=(chosen.id, newest))
            st.button("Cancel", key="note_cancel", type="tertiary", on_click=_clear, args=(newest,))


def _offer_undo() -> None:
    removed: DayNote | None = st.session_state.get(REMOVED)
    if removed is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"Note {esc(removed.text)} removed.", width="content")
            st.button("Undo", key="note_undo", type="tertiary", icon=":material/undo:", on_click=_undo)


def _load(by_id: dict[int, DayNote], newest: date) -> None:
    """What is chosen into the fields; what was typed there was kept until then."""
    note = by_id.get(st.session_state[CHOSEN] or 0)
    if note is None:
        _clear(newest)
        return
    st.session_state.update({DAY: note.day, TEXT: note.text, LEFT_OUT: note.left_out, LOADED: (note.id, note.version)})


def _clear(newest: date) -> None:
    st.session_state.pop(LOADED, None)
    st.session_state.update({CHOSEN: None, DAY: newest, TEXT: "", LEFT_OUT: False})


def _write(newest: date) -> None:
    """Add or change; where that fails the fields stay as they are."""
    given = {"day": st.session_state[DAY], "text": st.session_state[TEXT], "left_out": st.session_state[LEFT_OUT]}
    loaded: tuple[int, int] | None = st.session_state.get(LOADED)
    try:
        note = NewDayNote(**given, author=my_name())
        if loaded and loaded[0] == st.session_state.get(CHOSEN):
            day_notes.change(loaded[0], note, version=loaded[1])
        else:
            day_notes.add(note)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
        st.session_state.update({WRITTEN: True, CONFLICT: isinstance(error, Conflict)})
        return
    queue_toast(f"Note on {note.day:%-d %b %Y} saved. Everyone sees it.")
    _clear(newest)
    st.session_state.pop(REMOVED, None)
    st.session_state[WRITTEN] = True


def _remove(note_id: int, newest: date) -> None:
    try:
        st.session_state[REMOVED] = day_notes.remove(note_id)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
    _clear(newest)
    st.session_state[WRITTEN] = True


def _undo() -> None:
    removed: DayNote = st.session_state[REMOVED]
    again = NewDayNote(day=removed.day, text=removed.text, left_out=removed.left_out, author=removed.author)
    try:
        day_notes.add(again)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
    else:
        st.session_state.pop(REMOVED)
    st.session_state[WRITTEN] = True

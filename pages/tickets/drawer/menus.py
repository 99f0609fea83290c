"""The menus of an open ticket: status, priority, category and assignee, saved at once, with undo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pages.tickets.drawer.editing.edit import Opened
from pages.tickets.drawer.editing.form import field_key
from pages.tickets.drawer.editing.menu_choices import choose, save_choice, undo_choices, undoable
from pages.tickets.drawer.editing.unsaved_edit import UNASSIGNED
from pages.widgets.chips import esc
from pages.widgets.notices.my_name import keep_my_name, my_name, tell_my_name
from services import access, taxonomy
from services.errors import TriageError
from services.limits import NAME_MAX
from services.taxonomy import DONE, OPEN, RESOLVED
from services.tickets.assignees import assignees_by_use
from services.tickets.fields import BY_NAME

ASKS_NAME = "asks_my_name"


def menus() -> None:
    """Draw the menus of the open ticket, what was saved last with its undo, and Resolve and Assign to me."""
    ticket: Opened = st.session_state["opened"]
    options = {**taxonomy.choices(), "category": _categories(ticket), "assignee": _assignees(ticket)}
    with st.grid(4, min_column_width=120):
        for name in ("status", "priority", "category", "assignee"):
            _menu(ticket.id, name, options[name])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if access.allows("edit"):
            _resolve_button(ticket)
            _assign_button(ticket)
            _last_saved(ticket)
    with st.container():
        _ask_name()
    keep_my_name()


def wanted_field() -> str | None:
    """The key of the field that a question has just been asked with."""
    return "my_name_typed" if ASKS_NAME in st.session_state else None


def _menu(ticket_id: int, name: str, options: Sequence[str]) -> None:
    st.selectbox(
        BY_NAME[name].label,
        options,
        key=field_key(ticket_id, name),
        format_func=_assignee_label if name == "assignee" else taxonomy.label,
        accept_new_options=name == "assignee",
        filter_mode="contains",
        on_change=partial(save_choice, name),
        disabled=not access.allows("edit"),
    )


def _assignee_label(name: str) -> str:
    return name or UNASSIGNED


def _categories(ticket: Opened) -> tuple[str, ...]:
    """The active ones; and the ticket's own, should it be archived."""
    active = tuple(category.key for category in taxonomy.categories())
    return _with_own((*active, ticket.values["category"]), ticket, "category")


def _assignees(ticket: Opened) -> tuple[str, ...]:
    """Nobody, oneself, and the names in use, most used first."""
    try:
        names = assignees_by_use()
    except TriageError:
        names = []  # the rest of the drawer works without
    return _with_own(("", *filter(None, [my_name()]), *names, ticket.values["assignee"]), ticket, "assignee")


def _with_own(options: Sequence[str], ticket: Opened, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*options, st.session_state[field_key(ticket.id, name)] or "")))


def _resolve_button(ticket: Opened) -> None:
    if ticket.values["status"] in DONE:
        st.button("Reopen", key="drawer_reopen", icon=":material/undo:", on_click=partial(choose, "status", OPEN))
        return
    resolve = partial(choose, "status", RESOLVED)
    st.button("Resolve", key="drawer_resolve", type="primary", icon=":material/check:", help="Key R", on_click=resolve)


def _assign_button(ticket: Opened) -> None:
    if ticket.values["assignee"] != my_name():
        st.button("Assign to me", key="drawer_assign", icon=":material/person_add:", help="Key A", on_click=_assign)


def _assign() -> None:
    name = my_name()
    if name is None:
        st.session_state[ASKS_NAME] = True
    else:
        choose("assignee", name)


def _ask_name() -> None:
    """Asked once in a browser, in place: a dialog cannot open a dialog."""
    if ASKS_NAME not in st.session_state:
        return
    with st.form("my_name", border=True, enter_to_submit=True):
        st.text_input("Your name", key="my_name_typed", max_chars=NAME_MAX, placeholder="As others know you")
        with st.container(horizontal=True):
            st.form_submit_button("Assign to me", type="primary", key="my_name_told", on_click=_take_name)
            st.form_submit_button("Cancel", type="tertiary", key="my_name_cancel", on_click=_forget_question)


def _take_name() -> None:
    if tell_my_name(st.session_state["my_name_typed"]):
        _forget_question()
        _assign()


def _forget_question() -> None:
    st.session_state.pop(ASKS_NAME, None)


def _last_saved(ticket: Opened) -> None:
    saved = undoable(ticket)
    if saved is None:
        return
    said = ", ".join(f"{BY_NAME[name].label}: {_said(name, ticket.values[name])}" for name in saved.before)
    st.markdown(f":gray[:small[{said}]]", width="content")
    st.button("Undo", key="drawer_undo", type="tertiary", icon=":material/undo:", on_click=undo_choices)


def _said(name: str, value: str) -> str:
    return esc(_assignee_label(value) if name == "assignee" else taxonomy.label(value))

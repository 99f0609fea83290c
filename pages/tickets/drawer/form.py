"""Edit form of a ticket: fill, keep unsaved changes, save, resolve conflicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import uuid4

import streamlit as st

from pages.tickets.drawer.edit import FIELDS, Opened
from pages.tickets.drawer.history import event_summary
from pages.tickets.drawer.unsaved_edit import browser_shows, choices, keep_unsaved_edit
from pages.widgets.chips import esc
from pages.widgets.form_saving import conflicting_version, errors_of, forget_outcome, run_save, show_failure
from pages.widgets.toasts import queue_toast
from services import taxonomy
from services.tickets import editing
from services.tickets.editing import Ticket, TicketChange, TicketEvent
from services.tickets.fields import BY_NAME, TicketField

FORM = "ticket"  # what is kept of its saving goes by this name
FIRST = ("status", "priority", "category", "assignee")  # the others are folded away
MORE = tuple(name for name in FIELDS if name not in FIRST)
PLACEHOLDERS = {"assignee": "Nobody"}
SHORT = {"description": "text"}


def remember(ticket: Ticket, history: Sequence[TicketEvent]) -> bool:
    """Fill the form once when a ticket is opened, and say whether that was now; after that only the person changes it.

    A newer click may end this anywhere: what says that it is done is written last, and until then it is begun again.
    """
    if is_filled(ticket.id):
        return False
    opening = str(uuid4())
    st.session_state["opening"] = opening
    now = Opened.of(ticket, history)
    if st.session_state.get("done_with") == ticket.id:
        st.session_state["given_back"] = opening  # what the browser has kept is saved or dropped
        _fill(now, {})
    else:
        began, changes = _unsaved().get(ticket.id, (now, {}))
        _fill(replace(now, version=began.version, last_event=began.last_event), changes)
    st.session_state.pop("done_with", None)
    return True


def forget() -> None:
    """The ticket is closed. What was typed is there when it is opened again."""
    for name in ("opened", "opening"):
        st.session_state.pop(name, None)
    forget_outcome(FORM)


def _restore_edit(opened: Opened, changes: Mapping[str, str]) -> None:
    """Restore the edit that the browser has kept into the form, until the browser shows it."""
    _fill(opened, changes)
    st.session_state["held"] = opened.changes(_form_values(opened))


def _reapply(opened: Opened) -> None:
    """Put what the browser does not show yet into the form again.

    With a click or a letter that comes before it has drawn the edit, it reports its fields as they were before.
    """
    if browser_shows(opened.id, st.session_state["opening"]):
        st.session_state.pop("held", None)
    held: dict[str, str] = st.session_state.get("held", {})
    late = [name for name in held if st.session_state[_key(opened.id, name)] == opened.values[name]]
    _fill_in(opened, {name: held[name] for name in late})


def is_filled(ticket_id: int) -> bool:
    """Whether the form is this ticket's, with all that belongs to it."""
    opened: Opened | None = st.session_state.get("opened")
    needed = ("opening", *(_key(ticket_id, name) for name in FIELDS))
    return opened is not None and opened.id == ticket_id and all(name in st.session_state for name in needed)


def _key(ticket_id: int, name: str) -> str:
    """The widget of a field: another one for each ticket, so that late letters never go from one into the next."""
    return f"edit_{ticket_id}_{name}"


def _fill(opened: Opened, changes: Mapping[str, str]) -> None:
    """Put the ticket, or an edit of it, into the form."""
    st.session_state.pop("held", None)
    _fill_in(opened, {**opened.values, **changes})
    forget_outcome(FORM)
    st.session_state["opened"] = opened


def _fill_in(opened: Opened, values: Mapping[str, str]) -> None:
    """Put these into their fields; for what no field offers (any more), what the ticket has."""
    known = choices()
    for name, value in values.items():
        usable = value in known.get(name, (value,))
        st.session_state[_key(opened.id, name)] = value if usable else opened.values[name]


def _unsaved() -> dict[int, tuple[Opened, dict[str, str]]]:
    """By ticket: what was changed and not saved yet, and the state that the edit began on."""
    kept: dict[int, tuple[Opened, dict[str, str]]] = st.session_state.setdefault("unsaved", {})
    return kept


def discard_edit(ticket_id: int) -> None:
    """Discard the edit, saved or not: the form is filled again with the ticket as it is."""
    st.session_state["done_with"] = ticket_id
    _unsaved().pop(ticket_id, None)
    st.session_state.pop("opened", None)


def _form_values(opened: Opened) -> dict[str, str]:
    return {name: st.session_state[_key(opened.id, name)] for name in FIELDS}


def form(ask_delete: Callable[[], None]) -> None:
    """Every field of the ticket, as the person left it."""
    opened: Opened = st.session_state["opened"]
    _reapply(opened)
    _fields(opened)
    changes = opened.changes(_form_values(opened))
    with st.container():  # also when it is empty: what comes behind it keeps its place, and the focus
        _unsaved_note(opened, changes)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        disabled = conflicting_version(FORM) is not None
        st.button("Save changes", key="edit_save", type="primary", disabled=disabled, on_click=_save)
        st.button(":red[Delete ticket]", type="tertiary", icon=":material/delete:", on_click=ask_delete)
    keep_unsaved_edit(opened, changes, st.session_state["opening"], _restore_edit, held="held" in st.session_state)


def _fields(opened: Opened) -> None:
    errors = errors_of(FORM)
    key = partial(_key, opened.id)
    keys = taxonomy.choices() | {"category": _categories(opened)}
    with st.grid(2, min_column_width=140):
        for name in FIRST:
            _field(BY_NAME[name], key(name), keys)
    with st.expander(_join_labels(MORE), icon=":material/edit:", expanded=bool(errors)):
        for name in MORE:
            _field(BY_NAME[name], key(name), keys)
    for message in errors.values():
        st.error(esc(message), icon=":material/error:")
    show_failure(FORM)


def _unsaved_note(opened: Opened, changes: dict[str, str]) -> None:
    if changes:
        _unsaved()[opened.id] = opened, changes
        st.session_state.pop("done_with", None)  # a click may have kept ``remember`` from it; this is another edit
        with st.container(horizontal=True, vertical_alignment="center"):
            changed = ", ".join(BY_NAME[name].label.lower() for name in changes)
            st.markdown(f":gray[:small[Not saved yet: {changed}]]", width="content")
            st.button("Discard", key="edit_discard", type="tertiary", on_click=partial(discard_edit, opened.id))
    else:
        _unsaved().pop(opened.id, None)


def _categories(opened: Opened) -> tuple[str, ...]:
    """The active ones; and the ticket's own, should it be archived."""
    active = tuple(category.key for category in taxonomy.categories())
    return tuple(dict.fromkeys((*active, opened.values["category"], st.session_state[_key(opened.id, "category")])))


def _field(field: TicketField, key: str, keys: Mapping[str, Sequence[str]]) -> None:
    """The widget for a field; ``keys`` are those that each choice offers."""
    if field.kind == "choice":
        st.selectbox(field.label, keys[field.name], key=key, format_func=taxonomy.label)
    elif field.kind == "text":
        st.text_area(field.label, key=key, max_chars=field.limit, height=200)
    else:
        placeholder = PLACEHOLDERS.get(field.name)
        st.text_input(field.label, key=key, max_chars=field.limit, placeholder=placeholder, live=True)


def _join_labels(names: Sequence[str]) -> str:
    """``Title, text and requester``."""
    words = [SHORT.get(name, BY_NAME[name].label.lower()) for name in names]
    return f"{', '.join(words[:-1])} and {words[-1]}".capitalize()


def _save() -> None:
    """Save what the person changed; whatever goes wrong, the form keeps it."""
    opened: Opened | None = st.session_state.get("opened")
    if opened is not None:  # else the click was on a form that had been closed, and is drawn anew with the edit
        _write(opened, version=opened.version)


def _write(opened: Opened, *, version: int) -> None:
    _reapply(opened)
    changes = opened.changes(_form_values(opened))

    def write() -> str:
        if not changes:
            return "Nothing was changed."
        editing.edit(opened.id, TicketChange(**changes), version=version)
        return f"Ticket #{opened.id} saved."

    if said := run_save(FORM, write):
        discard_edit(opened.id)
        queue_toast(said)


def show_conflict(history: Sequence[TicketEvent]) -> None:
    """Show a conflict where somebody else saved first: who changed what, and the two ways on."""
    if conflicting_version(FORM) is None:
        return
    opened: Opened = st.session_state["opened"]
    changes = [event_summary(event) for event in opened.since(history)]
    with st.container(border=True, gap="small"):
        st.markdown(f"**This ticket changed while you edited it:** {'; '.join(changes)}. Your text is still here.")
        with st.container(horizontal=True):
            st.button("Apply mine on top", key="edit_mine", on_click=_apply_mine)
            st.button("Take theirs", key="edit_theirs", type="tertiary", on_click=partial(discard_edit, opened.id))


def _apply_mine() -> None:
    opened, version = st.session_state.get("opened"), conflicting_version(FORM)
    if opened is not None and version is not None:  # else it is the second click of two: the first one saved
        _write(opened, version=version)

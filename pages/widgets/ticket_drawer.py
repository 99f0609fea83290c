"""One ticket in a drawer at the right: read it, change every field, delete it, its suggestion and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import streamlit as st

from pages.widgets.chips import chip, esc
from pages.widgets.edit_keeper import edit_keeper
from pages.widgets.news import tell
from pages.widgets.notices import reading_trouble, trouble
from pages.widgets.ticket_beside import beside_the_ticket, similar_tickets
from pages.widgets.ticket_edit import FIELDS, Opened
from pages.widgets.ticket_history import suggestion_and_choice, timeline, told
from pages.widgets.wording import ago
from services import reporting, taxonomy, tickets
from services.errors import InvalidInput, NotFound, StaleVersion, TriageError
from services.filters import TicketFilter
from services.ordered import Order
from services.settings import DESCRIPTION_MAX, NAME_MAX, TITLE_MAX, TRASH_DAYS
from services.tickets import Ticket, TicketChange, TicketEvent

WIDTH = 620


def open_ticket(ticket_id: int, current: TicketFilter, order: Order) -> None:
    """Show the ticket; ``id`` in the URL keeps it open and goes when it is closed.

    Before and behind it are the tickets that match ``current``, in the ``order``.
    """
    draw = st.dialog(f"Ticket #{ticket_id}", position="right", width=WIDTH, on_dismiss=close)(_drawer)
    draw(ticket_id, current, order)


def page_is_drawn() -> None:
    """Say so before ``open_ticket``: what was saved is on the page now."""
    st.session_state.pop("page_is_old", None)


def close() -> None:
    """Forget the open ticket. What was typed into its form is there when it is opened again."""
    for name in ("opened", "opening", "edit_trouble", "edit_errors", "theirs", "asks_delete"):
        st.session_state.pop(name, None)
    st.query_params.pop("id", None)


def go_to(ticket_id: int) -> None:
    """Open another ticket instead."""
    close()
    st.query_params["id"] = str(ticket_id)
    st.session_state["page_is_old"] = True


def _drawer(ticket_id: int, current: TicketFilter, order: Order) -> None:
    try:
        ticket, history = tickets.get(ticket_id), tickets.history(ticket_id)
        shown, zone = tickets.shown_suggestion(ticket_id), reporting.time_zone()
    except TriageError as error:
        _unreadable(ticket_id, error)
        return
    if st.session_state.get("page_is_old"):
        st.rerun()  # a click in the drawer draws the drawer alone; what it changed stands in the table, too
    beside_the_ticket(current, ticket, order, go_to)
    _remember(ticket, history)
    _text(ticket)
    _conflict(history)
    _form()
    _delete(ticket)
    if shown is not None:
        suggestion_and_choice(shown)
    similar_tickets(ticket, go_to)
    timeline(history, zone)


def _unreadable(ticket_id: int, error: TriageError) -> None:
    """The ticket is gone or the database away. An edit that was begun stays on the screen."""
    begun = _is_filled(ticket_id)
    if isinstance(error, NotFound):
        st.info(str(error), icon=":material/search_off:")
        st.button("Bring it back", icon=":material/undo:", on_click=partial(_bring_back, ticket_id))
    elif begun:
        st.error(trouble(error), icon=":material/cloud_off:")
    else:
        st.error(reading_trouble(error), icon=":material/cloud_off:")
        st.button("Try again")
    if begun:
        _form()


def _remember(ticket: Ticket, history: Sequence[TicketEvent]) -> None:
    """Fill the form once; afterwards it belongs to the person, whatever others do to the ticket.

    A newer click may end this anywhere: what says that it is done is written last, and until then it is begun again.
    """
    if _is_filled(ticket.id):
        return
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
    st.session_state.pop("asks_delete", None)  # Back leads from one ticket to another without closing the first


def _is_filled(ticket_id: int) -> bool:
    """Whether the form is this ticket's, with all that belongs to it."""
    opened: Opened | None = st.session_state.get("opened")
    needed = ("opening", *(_key(ticket_id, name) for name in FIELDS))
    return opened is not None and opened.id == ticket_id and all(name in st.session_state for name in needed)


def _key(ticket_id: int, name: str) -> str:
    """The widget of a field: another one for each ticket, so that late letters never go from one into the next."""
    return f"edit_{ticket_id}_{name}"


def _fill(opened: Opened, changes: Mapping[str, str]) -> None:
    """Put the ticket, or an edit of it, into the form."""
    known = {
        "status": taxonomy.STATUSES,
        "priority": taxonomy.PRIORITIES,
        "category": tuple(taxonomy.category_labels()),
    }
    for name in FIELDS:
        value = changes.get(name, opened.values[name])
        usable = value in known.get(name, (value,))
        st.session_state[_key(opened.id, name)] = value if usable else opened.values[name]
    for name in ("edit_trouble", "edit_errors", "theirs"):
        st.session_state.pop(name, None)
    st.session_state["opened"] = opened


def _unsaved() -> dict[int, tuple[Opened, dict[str, str]]]:
    """By ticket: what was changed and not saved yet, and the state that the edit began on."""
    kept: dict[int, tuple[Opened, dict[str, str]]] = st.session_state.setdefault("unsaved", {})
    return kept


def _done_with(ticket_id: int) -> None:
    """The edit was saved or dropped: the form begins anew with the ticket as it is."""
    st.session_state["done_with"] = ticket_id
    _unsaved().pop(ticket_id, None)
    st.session_state.pop("opened", None)


def _typed(opened: Opened) -> dict[str, str]:
    return {name: st.session_state[_key(opened.id, name)] for name in FIELDS}


def _text(ticket: Ticket) -> None:
    st.title(esc(ticket.title), anchor=False)
    filed = f"filed {ago(ticket.created_at, datetime.now(UTC))}"
    by = f" by {esc(ticket.requester)}" if ticket.requester else ""
    chips = " ".join(chip(key, taxonomy.label(key)) for key in (ticket.status, ticket.priority, ticket.category))
    st.markdown(f"{chips} :gray[:small[{filed}{by}]]")
    st.text(ticket.description)


def _form() -> None:
    """Every field of the ticket, as the person left it."""
    errors = st.session_state.get("edit_errors", {})
    opened: Opened = st.session_state["opened"]
    key = partial(_key, opened.id)
    with st.grid(2, min_column_width=140):
        _select("Status", key("status"), taxonomy.STATUSES)
        _select("Priority", key("priority"), taxonomy.PRIORITIES)
        _select("Category", key("category"), _categories(opened))
        st.text_input("Assignee", key=key("assignee"), max_chars=NAME_MAX, placeholder="Nobody", live=True)
    with st.expander("Title, text and requester", icon=":material/edit:", expanded=bool(errors)):
        st.text_input("Title", key=key("title"), max_chars=TITLE_MAX, live=True)
        st.text_area("Description", key=key("description"), max_chars=DESCRIPTION_MAX, height=200)
        st.text_input("Requester", key=key("requester"), max_chars=NAME_MAX, live=True)
    for message in errors.values():
        st.error(esc(message), icon=":material/error:")
    if "edit_trouble" in st.session_state:
        st.error(st.session_state["edit_trouble"], icon=":material/error:")
    changes = opened.changes(_typed(opened))
    if changes:
        _unsaved()[opened.id] = opened, changes
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":gray[:small[Not saved yet: {', '.join(changes)}]]", width="content")
            st.button("Discard", key="edit_discard", type="tertiary", on_click=partial(_done_with, opened.id))
    else:
        _unsaved().pop(opened.id, None)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        disabled = "theirs" in st.session_state
        st.button("Save changes", key="edit_save", type="primary", disabled=disabled, on_click=_save)
        st.button(":red[Delete ticket]", type="tertiary", icon=":material/delete:", on_click=_ask_delete)
    edit_keeper(opened, changes, st.session_state["opening"], _fill)


def _categories(opened: Opened) -> tuple[str, ...]:
    """The active ones; and the ticket's own, should it be archived."""
    active = tuple(category.key for category in taxonomy.categories())
    return tuple(dict.fromkeys((*active, opened.values["category"], st.session_state[_key(opened.id, "category")])))


def _select(label: str, key: str, keys: Sequence[str]) -> None:
    st.selectbox(label, keys, key=key, format_func=taxonomy.label)


def _save() -> None:
    """Save what the person changed; whatever goes wrong, the form keeps it."""
    opened: Opened | None = st.session_state.get("opened")
    if opened is not None:  # else the click was on a form that had been closed, and is drawn anew with the edit
        _write(opened, version=opened.version)


def _write(opened: Opened, *, version: int) -> None:
    for name in ("edit_trouble", "edit_errors", "theirs"):
        st.session_state.pop(name, None)
    changes = opened.changes(_typed(opened))
    try:
        if changes:
            tickets.edit(opened.id, TicketChange(**changes), version=version)
    except StaleVersion as error:
        st.session_state["theirs"] = error.current
    except InvalidInput as error:
        st.session_state["edit_errors"] = {name: messages[0] for name, messages in error.fields.items()}
    except Exception as error:  # noqa: BLE001  what was typed stays, whatever happened
        st.session_state["edit_trouble"] = trouble(error)
    else:
        _done_with(opened.id)
        st.session_state["page_is_old"] = True
        tell(f"Ticket #{opened.id} saved." if changes else "Nothing was changed.")


def _conflict(history: Sequence[TicketEvent]) -> None:
    """Somebody else saved first: who changed what, and the two ways on."""
    if "theirs" not in st.session_state:
        return
    opened: Opened = st.session_state["opened"]
    changes = [told(event) for event in opened.since(history)]
    with st.container(border=True, gap="small"):
        st.markdown(f"**This ticket changed while you edited it:** {'; '.join(changes)}. Your text is still here.")
        with st.container(horizontal=True):
            st.button("Apply mine on top", key="edit_mine", on_click=_apply_mine)
            st.button("Take theirs", key="edit_theirs", type="tertiary", on_click=partial(_done_with, opened.id))


def _apply_mine() -> None:
    _write(st.session_state["opened"], version=st.session_state["theirs"])


def _ask_delete() -> None:
    st.session_state["asks_delete"] = True


def _delete(ticket: Ticket) -> None:
    """The question stands in place: a dialog cannot open a dialog."""
    if "asks_delete" not in st.session_state:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Delete #{ticket.id}?** It can be brought back for {TRASH_DAYS} days.")
        if st.button(f":red[Delete ticket #{ticket.id}]"):
            _delete_now(ticket)
        st.button("Keep it", type="tertiary", on_click=partial(st.session_state.pop, "asks_delete", None))


def _delete_now(ticket: Ticket) -> None:
    opened: Opened = st.session_state["opened"]
    try:
        tickets.delete_ticket(ticket.id, version=opened.version)
    except StaleVersion as error:
        st.session_state["theirs"] = error.current
        st.session_state.pop("asks_delete", None)
        st.rerun()
    except TriageError as error:
        st.error(str(error), icon=":material/error:")
        return
    _done_with(ticket.id)
    close()
    st.session_state["deleted"] = ticket.id
    st.rerun()


def undo_of_delete() -> None:
    """After a deletion: says so on the page, with the way back."""
    deleted: int | None = st.session_state.get("deleted")
    if deleted is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/delete: Ticket #{deleted} deleted.", width="content")
        st.button("Undo", type="tertiary", icon=":material/undo:", on_click=partial(_bring_back, deleted))
        st.button("Close", type="tertiary", on_click=partial(st.session_state.pop, "deleted", None))


def _bring_back(ticket_id: int) -> None:
    try:
        tickets.restore(ticket_id)
    except TriageError as error:
        tell(esc(str(error)))
        return
    st.session_state.pop("deleted", None)
    tell(f"Ticket #{ticket_id} is back.")

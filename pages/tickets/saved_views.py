"""Built-in and saved views as tabs above the table; saving, renaming, ordering and removing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.copy_link import copy_link
from pages.widgets.filtering.filter_url import STAYING
from pages.widgets.layout import is_phone
from pages.widgets.notices.my_name import my_name
from pages.widgets.notices.undo_removal import undo_removal
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access
from services.errors import TriageError
from services.filters import saved_views
from services.filters.saved_views import NAME_MAX, View
from services.filters.ticket_filter import TicketFilter

EVERYTHING = View("All", ())
REMOVED = "removed_view"  # in the session
TABS = 6  # saved views beside the built-in ones; more stand under Views, on a phone all
ROOM = 350  # pixels: for a name beside the hint that Streamlit puts into the field of a form
PARAMETERS = (*TicketFilter.names(), "sort")


def views_row(today: date) -> None:
    """The views as tabs, each an address; the one that is on is marked."""
    on = _params_in_url()
    saved = saved_views.list_saved_views()
    tabs = saved[: 0 if is_phone() else TABS]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for view in (EVERYTHING, *saved_views.built_in_views(today, my_name()), *tabs):
            _view(view, on)
        _views_button(saved, tabs, on)
        copy_link()
    _offer_undo()


def _view(view: View, on: dict[str, list[str]]) -> None:
    label = f":blue[**{esc(view.name)}**]" if _view_group(view) == on else esc(view.name)
    st.button(label, key=f"view_{view.id or view.name}", type="tertiary", on_click=partial(_show, view))


def _views_button(saved: list[View], tabs: list[View], on: dict[str, list[str]]) -> None:
    """The views that are no tabs, saving one, and what can be done with those that are saved."""
    hidden = saved[len(tabs) :]
    active = next((view.name for view in hidden if _view_group(view) == on), None)
    with st.popover(f"Views: **{esc(active)}**" if active else "Views", key="views", icon=":material/bookmark:"):
        for view in hidden:
            _view(view, on)
        if not access.allows("views"):
            if not hidden:
                st.caption("There are no more views.")
            return
        with st.form("save_view", border=False):  # so that Enter saves
            st.text_input(
                "Name of the view",
                key="view_name",
                max_chars=NAME_MAX,
                placeholder="Waiting for billing",
                width=ROOM,
            )
            st.form_submit_button(
                "Save as view",
                icon=":material/bookmark_add:",
                help=None if on else "Choose a filter or a sort order first.",
                on_click=_save,
                disabled=not on,
            )
        if not saved:
            st.caption("No saved views yet. Everyone can use the views saved here.")
        for place, view in enumerate(saved):
            _edit(view, place, len(saved))


def _edit(view: View, place: int, views: int) -> None:
    """Rename a view, move it among the others, remove it."""
    key = f"view_rename_{view.id}"
    st.session_state[key] = view.name
    st.text_input(f'Rename "{view.name}"', key=key, max_chars=NAME_MAX, width=ROOM, on_change=_rename, args=(view, key))
    with st.container(horizontal=True, gap="small"):
        for label, by, at_the_end in (("Move left", -1, place == 0), ("Move right", 1, place == views - 1)):
            move = partial(_move, view, by)
            st.button(label, key=f"view_move_{view.id}_{by}", type="tertiary", disabled=at_the_end, on_click=move)
        st.button("Remove", key=f"view_drop_{view.id}", type="tertiary", on_click=partial(_remove, view))


def _offer_undo() -> None:
    """After a view was removed: says so, with the way back."""
    removed: View | None = st.session_state.get(REMOVED)
    if removed is not None:
        undo_removal("view", removed.name, REMOVED, _undo)


def _params_in_url() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}


def _view_group(view: View) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in view.params:
        grouped.setdefault(name, []).append(value)
    return grouped


def _show(view: View) -> None:
    kept = {name: st.query_params.get_all(name) for name in STAYING if name in st.query_params and name != "sort"}
    st.query_params.from_dict(kept | _view_group(view))


def _save() -> None:
    params = tuple((name, value) for name, values in _params_in_url().items() for value in values)
    name = st.session_state["view_name"]
    try:
        saved_views.save_view(name, params)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    st.session_state["view_name"] = ""
    queue_toast(f'View "{esc(name)}" saved. Everyone can use it.')


def _change(write: Callable[..., None], *given: object) -> bool:
    """Write to the saved views, and say what went wrong."""
    try:
        write(*given)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return False
    return True


def _rename(view: View, key: str) -> None:
    _change(saved_views.rename_view, view.id or 0, st.session_state[key])


def _move(view: View, by: int) -> None:
    _change(saved_views.move_view, view.id or 0, by)


def _remove(view: View) -> None:
    if _change(saved_views.delete_view, view.id or 0):
        st.session_state[REMOVED] = view


def _undo() -> None:
    if _change(saved_views.restore_view, st.session_state[REMOVED]):
        st.session_state.pop(REMOVED)

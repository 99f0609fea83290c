"""Built-in and saved views above the table, and saving the current filter as a view."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from pages.tickets.copy_link import copy_link
from pages.widgets.chips import esc
from pages.widgets.filtering.filter_bar import STAYING
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services.errors import TriageError
from services.filters import saved_views
from services.filters.saved_views import NAME_MAX, View
from services.filters.ticket_filter import TicketFilter

EVERYTHING = View("All", ())
ROOM = 350  # pixels: for a name beside the hint that Streamlit puts into the field of a form
PARAMETERS = (*TicketFilter.names(), "sort")


def views_row(today: date) -> None:
    """One click away: the views, each an address; the one that is on is marked."""
    on = _params_in_url()
    saved = saved_views.list_saved_views()
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for view in (EVERYTHING, *saved_views.built_in_views(today)):
            _view(view, on)
        _saved_view_button(saved, on)
        copy_link()


def _view(view: View, on: dict[str, list[str]]) -> None:
    label = f":blue[**{esc(view.name)}**]" if _view_group(view) == on else esc(view.name)
    st.button(label, key=f"view_{view.id or view.name}", type="tertiary", on_click=partial(_show, view))


def _saved_view_button(saved: list[View], on: dict[str, list[str]]) -> None:
    active = next((view.name for view in saved if _view_group(view) == on), None)
    with st.popover(f"Views: **{esc(active)}**" if active else "Views", key="views", icon=":material/bookmark:"):
        for view in saved:
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                _view(view, on)
                remove = partial(_remove, view)
                st.button(
                    "Remove", key=f"view_drop_{view.id}", type="tertiary", icon=":material/delete:", on_click=remove
                )
        if not saved:
            st.caption("Views saved here are seen by everybody.")
        with st.form("save_view", border=False):  # so that Enter saves
            st.text_input(
                "Name of the view",
                key="view_name",
                max_chars=NAME_MAX,
                placeholder="Waiting for billing",
                width=ROOM,
            )
            st.form_submit_button(
                "Save this filter and order",
                icon=":material/bookmark_add:",
                help=None if on else "Choose a filter or an order first.",
                on_click=_save,
                disabled=not on,
            )


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
    queue_toast(f"View {esc(name)} saved. Everybody finds it under Views.")


def _remove(view: View) -> None:
    try:
        saved_views.delete_view(view.id or 0)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))
        return
    queue_toast(f"View {esc(view.name)} removed.")

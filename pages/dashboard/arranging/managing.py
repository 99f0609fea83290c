"""Save, rename, order and remove dashboards, and choose which one opens first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.dashboard.arranging.browser import browser, named_browser
from pages.dashboard.arranging.opening import Opened, address_of
from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.notices.undo_removal import undo_removal
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access
from services.dashboards import saved
from services.dashboards.look import Params
from services.dashboards.names import NAME_MAX
from services.dashboards.saved import OF_DESK, Dashboard, Removed

WIDTH = 350  # pixels of a field
NAME, EVERYONE, CHOSEN, RENAMED = "dashboard_name", "dashboard_everyone", "dashboard_chosen", "dashboard_renamed"
MINE, OF_EVERYONE = "dashboard_first_mine", "dashboard_first_everyone"
REMOVED, WRITTEN = "dashboard_removed", "dashboard_written"  # in the session
AS_DESK, STANDARD = -1, 0  # beside the numbers of dashboards


@st.fragment
def managing(opened: Opened, now: Params) -> None:
    """Of its own, so that choosing a dashboard to change draws nothing else; what was written draws the page."""
    if st.session_state.pop(WRITTEN, False):
        st.rerun()
    _save_form(now)
    may_change = [one for one in opened.dashboards.all if one.own or access.allows(OF_DESK)]
    if may_change:
        _change(may_change)
    if opened.dashboards.all:
        _first(opened)


def save_changes(current: Dashboard, now: Params) -> None:
    """Callback: have a saved dashboard show what the page shows now."""
    change = partial(saved.change, current.id, look=now, version=current.version, browser=browser())
    if _tried(change):
        queue_toast(f'Dashboard "{esc(current.name)}" saved.{_seen_by(current)}')


def offer_undo() -> None:
    """After a dashboard was removed: says so, with the way back."""
    removed: Removed | None = st.session_state.get(REMOVED)
    if removed is not None:
        undo_removal("dashboard", removed.dashboard.name, REMOVED, _undo)


def _save_form(now: Params) -> None:
    with st.form("save_dashboard", border=False):  # so that Enter saves
        st.text_input("Name of the dashboard", key=NAME, max_chars=NAME_MAX, placeholder="Monday", width=WIDTH)
        if access.allows(OF_DESK):
            st.checkbox("For everyone", key=EVERYONE)
        st.form_submit_button(
            "Save as dashboard",
            icon=":material/bookmark_add:",
            help="Keeps the filter, the period, the comparison and the cards.",
            on_click=_save,
            args=(now,),
        )


def _change(dashboards: list[Dashboard]) -> None:
    """Rename a dashboard, move it among the others of its kind, remove it."""
    by_id = {one.id: one for one in dashboards}
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state[CHOSEN] = None
    st.selectbox(
        "Change a dashboard",
        list(by_id),
        key=CHOSEN,
        index=None,
        placeholder="Choose a dashboard",
        format_func=lambda number: _label(by_id[number]),
        width=WIDTH,
    )
    chosen = by_id.get(st.session_state[CHOSEN] or 0)
    if chosen is None:
        return
    key = f"{RENAMED}_{chosen.id}"
    st.session_state[key] = chosen.name
    st.text_input("New name", key=key, max_chars=NAME_MAX, width=WIDTH, on_change=_rename, args=(chosen, key))
    alike = [one for one in dashboards if one.own == chosen.own]
    place = alike.index(chosen)
    with st.container(horizontal=True, gap="small"):
        for label, by, at_the_end in (("Move left", -1, place == 0), ("Move right", 1, place == len(alike) - 1)):
            move = partial(_move, chosen, by)
            st.button(label, key=f"dashboard_move_{by}", type="tertiary", disabled=at_the_end, on_click=move)
        st.button("Remove", key="dashboard_remove", type="tertiary", on_click=partial(_remove, chosen))


def _first(opened: Opened) -> None:
    """Which dashboard opens first, for oneself and for everyone."""
    known = opened.dashboards
    by_id = {one.id: one for one in known.all}

    def said(number: int) -> str:
        special = {AS_DESK: "As for everyone", STANDARD: "Standard"}
        return special[number] if number in special else _label(by_id[number])

    st.session_state[MINE] = known.mine or STANDARD if known.chosen else AS_DESK
    mine = [AS_DESK, STANDARD, *by_id]
    st.selectbox("Opens first for me", mine, key=MINE, format_func=said, width=WIDTH, on_change=_open_first_for_me)
    if access.allows(OF_DESK):
        everyone = [STANDARD, *(one.id for one in known.all if not one.own)]
        st.session_state[OF_EVERYONE] = known.of_desk or STANDARD
        st.selectbox(
            "Opens first for everyone",
            everyone,
            key=OF_EVERYONE,
            format_func=said,
            width=WIDTH,
            help="Everyone who has not chosen another one.",
            on_change=_open_first_for_everyone,
        )


def _label(one: Dashboard) -> str:
    return f"{one.name} (only for me)" if one.own else one.name


def _seen_by(one: Dashboard) -> str:
    return "" if one.own else " Everyone sees it."


def _save(now: Params) -> None:
    name, everyone = st.session_state[NAME], bool(st.session_state.get(EVERYONE))
    made: list[Dashboard] = []
    mine = browser() if everyone else named_browser()
    if _done(lambda: made.append(saved.save(name, now, everyone=everyone, browser=mine))):
        st.session_state.update({NAME: "", EVERYONE: False})
        queue_toast(f'Dashboard "{esc(made[0].name)}" saved.{_seen_by(made[0])}')
        st.query_params.from_dict(address_of(made[0]))


def _rename(one: Dashboard, key: str) -> None:
    _done(partial(saved.change, one.id, name=st.session_state[key], browser=browser()))


def _move(one: Dashboard, by: int) -> None:
    _done(partial(saved.move, one.id, by, browser=browser()))


def _remove(one: Dashboard) -> None:
    removed: list[Removed] = []
    if _done(lambda: removed.append(saved.remove(one.id, browser=browser()))):
        st.session_state[REMOVED] = removed[0]


def _undo() -> None:
    if _tried(partial(saved.restore, st.session_state[REMOVED], browser=browser())):
        st.session_state.pop(REMOVED)


def _open_first_for_me() -> None:
    chosen = st.session_state[MINE]
    if chosen == AS_DESK:
        _done(partial(saved.open_as_the_desk, browser=browser()))
    else:
        _done(partial(saved.open_first, chosen or None, browser=named_browser()))


def _open_first_for_everyone() -> None:
    _done(partial(saved.open_first, st.session_state[OF_EVERYONE] or None, everyone=True, browser=browser()))


def _done(write: Callable[[], object]) -> bool:
    """Write, for a callback of the part that is drawn alone; the page is drawn anew either way."""
    st.session_state[WRITTEN] = True
    return _tried(write)


def _tried(write: Callable[[], object]) -> bool:
    """Write, and say what went wrong."""
    try:
        write()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
        return False
    return True

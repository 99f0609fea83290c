"""The row of dashboards: the saved ones as tabs, what can be done with them, the choice of cards, and the link."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from pages.dashboard.arranging.card_list import card_list, chosen_cards
from pages.dashboard.arranging.managing import managing, offer_undo, save_changes
from pages.dashboard.arranging.opening import Opened, address_of
from pages.widgets.chips import esc
from pages.widgets.copy_link import copy_link
from pages.widgets.filtering.filter_url import CARDS, DASHBOARD
from pages.widgets.layout import is_phone
from services import access
from services.dashboards import look
from services.dashboards.cards import ALL
from services.dashboards.cards import CARDS as EVERY_CARD
from services.dashboards.look import Params
from services.dashboards.saved import OF_DESK, Dashboard

STANDARD = "Standard"
TABS = 6  # saved dashboards beside the standard one; more stand under Dashboards, on a phone all


def dashboards_row(opened: Opened, today: date) -> None:
    """Show the row of saved dashboards: tabs, the menu of all, Save and the link."""
    now, current = opened.look(today), opened.current
    is_changed = current is not None and look.settled(current.look, today) != now
    tabs = opened.dashboards.all[: 0 if is_phone() else TABS]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="dashboards_row"):
        if tabs:
            _standard(opened, is_on=current is None and now == look.standard())
        for one in tabs:
            _tab(one, is_on=one == current, is_changed=is_changed)
        if current is not None and is_changed and (current.own or access.allows(OF_DESK)):
            save = partial(save_changes, current, now)
            st.button("Save changes", key="dashboard_save", type="tertiary", icon=":material/save:", on_click=save)
        _dashboards(opened, tabs, now, is_changed=is_changed)
        _cards(opened)
        copy_link(_link(current, now, is_changed=is_changed))
    offer_undo()


def _dashboards(opened: Opened, tabs: tuple[Dashboard, ...], now: Params, *, is_changed: bool) -> None:
    """The dashboards that are no tabs, and all that can be done with the saved ones."""
    hidden, current = opened.dashboards.all[len(tabs) :], opened.current
    is_hidden = current is not None and current in hidden
    label = f"Dashboards: **{esc(current.name)}**" if current is not None and is_hidden else "Dashboards"
    with st.popover(label, key="dashboards", icon=":material/bookmark:"):
        if hidden and not tabs:
            _standard(opened, is_on=current is None and now == look.standard())
        for one in hidden:
            _tab(one, is_on=one == current, is_changed=is_changed)
        managing(opened, now)


def _cards(opened: Opened) -> None:
    shown, every = len(opened.cards), len(EVERY_CARD)
    label = "Cards" if shown == every else f"Cards: **{shown} of {every}**"
    with st.popover(label, key="cards", icon=":material/dashboard_customize:"):
        st.caption("Choose which cards are shown, and in which order. Save as a dashboard to keep it.")
        card_list(opened.cards, on_chosen=_show_cards)


def _standard(opened: Opened, *, is_on: bool) -> None:
    label = f":blue[**{STANDARD}**]" if is_on else STANDARD
    without = {} if opened.dashboards.first() is None else {CARDS: [ALL]}
    st.button(
        label,
        key="dashboard_standard",
        type="tertiary",
        help="Every card, of the last 30 days",
        on_click=partial(st.query_params.from_dict, without),
    )


def _tab(one: Dashboard, *, is_on: bool, is_changed: bool) -> None:
    """A click shows it as it was saved."""
    name = f":blue[**{esc(one.name)}**]" if is_on else esc(one.name)
    label = f"{name} :gray[(changed)]" if is_on and is_changed else name
    show = partial(st.query_params.from_dict, address_of(one))
    st.button(label, key=f"dashboard_{one.id}", type="tertiary", on_click=show)


def _show_cards() -> None:
    if wanted := chosen_cards():
        st.query_params[CARDS] = wanted


def _link(current: Dashboard | None, now: Params, *, is_changed: bool) -> str:
    """To a dashboard of the desk as it is whenever the link is followed; else to what the page shows now."""
    if current is not None and not current.own and not is_changed:
        return urlencode({DASHBOARD: current.id})
    return urlencode(now)

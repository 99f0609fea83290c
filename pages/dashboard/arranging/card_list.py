"""A list of cards, each of which is shown or hidden and can be moved: by mouse, finger and keyboard alike.

A component, as a list of Streamlit's buttons would lose the focus at every move and draw the whole page for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.widgets.component import component
from services.dashboards.cards import CARDS, Card

KEY = "card_list"

_mount = component(__file__)


def card_list(shown: Sequence[Card], *, on_chosen: Callable[[], None]) -> None:
    """Draw the list: first what is shown, then the rest; ``on_chosen`` is called with ``chosen_cards`` to read."""
    hidden = [card for card in CARDS if card not in shown]
    rows = [{"key": card.key, "label": card.label, "shown": card in shown} for card in (*shown, *hidden)]
    _mount(key=KEY, data={"cards": rows}, on_chosen_change=on_chosen)


def chosen_cards() -> str:
    """What was chosen, as the URL has it; for the callback."""
    chosen = st.session_state[KEY].get("chosen")
    return chosen if isinstance(chosen, str) else ""

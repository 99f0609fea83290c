"""Page title row, card headers, and phone detection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

NARROW = "triage-desk-narrow"  # cookie: pages/shell.py writes it before the page connects


def title_row(
    title: str, gap: Literal["small", "medium"] = "small", beside: Callable[[], None] | None = None
) -> DeltaGenerator:
    """The page's title at the left; returns the container at the right. ``beside`` draws between the two."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    row.title(title, anchor=False, width="content")
    if beside is not None:
        with row:
            beside()
    return row.container(horizontal=True, vertical_alignment="center", width="content", gap=gap)


def is_phone() -> bool:
    """Whether a phone shows the page, by its user agent, or a window that was as narrow when it was loaded."""
    return "Mobi" in st.context.headers.get("User-Agent", "") or st.context.cookies.get(NARROW) == "1"


def is_fragment_run() -> bool:
    """Whether only a fragment is drawn, as after a click in it, and not the whole page."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and bool(context.fragment_ids_this_run)


def card_title(title: str, beside: Callable[[], None] | None = None) -> None:
    """A card's title (markdown) and what ``beside`` draws at its right, no higher: titles of a row stand in line."""
    with st.container(horizontal=True, wrap=False, gap="xsmall", vertical_alignment="top"):
        st.subheader(title, anchor=False, width="stretch")
        if beside is not None:
            beside()


def card_header(title: str, side: str = "") -> None:
    """A card's title at the left and a remark in grey at the right, both markdown."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    row.subheader(title, anchor=False, width="content")
    row.caption(side or "&nbsp;", width="content")  # a line all the same: the card keeps its height


def chip_header(title: str, chip: str) -> None:
    """A card's title at the left and a chip (markdown) at the right; in a caption the chip would be too pale."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    row.subheader(title, anchor=False, width="content")
    row.markdown(chip, width="content")

"""What a click did, told as a toast once the page is drawn again."""

from __future__ import annotations

import streamlit as st


def tell(text: str) -> None:
    """Keep ``text`` (markdown) for ``show_news``; for callbacks, which run before the page is drawn."""
    st.session_state["news"] = text


def show_news() -> None:
    """Toast what was told since the last time."""
    text = st.session_state.pop("news", None)
    if text is not None:
        st.toast(text, icon=":material/check_circle:")

"""What a click did, told as a toast once the page is drawn again."""

from __future__ import annotations

import streamlit as st

DONE, FAILED = ":material/check_circle:", ":material/error:"


def tell(text: str) -> None:
    """Keep ``text`` (markdown) for ``show_news``; for callbacks, which run before the page is drawn."""
    st.session_state["news"] = text, DONE


def tell_failure(text: str) -> None:
    """The same for what a click could not do."""
    st.session_state["news"] = text, FAILED


def show_news() -> None:
    """Toast what was told since the last time."""
    news: tuple[str, str] | None = st.session_state.pop("news", None)
    if news is not None:
        text, icon = news
        st.toast(text, icon=icon)

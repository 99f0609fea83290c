"""Queue a toast from a callback; it shows on the next run."""

from __future__ import annotations

import streamlit as st

DONE, FAILED = ":material/check_circle:", ":material/error:"


def queue_toast(text: str) -> None:
    """Keep ``text`` (markdown) for ``show_toasts``; for callbacks, which run before the page is drawn."""
    st.session_state["toast"] = text, DONE


def queue_failure_toast(text: str) -> None:
    """Keep a message that a click could not do its work, for the next run to show as a toast."""
    st.session_state["toast"] = text, FAILED


def show_toasts() -> None:
    """Show the queued toast."""
    toast: tuple[str, str] | None = st.session_state.pop("toast", None)
    if toast is not None:
        text, icon = toast
        st.toast(text, icon=icon)

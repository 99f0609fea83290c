"""Reading the address of the page."""

from __future__ import annotations

import streamlit as st


def number(name: str, default: int) -> int:
    """A whole number in the URL; what is none counts as the default."""
    written = st.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 18 else default

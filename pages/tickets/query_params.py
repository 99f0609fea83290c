"""Read whole numbers from the URL of the page."""

from __future__ import annotations

import streamlit as st


def int_param(name: str, default: int) -> int:
    """Read a whole number from the URL, or the default."""
    written = st.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 18 else default

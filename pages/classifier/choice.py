"""Choose one or several of a few options; what is picked takes the link blue, Streamlit's own is too dark in dark."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from pages.widgets.chips import esc

Option = TypeVar("Option", str, int)


def choose_one(label: str, options: Mapping[Option, str], *, key: str, default: Option) -> Option:
    """One of ``options`` (value: its words), side by side."""
    picked = st.session_state.get(key, default)

    def words(one: Option) -> str:
        return _words(options[one], picked=one == picked)

    chosen = st.segmented_control(
        label, list(options), default=default, required=True, format_func=words, key=key, wrap=True
    )
    return chosen if chosen is not None and chosen in options else default


def choose_several(label: str, options: Mapping[str, str], *, key: str, default: list[str]) -> list[str]:
    """Any of ``options`` (value: its words)."""
    picked = st.session_state.get(key, default)

    def words(one: str) -> str:
        return _words(options[one], picked=one in picked)

    return list(st.pills(label, list(options), selection_mode="multi", default=default, format_func=words, key=key))


def _words(text: str, *, picked: bool) -> str:
    return f":blue[{esc(text)}]" if picked else esc(text)

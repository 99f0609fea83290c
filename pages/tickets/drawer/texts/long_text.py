"""Show a ticket's text, a long one cut behind its beginning with a click for the rest."""

from __future__ import annotations

import streamlit as st

LINE = 85  # characters, about, in a line of the drawer
LONG = 30  # lines; shorter texts are shown whole
SHOWN = 20  # lines of a long one
JOINER = "\u2060"  # has no width; without it Streamlit takes off the indentation


def long_text(text: str) -> None:
    """Show a text as it is, never as markdown; of a long one the beginning, and the rest behind a click."""
    place = excerpt_end(text)
    st.text(text[:place])
    if place < len(text):
        with st.expander("Show the rest of the text"):
            st.text(JOINER + text[place:])


def excerpt_end(text: str) -> int:
    """Where to cut a long text: at a line, in a long line at a space; the length of a text that is not long."""
    lines = text.splitlines(keepends=True)
    if sum(map(_height, lines)) <= LONG:
        return len(text)
    place, room = 0, SHOWN
    for line in lines:
        if _height(line) > room:
            end = place + room * LINE
            space = text.rfind(" ", place, end)
            return end if space < 0 else space + 1
        place, room = place + len(line), room - _height(line)
    return place


def _height(line: str) -> int:
    """Lines that it takes on the screen."""
    return max(1, -(-len(line) // LINE))

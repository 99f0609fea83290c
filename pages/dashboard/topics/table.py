"""A table of topics: size, change, course and examples, each of which leads to its tickets.

A component, as words and titles are foreign text: they are set as textContent and so appear exactly as typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from pages.widgets.component import component
from services.filters.topics import WORDS, name_of
from services.stats.changes import NO_CHANGE, relative
from services.stats.topics import TopicNumbers

KEY, LEADS_TO = "topics_table", "topics_lead_to"
COLUMNS = ("Topic", "Tickets", "Change", "Over the period", "Newest tickets")
ARROWS = {"rising": "↗ Rising", "falling": "↘ Falling", "": ""}

_mount = component(__file__)


def topics_table(label: str, rows: Sequence[TopicNumbers], first: date, days: int) -> None:
    """Draw the topics; a course begins on ``first`` and its parts have so many ``days``."""
    if address := st.session_state.pop(LEADS_TO, ""):
        st.switch_page("tickets/page.py", query_params=parse_qsl(address))
    data = {"label": label, "columns": list(COLUMNS), "rows": [_as_data(row, first, days) for row in rows]}
    _mount(key=KEY, data=data, on_opened_change=_opened)


def _opened() -> None:
    clicked = st.session_state[KEY].get("opened")
    if isinstance(clicked, str):
        st.session_state[LEADS_TO] = clicked


def _as_data(topic: TopicNumbers, first: date, days: int) -> dict[str, object]:
    told = WORDS if topic.name == name_of(None, topic.words) else 0
    return {
        "name": topic.name,
        "words": ", ".join(topic.words[told:]),
        "count": f"{topic.count:,}",
        "address": urlencode(topic.tickets.to_params()) if topic.count else "",
        "moved": topic.moved,
        "change": change_text(topic),
        "change_said": "" if topic.before is None else f"{topic.before:,} before",
        "course": list(topic.course),
        "course_said": _course_said(topic.course, first, days),
        "examples": [{"title": title, "address": urlencode([("id", ticket)])} for ticket, title in topic.examples],
    }


def change_text(topic: TopicNumbers) -> str:
    """ "↗ Rising, +45%" where it moved for certain, else "-12%"; of a topic without tickets before "new"."""
    if topic.before is None:
        return "–"
    change = relative(topic.count, topic.before) or ("new" if topic.count else "–")
    if change not in (NO_CHANGE, "new", "–") and not change.startswith("-"):
        change = f"+{change}"
    return f"{ARROWS[topic.moved]}, {change}" if topic.moved else change


def _course_said(course: Sequence[int], first: date, days: int) -> str:
    """The course for who does not see it: where it is highest, and its last part."""
    most = max(range(len(course)), key=lambda place: course[place], default=0)
    begins = first + timedelta(days=most * days)
    when = f"on {begins:%-d %b %Y}" if days == 1 else f"in the {days} days from {begins:%-d %b %Y}"
    return f"Most {when}: {course[most]:,}; at the end {course[-1]:,}" if course and course[most] else "No tickets"

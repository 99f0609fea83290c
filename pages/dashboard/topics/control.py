"""What a lead can do with topics: have them looked for now, and name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services import access
from services.jobs.work import topics as job
from services.stats.topics import TopicsOfPeriod
from services.topics import naming
from services.topics.naming import ACTION, NAME_MAX, NamedTopic

WIDTH = 320  # pixels of the fields
CHOSEN, NAME, WRITTEN = "topic_chosen", "topic_name", "topic_written"


def topics_control(found: TopicsOfPeriod, *, looking: bool) -> None:
    """Draw the button, unless a look is under way, and a popover that names topics; nothing for whoever may not."""
    if not access.allows(ACTION):
        return
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        if looking and found.known:
            st.caption("Topics are being looked for.", width="content")
        if not looking:
            st.button(
                "Look for topics now", key="topics_look", icon=":material/workspaces:", type="tertiary", on_click=_look
            )
        if found.known:
            with st.popover("Name topics", key="topics_names", type="tertiary", icon=":material/edit:"):
                _names()


@st.fragment
def _names() -> None:
    """Of its own, so that choosing a topic draws nothing else; a name that was saved draws the page."""
    if st.session_state.pop(WRITTEN, False):
        st.rerun()
    by_id = {topic.id: topic for topic in naming.list_topics()}
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state[CHOSEN] = None
    st.selectbox(
        "Topic",
        list(by_id),
        key=CHOSEN,
        index=None,
        placeholder="Choose a topic",
        format_func=lambda topic: by_id[topic].name,
        width=WIDTH,
        on_change=_load,
        args=(by_id,),
    )
    chosen = by_id.get(st.session_state[CHOSEN] or 0)
    if chosen is None:
        return
    st.caption(f"Words: {esc(', '.join(chosen.words))}")
    with st.form("topic_name_form", border=False):
        st.text_input("Name", key=NAME, max_chars=NAME_MAX, placeholder="Its words", width=WIDTH)
        st.form_submit_button("Save name", icon=":material/check:", on_click=_save, args=(chosen.id,))


def _load(by_id: dict[int, NamedTopic]) -> None:
    chosen = by_id.get(st.session_state[CHOSEN] or 0)
    st.session_state[NAME] = chosen.name if chosen else ""


def _look() -> None:
    _try(partial(job.start, actor=ACTOR), "Topics are being looked for.")


def _save(topic: int) -> None:
    name = st.session_state[NAME]
    _try(partial(naming.rename, topic, name), "Topic named. Everyone sees it.")
    st.session_state[WRITTEN] = True


def _try(act: Callable[[], object], done: str) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))
    else:
        queue_toast(done)

"""Privacy on the Settings page: what is known about a requester, as a file, and erased for good."""

from __future__ import annotations

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.deferred import made_later
from pages.widgets.error_messages import action_message
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import card_header
from pages.widgets.toasts import queue_toast
from services.privacy import requesters
from services.privacy.terminal import WORD, lines

NAME, ATTEMPT = "privacy_requester", "privacy_attempt"


def privacy_card() -> None:
    """The whole card."""
    card_header("Privacy", "one requester")
    st.caption("Download everything that is known about a requester, or erase it permanently with their tickets.")
    name = st.text_input("Requester", key=NAME, placeholder="Name or e-mail, as in the tickets", width=320)
    if not name.strip():
        return
    try:
        held = requesters.preview(name)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    for line in lines(held):
        st.markdown(esc(line))
    if held.is_nothing:
        return
    st.download_button(
        "Download as JSON", made_later(lambda: b"".join(requesters.known(name))), "requester.json", "application/json",
        icon=":material/download:", key="privacy_known",
    )  # fmt: skip
    _erasing(name)


def _erasing(name: str) -> None:
    attempt = st.session_state.setdefault(ATTEMPT, 0)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(f"Type {WORD} to confirm", key=f"erase_word_{attempt}", live=True, width=320)
        right = typed.strip() == WORD
        label = "Erase permanently"
        clicked = st.button(
            f":red[{label}]" if right else label, key="erase", icon=":material/delete_forever:", disabled=not right
        )
    if not (clicked and right):
        return
    st.session_state[ATTEMPT] = attempt + 1  # the word has to be typed again for the next one
    try:
        held = requesters.erase(name, actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    queue_toast(f"{held.tickets + held.in_trash:,} ticket{'' if held.tickets + held.in_trash == 1 else 's'} erased.")
    st.rerun()

"""What is masked before a language model reads a ticket, with a switch for each kind that may be left."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.layout import card_header
from pages.widgets.toasts import queue_failure_toast
from services.classify.llm.masking.kinds import KINDS, SWITCHES
from services.classify.llm.masking.switches import masked_kinds, set_switch


def masking_setting() -> None:
    """The card; a switch holds for everyone at once."""
    on = masked_kinds()
    always = [_lower(kind.label) for kind in KINDS if not kind.may_be_off]
    with st.container(border=True, gap="small"):
        card_header("Masking", "before a text leaves this machine")
        st.markdown(f"Always masked: {'; '.join(always)}.")
        for kind in SWITCHES:
            key = f"mask_{kind.key}"
            st.toggle(kind.label, value=kind.key in on, key=key, on_change=partial(_set, kind.key, key))
        st.caption("The Classifier page shows any text as it would be sent. Masking does not catch everything.")


def _lower(label: str) -> str:
    """A label within a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[0].lower() + label[1:]


def _set(kind: str, key: str) -> None:
    try:
        set_switch(kind, on=st.session_state[key])
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))

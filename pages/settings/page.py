"""Settings: categories, targets, language models, the learned classifier, jobs, who may come in, and all the data."""

from __future__ import annotations

import streamlit as st

from pages.settings.audit_list import audit_list
from pages.settings.categories.category_list import category_list
from pages.settings.data.data_maintenance import data_maintenance
from pages.settings.job_list import job_list
from pages.settings.learned_card import learned_card
from pages.settings.masking_setting import masking_setting
from pages.settings.provider_cards import provider_cards
from pages.settings.session_list import session_list
from pages.settings.targets_card import targets_card
from pages.settings.token_list import token_list
from pages.widgets.layout import title_row
from pages.widgets.toasts import show_toasts
from services.lifecycle import replica_state
from services.process.version import VERSION


def language_models() -> None:
    """The section of the language models, and of what they get to read."""
    provider_cards()
    masking_setting()


def access() -> None:
    """The section of who may come in: people who are signed in, and programs."""
    session_list()
    token_list()


# The name in the URL, the words on the tab, and what draws it.
SECTIONS = {
    "categories": ("Categories", category_list),
    "targets": ("Targets", targets_card),
    "models": ("Language models", language_models),
    "learned": ("Learned classifier", learned_card),
    "jobs": ("Jobs", job_list),
    "access": ("Access", access),
    "audit": ("Audit log", audit_list),
    "data": ("Data", data_maintenance),
}
TAB = "settings_section"


def page() -> None:
    """The whole page; only the section that is open is read and drawn."""
    title_row("Settings")
    show_toasts()
    words = [label for label, _ in SECTIONS.values()]
    chosen, _ = SECTIONS.get(st.query_params.get("section", ""), SECTIONS["categories"])
    tabs = st.tabs(words, default=chosen, key=TAB, on_change=_write_section_to_url)
    for tab, (_, draw) in zip(tabs, SECTIONS.values(), strict=True):
        if tab.open:
            with tab:
                draw()
    replica = replica_state()
    said = "" if replica is None else f" · The read replica is {replica.sentence}"
    st.caption(f"Triage Desk {VERSION}{said}")


def _write_section_to_url() -> None:
    """So that a reload and a link show the same section."""
    st.query_params["section"] = next(name for name, (label, _) in SECTIONS.items() if label == st.session_state[TAB])


page()

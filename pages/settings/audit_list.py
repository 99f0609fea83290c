"""The audit log: who did what, when and from where; filtered, and exported as CSV."""

from __future__ import annotations

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.deferred import made_later
from pages.widgets.layout import card_header
from pages.widgets.outage import show_outage
from services import reporting
from services.access import audit
from services.access.audit import ACTIONS, AuditEntry
from services.errors import NotAllowed, TriageError
from services.transfer.audit_csv import audit_csv

BEFORE = "audit_before"  # session state: the entry below which the list goes on


def audit_list() -> None:
    """The whole section."""
    with st.container(border=True, gap="small"):
        card_header("Audit log", "newest first")
        st.caption("Sign-ins, sessions, tokens, settings, exports, deletions and backups. Entries are never changed.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            action = st.selectbox(
                "What", [None, *ACTIONS], format_func=_label, key="audit_action", width=220, on_change=_from_the_start
            )
            actor = st.text_input("Who", key="audit_actor", width=260, on_change=_from_the_start)
        try:
            listed = audit.entries(action, actor, before=st.session_state.get(BEFORE))
        except NotAllowed as error:
            st.info(esc(str(error)), icon=":material/lock:")
            return
        except TriageError as error:
            show_outage(error, audit.entries)
            return
        _table(listed)
        _buttons(listed, action, actor)


def _label(action: str | None) -> str:
    return "Everything" if action is None else ACTIONS[action]


def _table(entries: list[AuditEntry]) -> None:
    if not entries:
        st.caption("There is no such entry.")
        return
    zone = reporting.time_zone()
    rows = [
        {
            "When": f"{entry.at.astimezone(zone):%-d %b %Y, %H:%M:%S}",
            "Who": entry.actor,
            "From": entry.address or "",
            "What": f"{ACTIONS.get(entry.action, entry.action)}: {entry.what}",
        }
        for entry in entries
    ]
    st.dataframe(rows, hide_index=True, width="stretch")


def _buttons(entries: list[AuditEntry], action: str | None, actor: str) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "Export as CSV",
            made_later(lambda: b"".join(audit_csv(action, actor))),
            f"audit-log-{reporting.today()}.csv",
            "text/csv",
            icon=":material/download:",
            key="audit_export",
        )
        if BEFORE in st.session_state:
            st.button("Newest", key="audit_newest", type="tertiary", on_click=_from_the_start)
        if len(entries) == audit.PAGE:
            st.button("Older", key="audit_older", type="tertiary", on_click=_go_on, args=(entries[-1].id,))


def _from_the_start() -> None:
    st.session_state.pop(BEFORE, None)


def _go_on(before: int) -> None:
    st.session_state[BEFORE] = before

"""The API tokens: make one, see which there are and when they were used last, revoke them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago
from pages.widgets.layout import card_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services.access import tokens
from services.access.tokens import Token
from services.errors import NotAllowed, TriageError

SCOPES = {"read": "Read", "write": "Write: file, edit, review", "admin": "Admin: everything"}
LASTS = {"30 days": 30, "90 days": 90, "1 year": 365, "No end": None}
MADE = "token_made"  # session state: the name and the token itself, until its one showing is over
STATES = {"active": "green", "expired": "gray", "revoked": "gray"}


def token_list() -> None:
    """The whole section."""
    try:
        listed = tokens.list_tokens()
    except NotAllowed as error:
        st.info(esc(str(error)), icon=":material/lock:")
        return
    except TriageError as error:
        show_outage(error, tokens.list_tokens)
        return
    with st.container(border=True, gap="small"):
        active = sum(token.state == "active" for token in listed)
        card_header("API tokens", f"{active:,} active")
        st.caption("With a token a program calls the API: `Authorization: Bearer td_…`. Only its hash is stored.")
        _make_form()
        _show_made()
    for token in listed:
        with st.container(border=True, gap="small"):
            _row(token)


def _make_form() -> None:
    attempt = st.session_state.setdefault("token_attempt", 0)
    with st.form(f"make_token_{attempt}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("Name", max_chars=tokens.NAME_MAX, placeholder="nightly import", width=260)
            scope = st.selectbox("May", list(SCOPES), format_func=SCOPES.__getitem__, width=240)
            lasts = st.selectbox("Lasts", list(LASTS), index=2, width=140)
        if st.form_submit_button("Make token", icon=":material/key:"):
            _make(name, scope, LASTS[lasts])


def _make(name: str, scope: str, days: int | None) -> None:
    try:
        token, written = tokens.make_token(name, scope, days=days)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    st.session_state[MADE] = token.name, written
    st.session_state["token_attempt"] += 1
    st.rerun()


def _show_made() -> None:
    made: tuple[str, str] | None = st.session_state.get(MADE)
    if made is None:
        return
    name, written = made
    with st.container(border=True, gap="small"):
        st.markdown(f"**{esc(name)}** created. Copy it now; it is not shown again.")
        st.code(written, language=None)
        st.button("I have copied it", on_click=partial(st.session_state.pop, MADE, None))


def _row(token: Token) -> None:
    now = datetime.now(UTC)
    head = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    head.markdown(f"**{esc(token.name)}** {token.scope}", width="content")
    head.markdown(f":{STATES[token.state]}-badge[{token.state.capitalize()}]", width="content")
    ends = f"until {token.expires_at:%-d %b %Y}" if token.expires_at else "no end"
    used = f"used {ago(token.last_used_at, now)}" if token.last_used_at else "never used"
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"Made {ago(token.made_at, now)} by {esc(token.made_by)}, {ends}, {used}", width="content")
        if token.state == "active":
            st.button(
                "Revoke",
                key=f"revoke_{token.id}",
                type="tertiary",
                icon=":material/block:",
                help="This takes effect at once and cannot be undone.",
                on_click=_revoke,
                args=(token,),
            )


def _revoke(token: Token) -> None:
    try:
        tokens.revoke_token(token.id)
        queue_toast(f"{esc(token.name)} is revoked.")
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))

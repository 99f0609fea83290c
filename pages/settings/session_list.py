"""Who is signed in by OpenID Connect: since when, seen when, from where; a lead ends a session here."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago
from pages.widgets.layout import card_header
from pages.widgets.outage import show_outage
from pages.widgets.toasts import queue_failure_toast, queue_toast
from services.access import sessions
from services.access.sessions import SignInSession
from services.errors import NotAllowed, TriageError
from services.settings import settings

WHO = "session_who"


def session_list() -> None:
    """The whole card; nothing where nobody signs in by a session."""
    if not settings().oidc_issuer:
        return
    try:
        listed, number = sessions.list_sessions(st.session_state.get(WHO, ""))
    except NotAllowed as error:
        st.info(esc(str(error)), icon=":material/lock:")
        return
    except TriageError as error:
        show_outage(error, sessions.list_sessions)
        return
    with st.container(border=True, gap="small"):
        card_header("Signed in", f"{number:,} session{'' if number == 1 else 's'}")
        st.caption("A session that you end is over within ten seconds, in every tab.")
        _person(listed)
        for session in listed:
            _row(session)
        if number > len(listed):
            st.caption(f"And {number - len(listed):,} that were seen earlier. Look for a person by *Who*.")


def _person(listed: list[SignInSession]) -> None:
    """The field for a name, and the button for all sessions of whoever has it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input("Who", key=WHO, width=260, placeholder="Name, as in the list")
        people = {session.person for session in listed}
        if who.strip() and len(people) == 1:
            st.button(
                "End all of this person",
                key="end_sessions",
                type="tertiary",
                icon=":material/logout:",
                on_click=_end_all,
                args=(people.pop(),),
            )
    if who.strip() and not listed:
        st.caption("No one with this name is signed in.")


def _row(session: SignInSession) -> None:
    now = datetime.now(UTC)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(
            f"**{esc(session.person)}** {session.role}, signed in {ago(session.began_at, now)} from"
            f" {esc(session.address)}, seen {ago(session.last_seen_at, now)}",
            width="content",
        )
        st.button(
            "End",
            key=f"end_session_{session.id}",
            type="tertiary",
            icon=":material/logout:",
            help=f"{esc(session.person)} has to sign in again.",
            on_click=_end,
            args=(session,),
        )


def _end(session: SignInSession) -> None:
    try:
        sessions.revoke_session(session.id)
        queue_toast(f"The session of {esc(session.person)} is over.")
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))


def _end_all(person: str) -> None:
    try:
        number = sessions.revoke_sessions_of(person)
        queue_toast(f"{'The session' if number == 1 else f'All {number:,} sessions'} of {esc(person)}: ended.")
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        queue_failure_toast(esc(action_message(error)))

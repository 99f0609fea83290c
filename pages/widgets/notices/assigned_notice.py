"""On every page: that somebody gave you tickets, until you have seen it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.widgets.chips import esc
from pages.widgets.notices.my_name import signed_in_name
from pages.widgets.toasts import queue_failure_toast
from services.errors import TriageError
from services.tickets import assigned
from services.tickets.assigned import Assigned

LOOK_AGAIN = 10.0  # seconds


def assigned_notice(place: DeltaGenerator) -> None:
    """Tell whoever is signed in which tickets were assigned to them, within 10 s."""
    if signed_in_name() is not None:
        with place.container():
            st.fragment(_notice, run_every=LOOK_AGAIN)()


def _notice() -> None:
    person = signed_in_name()
    if person is None:
        return
    try:
        tickets = assigned.newly_assigned(person)
    except TriageError:
        return  # the page says so
    if not tickets:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="assigned_notice"):
        st.info(_said(tickets), icon=":material/person_add:")
        st.button("Seen", key="assigned_seen", type="tertiary", on_click=_seen, args=(person, tickets[0]))


def _said(tickets: list[Assigned]) -> str:
    newest = tickets[0]
    title = f"[#{newest.ticket_id} {esc(newest.title)}](/tickets?id={newest.ticket_id})"
    first = f"{esc(newest.by)} assigned {title} to you."
    if len(tickets) == 1:
        return first
    others = f"{'at least ' if len(tickets) == assigned.TOLD_MAX else ''}{len(tickets) - 1:,}"
    return f"{first} And {others} more: see *Mine* on Tickets."


def _seen(person: str, newest: Assigned) -> None:
    try:
        assigned.mark_told(person, newest.at)
    except TriageError as error:
        queue_failure_toast(esc(str(error)))

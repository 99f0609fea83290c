"""The targets of the open ticket: its clock, and until when each is or was to be met."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.widgets.target_words import clock_chip
from services.errors import TriageError
from services.targets.clock import clock_of
from services.tickets.editing import Ticket


def targets_line(ticket: Ticket, zone: ZoneInfo) -> None:
    """Draw the line; nothing for a ticket without a target, or while the database does not answer."""
    try:
        clock = clock_of(ticket)
    except TriageError:
        return
    if clock is None:
        return
    parts = [
        _part("First status change", clock.respond_by, clock.responded_at, zone),
        _part("Resolution", clock.resolve_by, clock.resolved_at, zone),
    ]
    st.markdown(f"{clock_chip(clock)} :gray[:small[{'. '.join(filter(None, parts))}]]")


def _part(what: str, by: datetime | None, done: datetime | None, zone: ZoneInfo) -> str:
    """ "Resolution due Tue 1 Dec, 10:00", or that it was in time or late."""
    if by is None:
        return ""
    due = by.astimezone(zone)
    year = "" if due.year == datetime.now(zone).year else f" {due.year}"
    said = f"{what} due {due:%a %-d %b}{year}, {due:%H:%M}"
    if done is None:
        return said
    return f"{said}, {'done in time' if done <= by else 'done late'}"

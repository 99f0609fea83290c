"""Targets in words and chips: the state of a ticket's targets, and the working time that is left or over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from services.targets.clock import TicketClock
from services.targets.states import AT_RISK, BREACHED, KEPT, LABELS, ON_TRACK
from services.taxonomy import CRITICAL, HIGH, OPEN, RESOLVED

MINUTE, HOUR = 60, 3600

# State: theme colour name, icon, and the slot of charts (pages/widgets/charts/theme.py).
FACES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        KEPT: ("green", "check_circle", RESOLVED),
        ON_TRACK: ("blue", "timer", OPEN),
        AT_RISK: ("orange", "hourglass_bottom", HIGH),
        BREACHED: ("red", "timer_off", CRITICAL),
    }
)


def working_time(seconds: float) -> str:
    """ "under 1 min", "45 min", "2 h", "1,041 h": working time, in whole units."""
    minutes = int(abs(seconds) // MINUTE)
    if minutes < 1:
        return "under 1 min"
    return f"{minutes} min" if minutes < HOUR // MINUTE else f"{minutes * MINUTE // HOUR:,} h"


def clock_words(clock: TicketClock) -> str:
    """ "2 h left", "At risk: 20 min left", "3 h over", "Kept"."""
    if clock.seconds_left is None:
        return LABELS[clock.state]
    if clock.state == BREACHED:
        return f"{working_time(clock.seconds_left)} over"
    left = f"{working_time(clock.seconds_left)} left"
    return f"{LABELS[AT_RISK]}: {left}" if clock.state == AT_RISK else left


def clock_cell(clock: TicketClock | None) -> dict[str, str] | None:
    """The clock as a chip of the ticket table; None without a target."""
    if clock is None:
        return None
    colour, icon, _ = FACES[clock.state]
    return {"label": clock_words(clock), "colour": colour, "icon": icon}


def clock_chip(clock: TicketClock) -> str:
    """The clock as a chip, in markdown: "Breached: 3 h over"."""
    colour, icon, _ = FACES[clock.state]
    words = clock_words(clock)
    said = f"{LABELS[BREACHED]}: {words}" if clock.state == BREACHED and clock.seconds_left is not None else words
    return f":{colour}-badge[:material/{icon}: {said}]"

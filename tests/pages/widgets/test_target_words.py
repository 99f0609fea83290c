"""The clock of a ticket in words."""

from __future__ import annotations

import pytest

from pages.widgets.target_words import clock_cell, clock_chip, clock_words
from services.targets.clock import TicketClock


@pytest.mark.parametrize(
    ("state", "seconds", "said"),
    [
        ("on_track", 7_300, "2 h left"),
        ("on_track", 3_599, "59 min left"),
        ("at_risk", 61, "At risk: 1 min left"),
        ("at_risk", 20, "At risk: under 1 min left"),
        ("breached", -3 * 3_600, "3 h over"),
        ("breached", -0.0, "under 1 min over"),
        ("breached", -3_600_000, "1,000 h over"),
        ("kept", None, "Kept"),
        ("breached", None, "Breached"),
    ],
)
def test_what_is_left_or_over(state: str, seconds: float | None, said: str) -> None:
    clock = TicketClock(state, None, None, None, None, seconds)
    assert clock_words(clock) == said
    cell = clock_cell(clock)
    assert cell is not None
    assert cell["label"] == said
    assert said in clock_chip(clock)
    assert state != "breached" or "Breached" in clock_chip(clock)


def test_a_ticket_without_targets_has_an_empty_cell() -> None:
    assert clock_cell(None) is None

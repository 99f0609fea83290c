"""The card of retention on the Settings page: a dry run, set, switched off; and what list and dashboard say of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import streamlit as st

from pages.widgets.notices.removed_line import removed_from_list, removed_from_numbers
from services.jobs.execution import execute
from services.jobs.work import retention
from services.retention.policy import Policy, policy
from tests.pages.desk import filed, run, texts
from tests.pages.settings.support import section
from tests.services.retention.test_removal import aged

pytestmark = pytest.mark.usefixtures("database")


def test_it_is_tried_set_and_switched_off() -> None:
    aged(3)
    at = section("data")
    assert at.button(key="retention_preview").disabled is False
    at.number_input(key="retention_days").set_value(365)
    run(at).button(key="retention_preview").click()
    assert "3 tickets would be deleted" in texts(run(at))
    at.selectbox(key="retention_how").select("text")
    at.checkbox(key="retention_export").check()
    run(at).button(key="save_retention").click()
    assert run(at).toast[0].value == "Retention saved. It starts tonight."
    assert policy() == Policy(365, "text", export=True)
    assert at.button(key="save_retention").disabled
    at.button(key="retention_off").click()
    run(at)
    assert policy() is None


def test_a_list_and_numbers_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from services.filters.ticket_filter import TicketFilter

    aged(2)
    filed()
    execute(retention.start(Policy(365), actor="local").id)
    said: list[str] = []
    monkeypatch.setattr(st, "caption", lambda text, **_: said.append(text))
    for show in (removed_from_list, removed_from_numbers):
        for wanted in (
            TicketFilter(),
            TicketFilter(search="x"),
            TicketFilter(hour=((datetime.now(UTC).hour + 12) % 24,)),  # not that of the tickets, 5 hours ago
            TicketFilter(status=("open",)),
        ):
            show(wanted)
    assert said[:2] == [
        "2 more were removed by retention.",
        "Up to 2 that were removed by retention cannot be searched.",
    ]
    assert said[-2:] == [
        "With 2 tickets that retention removed: they count, and no list has them.",
        "Without up to 2 tickets that retention removed: this filter needs the tickets.",
    ]
    at = section("data")
    assert "2 old tickets deleted; their counts stay" in texts(at)

"""The list of tickets: where the focus goes when a ticket is closed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.scripts.stage import Stage

DRAWER = (
    '<div class="st-key-ticket_panel"><button>Close</button><button>Resolve</button></div><button>Elsewhere</button>'
)


def data(**changed: Any) -> dict[str, Any]:
    """One ticket, closed just now."""
    row = {"id": 7, "title": ["Printer"], "cells": {"title": "Printer"}}
    column = {"name": "title", "kind": "text", "label": "Title", "order": "", "sorted": ""}
    usual = {"of": "a", "number": 0, "ticked": [], "rows": [row], "columns": [column], "label": "Tickets"}
    return usual | {"open": None, "closed": 7} | changed


@pytest.fixture
def stage(page: Page) -> Stage:
    stage = Stage(page, "tickets/table/table").open(DRAWER)
    page.get_by_role("button", name="Close").focus()
    return stage.run(data())


def test_the_link_of_a_ticket_has_the_focus_once_its_drawer_is_gone_however_late(stage: Stage) -> None:
    stage.page.wait_for_timeout(500)  # longer than a drawer takes on a quiet machine
    expect(stage.page.get_by_role("button", name="Close")).to_be_focused()
    stage.page.evaluate("() => document.querySelector('.st-key-ticket_panel').remove()")
    expect(stage.page.get_by_role("link", name="Printer")).to_be_focused()


def test_whoever_went_elsewhere_meanwhile_stays_there(stage: Stage) -> None:
    stage.page.get_by_role("button", name="Elsewhere").focus()
    stage.page.wait_for_timeout(500)
    stage.page.evaluate("() => document.querySelector('.st-key-ticket_panel').remove()")
    stage.page.wait_for_timeout(100)
    expect(stage.page.get_by_role("button", name="Elsewhere")).to_be_focused()

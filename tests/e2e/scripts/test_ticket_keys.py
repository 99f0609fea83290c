"""Keys of the open ticket: Escape leaves a field of the panel, also one of a component, and then closes the ticket."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.scripts.stage import Stage

BODY = """
<div class="st-key-ticket_panel"><input id="plain"><div id="component"></div></div>
<input id="outside">
<div class="st-key-drawer_close"><button onclick="window.left = true">Close</button></div>
"""
COMPONENT = "component.attachShadow({ mode: 'open' }).innerHTML = '<textarea></textarea>'"
FIELDS = {"plain": "plain", "component": "component.shadowRoot.firstChild", "outside": "outside"}
FOCUSED = "field => field.getRootNode().activeElement === field"


@pytest.mark.parametrize(("name", "leaves"), [("plain", True), ("component", True), ("outside", False)])
def test_escape_leaves_a_field_of_the_panel_and_then_closes_the_ticket(page: Page, name: str, leaves: bool) -> None:
    stage = Stage(page, "tickets/drawer/keys").open(BODY)
    page.evaluate(COMPONENT)
    stage.run({"ticket": 1, "version": 1, "wants": None})
    field = page.evaluate_handle(FIELDS[name])
    field.evaluate("field => field.focus()")
    page.keyboard.press("Escape")
    assert field.evaluate(FOCUSED) is not leaves
    page.keyboard.press("Escape")
    assert bool(page.evaluate("window.left")) is leaves

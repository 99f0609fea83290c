"""The charts of the dashboard without a mouse: jump links, marks by keyboard, tables, and no toolbar above a chart."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.support.app_process import PATIENCE, AppProcess
from tests.e2e.support.form import quiet
from tests.e2e.test_dashboard import has_url, marks

FOCUSED = """() => {
  let found = document.activeElement
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement
  return found.getAttribute("aria-label") ?? found.textContent.trim()
}"""


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[AppProcess]:
    process = AppProcess(folder)
    process.start()
    for title in ("Charged twice for one order", "Refund is late"):
        file(process, title, "billing", "high")
    file(process, "Cannot sign in", "account", "low")
    yield process
    process.stop()
    assert process.bad_lines() == []


def file(app: AppProcess, title: str, category: str, priority: str) -> None:
    body = json.dumps({"title": title, "description": title, "category": category, "priority": priority}).encode()
    request = urllib.request.Request(f"{app.url}/api/tickets/", body, {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=PATIENCE).close()


@pytest.fixture
def board(page: Page, app: AppProcess) -> Page:
    page.goto(f"{app.url}/dashboard")
    expect(marks(page, "week").first).to_be_visible()
    quiet(page)
    return page


def test_no_chart_has_a_toolbar_and_what_changed_is_ten_tabs_away(board: Page) -> None:
    toolbars = board.get_by_test_id("stFullScreenFrame").get_by_test_id("stElementToolbar")
    expect(toolbars).not_to_have_count(0)  # else an upgrade has renamed what chart_access.css takes away
    for toolbar in toolbars.all():
        expect(toolbar).to_be_hidden()
    reached = []
    for _ in range(10):
        board.keyboard.press("Tab")
        reached.append(board.evaluate(FOCUSED))
    assert "What changed" in reached
    while board.evaluate(FOCUSED) != "What changed":
        board.keyboard.press("Shift+Tab")
    board.keyboard.press("Enter")
    heading = board.get_by_role("heading", name="What changed")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_a_mark_is_chosen_and_let_go_by_keyboard(board: Page) -> None:
    first = marks(board, "category").first
    expect(first).to_have_attribute("role", "button")
    first.focus()
    board.keyboard.press("ArrowDown")
    board.keyboard.press("ArrowDown")
    board.keyboard.press("Enter")
    has_url(board, {"category": ["account"]})
    account = marks(board, "category").nth(2)
    expect(account).to_have_attribute("opacity", "1")
    expect(account).to_be_focused()  # the chart was drawn anew meanwhile
    quiet(board)
    board.keyboard.press(" ")
    has_url(board, {})


def test_a_table_chooses_what_its_chart_chooses_and_lists_its_tickets(board: Page) -> None:
    opener = board.locator(".st-key-card_pairs").get_by_role("button", name=re.compile("^Table: "))
    opener.click()
    row = board.get_by_role("dialog").get_by_role("row").filter(has_text="Billing").filter(has_text="High")
    expect(row).to_have_text(re.compile("Billing.*High.*2.*67%"))
    row.get_by_role("button").click()
    has_url(board, {"category": ["billing"], "priority": ["high"]})
    quiet(board)
    opener.click()
    expect(row.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    row.get_by_role("link").click()
    expect(board).to_have_url(re.compile(r"/tickets\?.*category=billing"))
    expect(board.get_by_text("Refund is late").first).to_be_visible()


def test_a_note_on_a_day_is_written_seen_by_everyone_and_reached_by_keyboard(
    board: Page, app: AppProcess, context: BrowserContext
) -> None:
    """Its text is foreign: neither tooltip nor list takes it for HTML or markdown."""
    elsewhere = context.new_page()
    elsewhere.goto(f"{app.url}/dashboard")
    expect(marks(elsewhere, "week").first).to_be_visible()
    board.bring_to_front()
    board.locator(".st-key-day_notes").get_by_role("button").first.click()
    board.get_by_label("Note", exact=True).fill("<b>Release</b> *4.2*")
    board.get_by_role("button", name="Add note").click()
    expect(board.get_by_test_id("stToast").filter(has_text="Everyone sees it")).to_be_visible()
    elsewhere.bring_to_front()
    note = elsewhere.locator(".st-key-card_over_time .notes_marks > path")
    expect(note).to_have_attribute("role", "img")
    note.focus()
    expect(elsewhere.locator("#vg-tooltip-element")).to_contain_text("<b>Release</b> *4.2*")
    elsewhere.locator(".st-key-card_over_time").get_by_role("button", name=re.compile("^Table: ")).click()
    told = elsewhere.get_by_role("dialog").get_by_role("row").filter(has_text="<b>Release</b> *4.2*")
    expect(told).to_be_visible()

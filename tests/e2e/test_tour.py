"""The tour in the browser: from the empty front page to the promise, with nothing left behind."""

from __future__ import annotations

import json
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import PATIENCE, AppProcess

LEARNING = 240_000  # milliseconds for the four lessons, on a busy machine


def total(app: AppProcess) -> int:
    with urllib.request.urlopen(f"{app.url}/api/tickets/stats/", timeout=PATIENCE) as answer:
        found: int = json.load(answer)["total_tickets"]
    return found


def test_from_the_first_ticket_to_the_promise_and_nothing_is_left(page: Page, app: AppProcess) -> None:
    before = total(app)
    page.goto(f"{app.url}/tour")
    page.get_by_role("button", name="Answer 50 tickets").click()
    expect(page.get_by_text("Ticket 1 of 50")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_text("Ticket 2 of 50")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ticket 3 of 50")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("Ticket 2 of 50")).to_be_visible()
    page.get_by_role("button", name="Answer the rest for me").click()
    expect(page.get_by_text("50 of 50 answers learned")).to_be_visible(timeout=LEARNING)
    expect(page.get_by_text("Learned classifier takes over")).to_be_visible()
    expect(page.get_by_text("need no person")).to_be_visible()
    expect(page.get_by_text("Made up for this tour")).to_be_visible()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="End the tour").click()
    expect(page.get_by_role("heading", name="New ticket")).to_be_visible()
    assert total(app) == before

"""Trying a text in the browser: what only a browser shows."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import AppProcess

TEXT = "I was charged twice and want a refund of one payment"


def test_a_text_outlives_a_change_of_page_and_is_tried_from_the_keyboard(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/classifier")
    description = page.get_by_label("Description")
    description.press_sequentially(TEXT)
    page.get_by_role("link", name="Tickets").click()  # at once: the last words were not reported yet
    expect(page.get_by_role("heading", name="Tickets", exact=True)).to_be_visible()
    page.get_by_role("link", name="Classifier").click()
    expect(description).to_have_value(TEXT)
    description.press("End")
    description.press_sequentially(", today")
    description.press("Control+Enter")
    expect(page.get_by_role("table")).to_contain_text("Billing")
    page.get_by_text("after masking").click()
    expect(page.get_by_test_id("stCode")).to_contain_text(f"{TEXT}, today")

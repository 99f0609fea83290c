"""Saved dashboards in a browser: cards by keyboard, what opens first, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.form import quiet
from tests.e2e.test_charts_for_everybody import FOCUSED, file
from tests.e2e.test_dashboard import has_url, marks


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[AppProcess]:
    process = AppProcess(folder)
    process.start()
    file(process, "Charged twice for one order", "billing", "high")
    yield process
    process.stop()
    assert process.bad_lines() == []


def test_cards_are_chosen_by_keyboard_saved_and_open_first(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/dashboard")
    expect(marks(page, "week").first).to_be_visible()
    quiet(page)
    page.locator(".st-key-cards").get_by_role("button").first.click()
    rows = page.get_by_role("list", name="Cards of the dashboard").get_by_role("listitem")
    expect(rows).to_have_count(13)
    for row in rows.all()[:11]:
        row.get_by_role("checkbox").focus()
        page.keyboard.press("Space")
    up = rows.nth(12).get_by_role("button", name='Move "Weekday and hour" up')
    up.focus()
    page.keyboard.press("Enter")
    expect(rows.nth(11)).to_contain_text("Weekday and hour")
    assert page.evaluate(FOCUSED) == 'Move "Weekday and hour" up'
    page.get_by_role("button", name="Show these cards").focus()
    page.keyboard.press("Enter")
    has_url(page, {"cards": ["week,people"]})
    expect(page.locator(".st-key-card_ages")).to_have_count(0)
    page.keyboard.press("Escape")
    quiet(page)
    page.locator(".st-key-dashboards").get_by_role("button").first.click()
    page.get_by_label("Name of the dashboard").fill("Work only")
    page.get_by_role("button", name="Save as dashboard").click()
    expect(page.get_by_role("button", name="Work only")).to_be_visible()
    quiet(page)
    page.get_by_role("combobox", name=re.compile("Opens first for me")).click()
    page.get_by_role("option", name=re.compile("Work only")).click()
    quiet(page)

    # Somewhere else, and then to the address without parameters: one step of history, not two.
    page.goto(f"{app.url}/tickets")
    expect(page.get_by_text("Charged twice for one order").first).to_be_visible()
    quiet(page)
    page.goto(f"{app.url}/dashboard")
    expect(page.locator(".st-key-card_people")).to_be_visible()
    has_url(page, {"dashboard": ["1"], "period": ["30"], "cards": ["week,people"]})
    expect(page.locator(".st-key-card_ages")).to_have_count(0)
    quiet(page)
    page.get_by_role("button", name="Standard").click()
    expect(page.locator(".st-key-card_ages")).to_be_visible()
    has_url(page, {"cards": ["all"]})
    quiet(page)
    page.go_back()
    expect(page.locator(".st-key-card_ages")).to_have_count(0)
    page.go_back()
    expect(page.get_by_text("Charged twice for one order").first).to_be_visible()

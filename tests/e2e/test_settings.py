"""A lead changes the categories in a browser, and the form knows them at once."""

from __future__ import annotations

import json
import re
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import PATIENCE, AppProcess
from tests.e2e.support.form import Form, quiet


def breakdown(app: AppProcess) -> dict[str, int]:
    """Tickets by category, from the API."""
    with urlopen(f"{app.url}/api/tickets/stats/", timeout=PATIENCE) as answer:
        counts: dict[str, int] = json.load(answer)["category_breakdown"]
    return counts


def test_a_category_is_added_used_moved_and_archived(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/admin")
    quiet(page)
    drawer, toast = page.get_by_role("dialog"), page.get_by_test_id("stToast")
    page.get_by_role("button", name="Add category").click()
    drawer.get_by_label("Name").fill("Shipping")
    drawer.get_by_label("Keywords").fill("parcel^9\nparcel^99")
    drawer.get_by_role("button", name="Add", exact=True).click()
    expect(drawer.get_by_text('"parcel^99"')).to_be_visible()
    drawer.get_by_label("Keywords").fill("parcel^9")
    drawer.get_by_role("button", name="Add", exact=True).click()
    expect(toast).to_contain_text("Shipping added.")
    assert breakdown(app)["shipping"] == 0

    form = Form(page, app).open()
    form.write("Where is it", "My parcel is lost, has anybody seen that parcel?")
    expect(form.category).to_have_value("shipping")
    form.priority.select_option("low")
    form.submit.click()
    form.expect_filed()
    assert breakdown(app)["shipping"] == 1

    page.goto(f"{app.url}/admin")
    quiet(page)
    page.get_by_role("button", name="Move Shipping up").focus()
    for place in (3, 2):
        page.keyboard.press("Enter")
        moved = page.get_by_role("button", name=re.compile("^Move .* up$")).nth(place)
        expect(moved).to_have_accessible_name("Move Shipping up")
        expect(moved).to_be_focused()
    quiet(page)
    assert list(breakdown(app)) == ["billing", "technical", "shipping", "account", "general"]

    page.get_by_role("button", name="Edit", exact=True).nth(2).click()
    drawer.get_by_role("button", name="Archive").click()
    expect(drawer.get_by_text("1 ticket keeps it")).to_be_visible()
    drawer.get_by_role("button", name="Archive Shipping").click()
    expect(page.get_by_role("button", name="Restore")).to_be_visible()
    assert breakdown(app)["shipping"] == 1
    form.open()
    expect(form.category.locator("option", has_text="Billing")).to_have_count(1)
    expect(form.category.locator("option", has_text="Shipping")).to_have_count(0)

"""The opened ticket as a workplace: by keys at a desk, with few taps on a phone."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.form import file_ticket, quiet


def opened(page: Page) -> Locator:
    """The ticket that is open, beside the list or on a phone in a drawer."""
    wide = (page.viewport_size or {"width": 0})["width"] >= 1200
    return page.locator(".st-key-ticket_panel") if wide else page.get_by_role("dialog")


def read(app: AppProcess, number: int, more: str = "") -> Any:
    with urlopen(f"{app.url}/api/tickets/{number}/{more}") as answer:
        return json.load(answer)


def test_assigned_and_resolved_by_keys_which_do_nothing_while_somebody_types(page: Page, app: AppProcess) -> None:
    behind, number = file_ticket(app, "Ocelot behind"), file_ticket(app, "Ocelot first")
    filed = read(app, number)
    page.goto(f"{app.url}/tickets?search=ocelot")
    quiet(page)
    page.get_by_role("link", name="Ocelot first").click()
    ticket = opened(page)
    expect(ticket.get_by_role("button", name="Assign to me")).to_be_visible()
    quiet(page)
    page.keyboard.press("a")  # the name is asked once
    expect(ticket.get_by_label("Your name").first).to_be_focused()
    page.keyboard.type("Mirja Pek")  # has a J, a P, an R and a K in it
    page.keyboard.press("Enter")
    expect(ticket.get_by_text("Assignee: Mirja Pek")).to_be_visible()
    quiet(page)
    page.keyboard.press("r")
    expect(ticket.get_by_text("Status: Resolved")).to_be_visible()
    saved = read(app, number)
    assert (saved["assignee"], saved["status"], saved["priority"]) == ("Mirja Pek", "resolved", filed["priority"])
    quiet(page)
    page.keyboard.press("j")
    expect(ticket.get_by_role("heading", name="Ocelot behind")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"id={behind}"))
    quiet(page)
    page.keyboard.press("a")  # and is known from then on
    expect(ticket.get_by_text("Assignee: Mirja Pek")).to_be_visible()
    quiet(page)
    page.keyboard.press("n")
    expect(ticket.get_by_label("Note", exact=True)).to_be_focused()
    quiet(page)
    page.keyboard.type("rapcjk?")
    page.keyboard.press("Escape")  # leaves the field, not the ticket
    expect(ticket.get_by_label("Note", exact=True)).not_to_be_focused()
    ticket.get_by_role("button", name="Add note").click()
    expect(ticket.get_by_text("rapcjk?", exact=True)).to_be_visible()
    expect(ticket.get_by_label("Note", exact=True)).to_have_value("")
    assert [(note["author"], note["text"]) for note in read(app, behind, "notes/")] == [("Mirja Pek", "rapcjk?")]
    assert read(app, behind)["status"] == "open"
    quiet(page)
    ticket.get_by_role("button", name="Resolve").focus()
    page.keyboard.press("p")
    expect(page.get_by_role("option", name="Critical")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option", name="Critical")).to_have_count(0)
    expect(page.get_by_role("row").and_(page.locator("[aria-current]"))).to_contain_text("Ocelot behind")
    expect(page.get_by_role("row").filter(has_text="Ocelot first")).to_contain_text("Resolved")  # the list follows
    ticket.get_by_role("button", name="Resolve").focus()
    page.keyboard.press("Escape")
    expect(ticket).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/tickets\?search=ocelot$"))
    expect(page.get_by_role("link", name="Ocelot behind")).to_be_focused()


def test_found_read_resolved_and_noted_on_a_phone_in_six_taps(page: Page, app: AppProcess) -> None:
    number = file_ticket(app, "Capybara on a phone")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/tickets")
    quiet(page)
    search = page.get_by_role("searchbox", name="Search").or_(page.get_by_label("Search", exact=True)).first
    search.click()
    search.press_sequentially("capybara")
    expect(page.get_by_text(re.compile('1 ticket, matching "capybara"'))).to_be_visible()
    quiet(page)
    page.get_by_role("link", name="Capybara on a phone").click()
    ticket = opened(page)
    expect(ticket.get_by_text("I was charged twice")).to_be_visible()
    expect(ticket.get_by_role("button", name="Resolve")).to_be_in_viewport()
    quiet(page)
    ticket.get_by_role("button", name="Resolve").click()
    expect(ticket.get_by_text("Status: Resolved")).to_be_visible()
    quiet(page)
    ticket.get_by_label("Note", exact=True).click()
    page.keyboard.type("Refunded")
    ticket.get_by_role("button", name="Add note").click()
    expect(ticket.get_by_label("Note", exact=True)).to_have_value("")
    expect(ticket.get_by_text("Refunded", exact=True)).to_be_visible()
    assert (read(app, number)["status"], read(app, number, "notes/")[0]["text"]) == ("resolved", "Refunded")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

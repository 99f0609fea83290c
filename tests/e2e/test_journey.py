"""From filing to the dashboard, in a browser: find, open, change, look at the numbers, go back."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.form import Form, file_ticket, quiet, ticket_count

# What waits for a second or two hardly waits: an edit is offered again as if the server were slow.
HASTY = """
    const later = setTimeout
    window.setTimeout = (f, ms, ...a) => later(f, [1000, 2000].includes(ms) ? 30 : ms, ...a)
"""
STORED = "id => sessionStorage.getItem(`triage-desk.edit.${id}`)"


def metric(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def drawer(page: Page) -> Locator:
    """The open ticket: beside the list, on a phone in a drawer."""
    wide = (page.viewport_size or {"width": 0})["width"] >= 1200
    return page.locator(".st-key-ticket_panel") if wide else page.get_by_role("dialog")


def choose(page: Page, label: str, option: str) -> None:
    """Choose in one of the drawer's selectboxes.

    On a busy machine its list did not stay open once in some twenty runs, why is not known; a person clicks again then.
    """
    quiet(page)
    listed = page.get_by_role("option", name=option, exact=True)
    drawer(page).get_by_label(label, exact=True).click()
    with suppress(AssertionError):
        expect(listed).to_be_visible(timeout=3_000)
    if not listed.is_visible():
        drawer(page).get_by_label(label, exact=True).click()
    listed.click()


def test_from_filing_to_the_dashboard_and_back(page: Page, app: AppProcess) -> None:
    form = Form(page, app).open()
    form.write("Journey of the purple zebra")
    expect(form.category).to_have_value("billing")
    form.submit.click()
    number = form.expect_filed()
    page.keyboard.press("Control+k")
    search = page.get_by_role("searchbox", name="Search").or_(page.get_by_label("Search", exact=True)).first
    expect(search).to_be_focused()
    search.press_sequentially("purple zeb", delay=20)
    expect(page.get_by_text(re.compile(r'1 ticket, matching "purple zeb"'))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/tickets\?search=purple\+zeb$"))

    page.get_by_role("link", name="Journey of the purple zebra").click()
    expect(page).to_have_url(re.compile(rf"id={number}"))
    expect(drawer(page).get_by_role("heading", name="Journey of the purple zebra")).to_be_visible()
    choose(page, "Status", "Resolved")
    expect(drawer(page).get_by_text("Status: Resolved")).to_be_visible()
    expect(drawer(page).get_by_text("set status")).to_be_visible()
    quiet(page)
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/tickets\?search=purple\+zeb$"))
    expect(page.get_by_role("link", name="Journey of the purple zebra")).to_be_focused()

    quiet(page)
    page.get_by_role("link", name="Dashboard").first.click()
    expect(metric(page, "Tickets")).not_to_be_empty()
    quiet(page)
    page.goto(f"{app.url}/dashboard?search=zebra&status=resolved")
    expect(metric(page, "Tickets")).to_have_text("1")
    expect(metric(page, "Unresolved")).to_have_text("0")
    quiet(page)
    page.get_by_role("link", name="View tickets").click()
    expect(page).to_have_url(re.compile(r"/tickets\?.*search=zebra"))
    expect(page.get_by_text(re.compile(r'1 resolved ticket, created .*, matching "zebra"'))).to_be_visible()
    quiet(page)
    page.go_back()
    expect(metric(page, "Tickets")).to_have_text("1")
    page.reload()
    expect(metric(page, "Tickets")).to_have_text("1")
    expect(page).to_have_url(re.compile(r"/dashboard\?"))


def listed(page: Page, app: AppProcess, params: str = "") -> None:
    """The list, drawn to its end: a click before that may meet what is about to be drawn anew."""
    page.goto(f"{app.url}/tickets{params}")
    quiet(page)


def test_filters_live_in_the_url_and_back_undoes_them(page: Page, app: AppProcess) -> None:
    file_ticket(app, "For the filters")
    listed(page, app)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("button", name=re.compile(r"^In progress")).click()
    expect(page).to_have_url(re.compile(r"status=in_progress$"))
    expect(page.get_by_role("button", name="Status: In progress")).not_to_have_count(0)
    quiet(page)
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/tickets$"))
    expect(page.get_by_role("button", name="Status: In progress")).to_have_count(0)
    quiet(page)
    page.go_forward()
    expect(page).to_have_url(re.compile(r"status=in_progress$"))
    page.reload()
    expect(page.get_by_role("button", name="Status: In progress").first).to_be_visible()


def test_filters_by_keyboard_alone(page: Page, app: AppProcess) -> None:
    file_ticket(app, "By keyboard")
    listed(page, app)
    more = page.get_by_role("button", name="More", exact=True)
    status = page.get_by_test_id("stPopover").get_by_role("button", name="Status", exact=True)
    opened = page.get_by_test_id("stPopoverBody")
    expect(more).to_be_visible()
    expect(page.locator(".st-key-popover_keys span")).to_be_attached()
    page.get_by_label("Search", exact=True).first.click()
    tab_to(page, status)
    page.keyboard.press("Enter")
    expect(opened.get_by_role("button", name=re.compile(r"^Open\b"))).to_be_focused()
    page.keyboard.press("Tab")  # pills are one stop, the last one here
    expect(status).to_be_focused()
    expect(opened).to_have_count(0)
    tab_to(page, more)
    page.keyboard.press("Enter")
    expect(opened.get_by_label("Requester")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(more).to_be_focused()
    expect(opened).to_have_count(0)
    page.keyboard.press("Space")
    expect(opened.get_by_label("Requester")).to_be_focused()
    page.keyboard.press("Tab")
    expect(opened.get_by_label("Weekday")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"weekday=1$"))


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus."""
    for _ in range(30):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def test_a_search_typed_with_pauses_keeps_its_spaces(page: Page, app: AppProcess) -> None:
    file_ticket(app, "Typed with pauses")
    listed(page, app)
    search = page.get_by_role("searchbox", name="Search").or_(page.get_by_label("Search", exact=True)).first
    search.press_sequentially("typed")
    expect(page).to_have_url(re.compile(r"search=typed$"))
    search.press_sequentially(" ")
    page.wait_for_timeout(1_200)  # longer than a person's pause: the page has been drawn anew with the space
    search.press_sequentially("pauses")
    expect(page).to_have_url(re.compile(r"search=typed\+pauses$"))
    expect(search).to_have_value("typed pauses")


def test_a_period_is_chosen_day_by_day(page: Page, app: AppProcess) -> None:
    file_ticket(app, "In a period")
    listed(page, app)
    page.get_by_test_id("stPopover").get_by_role("button", name="Created", exact=True).click()
    page.get_by_role("button", name="Choose date range").click()
    days = page.locator("[role=gridcell] [role=button]:not([data-outside-month])")
    days.nth(0).click()
    page.wait_for_timeout(1_000)  # the first day alone changes nothing, also when the page is drawn anew
    expect(page).to_have_url(re.compile(r"/tickets$"))
    days.nth(2).click()
    expect(page).to_have_url(re.compile(r"created_after=\d{4}-\d\d-01&created_before=\d{4}-\d\d-03$"))


def test_a_ticket_filed_in_another_tab_is_announced_and_counted(context: BrowserContext, app: AppProcess) -> None:
    listing, counting = context.new_page(), context.new_page()
    file_ticket(app, "The one before")
    listing.goto(f"{app.url}/tickets?search=quokka")
    expect(listing.get_by_text("Nothing matches")).to_be_visible()
    listing.goto(f"{app.url}/tickets")
    counting.goto(f"{app.url}/dashboard")
    before = ticket_count(app)
    expect(metric(counting, "Tickets")).to_have_text(f"{before:,}")
    # What is filed before the list is drawn is in it, and not announced.
    expect(listing.get_by_text(re.compile(rf"{before:,} tickets?")).first).to_be_visible()
    quiet(listing)
    file_ticket(app, "A quokka in another tab")
    expect(metric(counting, "Tickets")).to_have_text(f"{before + 1:,}")
    announced = listing.get_by_role("button", name="Show 1 new ticket")
    expect(announced).to_be_visible()
    announced.click()
    expect(announced).to_have_count(0)
    expect(listing.get_by_text(re.compile(rf"{before + 1:,} tickets")).first).to_be_visible()


def test_two_people_edit_one_ticket(context: BrowserContext, app: AppProcess) -> None:
    first, second = context.new_page(), context.new_page()
    number = file_ticket(app, "Edited by two")
    for tab in (first, second):
        tab.goto(f"{app.url}/tickets?id={number}")
        expect(drawer(tab).get_by_label("Assignee")).to_be_visible()
    quiet(second)
    choose(first, "Priority", "Critical")
    expect(drawer(first).get_by_text("Priority: Critical")).to_be_visible()
    drawer(second).get_by_label("Assignee").fill("Mei Tanaka")
    drawer(second).get_by_label("Assignee").press("Enter")
    expect(drawer(second).get_by_text("Someone else changed this ticket while you were editing")).to_be_visible()
    expect(drawer(second).get_by_label("Assignee")).to_have_value("Mei Tanaka")
    quiet(second)
    drawer(second).get_by_role("button", name="Save my changes anyway").click()
    expect(second.get_by_test_id("stToast").filter(has_text="saved")).to_be_visible()
    with urlopen(f"{app.url}/api/tickets/{number}/") as answer:
        saved = json.load(answer)
    assert (saved["priority"], saved["assignee"]) == ("critical", "Mei Tanaka")


def test_an_edit_survives_the_way_to_the_next_ticket_and_a_reload(page: Page, app: AppProcess) -> None:
    last, number = file_ticket(app, "Tapir behind"), file_ticket(app, "Tapir edited")
    page.add_init_script(HASTY)
    page.goto(f"{app.url}/tickets?search=tapir&id={number}")
    quiet(page)
    drawer(page).get_by_role("button", name="Edit").click()
    drawer(page).get_by_label("Description").press_sequentially("More words. ")
    drawer(page).get_by_label("Requester").press_sequentially("Mei")
    drawer(page).get_by_role("button", name="Next").click()  # at once: the last letters were not reported yet
    expect(page).to_have_url(re.compile(rf"id={last}"))
    expect(drawer(page).get_by_role("heading", name="Tapir behind")).to_be_visible()
    quiet(page)
    expect(drawer(page).get_by_text("Unsaved changes")).to_have_count(0)
    drawer(page).get_by_role("button", name="Edit").click()
    expect(drawer(page).get_by_label("Requester")).to_be_visible()
    quiet(page)
    drawer(page).get_by_label("Requester").press_sequentially("J")
    assert page.evaluate(STORED, last)
    drawer(page).get_by_label("Requester").press("Backspace")
    assert not page.evaluate(STORED, last)
    drawer(page).get_by_role("button", name="Previous").click()
    expect(drawer(page).get_by_text("Unsaved changes: description, requester")).to_be_visible()
    choose(page, "Priority", "Critical")
    expect(drawer(page).get_by_text("Priority: Critical")).to_be_visible()
    quiet(page)  # the edit is of the ticket as it is now
    page.reload()
    expect(drawer(page).get_by_label("Description")).to_have_value(re.compile("More words"))
    quiet(page)
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    page.get_by_role("link", name="Tapir edited").click()
    expect(drawer(page).get_by_text("Unsaved changes: description, requester")).to_be_visible()
    quiet(page)
    drawer(page).get_by_role("button", name="Save changes").click()
    expect(page.get_by_test_id("stToast").filter(has_text=f"Ticket #{number} saved.")).to_be_visible()
    expect(drawer(page).get_by_text("changed the description")).to_be_visible()
    page.reload()
    expect(drawer(page).get_by_text("set priority")).to_be_visible()
    expect(drawer(page).get_by_text("Unsaved changes")).to_have_count(0)
    with urlopen(f"{app.url}/api/tickets/stats/?search=%23{number}&priority=critical") as answer:
        assert json.load(answer)["total_tickets"] == 1


def test_on_a_phone_tickets_are_cards_to_open_and_to_tick(page: Page, app: AppProcess) -> None:
    number = file_ticket(app, "Seen on a phone")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/tickets?search=%22Seen+on+a+phone%22")
    expect(page.get_by_role("button", name="More", exact=True)).to_be_in_viewport(ratio=1)
    quiet(page)
    page.get_by_role("checkbox", name=f"Select #{number}").click()
    expect(page.get_by_text("1 selected")).to_be_visible()
    quiet(page)
    page.locator(".st-key-bulk_status").get_by_role("button").click()
    page.locator(".st-key-bulk_status_closed").get_by_role("button").click()
    page.get_by_role("button", name="Change 1 ticket").click()
    expect(page.get_by_text("1 ticket set to status Closed.")).to_be_visible()
    quiet(page)
    page.get_by_role("link", name="Seen on a phone").click()
    expect(drawer(page).get_by_role("heading", name="Seen on a phone")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"id={number}"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_columns_are_remembered_and_the_link_of_a_view_copied(page: Page, app: AppProcess) -> None:
    file_ticket(app, "With columns")
    listed(page, app, "?status=open")
    head = page.get_by_role("columnheader", name="Requester")
    page.get_by_role("button", name="Columns").click()
    page.locator(".st-key-column_requester").get_by_text("Requester").click()
    expect(head).to_be_visible()
    quiet(page)
    page.keyboard.press("Escape")
    page.get_by_role("columnheader", name="Created").get_by_role("button").click()
    expect(page).to_have_url(re.compile("sort=age"))
    page.reload()
    expect(head).to_be_visible()
    expect(page.get_by_role("row").nth(1).locator("time")).to_have_attribute(
        "title", re.compile(r", \d\d:\d\d:\d\d \(")
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == f"{app.url}/tickets?status=open&sort=age"


def test_delete_and_undo(page: Page, app: AppProcess) -> None:
    number = file_ticket(app, "To be deleted")
    page.goto(f"{app.url}/tickets?id={number}")
    quiet(page)
    drawer(page).get_by_role("button", name="Delete ticket").click()
    drawer(page).get_by_role("button", name=f"Delete ticket #{number}").click()
    expect(page.get_by_text(f"Ticket #{number} deleted.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/tickets$"))
    quiet(page)
    page.set_viewport_size({"width": 1440, "height": 360})
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    expect(page.get_by_text(f"Ticket #{number} deleted.")).to_be_in_viewport()  # however far the list is scrolled
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("stToast").filter(has_text=f"Ticket #{number} restored.")).to_be_visible()

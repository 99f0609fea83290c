"""The dashboard in a browser: every selection is the URL, so a second click, Back, reload and links undo or keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import file_ticket, quiet, sample_is_loaded


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[AppProcess]:
    """One of its own: the sample alone is on the desk."""
    process = AppProcess(folder)
    process.start()
    yield process
    process.stop()
    assert process.bad_lines() == []


def metric(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


def marks(page: Page, card: str) -> Locator:
    """What can be clicked in a card."""
    return page.locator(f".st-key-card_{card} svg .pickable_marks path")


def has_url(page: Page, params: dict[str, list[str]]) -> None:
    """The URL gets these parameters."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == params, wait_until="commit")


def shows(page: Page, params: dict[str, list[str]], total: str) -> None:
    """The URL and the number of tickets get these, and nothing is under way."""
    has_url(page, params)
    expect(metric(page, "Tickets")).to_have_text(total)
    quiet(page)


def load_sample(page: Page, app: AppProcess) -> None:
    """Until all of it is drawn."""
    page.get_by_role("button", name="Load sample tickets").click()
    expect(marks(page, "category").first).to_be_visible()
    wait_until(lambda: sample_is_loaded(app), "the sample is loaded")
    page.reload()  # what is drawn now is all of it
    expect(marks(page, "category").first).to_be_visible()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)  # the line of the job is gone
    quiet(page)


def box(mark: Locator) -> FloatRect:
    mark.scroll_into_view_if_needed()
    found = mark.bounding_box()
    assert found is not None
    return found


def test_click_brush_back_reload_and_list(page: Page, app: AppProcess) -> None:
    # Days are those of the reporting time zone, wherever the browser is.
    page.context.new_cdp_session(page).send("Emulation.setTimezoneOverride", {"timezoneId": "America/Los_Angeles"})
    page.goto(f"{app.url}/dashboard")
    load_sample(page, app)
    everything = metric(page, "Tickets").inner_text()
    shows(page, {}, everything)

    expect(marks(page, "category").nth(1)).to_have_attribute("aria-label", re.compile(r"^Technical: [\d,]+ tickets$"))

    # A click chooses, the same click takes away, Back brings it back, and it survives a reload.
    marks(page, "category").nth(1).click()
    has_url(page, {"category": ["technical"]})
    expect(page.get_by_role("button", name="Category: Technical").last).to_be_visible()
    technical = page.get_by_role("heading", name=re.compile(r"^Technical: [\d,]+ of")).inner_text().split()[1]
    shows(page, {"category": ["technical"]}, technical)
    marks(page, "category").nth(1).click()
    shows(page, {}, everything)
    page.go_back()
    shows(page, {"category": ["technical"]}, technical)
    page.reload()
    expect(marks(page, "category").nth(1)).to_have_attribute("opacity", "1")
    expect(marks(page, "category").nth(0)).to_have_attribute("opacity", "0.35")
    shows(page, {"category": ["technical"]}, technical)

    # A brush over days is the period; a click on one of them is that day.
    first = datetime.now(UTC).date() - timedelta(days=29)
    days = marks(page, "over_time")
    begin, end = box(days.nth(4)), box(days.nth(9))
    page.mouse.move(begin["x"] + 3, begin["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 3, end["y"] + 20, steps=6)
    page.mouse.up()
    brushed = {
        "category": ["technical"],
        "created_after": [(first + timedelta(days=4)).isoformat()],
        "created_before": [(first + timedelta(days=9)).isoformat()],
    }
    has_url(page, brushed)
    expect(days).to_have_count(6)
    days.nth(2).click()
    day = (first + timedelta(days=6)).isoformat()
    has_url(page, brushed | {"created_after": [day], "created_before": [day]})
    expect(page.get_by_role("button", name="Created:")).to_be_visible()
    page.go_back()
    has_url(page, brushed)
    expect(days).to_have_count(6)

    # One more click lists exactly these.
    quiet(page)
    link = page.locator(".st-key-card_category").get_by_role("link", name=re.compile(r"^View \d"))
    wait_until(
        lambda: link.inner_text() == f"View {metric(page, 'Tickets').inner_text()} tickets", "tile and link agree"
    )
    total = metric(page, "Tickets").inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/tickets\?"))
    has_url(page, brushed)
    expect(page.get_by_text(re.compile(rf"^{total} technical tickets?"))).to_be_visible()
    page.get_by_role("link", name="View on dashboard").click()
    shows(page, brushed, total)


def test_a_choice_of_a_period_is_one_step_back(page: Page, app: AppProcess) -> None:
    file_ticket(app, "Something to count")
    first = datetime.now(UTC).date() - timedelta(days=89)
    page.goto(f"{app.url}/dashboard?period=all")
    page.get_by_role("radio", name="90 days").click()
    has_url(page, {"created_after": [first.isoformat()]})
    quiet(page)
    page.go_back()
    has_url(page, {"period": ["all"]})


def test_on_a_phone_in_the_dark_it_fits_and_a_bar_is_a_filter(page: Page, app: AppProcess) -> None:
    file_ticket(app, "Something to count")  # about billing
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.goto(f"{app.url}/dashboard")
    expect(marks(page, "week").first).to_be_visible()
    quiet(page)
    expect(page.get_by_role("button", name="More", exact=True)).to_be_in_viewport(ratio=1)
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= 390
    tiles = [box(tile)["x"] for tile in page.get_by_test_id("stMetric").all()]
    assert tiles == [min(tiles), max(tiles)] * (len(tiles) // 2)  # two abreast
    marks(page, "category").first.click()
    has_url(page, {"category": ["billing"]})


def test_from_a_spike_to_its_first_ticket_resolved_and_back_in_six_clicks_or_keys(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/dashboard?period=all")
    sample = page.get_by_role("button", name="Load sample tickets")
    expect(sample.or_(metric(page, "Tickets"))).to_be_visible()
    if sample.is_visible():  # no test before this one has loaded it
        sample.click()
        expect(metric(page, "Tickets")).to_be_visible()
        expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    for number in range(12):
        file_ticket(app, f"Parcel {number}")
    page.context.add_cookies([{"name": "triage-desk-name", "value": "Mirja", "url": app.url}])  # told once, long ago
    page.goto(f"{app.url}/dashboard?period=all")
    spike = page.get_by_text(re.compile(r"^Billing: [\d,]+ tickets today\."))
    expect(spike).to_be_visible()
    quiet(page)
    link = spike.locator("xpath=following::a").first
    count = int(re.sub(r"\D", "", link.inner_text()))
    link.click()  # 1
    page.get_by_role("link", name="Parcel 11").click()  # 2
    ticket = page.locator(".st-key-ticket_panel")
    expect(ticket.get_by_role("heading", name="Parcel 11")).to_be_visible()
    expect(page.get_by_text(re.compile(rf"^{count} tickets"))).to_be_visible()
    quiet(page)
    page.keyboard.press("a")  # 3
    expect(ticket.get_by_text("Assignee: Mirja")).to_be_visible()
    quiet(page)
    page.keyboard.press("r")  # 4
    expect(ticket.get_by_text("Status: Resolved")).to_be_visible()
    page.go_back()  # 5
    expect(ticket).to_have_count(0)
    page.go_back()  # 6
    expect(spike).to_be_visible()
    expect(page).to_have_url(f"{app.url}/dashboard?period=all")

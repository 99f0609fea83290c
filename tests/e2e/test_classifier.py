"""The Classifier page in the browser: try a text, teach it, measure, open a cell; in both modes, by axe."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import quiet
from tests.services.classify.learned.support import jargon

TEXT = "I was charged twice and want a refund of one payment"


def test_a_text_outlives_a_change_of_page_and_is_tried_from_the_keyboard(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/classifier")
    quiet(page)
    description = page.get_by_label("Description")
    description.press_sequentially(TEXT)
    page.get_by_role("link", name="Tickets").first.click()  # at once: the last words were not reported yet
    expect(page.get_by_role("heading", name="Tickets", exact=True)).to_be_visible()
    quiet(page)
    page.get_by_role("link", name="Classifier").click()
    expect(description).to_have_value(TEXT)
    quiet(page)
    page.get_by_label("Title").press_sequentially("Twice")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Twice")
    expect(description).to_have_value(TEXT)
    quiet(page)
    description.press("End")
    description.press_sequentially(", today")
    description.press("Control+Enter")
    expect(page.get_by_role("table")).to_contain_text("Billing")
    quiet(page)
    page.get_by_text("personal data masked").click()
    expect(page.get_by_test_id("stCode")).to_contain_text(f"{TEXT}, today")


def asked(app: AppProcess, path: str, body: dict[str, Any] | None = None, *, method: str = "GET") -> Any:
    """What the API answers."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(f"{app.url}/api{path}", data, headers, method="POST" if data else method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def trained(app: AppProcess) -> AppProcess:
    """Tickets that a program labelled, and a training on them."""
    for row in jargon(40):
        new = {name: row[name] for name in ("title", "description", "category")}
        asked(app, "/tickets/", new | {"priority": "low"})
    if not asked(app, "/classifier/")["training"]:  # else the desk has begun by itself
        asked(app, "/classifier/train/", method="POST")
    wait_until(lambda: not asked(app, "/classifier/")["training"], "it is trained", 120)
    return app


def rests_at_its_end(page: Page) -> None:
    """The page is scrolled to its end and has come to rest: a list closes when the page moves below it."""
    seen: list[str] = []

    def rests() -> bool:
        page.mouse.wheel(0, 2_000)  # again and again: what was opened just now is still growing
        seen.append(str(page.get_by_role("button", name="Teach it").bounding_box()))
        return len(seen) > 20 and len(set(seen[-10:])) == 1

    wait_until(rests, "the page rests")


def test_a_wrong_answer_is_taught_and_the_answer_moves(page: Page, trained: AppProcess) -> None:
    page.goto(f"{trained.url}/classifier")
    quiet(page)
    description = page.get_by_label("Description")
    description.fill("The Windermere gateway hums when Priya opens the ledger")
    description.press("Control+Enter")
    expect(page.get_by_role("table").first).to_be_visible()
    quiet(page)
    page.get_by_text("This is wrong: teach it").click()
    quiet(page)
    rests_at_its_end(page)
    page.get_by_role("combobox", name="Right category").click()
    page.get_by_role("option", name="Account").click()
    expect(page.get_by_role("combobox", name="Right category")).to_have_value("Account")
    quiet(page)
    page.get_by_role("button", name="Teach it").click()
    expect(page.get_by_text(" before, Account")).to_be_visible(timeout=120_000)
    quiet(page)
    page.get_by_text("Taught texts (1)").click()
    expect(page.get_by_role("button", name="Remove")).to_be_visible()


def test_a_run_is_measured_and_a_cell_of_its_matrix_lists_its_tickets(page: Page, trained: AppProcess) -> None:
    page.goto(f"{trained.url}/classifier?section=measure")
    quiet(page)
    page.get_by_role("button", name="Measure", exact=True).click()
    expect(page.get_by_text("Confusion matrix")).to_be_visible(timeout=120_000)
    cell = page.locator("path[aria-label^='Account answered as Account']")
    quiet(page)
    cell.scroll_into_view_if_needed()
    place = cell.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + 8, place["y"] + 8)
    expect(page.get_by_text("labelled Account, answered as Account")).to_be_visible()
    quiet(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("section", ["try", "measure", "curve", "use"])
def test_nothing_is_wider_than_a_phone(page: Page, trained: AppProcess, section: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{trained.url}/classifier?section={section}")
    expect(page.get_by_role("button", name="Train now")).to_be_visible()
    quiet(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

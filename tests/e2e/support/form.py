"""The New ticket page as a person uses it."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.support.app_process import PATIENCE, AppProcess, wait_until

BILLING = "I was charged twice for one payment and want a refund."


class Form:
    """The page in one tab, by its visible names."""

    def __init__(self, page: Page, app: AppProcess) -> None:
        self.page = page
        self.app = app
        self.title = page.get_by_label("Title", exact=True)
        self.description = page.get_by_label("Description", exact=True)
        self.category = page.get_by_label("Category", exact=True)
        self.priority = page.get_by_label("Priority", exact=True)
        self.requester = page.get_by_label("Requester", exact=True)
        self.submit = page.get_by_role("button", name=re.compile("^Submit ticket"))
        self.toast = page.get_by_test_id("stToast")
        self.latest = page.get_by_role("list", name="Latest tickets").get_by_role("link")

    def open(self) -> Form:
        """Load the page and wait until it can be typed into."""
        self.page.goto(self.app.url)
        return self.ready()

    def ready(self) -> Form:
        """Wait until the last field and the buttons are drawn."""
        expect(self.requester).to_be_visible()
        expect(self.submit).to_be_visible()
        return self

    def counter(self, label: str) -> Locator:
        """The number under ``label`` in the title row."""
        return self.page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")

    def write(self, title: str, description: str = BILLING) -> None:
        """Type both texts."""
        self.title.fill(title)
        self.description.fill(description)

    def expect_filed(self) -> int:
        """Wait for the toast and return the ticket's number."""
        found: list[str] = []

        def says() -> bool:  # one look: it goes away by itself, between two looks too
            found.extend(re.findall(r"#(\d+) created", " ".join(self.toast.all_inner_texts())))
            return bool(found)

        wait_until(says, "the toast says what was created")
        return int(found[0])

    def stored_drafts(self) -> list[dict[str, Any]]:
        """The drafts in the browser's storage."""
        stored: list[str] = self.page.evaluate(
            "Object.keys(localStorage).filter(name => name.startsWith('triage-desk.draft.')).map(k => localStorage[k])"
        )
        return [json.loads(text) for text in stored]


def file_ticket(app: AppProcess, title: str, description: str = BILLING) -> int:
    """File a ticket through the API, where the form is not what is tried; returns its number."""
    body = json.dumps({"title": title, "description": description}).encode()
    request = urllib.request.Request(f"{app.url}/api/tickets/", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return int(json.load(answer)["id"])


def ticket_count(app: AppProcess) -> int:
    """How many tickets there are, from the API."""
    with urllib.request.urlopen(f"{app.url}/api/tickets/stats/", timeout=PATIENCE) as answer:
        return int(json.load(answer)["total_tickets"])


def sample_is_loaded(app: AppProcess) -> bool:
    """Whether the job that loads the sample has ended, from the API."""
    with urllib.request.urlopen(f"{app.url}/api/jobs/?kind=sample", timeout=PATIENCE) as answer:
        return [job["state"] for job in json.load(answer)["results"]] == ["finished"]


def quiet(page: Page) -> None:
    """Nothing is under way; after ``goto`` the first run has ended. After a click: once its effect is seen."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1)


def newest(app: AppProcess) -> dict[str, Any]:
    """The ticket that was filed last, from the API."""
    with urllib.request.urlopen(f"{app.url}/api/tickets/", timeout=PATIENCE) as answer:
        ticket: dict[str, Any] = json.load(answer)["results"][0]
    return ticket

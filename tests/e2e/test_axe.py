"""Every page and every dialog in both modes, looked at by axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.form import file_ticket, quiet

SERIOUS = ("serious", "critical")
# The other mode has the same elements in other colours.
SCHEMES = {
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
    "light": {"resultTypes": ["violations"]},
}
PAGE_COLOURS = {"light": "rgb(255, 255, 255)", "dark": "rgb(12, 14, 19)"}

Ready = Callable[[Page], Locator]


def with_a_selection(page: Page) -> Locator:
    page.get_by_role("checkbox", name="Select #").first.click()
    return page.get_by_role("button", name="Clear selection")


def with_views(page: Page) -> Locator:
    page.get_by_role("button", name="Views").click()
    return page.get_by_label("Name of the view")


def with_a_category(page: Page) -> Locator:
    page.get_by_role("button", name="Edit").first.click()
    return page.get_by_role("dialog").get_by_label("Keywords")


def the_button(name: str) -> Ready:
    return lambda page: page.get_by_role("button", name=name).first


@pytest.mark.parametrize(
    ("path", "states"),
    [
        ("/", [lambda page: page.get_by_label("Requester")]),
        ("/tickets", [with_a_selection]),
        ("/tickets?status=open", [with_views]),
        ("/tickets?id={id}", [lambda page: page.locator(".st-key-ticket_panel").get_by_text("History")]),
        ("/dashboard", [lambda page: page.locator(".pickable_marks [role=button]").nth(6)]),
        ("/review?search=something", [the_button("Accept")]),
        ("/classifier", [the_button("Charged twice")]),
        ("/admin", [the_button("Edit"), with_a_category]),
        ("/admin?section=models", [lambda page: page.get_by_text("LLM_DAILY_CALLS")]),
        ("/admin?section=learned", [the_button("Train now")]),
    ],
    ids=["new", "tickets", "views", "drawer", "dashboard", "review", "classifier", "categories", "models", "learned"],
)
def test_axe_finds_nothing_serious(page: Page, app: AppProcess, path: str, states: list[Ready]) -> None:
    page.goto(app.url + path.format(id=file_ticket(app, "Something to look at")))
    for ready in states:
        quiet(page)
        expect(ready(page)).to_be_visible()
        quiet(page)  # what is being drawn anew is pale
        page.mouse.move(0, 0)  # what is pointed at takes the accent colour, which is paler in dark
        for scheme, options in SCHEMES.items():  # the page follows without a reload
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            expect(page.get_by_test_id("stApp")).to_have_css("background-color", PAGE_COLOURS[scheme])
            found = Axe().run(page, options=options).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS] == [], scheme

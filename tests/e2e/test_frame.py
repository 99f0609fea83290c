"""What all pages have around them: drawers that close alike, dark veils, visible fields, a menu that closes, no 404."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Response, expect

from tests.e2e.support.app_process import AppProcess, wait_until
from tests.e2e.support.form import file_ticket, quiet

# The share of light in a colour on the screen, 0 to 1, with its opacity over what is below.
LIGHT = """
([selector, part]) => {
  const seen = getComputedStyle(document.querySelector(selector))[part]
  const canvas = document.createElement("canvas").getContext("2d")
  canvas.fillStyle = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor
  canvas.fillRect(0, 0, 1, 1)
  canvas.fillStyle = seen
  canvas.fillRect(0, 0, 1, 1)
  const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(value => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
"""
FIELD = ["[data-testid=stTextInputRootElement]", "borderTopColor"]
PAGE = ["[data-testid=stApp]", "backgroundColor"]
VEIL = ["[data-testid=stDialog]", "backgroundColor"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fields_can_be_seen_veils_are_dark_and_every_way_closes_a_drawer(
    page: Page, app: AppProcess, scheme: str
) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if is_missing(answer) else None)
    number = file_ticket(app, "Tapir in a drawer")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 820, "height": 1180})
    for close in ("button", "Escape", "veil"):
        page.goto(f"{app.url}/tickets?search=tapir&id={number}")
        drawer = page.get_by_role("dialog")
        expect(drawer.get_by_role("heading", name="Tapir in a drawer")).to_be_visible()
        quiet(page)
        wait_until(lambda: contrast(page) >= 3, "the border of a field, whose colour comes softly, can be seen")
        page_light = page.evaluate(LIGHT, PAGE)
        assert page.evaluate(LIGHT, VEIL) < max(0.2, page_light / 2)
        expect(drawer.get_by_role("heading", name="History")).to_have_css("font-size", "16.875px")
        shut(page, close)
        expect(drawer).to_have_count(0)
        expect(page).to_have_url(re.compile(r"/tickets\?search=tapir$"))
    assert missing == []


def contrast(page: Page) -> float:
    """Of the border of a field against the page, as WCAG counts it."""
    lights: list[float] = sorted([page.evaluate(LIGHT, PAGE), page.evaluate(LIGHT, FIELD)])
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def is_missing(answer: Response) -> bool:
    return answer.status == 404


def shut(page: Page, how: str) -> None:
    if how == "veil":
        page.mouse.click(8, 600)
    elif how == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()


@pytest.mark.parametrize("how", ["button", "Escape", "veil"])
def test_what_was_typed_into_the_drawer_of_a_category_outlives_its_closing(
    page: Page, app: AppProcess, how: str
) -> None:
    page.goto(f"{app.url}/admin")
    quiet(page)
    page.get_by_role("button", name="Edit", exact=True).first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Description").fill("All about money")
    shut(page, how)
    expect(drawer).to_have_count(0)
    expect(page.get_by_text("Unsaved changes: Billing")).to_be_visible()
    quiet(page)
    page.get_by_role("button", name="Continue editing").click()
    expect(drawer.get_by_label("Description")).to_have_value("All about money")
    drawer.get_by_role("button", name="Cancel").click()
    expect(drawer).to_have_count(0)
    expect(page.get_by_text("Unsaved changes")).to_have_count(0)


def test_the_menu_of_a_phone_says_so_and_closes(page: Page, app: AppProcess) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app.url}/tickets")
    quiet(page)
    menu = page.get_by_role("button", name="Menu", exact=True)
    links = page.get_by_test_id("stSidebarNavLink")
    for how in ("Escape", "beside", "link"):
        menu.click()
        expect(links.filter(has_text="Settings")).to_be_in_viewport()
        if how == "Escape":
            page.keyboard.press("Escape")
        elif how == "beside":
            page.mouse.click(370, 600)
        else:
            links.filter(has_text="Settings").click()
        expect(links.filter(has_text="Settings")).not_to_be_in_viewport()
    expect(page).to_have_url(re.compile("/admin$"))
    name = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stHeaderLogo]').parentElement, '::after').content"
    )
    assert name == '"Triage Desk"'

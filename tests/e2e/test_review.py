"""Review in the browser: by keys alone, two people at once, on a phone."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import PATIENCE, AppProcess, wait_until
from tests.e2e.support.form import file_ticket, quiet

ANSWERED = "person"


def call(app: AppProcess, path: str, message: dict[str, Any] | None = None, method: str = "GET") -> dict[str, Any]:
    body = None if message is None else json.dumps(message).encode()
    request = urllib.request.Request(f"{app.url}/api/{path}", body, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def filed(app: AppProcess, word: str, number: int) -> list[int]:
    """So many tickets that only a search for ``word`` finds; the newest, which comes first, is the last."""
    return [file_ticket(app, f"{word} {place}", "Something about the badge") for place in range(number)]


def set_by(app: AppProcess, ticket_id: int) -> str:
    return str(call(app, f"tickets/{ticket_id}/")["category_set_by"])


def opened(page: Page, app: AppProcess, word: str) -> None:
    page.goto(f"{app.url}/review?search={word}")
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    quiet(page)


def pressed(page: Page, name: str) -> None:
    """Which choice is made."""
    expect(page.get_by_role("button", name=name, pressed=True)).to_be_visible()


def test_a_review_by_keys_alone(page: Page, app: AppProcess) -> None:
    first, second, third = reversed(filed(app, "zeppelin", 3))
    opened(page, app, "zeppelin")
    expect(page.get_by_text(f"#{first} ·")).to_be_visible()
    page.keyboard.press("3")
    pressed(page, "Account")
    page.keyboard.press("r")  # Streamlit's own key, which would run the page anew
    pressed(page, "Critical")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"#{second} ·")).to_be_visible()
    wait_until(lambda: set_by(app, first) == ANSWERED, "the answer is stored")
    stored = call(app, f"tickets/{first}/")
    assert (stored["category"], stored["priority"], stored["priority_set_by"]) == ("account", "critical", ANSWERED)
    page.keyboard.press("s")
    expect(page.get_by_text(f"#{third} ·")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text(f"#{second} ·")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text(f"#{first} ·")).to_be_visible()
    wait_until(lambda: set_by(app, first) == "classifier", "the undo is stored")
    page.keyboard.press("?")
    expect(page.get_by_text("Undo the last answer")).to_be_visible()
    for ticket_id in (first, second, third):
        expect(page.get_by_text(f"#{ticket_id} ·")).to_be_visible()
        page.keyboard.press("2")
        pressed(page, "Technical")
        page.keyboard.press("w")
        pressed(page, "Medium")
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing left under this filter")).to_be_visible()
    wait_until(lambda: {set_by(app, one) for one in (first, second, third)} == {ANSWERED}, "all are stored")


def test_nothing_fires_while_somebody_types_or_holds_a_key(page: Page, app: AppProcess) -> None:
    (only,) = filed(app, "dirigible", 1)
    opened(page, app, "dirigible")
    page.evaluate("document.body.append(Object.assign(document.createElement('input'), { id: 'typed' }))")
    page.locator("#typed").press_sequentially("3rsz?")
    page.locator("#typed").press("Enter")
    page.locator("#typed").blur()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(f"#{only} ·")).to_be_visible()
    expect(page.get_by_role("button", name="Critical", pressed=True)).to_have_count(0)
    assert page.locator("#typed").input_value() == "3rsz?"
    assert set_by(app, only) == "classifier"


def test_what_somebody_else_changed_is_not_overwritten(page: Page, app: AppProcess) -> None:
    (only,) = filed(app, "gyrocopter", 1)
    opened(page, app, "gyrocopter")
    call(app, f"tickets/{only}/", {"title": "gyrocopter, changed"}, "PATCH")
    page.keyboard.press("1")
    pressed(page, "Billing")
    page.keyboard.press("w")
    pressed(page, "Medium")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="while you were editing")).to_be_visible()
    expect(page.get_by_role("heading", name="gyrocopter, changed")).to_be_visible()
    assert set_by(app, only) == "classifier"


def test_a_second_reviewer_gets_another_ticket_and_leaving_gives_them_back(page: Page, app: AppProcess) -> None:
    tickets = filed(app, "monorail", 3)
    opened(page, app, "monorail")
    wait_until(lambda: call(app, "review/next/?search=monorail&reviewer=other")["ticket"], "the third is free")
    held = call(app, "review/next/?search=monorail&reviewer=other")["ticket"]["id"]
    assert held == tickets[0]  # the two newest are before the page: on the screen and ahead
    besides = f"&besides={held}"
    assert call(app, f"review/next/?search=monorail&reviewer=other{besides}")["ticket"] is None
    quiet(page)
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    wait_until(
        lambda: call(app, f"review/next/?search=monorail&reviewer=other{besides}")["ticket"], "they are given back"
    )


def test_answers_by_mouse_and_on_a_phone(page: Page, app: AppProcess) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    first, second = reversed(filed(app, "hovercraft", 2))
    opened(page, app, "hovercraft")
    page.get_by_role("button", name="General").click()
    pressed(page, "General")
    page.get_by_role("button", name="High").click()
    pressed(page, "High")
    accept = page.get_by_role("button", name="Accept")
    expect(accept).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    accept.click()
    expect(page.get_by_text(f"#{second} ·")).to_be_visible()
    wait_until(lambda: call(app, f"tickets/{first}/")["priority"] == "high", "the answer is stored")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"#{first} ·")).to_be_visible()
    page.set_viewport_size({"width": 820, "height": 1180})
    beside = [page.get_by_role("button", name=name).bounding_box() for name in ("Skip", "Undo", "Keys")]
    assert len({box["y"] for box in beside if box}) == 1  # in one row, below Accept if need be


@pytest.mark.parametrize("status", [503, 0])
def test_an_answer_that_does_not_arrive_is_sent_again(page: Page, app: AppProcess, status: int) -> None:
    word = f"trolleybus{status}"
    first, second = reversed(filed(app, word, 2))
    opened(page, app, word)
    failing = f"**/api/review/{first}/"
    page.route(failing, lambda route: route.fulfill(status=status) if status else route.abort())
    page.keyboard.press("2")
    pressed(page, "Technical")
    page.keyboard.press("w")
    pressed(page, "Medium")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="not responding")).to_be_visible()
    expect(page.get_by_text(f"#{second} ·")).to_be_visible()
    page.unroute(failing)
    wait_until(lambda: set_by(app, first) == ANSWERED, "it arrived")
    expect(page.get_by_role("alert").filter(has_text="not responding")).to_have_count(0)

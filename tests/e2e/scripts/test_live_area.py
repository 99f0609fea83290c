"""The areas of Try it: what was typed is there after a reload and in another tab, for that person; one is a line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.scripts.stage import Stage

STORE = "triage-desk.try"


def data(**changed: Any) -> dict[str, Any]:
    """What a session hands over that has not heard of any text."""
    usual = {
        "label": "Title", "placeholder": "", "rows": 1, "max": 200, "text": "", "revision": "first", "fresh": True,
        "whose": "ann", "store": STORE,
    }  # fmt: skip
    return usual | changed


def area(stage: Stage) -> Locator:
    return stage.page.locator("textarea")


@pytest.fixture
def stage(page: Page) -> Stage:
    return Stage(page, "classifier/try_it/live_area").open()


@pytest.mark.parametrize("forgotten", ["", "sessionStorage", "localStorage"])
@pytest.mark.parametrize(
    ("later", "shown"),
    [
        ({"revision": "second"}, "Printer smokes"),
        ({"revision": "second", "whose": "bob"}, ""),
        ({"revision": "second", "fresh": False, "text": "An example"}, "An example"),
    ],
    ids=["same person", "another person", "an example"],
)
def test_a_new_session_shows_what_the_same_person_typed(
    stage: Stage, later: dict[str, Any], shown: str, forgotten: str
) -> None:
    stage.run(data())
    area(stage).fill("Printer smokes")
    if forgotten:
        stage.page.evaluate(f"{forgotten}.clear()")
    stage.open().run(data(**later))
    expect(area(stage)).to_have_value(shown)
    said = [value["text"] for _, _, value in stage.reports]
    assert said == ([shown] if later.get("text") is None and shown else [])


@pytest.mark.parametrize(("days", "shown"), [(29, "Printer smokes"), (31, "")])
def test_a_text_is_kept_for_30_days(stage: Stage, days: int, shown: str) -> None:
    stage.run(data())
    area(stage).fill("Printer smokes")
    stage.page.evaluate("sessionStorage.clear()")
    stage.open().page.evaluate(f"const now = Date.now(); Date.now = () => now + {days} * 86_400_000")
    stage.run(data(revision="second"))
    expect(area(stage)).to_have_value(shown)
    assert (STORE in stage.stored("localStorage")) == bool(shown)


def test_an_example_is_kept_as_well(stage: Stage) -> None:
    stage.run(data(fresh=False, text="An example"))
    stage.open().run(data(revision="second"))
    expect(area(stage)).to_have_value("An example")


def test_one_line_stays_one(stage: Stage) -> None:
    stage.run(data())
    area(stage).fill("Printer \r\n smokes\nagain")
    area(stage).press("Enter")
    expect(area(stage)).to_have_value("Printer smokes again")
    assert json.loads(stage.stored("localStorage")[STORE])["text"] == "Printer smokes again"

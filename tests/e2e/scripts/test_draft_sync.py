"""The draft of New ticket in the browser: what is kept, told to Python, taken over by tabs, and never overwritten."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.scripts.stage import Stage

PREFIX = "triage-desk.draft."
FIELDS = [
    {"name": "title", "label": "Title", "placeholder": "", "kind": "text", "max": 200, "height": 0},
    {"name": "description", "label": "Description", "placeholder": "", "kind": "area", "max": 20_000, "height": 90},
    {"name": "priority", "label": "Priority", "placeholder": "Choose", "kind": "choice", "max": 0, "height": 0},
]


def data(**changed: Any) -> dict[str, Any]:
    """What Python hands over: an empty draft of its own."""
    usual = {
        "fields": FIELDS, "texts": ["title", "description", "requester"],
        "sources": {"priority": "Keyword rules suggest"},
        "options": {"priority": [["low", "Low"], ["high", "High"]]}, "session": "s",
        "draft": "of-python", "revision": None, "fill": {}, "suggested": {},
        "notes": {}, "errors": {}, "attempt": 0, "refused": None,
        "debounce": 20, "reports": True, "asks": None,
    }  # fmt: skip
    return usual | changed


def draft(**values: Any) -> str:
    """A draft as the browser stores it."""
    usual = {"key": "", "title": "", "description": "", "requester": "", "choices": {}, "saved": 0}
    return json.dumps(usual | values)


def begun(page: Page, **changed: Any) -> Stage:
    """A form that was opened; the script has asked the other tabs."""
    stage = Stage(page, "new_ticket/draft/draft_fields").open().run(data(**changed))
    page.wait_for_function(f"() => sessionStorage.getItem('{PREFIX[:-1]}')")
    return stage


def last(stage: Stage) -> dict[str, Any]:
    value: dict[str, Any] = stage.reports[-1][2]
    return value


def test_what_is_typed_is_stored_at_once_and_told_once(page: Page) -> None:
    stage = begun(page)
    page.get_by_label("Title").press_sequentially("Printer")
    assert json.loads(stage.stored()[PREFIX + "of-python"])["title"] == "Printer"
    stage.told(1)
    page.wait_for_function("() => window.reports.at(-1)[2].title === 'Printer'")
    page.get_by_label("Title").blur()
    assert [report[2]["title"] for report in stage.reports].count("Printer") == 1


def test_a_revision_of_python_keeps_what_was_typed_since(page: Page) -> None:
    stage = begun(page)
    page.get_by_label("Title").fill("One and two")
    stage.told(1)
    seen = {"title": "One", "description": "", "requester": ""}
    empty = {"title": "", "description": "", "requester": ""}
    revision = {"of": "of-python", "next": "next-key", "texts": empty, "choices": {}, "seen": seen}
    stage.run(data(draft="next-key", revision=revision))
    expect(page.get_by_label("Title")).to_have_value("and two")
    assert PREFIX + "of-python" not in stage.stored()


def test_a_revision_for_another_draft_changes_nothing(page: Page) -> None:
    stage = begun(page)
    page.get_by_label("Title").fill("Mine")
    texts = {"title": "Theirs", "description": "", "requester": ""}
    stage.run(data(revision={"of": "another", "next": "n", "texts": texts, "choices": {}, "seen": texts}))
    expect(page.get_by_label("Title")).to_have_value("Mine")


def test_a_suggestion_fills_what_nobody_chose_and_no_more(page: Page) -> None:
    stage = begun(page, fill={"priority": "low"}, suggested={"priority": "low"})
    expect(page.get_by_label("Priority")).to_have_value("low")
    page.get_by_label("Priority").select_option("high")
    stage.run(data(fill={"priority": "low"}, suggested={"priority": "low"}))
    expect(page.get_by_label("Priority")).to_have_value("high")
    page.locator("button.offer").click()
    expect(page.get_by_label("Priority")).to_have_value("low")


def test_a_new_tab_takes_over_what_a_closed_one_left_and_no_tab_takes_it_twice(context: BrowserContext) -> None:
    first = begun(context.new_page())
    first.page.get_by_label("Title").fill("Left behind")
    second = begun(context.new_page(), draft="of-second")
    expect(second.page.get_by_label("Title")).to_have_value("")  # the first tab holds it
    first.page.close()
    third = begun(context.new_page(), draft="of-third")
    expect(third.page.get_by_label("Title")).to_have_value("Left behind")
    expect(second.page.get_by_label("Title")).to_have_value("")


def test_a_duplicated_tab_goes_on_with_a_copy_of_its_own(context: BrowserContext) -> None:
    first = begun(context.new_page())
    first.page.get_by_label("Title").fill("Twice")
    second = Stage(context.new_page(), "new_ticket/draft/draft_fields").open()
    second.page.evaluate(f"() => sessionStorage.setItem('{PREFIX[:-1]}', 'of-python')")
    second.run(data()).told(1)
    expect(second.page.get_by_label("Title")).to_have_value("Twice")
    assert last(second)["key"] != "of-python"
    second.page.get_by_label("Title").fill("Changed")
    assert json.loads(first.stored()[PREFIX + "of-python"])["title"] == "Twice"


def test_drafts_are_kept_for_thirty_days_and_twenty_of_them(page: Page) -> None:
    stage = Stage(page, "new_ticket/draft/draft_fields").open()
    stored = {f"{PREFIX}{n}": draft(title=f"t{n}", saved=n) for n in range(25)}  # the age in days, newest first
    page.evaluate(
        """stored => { for (const [key, text] of Object.entries(stored)) {
            const draft = JSON.parse(text)
            localStorage.setItem(key, JSON.stringify({ ...draft, saved: Date.now() - draft.saved * 864e5 * 1.4 }))
        } }""",
        stored,
    )
    stage.run(data())
    kept = {int(key.removeprefix(PREFIX)) for key in stage.stored() if key.removeprefix(PREFIX).isdigit()}
    assert kept == set(range(20))
    page.evaluate(
        f"() => localStorage.setItem('{PREFIX}old', JSON.stringify({{ title: 'x', saved: Date.now() - 31 * 864e5 }}))"
    )
    stage.open().run(data())
    assert f"{PREFIX}old" not in stage.stored()


def test_a_storage_that_holds_nonsense_is_no_draft(page: Page) -> None:
    stage = Stage(page, "new_ticket/draft/draft_fields").open()
    page.evaluate(f"() => {{ localStorage.setItem('{PREFIX}a', '{{'); localStorage.setItem('{PREFIX}b', '7') }}")
    stage.run(data())
    page.get_by_label("Title").fill("Works")
    assert stage.told(1)[-1][2]["title"] == "Works"

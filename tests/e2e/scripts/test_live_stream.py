"""The live stream: one for all tabs of a browser, a refresh when there is news, none when it is switched off."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.scripts.stage import Stage

# A source of events that the test speaks through; it counts how often it was opened.
FAKE_SOURCE = """() => {
  window.opened = []
  window.EventSource = class extends EventTarget {
    static CLOSED = 2
    constructor(url) { super(); this.url = String(url); this.readyState = 1; window.opened.push(this) }
    close() { this.readyState = 2 }
  }
  window.say = version => {
    window.opened.at(-1).dispatchEvent(new MessageEvent("change", { lastEventId: String(version) }))
  }
}"""


def begun(page: Page, version: int = 1) -> Stage:
    stage = Stage(page, "dashboard/live/live").open()
    page.evaluate(FAKE_SOURCE)
    return stage.run({"drawn": version, "version": version})


def open_streams(page: Page) -> int:
    count: int = page.evaluate("() => window.opened.filter(source => source.readyState === 1).length")
    return count


def test_news_refresh_the_board_once_and_its_own_version_does_not(page: Page) -> None:
    stage = begun(page)
    page.wait_for_function("() => window.opened.length === 1")
    assert page.evaluate("() => window.opened[0].url").endswith("/api/events/")
    page.evaluate("() => window.say(1)")
    page.evaluate("() => window.say(2)")
    assert stage.told(1) == [["trigger", "changed", True]]


def test_tabs_share_one_stream_and_another_takes_over_when_its_tab_goes(context: BrowserContext) -> None:
    first, second = (begun(context.new_page()) for _ in range(2))
    first.page.wait_for_function("() => window.opened.length === 1")
    assert open_streams(second.page) == 0
    first.page.evaluate("() => window.say(5)")
    assert second.told(1) == [["trigger", "changed", True]]  # told by the first tab
    first.page.close()
    second.page.wait_for_function("() => window.opened.length === 1")


def test_switched_off_there_is_no_stream_and_the_browser_remembers(page: Page) -> None:
    stage = begun(page)
    page.wait_for_function("() => window.opened.length === 1")
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    assert open_streams(page) == 0
    expect(page.locator("#root span")).to_contain_text("Paused")
    assert stage.stored()["triage-desk.live"] == "off"


def test_a_page_that_goes_ends_its_stream(page: Page) -> None:
    begun(page)
    page.wait_for_function("() => window.opened.length === 1")
    page.evaluate("() => window.leave()")
    assert open_streams(page) == 0

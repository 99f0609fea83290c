"""From a click to what it brings on the screen: a page of the app against a bare Streamlit page, in one browser."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.support.app_process import free_port, wait_until
from tests.e2e.support.chromium import launch

TARGET = 1.5  # times as long as the bare page at most
CLICKS = 15
SETTLE = 1500  # milliseconds
BARE = Path(__file__).parent / "bare"

# Milliseconds from the next click until each of the texts and images at `selectors` is another one.
_WATCH = """selectors => {
  const read = selector => {
    const found = document.querySelector(selector)
    return found?.localName === "svg" ? found.innerHTML : found?.textContent
  }
  window.clicked = new Promise((resolve, reject) => addEventListener("click", () => {
    const [before, started, times] = [selectors.map(read), performance.now(), selectors.map(() => 0)]
    const look = () => {
      selectors.forEach((selector, n) => {
        const now = read(selector)
        if (!times[n] && now && now !== before[n]) times[n] = performance.now() - started
      })
      if (times.every(Boolean)) resolve(times)
      else if (performance.now() - started > 20000) reject(`Unchanged after 20 s: ${before} ${times}`)
      else requestAnimationFrame(look)
    }
    look()
  }, { capture: true, once: true }))
}"""


def compare(app_url: str, path: str, bare: str, clicked: str, shown: Mapping[str, str]) -> str:
    """Medians of CLICKS clicks on each page, turn and turn about, and their ratio; a line for each of ``shown``.

    ``bare`` names a script in benchmarks/bare. ``clicked`` and the values of ``shown`` are CSS selectors that hold on
    both pages: of several elements that match ``clicked`` each has its turn; each click has to change the text of
    everything that is ``shown``.
    """
    with _bare(bare) as bare_url, sync_playwright() as playwright:
        context = launch(playwright).new_context(viewport={"width": 1440, "height": 1800})
        pages = [_open(context.new_page(), url, clicked) for url in (app_url + path, bare_url)]
        own: list[list[float]] = []
        other: list[list[float]] = []
        for number in range(CLICKS + 1):
            for page, taken in zip(pages, (own, other), strict=True):
                taken.append(_click(page, list(shown.values()), clicked, number))
    medians = [[statistics.median(column) for column in zip(*taken[1:], strict=True)] for taken in (own, other)]
    return "\n".join(_said(name, *pair) for name, *pair in zip(shown, *medians, strict=True))


def _said(name: str, own: float, other: float) -> str:
    verdict = "met" if own <= TARGET * other else "missed"
    return f"{name}: app {own:.0f} ms, bare page {other:.0f} ms, ratio {own / other:.2f} (target {TARGET}: {verdict})"


def _open(page: Page, url: str, clicked: str) -> Page:
    page.goto(url)
    page.locator(clicked).first.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(SETTLE)
    return page


def _click(page: Page, shown: list[str], clicked: str, number: int) -> list[float]:
    page.bring_to_front()
    targets = page.locator(clicked)
    target = targets.nth(number % targets.count())
    target.scroll_into_view_if_needed()
    page.evaluate(_WATCH, shown)
    target.click(force=True)
    times: list[float] = page.evaluate("clicked")
    page.wait_for_timeout(SETTLE)  # what else the click brought, before the other page has its turn
    return times


@contextmanager
def _bare(script: str) -> Iterator[str]:
    """A bare Streamlit server of its own, as ``streamlit run`` starts it."""
    port = free_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    more = ["--server.fileWatcherType", "none", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-m", "streamlit", "run", str(BARE / script), *options, *more],
        cwd=BARE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: _answers(port), "the bare page is there", 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False

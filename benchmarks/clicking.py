"""From a click to what it brings on the screen: a page of the app against a bare Streamlit page, in one browser."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.app_process import free_port, wait_until
from tests.e2e.chromium import launch

TARGET = 1.5  # times as long as the bare page at most
CLICKS = 15
BARE = Path(__file__).parent / "bare"

# Resolves with the milliseconds from the next click until `shown` says something else, and that is painted.
_WATCH = """shown => {
  const read = () => document.querySelectorAll(shown)[0]?.textContent
  window.clicked = new Promise(resolve => addEventListener("click", () => {
    const [before, started] = [read(), performance.now()]
    const look = () => {
      const now = read()
      if (now && now !== before) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
      else requestAnimationFrame(look)
    }
    look()
  }, { capture: true, once: true }))
}"""


def compare(app_url: str, path: str, bare: str, shown: str, clicked: str) -> str:
    """Medians of CLICKS clicks on each page, turn and turn about, and the ratio.

    ``bare`` names a script in benchmarks/bare; ``shown`` and ``clicked`` are CSS selectors that hold on both pages. Of
    several elements that match ``clicked`` they are taken in turn.
    """
    with _bare(bare) as bare_url, sync_playwright() as playwright:
        context = launch(playwright).new_context(viewport={"width": 1440, "height": 1600})
        pages = [_open(context.new_page(), url, shown, clicked) for url in (app_url + path, bare_url)]
        times: list[list[float]] = [[], []]
        for number in range(CLICKS + 1):
            for page, taken in zip(pages, times, strict=True):
                taken.append(_click(page, shown, clicked, number))
        own, other = (statistics.median(taken[1:]) for taken in times)  # the first warms up
    verdict = "met" if own <= TARGET * other else "missed"
    return f"app {own:.0f} ms, bare page {other:.0f} ms, ratio {own / other:.2f} (target {TARGET}: {verdict})"


def _open(page: Page, url: str, shown: str, clicked: str) -> Page:
    page.goto(url)
    page.locator(shown).first.wait_for(timeout=60_000)
    page.locator(clicked).first.wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    return page


def _click(page: Page, shown: str, clicked: str, number: int) -> float:
    page.bring_to_front()
    marks = page.locator(clicked)
    page.evaluate(_WATCH, shown)
    marks.nth(number % marks.count()).click(force=True)
    milliseconds: float = page.evaluate("clicked")
    page.wait_for_timeout(1000)  # what else the click brought, before the other page has its turn
    return milliseconds


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

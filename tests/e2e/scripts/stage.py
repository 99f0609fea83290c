"""An empty page on which a component's script runs as Streamlit would run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from pages.widgets.component import joined_script
from services.settings import ROOT

ADDRESS = "http://127.0.0.1/stage/"
_MOUNT = """async ({ html, data }) => {
  window.reports ??= []
  const root = document.getElementById("root")
  if (!root.childElementCount) root.innerHTML = html
  const { default: run } = await import("./script.js")
  const report = kind => (name, value) => window.reports.push([kind, name, structuredClone(value)])
  window.leave = run({
    parentElement: root, data, setStateValue: report("state"), setTriggerValue: report("trigger"),
  })
}"""


class Stage:
    """One tab with the script of ``component`` (a path below pages, without ending)."""

    def __init__(self, page: Page, component: str) -> None:
        self.page = page
        file = ROOT / "pages" / component
        html = file.with_suffix(".html")
        self._html = html.read_text(encoding="utf-8") if html.exists() else ""
        self._serve(file.with_suffix(".js"))

    def _serve(self, script: Path) -> None:
        self._answer("", "text/html", '<div id="root"></div>')
        self._answer("script.js", "text/javascript", joined_script(script))

    def _answer(self, path: str, kind: str, body: str) -> None:
        def answer(route: Route) -> None:
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)

        self.page.route(ADDRESS + path, answer)

    def open(self, body: str = "") -> Stage:
        """Load the page; ``body``: what Streamlit would have drawn beside the component."""
        self.page.goto(ADDRESS)
        self.page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", body)
        return self

    def run(self, data: dict[str, Any]) -> Stage:
        """A run of the page: the component gets ``data``."""
        self.page.evaluate(_MOUNT, {"html": self._html, "data": data})
        return self

    @property
    def reports(self) -> list[Any]:
        """What it has told Python so far: kind (state, trigger), name, value."""
        told: list[Any] = self.page.evaluate("() => window.reports")
        return told

    def told(self, count: int) -> list[Any]:
        """The reports, once there are so many."""
        self.page.wait_for_function("count => window.reports.length >= count", arg=count)
        return self.reports

    def stored(self, storage: str = "localStorage") -> dict[str, str]:
        """All that the browser keeps for the page."""
        kept: dict[str, str] = self.page.evaluate(f"() => ({{ ...{storage} }})")
        return kept

"""Every page in both modes, looked at by axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.app_process import AppProcess
from tests.e2e.form import Form, ticket_count

SERIOUS = ("serious", "critical")
# Vega draws a brush as two marks and can give them neither a name nor aria-hidden; the chart around them has its words.
BRUSH = [[".brush_brush"], [".brush_brush_bg"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "ready"),
    [
        ("/", lambda page: page.get_by_label("Requester")),
        ("/tickets", lambda page: page.get_by_test_id("stDataFrame")),
        ("/tickets?id=1", lambda page: page.get_by_role("dialog").get_by_text("History")),
        ("/dashboard", lambda page: page.get_by_test_id("stVegaLiteChart").nth(6)),
        ("/classifier", lambda page: page.get_by_role("button", name="Charged twice")),
        ("/admin", lambda page: page.get_by_role("button", name="Edit").first),
        ("/admin?section=models", lambda page: page.get_by_text("LLM_DAILY_CALLS")),
        ("/admin?section=learned", lambda page: page.get_by_role("button", name="Train now")),
    ],
    ids=["new", "tickets", "drawer", "dashboard", "classifier", "categories", "models", "learned"],
)
def test_axe_finds_nothing_serious(
    page: Page, app: AppProcess, path: str, ready: Callable[[Page], Locator], scheme: str
) -> None:
    if not ticket_count(app):
        form = Form(page, app).open()
        form.write("Something to look at")
        form.submit.click()
        form.expect_filed()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(app.url + path)
    expect(ready(page)).to_be_visible()
    found = Axe().run(page, context={"exclude": BRUSH}).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in SERIOUS] == []

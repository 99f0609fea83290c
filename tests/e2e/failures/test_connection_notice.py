"""A page that cannot open its connection to the server says so, and why."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.failures.no_upgrades import Proxy, running
from tests.e2e.support.app_process import AppProcess


def test_a_proxy_that_passes_no_upgrades_on_is_named_until_it_does(page: Page, app: AppProcess) -> None:
    with running(Proxy(app.port)) as proxy:
        page.goto(f"{proxy.address}/tickets")
        notice = page.locator("#connection-notice")
        expect(notice).to_contain_text("has to pass WebSocket upgrades on")
        expect(notice).to_have_role("alert")
        proxy.upgrades = True
        expect(page.get_by_role("heading", name="Tickets", exact=True)).to_be_visible()
        expect(notice).to_have_count(0)
        page.close()


def test_a_proxy_that_changes_the_host_is_told_which_setting_is_missing(page: Page, app: AppProcess) -> None:
    with running(Proxy(app.port, host=f"127.0.0.1:{app.port}", upgrades=True)) as proxy:
        page.goto(f"{proxy.address}/tickets")
        expect(page.locator("#connection-notice")).to_contain_text("add it to CORS_ORIGINS")
        page.close()

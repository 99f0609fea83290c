"""Signing in by OpenID Connect in a browser, with a provider from a package: in, back, reload, ended, out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.support.app_process import ROOT, AppProcess, free_port, wait_until
from tests.e2e.support.form import quiet

PEOPLE = [
    {"sub": "lea", "email": "lea@example.com", "email_verified": True},
    {"sub": "vic", "email": "vic@example.com", "email_verified": True},
    {"sub": "max", "email": "max@example.com", "email_verified": True},
    {"sub": "eve", "email": "eve@other.example", "email_verified": True},
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of oidc-provider-mock."""
    port = free_port()
    command = [sys.executable, "-m", "tests.e2e.support.openid_mock", str(port), *map(json.dumps, PEOPLE)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _answers(address), "the provider answers")
        yield address
    finally:
        process.kill()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="module")
def desk(folder: Path, provider: str) -> Iterator[AppProcess]:
    environment = {
        "OIDC_ISSUER": provider,
        "OIDC_CLIENT_ID": "desk",
        "OIDC_CLIENT_SECRET": "secret",
        "SIGN_IN_LEADS": "lea@example.com",
        "SIGN_IN_VIEWERS": "@example.com",
    }
    app = AppProcess(folder, environment=environment)
    app.start()
    yield app
    app.stop()
    assert app.bad_lines() == []


def sign_in(page: Page, who: str) -> None:
    page.get_by_role("button", name=who, exact=True).click()


def shown(who: str, more: str) -> re.Pattern[str]:
    """An address as a page shows it: with something invisible in it, so that it does not become a link."""
    return re.compile(f"{who}@.?example.com {re.escape(more)}")


def test_in_back_reload_and_out(page: Page, desk: AppProcess, provider: str) -> None:
    page.goto(f"{desk.url}/tickets?q=printer")
    assert page.url.startswith(f"{provider}/oauth2/authorize?")
    sign_in(page, "lea")
    expect(page.get_by_text(shown("lea", "(lead)"))).to_be_visible()
    assert page.url == f"{desk.url}/tickets?q=printer"
    page.reload()
    expect(page.get_by_text(shown("lea", "(lead)"))).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{provider}/**")
    page.get_by_role("button").first.click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert page.url.startswith(f"{desk.url}/signed-out")
    page.goto(f"{desk.url}/tickets")
    assert page.url.startswith(f"{provider}/oauth2/authorize?")


def test_whoever_is_not_admitted_is_told_and_nothing_more(page: Page, desk: AppProcess) -> None:
    page.goto(f"{desk.url}/tickets")
    sign_in(page, "eve")
    expect(page.get_by_text("Triage Desk", exact=True)).to_be_visible()
    expect(page.get_by_text("The provider knows you as eve@other.example, but you are not admitted")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()


def test_a_viewer_is_offered_what_a_viewer_may_do(page: Page, context: BrowserContext, desk: AppProcess) -> None:
    page.goto(f"{desk.url}/tickets")
    sign_in(page, "lea")
    expect(page.get_by_text(shown("lea", "(lead)"))).to_be_visible()
    ticket = {"title": "Printer", "description": "It smokes", "category": "technical", "assignee": "vic@example.com"}
    assert context.request.post(f"{desk.url}/api/tickets/", data=ticket).status == 201
    context.clear_cookies()
    page.goto(f"{desk.url}/tickets?id=1")
    sign_in(page, "vic")
    expect(page.get_by_text("It smokes")).to_be_visible()
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.get_by_role("heading", name="Notes")).to_have_count(0)  # there are none, and none can be written
    buttons = ("Resolve", "Assign to me", "Add note", "Edit", "Merge", "Delete ticket", "Import", "Trash", "Classify")
    for button in buttons:
        expect(page.get_by_role("button", name=button, exact=True)).to_have_count(0)
    for link, count in (("Tickets", 1), ("Dashboard", 1), ("New ticket", 0), ("Review", 0), ("Settings", 0)):
        expect(page.get_by_test_id("stTopNavLink").filter(has_text=link)).to_have_count(count)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_lead_ends_a_session_and_its_open_page_is_over(page: Page, context: BrowserContext, desk: AppProcess) -> None:
    page.goto(f"{desk.url}/tickets")
    sign_in(page, "lea")
    expect(page.get_by_text(shown("lea", "(lead)"))).to_be_visible()
    ticket = {"title": "Scanner", "description": "It smokes", "category": "technical"}
    number = context.request.post(f"{desk.url}/api/tickets/", data=ticket).json()["id"]
    context.clear_cookies()
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(f"{desk.url}/tickets?id={number}")
    sign_in(page, "max")
    # In a dialog, beside which everything else is inert.
    expect(page.get_by_role("dialog").get_by_role("heading", name="Scanner")).to_be_visible()
    quiet(page)
    mine = context.cookies(desk.url)
    context.clear_cookies()
    lead = context.new_page()
    lead.goto(f"{desk.url}/admin?section=access")
    sign_in(lead, "lea")
    row = lead.get_by_text(shown("max", "viewer, signed in"))
    expect(row).to_be_visible()
    quiet(lead)
    lead.locator("[data-testid=stHorizontalBlock], [data-testid=stLayoutWrapper]").filter(has=row).last.get_by_role(
        "button", name="End"
    ).click()
    expect(row).to_have_count(0)
    context.clear_cookies()
    context.add_cookies(mine)  # type: ignore[arg-type]
    notice = page.locator("#connection-notice")
    expect(notice).to_contain_text("You are signed out")
    notice.get_by_role("link", name="Sign in again").click()
    expect(page.get_by_role("button", name="max", exact=True)).to_be_visible()


def test_a_lead_gets_the_audit_log_and_what_is_known_as_files(
    page: Page, context: BrowserContext, desk: AppProcess
) -> None:
    page.goto(f"{desk.url}/admin?section=audit")
    sign_in(page, "lea")
    expect(page.get_by_role("button", name="Export as CSV")).to_be_visible()
    quiet(page)
    with page.expect_download() as file:
        page.get_by_role("button", name="Export as CSV").click()
    assert "sign_in,As lead" in Path(file.value.path()).read_text(encoding="utf-8-sig")
    ticket = {"title": "Printer", "description": "It smokes", "category": "technical", "requester": "Ann Lee"}
    assert context.request.post(f"{desk.url}/api/tickets/", data=ticket).status == 201
    page.goto(f"{desk.url}/admin?section=data")
    quiet(page)
    page.get_by_label("Requester").fill("ann lee")
    page.get_by_label("Requester").press("Enter")
    expect(page.get_by_role("button", name="Download as JSON")).to_be_visible()
    quiet(page)
    with page.expect_download() as file:
        page.get_by_role("button", name="Download as JSON").click()
    assert '"It smokes"' in Path(file.value.path()).read_text(encoding="utf-8")

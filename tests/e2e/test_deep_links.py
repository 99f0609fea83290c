"""Each page opened by its address: it finds its server at once, and the browser's console has nothing to say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages import shell
from tests.e2e.support.app_process import AppProcess
from tests.e2e.support.form import quiet

CONNECTED = '[data-test-connection-state="CONNECTED"]'


def kind_of(frame: bytes | str) -> str:
    """What the browser asks for in it."""
    message = BackMsg()
    message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
    return str(message.WhichOneof("type"))


@pytest.mark.parametrize("path", [*shell.PATHS, "/tickets?status=open", "/dashboard?period=90d", "/?a=.#../b"])
def test_the_console_is_clean(page: Page, app: AppProcess, path: str) -> None:
    said: list[str] = []
    refused: list[str] = []
    asked: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(kind_of(frame))))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    page.goto(app.url + path)
    page.locator(CONNECTED).wait_for(state="attached")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert (refused, said) == ([], [])
    assert asked.count("rerun_script") == 1, "a page that is drawn again at once takes somebody who goes on back to it"


def test_from_page_to_page_and_back(page: Page, app: AppProcess) -> None:
    page.goto(f"{app.url}/tickets")
    quiet(page)
    page.get_by_role("link", name="Dashboard").first.click()
    expect(page).to_have_url(f"{app.url}/dashboard")
    expect(page.get_by_role("heading", name="Dashboard").first).to_be_visible()
    quiet(page)
    page.go_back()
    expect(page).to_have_url(f"{app.url}/tickets")
    expect(page.get_by_role("heading", name="Tickets", exact=True)).to_be_visible()

"""One browser and one application for a process of the run; each test begins as a person who was never there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.data_folders import folder_with
from tests.e2e.support.app_process import PATIENCE, AppProcess
from tests.e2e.support.chromium import launch
from tests.e2e.support.form import Form
from tests.e2e.support.own_database import Server

expect.set_options(timeout=PATIENCE * 1_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(new_data: Path) -> Iterator[Path]:
    """A folder of this module's own, with an empty database in ``data``."""
    with folder_with(new_data) as made:
        yield made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """A database of this module's own, which a test can end and start."""
    server = Server(folder / "data")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def app_on_server(folder: Path, server: Server) -> Iterator[AppProcess]:
    """An application of this module's own on ``server``."""
    process = AppProcess(folder, database_url=server.url)
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def _running(new_data: Path) -> Iterator[AppProcess]:
    with folder_with(new_data) as made:
        process = AppProcess(made)
        process.start()
        yield process
        logged = len(process.bad_lines())
        process.stop()
        assert process.bad_lines()[logged:] == []


@pytest.fixture(scope="module")
def app(_running: AppProcess) -> Iterator[AppProcess]:
    """The running application, with the tickets of modules before; this one may not make it log anything bad."""
    logged = len(_running.bad_lines())
    yield _running
    assert _running.bad_lines()[logged:] == []


class Profile:
    """One browser profile for all tests. It keeps what it loaded and compiled, and a tab:

    with it stay the window, as much work for Chromium to open as a page of ours, and the process of all tabs on
    127.0.0.1 (`chromium.FLAGS`) with what it compiled: a page takes 12 to 18 % less processor time.
    """

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
        self.context.set_default_timeout(PATIENCE * 1_000)
        self._blank = self.context.new_page()
        self._blank.route("http://127.0.0.1/", lambda route: route.fulfill(body=""))
        self._blank.goto("http://127.0.0.1/")
        self._devtools = self.context.new_cdp_session(self._blank)
        self._origins: set[str] = set()

    def leave(self, addresses: set[SplitResult]) -> None:
        """Close every page; ``addresses`` is what was asked for."""
        for page in self.context.pages:
            if page is not self._blank:
                page.close()
        self._origins |= {f"http://{address.netloc}" for address in addresses if address.netloc}

    def forget(self) -> None:
        """Take away everything that was stored or allowed; scripts and styles stay in the cache."""
        for origin in self._origins:
            self._devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self.context.clear_cookies()
        self.context.clear_permissions()


@pytest.fixture(scope="session")
def _profile(browser: Browser) -> Iterator[Profile]:
    profile = Profile(browser)
    yield profile
    profile.context.close()


def _is_violation(text: str) -> bool:
    """Whether the browser says that the content security policy kept something from the page."""
    return "Content Security Policy" in text


@pytest.fixture
def context(_profile: Profile) -> Iterator[BrowserContext]:
    """A browser profile that remembers nothing. No request may leave the machine, no script may fail or be refused."""
    context = _profile.context
    _profile.forget()
    addresses: set[SplitResult] = set()
    failures: list[str] = []
    listeners: dict[Any, Any] = {
        "request": lambda request: addresses.add(urlsplit(request.url)),
        "page": lambda page: page.on("websocket", lambda socket: addresses.add(urlsplit(socket.url))),
        "weberror": lambda error: failures.append(str(error.error)),
        "console": lambda message: failures.append(message.text) if _is_violation(message.text) else None,
    }
    for event, listener in listeners.items():
        context.on(event, listener)
    yield context
    _profile.leave(addresses)
    for event, listener in listeners.items():
        context.remove_listener(event, listener)
    assert {address.hostname for address in addresses} - {None} <= {"127.0.0.1"}
    assert failures == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()


@pytest.fixture
def form(page: Page, app: AppProcess) -> Form:
    """The New ticket page, open."""
    return Form(page, app).open()

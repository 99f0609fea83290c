"""One browser and one application for a process of the run, a fresh browser context (a new person) for each test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.app_process import AppProcess
from tests.e2e.chromium import launch

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@contextmanager
def _made_folder() -> Iterator[Path]:
    """A folder of its own; open to all, as the embedded server of root runs as another user."""
    made = Path(tempfile.mkdtemp(prefix="triage-e2e-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder of this module's own."""
    with _made_folder() as made:
        yield made


@pytest.fixture(scope="session")
def _running() -> Iterator[AppProcess]:
    with _made_folder() as made:
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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own, in which no request may leave the machine and no script may fail."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    context.set_default_timeout(15_000)
    hosts: set[str | None] = set()
    failures: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    context.on("page", lambda page: page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname)))
    context.on("weberror", lambda error: failures.append(str(error.error)))
    yield context
    context.close()
    assert hosts - {None} <= {"127.0.0.1"}
    assert failures == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab."""
    return context.new_page()

"""Finding a browser: the system's Chromium or Chrome, else Playwright's own; without one the tests fail and say so."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# No background traffic: the tests watch every request.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REMEDY = (
    "The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium; "
    "elsewhere: .venv/bin/python -m playwright install chromium) and run the tests again."
)


def launch(playwright: Playwright) -> Browser:
    """A headless browser; fails with the remedy when there is none."""
    return playwright.chromium.launch(executable_path=find(playwright), args=FLAGS)


def find(playwright: Playwright) -> str:
    """The path of a browser."""
    system = [found for name in NAMES if (found := shutil.which(name))]
    own = playwright.chromium.executable_path
    for candidate in (*system, str(MAC), own):
        if Path(candidate).is_file():
            return candidate
    raise AssertionError(REMEDY)

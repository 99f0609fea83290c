"""A browser for the tests: the system's Chromium or Chrome, else Playwright's own, else (root on Debian) its package.

``python -m tests.e2e.support.chromium`` makes sure that one starts; without one the tests fail and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

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
    # The tabs of one site share a process, so that not every page compiles Streamlit anew.
    "--process-per-site",
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


def main() -> None:
    """Find or install a browser, start it once, and say which it is."""
    if _version() is None:
        print("No browser starts here; installing Chromium for the tests.", flush=True)
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if _version() is None and shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "chromium")
    version = _version()
    if version is None:
        sys.exit(REMEDY)
    print(f"Browser tests use Chromium {version}.")


def _version() -> str | None:
    with sync_playwright() as playwright:
        try:
            with launch(playwright) as browser:
                return browser.version
        except (AssertionError, Error):
            return None


def _run(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    main()

"""Typing on a server that takes two seconds for every rerun."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import ROOT, START_SECONDS, free_port, wait_until
from tests.e2e.support.form import quiet

SLOW_FORM = Path(__file__).parents[1] / "support" / "slow_form.py"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", str(SLOW_FORM), *options]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as process:
        wait_until(lambda: _answers(port), "streamlit answers", START_SECONDS)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_no_character_is_lost_and_the_caret_stays(page: Page, address: str) -> None:
    page.goto(address)
    quiet(page)
    field = page.get_by_label("Description")
    expect(field).to_be_visible()
    words = "The quick brown fox jumps over the lazy dog. "
    for word in words.split(" ")[:-1]:
        field.press_sequentially(f"{word} ", delay=30)
        page.wait_for_timeout(500)  # a pause longer than the debounce: each word starts a slow rerun
    expect(field).to_have_value(words)
    expect(page.get_by_text(f"heard: {words.strip()}")).to_be_visible()
    field.press("Home")
    field.press_sequentially("Now: ")
    expect(page.get_by_text(f"heard: Now: {words.strip()}")).to_be_visible()
    assert field.evaluate("field => field.selectionStart") == len("Now: ")

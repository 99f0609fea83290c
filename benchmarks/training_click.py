"""A click while the classifier is trained: "next page" of the tickets, with a training and without one, in one run.

    make run                                     # with 10,000 labelled tickets in it: make import
    .venv/bin/python -m benchmarks.training_click http://127.0.0.1:8501

Medians of 15 clicks in one Chromium: idle, during a training, idle again. The target is 1.2 times.
"""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import Page, sync_playwright

from benchmarks.clicking import CLICKS, _click, _open
from db.engine import close_database
from services.installation import open_installation
from services.jobs import queue, store
from tests.e2e.support.app_process import wait_until
from tests.e2e.support.chromium import launch

TARGET = 1.2
SHOWN = ["[data-testid=stCaptionContainer]"]
CLICKED = "[data-testid=stPaginationNext]"


def main(url: str) -> None:
    """Measure and print."""
    open_installation()
    wait_until(lambda: not store.is_open("training"), "no training runs", 300)
    with sync_playwright() as playwright:
        page = _open(launch(playwright).new_page(), f"{url}/tickets", CLICKED)
        _click(page, SHOWN, CLICKED, 0)
        before = _median(page)
        job = queue.enqueue("training", actor="benchmark")
        wait_until(lambda: store.find(job.id).state == "running", "it trains", 60)
        during, still = _median(page), store.find(job.id).is_open
        wait_until(lambda: not store.is_open("training"), "the training is over", 300)
        after = _median(page)
    close_database()
    idle = (before + after) / 2
    ran = "" if still else " (the training ended before the last click)"
    print(f"idle {before:.0f} and {after:.0f} ms, during a training {during:.0f} ms, ratio {during / idle:.2f}{ran}")
    print(f"target {TARGET}: {'met' if during <= TARGET * idle else 'missed'}")


def _median(page: Page) -> float:
    return statistics.median(_click(page, SHOWN, CLICKED, 0)[0] for _ in range(CLICKS))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")

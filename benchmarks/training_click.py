"""A click while the classifier is trained: "next page" of the tickets, with a training and without one, in one run.

    make run                                     # with 10,000 labelled tickets in it: make import
    .venv/bin/python -m benchmarks.training_click http://127.0.0.1:8501

Medians of 15 clicks each in one Chromium, turn and turn about: the worker trains, or is halted for the time of a click.
The target is 1.2 times.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.clicking import CLICKS, _click, _open
from db.engine import close_database
from services.jobs import queue, store
from services.process.installation import open_installation
from services.settings import ROOT
from tests.e2e.support.app_process import wait_until
from tests.e2e.support.chromium import launch

TARGET = 1.2
SHOWN = ["[data-testid=stCaptionContainer]"]
CLICKED = "[data-testid=stPaginationNext]"


def main(url: str) -> None:
    """Measure and print."""
    open_installation()
    wait_until(lambda: not store.is_open("training"), "no training runs", 600)
    during: list[float] = []
    halted: list[float] = []
    with sync_playwright() as playwright:
        page = _open(launch(playwright).new_page(), f"{url}/tickets", CLICKED)
        _click(page, SHOWN, CLICKED, 0)
        job = queue.enqueue("training", actor="benchmark")
        wait_until(lambda: store.find(job.id).state == "running", "it trains", 60)
        for _ in range(CLICKS):
            during += _click(page, SHOWN, CLICKED, 0)
            with _halted():
                halted += _click(page, SHOWN, CLICKED, 0)
        still = store.find(job.id).is_open
        queue.cancel(job.id)
    close_database()
    own, other = statistics.median(during), statistics.median(halted)
    ran = "" if still else " (the training ended before the last click)"
    print(f"during a training {own:.0f} ms, without {other:.0f} ms, ratio {own / other:.2f}{ran}")
    print(f"target {TARGET}: {'met' if own <= TARGET * other else 'missed'}")


@contextmanager
def _halted() -> Iterator[None]:
    """The workers of this checkout do nothing."""
    processes = [one for one in psutil.process_iter(["cmdline"]) if "services.jobs" in (one.info["cmdline"] or [])]
    workers = [worker for worker in processes if worker.cwd() == str(ROOT)]
    for worker in workers:
        worker.suspend()
    try:
        yield
    finally:
        for worker in workers:
            worker.resume()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")

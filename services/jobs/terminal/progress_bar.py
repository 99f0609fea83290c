"""A bar at a terminal that shows how far a job is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from services.jobs.kinds import BY_KEY
from services.jobs.progress import progress_phrase
from services.jobs.run import Told

BAR = 30  # characters


@contextmanager
def progress_bar(kind: str) -> Iterator[Told]:
    """Where a terminal looks on, one line of it that is drawn anew and gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _rate: None
        return

    def draw(done: int, total: int | None, rate: float | None) -> None:
        if total:
            bar = "#" * round(min(1.0, done / total) * BAR)
            far = progress_phrase(BY_KEY[kind], done, total, rate, unit=True)
            print(f"\r\x1b[K[{bar:<{BAR}}] {far}", end="", file=sys.stderr, flush=True)

    try:
        yield draw
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)

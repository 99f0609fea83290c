"""How far a job is, in words, for pages and terminals."""

from __future__ import annotations

from services.jobs.kinds import JobKind, kind_of


def progress_phrase(kind: JobKind, done: int, total: int, rate: float | None, *, unit: bool = False) -> str:
    """ "4,000 of 13,687, 40 s left", with ``unit`` "4,000 of 13,687 rows"; of a kind that has none "34%, 40 s left"."""
    done = min(done, total)
    counted = f"{done:,} of {total:,}{f' {kind.unit}' if unit else ''}"
    far = counted if kind.unit else f"{100 * done // total}%"
    return f"{far}, {duration_left((total - done) / rate)}" if rate else far


def duration_left(seconds: float) -> str:
    """ "40 s left", "3 min left", "2 h left"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s left"
    return f"{round(seconds / 60)} min left" if seconds < 5400 else f"{round(seconds / 3600)} h left"


def left_behind(kind: str, position: int, total: int | None) -> str:
    """What a job that ends early has done: "5 of 12 were done before.", or what its kind says of nothing."""
    if not position:
        return kind_of(kind).nothing
    return f"{position:,} of {total:,} were done before." if total else ""

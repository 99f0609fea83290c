"""Fifty people at once: how long they wait on one process of the app, and how busy it and its database are meanwhile.

    make run                                                    # with tickets in it: make import, make sample
    .venv/bin/python -m benchmarks.people http://127.0.0.1:8501 50 120

So many people open a page each at the same moment, then use it for so many seconds with 4 to 12 s of thought between:
turn a page of the tickets, change the days of the dashboard, type a word into a new ticket. Times are from what a
browser sends until the run that it brings has ended. No browser draws, and the streams of live events are not open.
The goal: 95 of 100 under a second on every page, and all first loads within three.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import psutil
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from benchmarks.people.session import Session, data_of

THINK = (4.0, 12.0)  # seconds
WORDS = ("the", "printer", "on", "my", "floor", "smokes", "and", "nobody", "can", "pay", "by", "card", "since", "noon")
TYPED = 12  # words of a title at most
PAGES = 20  # that somebody turns through

Step = tuple[str, Callable[[WidgetState, Any], None]]


def _turns(_: random.Random) -> Iterator[Step]:
    number = 1
    while True:
        number = number % PAGES + 1
        yield "pages_at_", lambda state, _, number=number: setattr(state, "int_value", number)  # type: ignore[misc]


def _days(chance: random.Random) -> Iterator[Step]:
    def choose(state: WidgetState, element: Any) -> None:
        others = [option.content for option in element.options[:3] if option.content not in element.raw_values]
        state.string_array_value.data.append(chance.choice(others))

    while True:
        yield "period", choose


def _words(chance: random.Random) -> Iterator[Step]:
    typed: list[str] = []

    def type_one(state: WidgetState, element: Any) -> None:
        told = data_of(element)
        typed.append(chance.choice(WORDS))
        texts = {**dict.fromkeys(told["texts"], ""), "title": " ".join(typed[-TYPED:])}
        value = {"session": told["session"], "key": told["draft"], **texts, "choices": {}, "answered": False}
        state.json_value = json.dumps({"value": value})

    while True:
        yield "new_ticket_text", type_one


PATHS: dict[str, tuple[str, Callable[[random.Random], Iterator[Step]]]] = {
    "Tickets": ("tickets", _turns),
    "Dashboard": ("dashboard", _days),
    "New ticket": ("", _words),
}


class Figures:
    """What was measured: milliseconds by page, first loads apart, and what went wrong."""

    def __init__(self) -> None:
        self.first: list[float] = []
        self.clicks: dict[str, list[float]] = defaultdict(list)
        self.errors: Counter[str] = Counter()


async def _person(url: str, number: int, seconds: float, figures: Figures) -> None:
    name, (path, steps) = list(PATHS.items())[number % len(PATHS)]
    chance = random.Random(number)  # noqa: S311 - think times
    began = time.perf_counter()
    try:
        session = await Session.open(url, path)
        figures.first.append((time.perf_counter() - began) * 1000)
        try:
            for key, change in steps(chance):
                await asyncio.sleep(chance.uniform(*THINK))
                if time.perf_counter() - began > seconds:
                    break
                figures.clicks[name].append(await session.use(key, change))
        finally:
            figures.errors["drawn"] += session.exceptions
            await session.close()
    except (TimeoutError, StopIteration, RuntimeError, OSError, WebSocketException) as error:
        figures.errors[f"{name}: {type(error).__name__}"] += 1


async def _measure(url: str, people: int, seconds: float) -> tuple[Figures, float, float]:
    figures = Figures()
    everyone = [asyncio.create_task(_person(url, number, seconds, figures)) for number in range(people)]
    while len(figures.first) + figures.errors.total() < people:
        await asyncio.sleep(0.05)
    psutil.cpu_percent()
    own = psutil.Process()
    began, used = time.perf_counter(), sum(own.cpu_times()[:2])
    await asyncio.gather(*everyone)
    mine = (sum(own.cpu_times()[:2]) - used) / (time.perf_counter() - began)
    return figures, psutil.cpu_percent() * (psutil.cpu_count() or 1) / 100, mine


def main(url: str = "http://127.0.0.1:8501", people: str = "50", seconds: str = "120") -> None:
    """Print a line for the first loads and one a page."""
    figures, cores, mine = asyncio.run(_measure(url, int(people), float(seconds)))
    print(f"{people} people; processors busy: {cores:.2f}, of which this measuring: {mine:.2f}")
    for name, taken in {"First load, all at once": figures.first, **dict(sorted(figures.clicks.items()))}.items():
        if len(taken) > 1:
            p95 = statistics.quantiles(taken, n=20)[-1]
            print(f"{name}: {len(taken)}, p50 {statistics.median(taken):.0f} ms, p95 {p95:.0f}, most {max(taken):.0f}")
    print("errors:", dict(+figures.errors) or "none")


if __name__ == "__main__":
    main(*sys.argv[1:])

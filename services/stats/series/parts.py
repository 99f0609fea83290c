"""The parts of an overview that can be left out: what nobody looks at is not read."""

from __future__ import annotations

from typing import Literal, get_args

Part = Literal["hours", "times", "trend", "suggestions", "suggested", "resolved", "reopened"]
"""``hours``: series ``week``; ``times``: numbers and series of times to resolution; ``trend``: these over time;
``suggestions``: numbers and series of suggestions; the others: how many tickets are behind these events."""

PARTS: frozenset[Part] = frozenset(get_args(Part))

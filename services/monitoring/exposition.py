"""Metric families, and how they are written in Prometheus' text format (version 0.0.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
NAMESPACE = "triage_desk"

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: its name without the namespace, what it is, and its samples (suffix of the name, labels, value)."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    samples: Sequence[tuple[str, Labels, float]]


def family(name: str, kind: Literal["counter", "gauge"], help: str, *samples: tuple[Labels, float]) -> Family:  # noqa: A002
    """A counter or a gauge, with one value for each set of labels."""
    return Family(name, kind, help, [("", labels, value) for labels, value in samples])


@dataclass(slots=True)
class Histogram:
    """How many observations (seconds) were at most as large as each of ``bounds``; kept by one thread."""

    bounds: tuple[float, ...]
    counts: list[int]
    total: float = 0.0

    @classmethod
    def of(cls, bounds: tuple[float, ...]) -> Histogram:
        """One without observations."""
        return cls(bounds, [0] * (len(bounds) + 1))

    def observe(self, value: float) -> None:
        """Count one."""
        place = next((place for place, bound in enumerate(self.bounds) if value <= bound), len(self.bounds))
        self.counts[place] += 1
        self.total += value

    def samples(self, labels: Labels) -> Iterator[tuple[str, Labels, float]]:
        """Samples of the histogram: the buckets, each with those below it, then sum and count."""
        counts, so_far = list(self.counts), 0
        for bound, count in zip((*self.bounds, math.inf), counts, strict=True):
            so_far += count
            yield "_bucket", {**labels, "le": number(bound)}, so_far
        yield "_sum", labels, self.total
        yield "_count", labels, so_far


def render(families: Iterable[Family]) -> str:
    """The text of all of them."""
    return "".join(line + "\n" for one in families for line in _lines(one))


def number(value: float) -> str:
    """A value or a bound as the format has it."""
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    return str(int(value)) if value == int(value) else repr(value)


def _lines(one: Family) -> Iterator[str]:
    name = f"{NAMESPACE}_{one.name}"
    help_text = one.help.replace("\\", r"\\").replace("\n", r"\n")
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} {one.kind}"
    for suffix, labels, value in one.samples:
        written = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"{name}{suffix}{{{written}}} {number(value)}" if written else f"{name}{suffix} {number(value)}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

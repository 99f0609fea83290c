"""The five numbers of a report: each against the period before, the last against the targets where any are set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from services.formatting import counted, hours, percent
from services.stats import significance
from services.stats.changes import NO_CHANGE, change_of_hours, points, relative, signed
from services.stats.insights.comparison import times_of
from services.stats.series.overview import Overview
from services.stats.significance import Times
from services.stats.targets.target_numbers import Targets

Tone = Literal["good", "bad", ""]
NONE = "–"
FEW = significance.SUGGESTED_MIN  # tickets with targets: of fewer the number says more than a percentage


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words. ``before``: that of the period before, "" without one; ``change``: from it, with its sign.

    ``tone``: whether the change is good or bad, and more than chance. ``note``: what else is to be said.
    """

    name: str
    value: str
    before: str = ""
    change: str = ""
    tone: Tone = ""
    note: str = ""


def figures(overview: Overview, targets: Targets | None) -> tuple[Figure, ...]:
    """The five numbers of a period, as the dashboard has them."""
    fifth = _time(overview, "90% resolved within", "p90_hours", significance.p90_differs)
    return (
        _counted("Created", overview.now.total, overview.previous.total if overview.previous else None),
        _counted("Resolved", overview.now.resolved, overview.previous.resolved if overview.previous else None),
        _unresolved(overview),
        _time(overview, "Half resolved within", "p50_hours", significance.median_differs),
        fifth if targets is None else _kept(targets),
    )


def _counted(name: str, now: int, before: int | None) -> Figure:
    if before is None:
        return Figure(name, f"{now:,}")
    return Figure(name, f"{now:,}", f"{before:,}", _plus(relative(now, before) or ""))


def _unresolved(overview: Overview) -> Figure:
    """At the end of the last day: what was resolved since is no part of this period."""
    name, now = "Unresolved at the end", int(overview.days["unresolved"].iloc[-1])
    if overview.previous is None:
        return Figure(name, f"{now:,}")
    before = overview.previous.unresolved
    certain = significance.backlog_moved(overview.days, before)
    return Figure(name, f"{now:,}", f"{before:,}", _plus(signed(now - before)), _tone(before - now, certain=certain))


def _time(
    overview: Overview, name: str, column: Literal["p50_hours", "p90_hours"], differs: Callable[[Times, Times], bool]
) -> Figure:
    now: float | None = getattr(overview.now, column)
    before: float | None = getattr(overview.previous, column, None)
    value = NONE if now is None else hours(now)
    if overview.previous is None:
        return Figure(name, value)
    if now is None or before is None:
        return Figure(name, value, NONE if before is None else hours(before))
    tone = _tone(before - now, certain=differs(times_of(overview.now), times_of(overview.previous)))
    return Figure(name, value, hours(before, beside=now), _plus(change_of_hours(now, before)), tone)


def _kept(targets: Targets) -> Figure:
    now, before = targets.overview.now, targets.overview.previous
    late = f"{counted(targets.breached.count, exact=targets.breached.exact)} breached now"
    note = f"{late}, {counted(targets.at_risk.count, exact=targets.at_risk.exact)} at risk"
    value = _share(now.kept, now.decided)
    if before is None:
        return Figure("Targets kept", value, note=note)
    said = _share(before.kept, before.decided)
    if min(now.decided, before.decided) < FEW:
        return Figure("Targets kept", value, said, note=note)
    change = now.kept / now.decided - before.kept / before.decided
    certain = significance.share_differs(now.kept, now.decided, before.kept, before.decided)
    return Figure("Targets kept", value, said, _plus(points(change)), _tone(change, certain=certain), note)


def _share(kept: int, decided: int) -> str:
    if not decided:
        return NONE
    return percent(kept / decided) if decided >= FEW else f"{kept:,} of {decided:,}"


def _plus(change: str) -> str:
    """With a sign, as there is no arrow beside it; a real minus in place of the hyphen."""
    if not change or change == NO_CHANGE:
        return change
    return f"−{change[1:]}" if change.startswith("-") else f"+{change}"


def _tone(better: float, *, certain: bool) -> Tone:
    return "" if not certain or not better else "good" if better > 0 else "bad"

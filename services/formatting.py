"""Format counts, percentages and times to resolution, on pages and in reports alike."""

from __future__ import annotations

from dataclasses import dataclass

DAYS_FROM = 99.5  # hours: a longer time is told in days


def counted(number: int, *, exact: bool = True) -> str:
    """ "12,403"; "10,000+" where there are at least so many."""
    return f"{number:,}{'' if exact else '+'}"


def percent(share: float) -> str:
    """0.923 is "92%". Never 100% or 0% unless it is."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        rounded = 99
    if rounded == 0 and share > 0:
        rounded = 1
    return f"{rounded}%"


@dataclass(frozen=True, slots=True)
class DurationUnit:
    """The one unit of a chart of durations; ``hours``: how many it is."""

    name: str
    hours: float

    @classmethod
    def of(cls, most: float, *, days_from: float = 240) -> DurationUnit:
        """The unit in which people read a duration of so many hours."""
        return cls("min", 1 / 60) if most < 1 else cls("h", 1) if most < days_from else cls("days", 24)

    def said(self, number: float) -> str:
        """ "6.4 h", "0.03 days": a duration given in hours, in two digits where it is small."""
        value = number / self.hours
        shown = f"{value:,.0f}" if value >= 9.95 else f"{value:.1f}" if value >= 0.95 else f"{value:.1g}"
        return f"{shown} {self.name}"


def hours(number: float, *, beside: float = 0.0) -> str:
    """ "25 min", "6.4 h", "41 h", "12 days": a time from created to resolved, given in hours.

    One that stands ``beside`` another has no smaller unit than that: "-0.7 days" and "4.2 days", not "-17 h".
    """
    unit = max(number, beside)
    if unit < 1:
        return f"{max(1, round(number * 60))} min"
    if unit < DAYS_FROM:
        return f"{number:.1f} h" if number < 9.95 else f"{number:.0f} h"
    return f"{number / 24:,.1f} days" if number < 240 else f"{number / 24:,.0f} days"

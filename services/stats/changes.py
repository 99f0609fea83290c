"""Format the change of a number from one period to the next: "8%", "-3", "2 points", "-0.7 days", "no change"."""

from __future__ import annotations

from services.formatting import hours

NO_CHANGE = "no change"
NOTED = 0.01  # of a duration: a smaller change is none


def relative(now: int, before: int) -> str | None:
    """ "8%" more or "-8%" less; None where there was nothing to compare with."""
    return signed(round(100 * (now - before) / before), "{:,}%") if before else None


def points(change: float) -> str:
    """A change of a share (0..1), in percentage points."""
    whole = round(100 * change)
    return signed(whole, "{:,} point" if abs(whole) == 1 else "{:,} points")


def signed(number: float, form: str = "{:,}") -> str:
    """A difference as ``form`` has it, where it shows one."""
    said = form.format(number)
    return NO_CHANGE if said in (form.format(0), form.format(-0.0)) else said


def change_of_hours(now: float, before: float) -> str:
    """A difference of two durations in hours, in the unit of the newer one."""
    said = hours(abs(now - before), beside=now)
    if abs(now - before) < NOTED * before or said.startswith("0.0 "):
        return NO_CHANGE
    return ("-" if now < before else "") + said

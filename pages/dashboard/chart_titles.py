"""Chart titles that state the main result, or a neutral title. All markdown.

What stands out is a question of size: each threshold says from which on a sentence is worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from pages.widgets.chips import esc
from pages.widgets.formatting import hours, percent
from services.filters.phrases import WEEKDAYS, in_a_sentence
from services.taxonomy import CRITICAL, HIGH

Label = Callable[[str], str]

MOVED = 0.02  # of the backlog, and at least MOVED_LEAST tickets
MOVED_LEAST = 2
LARGE_PART = 0.4  # of all tickets
TWO_LARGE = 0.6  # of all tickets, of at least four kinds
YEAR = 366  # days: nobody counts in more
ENOUGH = 10  # tickets: with fewer, a share or a percentile says little
ABOVE = 1.2  # times what is usual for shares and durations
RUSH = 3.0  # times an average hour
URGENT = (HIGH, CRITICAL)


def backlog_title(before: int, now: int, first: date, days: int) -> str:
    """How the number of unresolved tickets moved in so many days from ``first`` on."""
    change = now - before
    if abs(change) < max(MOVED_LEAST, MOVED * before):
        return "Created and resolved"
    when = "in a day" if days == 1 else f"in {days:,} days" if days <= YEAR else f"since {first:%-d %b %Y}"
    if not before:
        return f"Backlog grew to {now:,} {when}"
    return f"Backlog {'grew' if change > 0 else 'shrank'} by {abs(change):,} to {now:,} {when}"


def breakdown_title(counts: pd.DataFrame, what: str, *, label: Label, chosen: Sequence[str]) -> str:
    """What the parts of a whole (key, n) say; ``what`` they are: "priority"."""
    total = int(counts["n"].sum())
    parts = dict(zip(counts["key"], counts["n"].tolist(), strict=True))
    neutral = f"Tickets by {what}"
    if chosen:
        n = sum(parts.get(key, 0) for key in chosen)
        names = esc(" and ".join(label(key) for key in chosen))
        return f"{names}: {n:,} of {total:,} tickets ({percent(n / total)})" if total else neutral
    ranked = sorted((key for key, n in parts.items() if n), key=lambda key: -parts[key])
    if total < ENOUGH or not ranked:
        return neutral
    if len(ranked) == 1:
        return f"All {total:,} tickets are {_lower(label, ranked[0])}"
    first, second = ranked[:2]
    if parts[first] >= LARGE_PART * total:
        return f"{percent(parts[first] / total)} of the tickets are {_lower(label, first)}"
    if len(ranked) >= 4 and parts[first] + parts[second] >= TWO_LARGE * total:
        share = percent((parts[first] + parts[second]) / total)
        return f"{esc(label(first))} and {_lower(label, second)} make up {share}"
    return neutral


def heatmap_title(pairs: pd.DataFrame, *, label: Label) -> str:
    """Which category has far more urgent tickets than all have; ``pairs``: category, priority, n."""
    neutral = "Tickets by category and priority"
    totals = pairs.groupby("category", sort=False)["n"].sum()
    urgent = pairs[pairs["priority"].isin(URGENT)].groupby("category", sort=False)["n"].sum()
    totals, urgent = totals[totals >= ENOUGH], urgent[totals >= ENOUGH]
    if len(totals) < 2 or not urgent.sum():
        return neutral
    shares = urgent / totals
    overall = urgent.sum() / totals.sum()
    most = str(shares.idxmax())
    if shares[most] < ABOVE * overall:
        return neutral
    named = " or ".join(_lower(label, key) for key in URGENT)
    return f"{percent(shares[most])} of {_lower(label, most)} tickets are {named}, {percent(overall)} overall"


def weekday_hour_title(week: pd.DataFrame) -> str:
    """The busiest hour of the week against an average one; ``week``: weekday, hour, n."""
    peak = week.nlargest(1, "n").iloc[0]
    n, mean = int(peak["n"]), float(week["n"].mean())
    if n < ENOUGH or n < RUSH * mean:
        return "Tickets by weekday and hour"
    hour = int(peak["hour"])
    return f"{WEEKDAYS[int(peak['weekday']) - 1]} {hour} to {hour + 1} h brings {n / mean:.0f} times an average hour"


def age_title(ages: pd.DataFrame) -> str:
    """How many of the unresolved are in the oldest group; ``ages``: age, priority, n, youngest first."""
    totals = ages.groupby("age", sort=False)["n"].sum()
    total, oldest = int(totals.sum()), int(totals.iloc[-1])
    if not total:
        return "Age of unresolved tickets"
    if not oldest:
        return f"No unresolved ticket is {_age(str(totals.index[-1]))}"
    if oldest == total:
        every = f"All {total:,} unresolved tickets are" if total > 1 else "The only unresolved ticket is"
        return f"{every} {_age(str(totals.index[-1]))}"
    verb = "is" if oldest == 1 else "are"
    return f"{oldest:,} of {total:,} unresolved tickets {verb} {_age(str(totals.index[-1]))}"


def resolution_title(resolution: pd.DataFrame, p50_hours: float | None, *, label: Label) -> str:
    """Which category takes far longer than all together; ``resolution``: key, n, p50_hours, p90_hours."""
    known = resolution[resolution["n"] >= ENOUGH]
    if len(known) < 2 or not p50_hours:
        return "Time to resolution by category"
    slowest = known.nlargest(1, "p50_hours").iloc[0]
    if slowest["p50_hours"] < ABOVE * p50_hours:
        return "Time to resolution by category"
    return f"{esc(label(slowest['key']))} takes longest: half need over {hours(slowest['p50_hours'])}"


def acceptance_title(acceptance: pd.DataFrame, *, names: Mapping[str, str]) -> str:
    """The source whose suggestions people keep most; ``acceptance``: source, suggested, chosen."""
    summed = acceptance.groupby("source")[["suggested", "chosen"]].sum()
    known = summed[summed["suggested"] >= ENOUGH]
    if known.empty:
        return "Suggestions kept"
    share = known["chosen"] / known["suggested"]
    best = str(share.idxmax())
    return f"{percent(share[best])} of the suggestions by {names[best]} were kept"


def _lower(label: Label, key: str) -> str:
    return esc(in_a_sentence(key, label(key)))


def _age(group: str) -> str:
    return f"{group.removesuffix(' or more')} old or older"

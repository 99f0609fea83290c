"""Chart titles that state the main result, or a neutral title. All markdown.

A title claims only what holds over at least four weeks and enough tickets, not what one incident or a few tickets
make: by the tests of services/stats/significance.py, for most of its weeks, and by so much that it is worth a sentence.
Else it describes. A share of the tickets that are drawn is no claim, but asks for ENOUGH tickets too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from pages.widgets.chips import esc
from pages.widgets.formatting import DurationUnit, percent
from services.filters.phrases import WEEKDAYS, in_a_sentence
from services.stats import significance
from services.stats.significance import Times
from services.taxonomy import URGENT

Label = Callable[[str], str]

LARGE_PART = 0.4  # of all tickets
TWO_LARGE = 0.6  # of all tickets, of at least four kinds
YEAR = 366  # days: nobody counts in more
ENOUGH = significance.PART_MIN  # tickets: with fewer, a share or a percentile says little
WEEK_MIN = 5  # tickets of a part in a week, for that week to count
ABOVE = 1.2  # times what is usual for shares and durations
OLD_PART = 0.1  # of the unresolved tickets: that many old ones are worth a title


def backlog_title(before: int, days: pd.DataFrame) -> str:
    """How the backlog moved, where it did so in most weeks and by more than chance; ``days`` as in ``Overview``."""
    if not significance.backlog_trend(days, before):
        return "Created and resolved"
    now = int(days["unresolved"].iloc[-1])
    first = days["day"].iloc[0]
    when = f"in {len(days):,} days" if len(days) <= YEAR else f"since {first:%-d %b %Y}"
    if not before:
        return f"Backlog grew to {now:,} {when}"
    return f"Backlog {'grew' if now > before else 'shrank'} by {abs(now - before):,} to {now:,} {when}"


def named_parts(counts: pd.DataFrame) -> list[str]:
    """The parts (key, n) that `breakdown_title` names where none is chosen: one or two that are most of the whole."""
    ranked = counts[counts["n"] > 0].sort_values("n", ascending=False, kind="stable")
    keys, numbers, total = ranked["key"].tolist(), ranked["n"].tolist(), int(counts["n"].sum())
    if total < ENOUGH or not keys:
        return []
    if len(keys) == 1 or numbers[0] >= LARGE_PART * total:
        return keys[:1]
    return keys[:2] if len(keys) >= 4 and sum(numbers[:2]) >= TWO_LARGE * total else []


def breakdown_title(counts: pd.DataFrame, what: str, *, label: Label, chosen: Sequence[str]) -> str:
    """What the parts of a whole (key, n) say; ``what`` they are: "priority"."""
    total = int(counts["n"].sum())
    parts = dict(zip(counts["key"], counts["n"].tolist(), strict=True))
    neutral = f"Tickets by {what}"
    if chosen:
        n = sum(parts.get(key, 0) for key in chosen)
        names = esc(" and ".join(label(key) for key in chosen))
        return f"{names}: {n:,} of {total:,} tickets ({percent(n / total)})" if total else neutral
    named = named_parts(counts)
    if not named:
        return neutral
    n, kind = sum(parts[key] for key in named), _kind(what, label, *named)
    return f"All {total:,} tickets are {kind}" if n == total else f"{percent(n / total)} of tickets are {kind}"


def heatmap_title(pairs: pd.DataFrame, weeks: pd.DataFrame, *, label: Label) -> str:
    """Which category has far more urgent tickets than the others, by more than chance and in most weeks.

    ``pairs``: category, priority, n. ``weeks``: the same by week.
    """
    neutral = "Tickets by category and priority"
    counts = _urgent_and_all(pairs, ["category"])
    urgent, total = counts["urgent"], counts["n"]
    known = counts[total >= ENOUGH]
    if len(known) < 2 or not urgent.sum():
        return neutral
    most = str((known["urgent"] / known["n"]).idxmax())
    n, of = int(urgent[most]), int(total[most])
    all_urgent, everything = int(urgent.sum()), int(total.sum())
    overall = all_urgent / everything
    if n / of < ABOVE * overall or not significance.share_stands_out(n, of, all_urgent - n, everything - of):
        return neutral
    by_week = _urgent_and_all(weeks, ["week", "category"]).reset_index()
    all_of_week = by_week.groupby("week")[["urgent", "n"]].sum()
    own = by_week[(by_week["category"] == most) & (by_week["n"] >= WEEK_MIN)].set_index("week")
    usual = (all_of_week["urgent"] / all_of_week["n"]).reindex(own.index)
    if not significance.holds_in_most_weeks(own["urgent"] / own["n"] > usual):
        return neutral
    named = " or ".join(_lower(label, key) for key in URGENT)
    return f"{percent(n / of)} of {_lower(label, most)} tickets are {named}, {percent(overall)} overall"


def _urgent_and_all(counts: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    urgent = counts["n"].where(counts["priority"].isin(URGENT), 0)
    return counts.assign(urgent=urgent).groupby(by, sort=False)[["urgent", "n"]].sum()


def weekday_hour_title(week: pd.DataFrame, days: int) -> str:
    """An hour that is busy week after week, against an average one; ``week``: weekday, hour, n, most.

    It has to be so without its busiest day: else one incident would make a rush hour.
    """
    place = significance.busiest_hour(week, days // 7)
    if place is None:
        return "Tickets by weekday and hour"
    peak, mean = week.iloc[place], float(week["n"].mean())
    hour, weekday = int(peak["hour"]), WEEKDAYS[int(peak["weekday"]) - 1]
    return f"{weekday} {hour}:00–{hour + 1}:00 gets {peak['n'] / mean:.0f} times the average hour"


def age_title(ages: pd.DataFrame) -> str:
    """How many of the unresolved are in the oldest group, where these are many.

    ``ages``: age, priority, n, youngest first.
    """
    totals = ages.groupby("age", sort=False)["n"].sum()
    total, oldest = int(totals.sum()), int(totals.iloc[-1])
    if total < ENOUGH or 0 < oldest < OLD_PART * total:
        return "Age of unresolved tickets"
    if not oldest:
        return f"No unresolved ticket is {_age(str(totals.index[-1]))}"
    if oldest == total:
        return f"All {total:,} unresolved tickets are {_age(str(totals.index[-1]))}"
    return f"{oldest:,} of {total:,} unresolved tickets are {_age(str(totals.index[-1]))}"


def resolution_title(
    resolution: pd.DataFrame, weekly: pd.DataFrame, everything: Times, *, label: Label, unit: DurationUnit
) -> str:
    """Which category takes far longer than all together, by more than chance and in most weeks.

    ``resolution``: key, n, p50_hours, p90_hours. ``weekly``: week, key, n, p50_hours.
    """
    neutral = "Time to resolution by category"
    known = resolution[resolution["n"] >= ENOUGH]
    if len(known) < 2 or not everything.p50_hours:
        return neutral
    slowest = known.nlargest(1, "p50_hours").iloc[0]
    own = Times(int(slowest["n"]), float(slowest["p50_hours"]), float(slowest["p90_hours"]))
    if slowest["p50_hours"] < ABOVE * everything.p50_hours or not significance.median_differs(own, everything):
        return neutral
    weeks = weekly[(weekly["n"] >= WEEK_MIN)]
    others = weeks[weeks["key"] != slowest["key"]].groupby("week")["p50_hours"].max()
    theirs = weeks[weeks["key"] == slowest["key"]].set_index("week")["p50_hours"]
    if not significance.holds_in_most_weeks(theirs > others.reindex(theirs.index)):
        return neutral
    return f"{esc(label(slowest['key']))} takes longest to resolve: median {unit.said(slowest['p50_hours'])}"


def acceptance_title(acceptance: pd.DataFrame) -> str:
    """How many suggestions were accepted; ``acceptance``: source, suggested, chosen."""
    suggested, chosen = int(acceptance["suggested"].sum()), int(acceptance["chosen"].sum())
    if suggested < ENOUGH:
        return "Suggestions accepted"
    return f"{percent(chosen / suggested)} of {suggested:,} suggestions were accepted"


def _kind(what: str, label: Label, *keys: str) -> str:
    """ "high priority", "in Billing or Account": what a ticket of these is."""
    if what == "category":
        return f"in {esc(' or '.join(map(label, keys)))}"
    return f"{' or '.join(_lower(label, key) for key in keys)} {what}"


def _lower(label: Label, key: str) -> str:
    return esc(in_a_sentence(key, label(key)))


def _age(group: str) -> str:
    return f"{group.removesuffix(' or more')} old or older"

"""Turn the rows of the overview's statements into its numbers and series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Row

from db.keys import PRIORITIES
from services.filters.ticket_filter import EVENTS
from services.rollups.totals import event_bounds, suggestion_bounds
from services.stats.drilldown import Drilldown
from services.stats.query import OverviewQuery
from services.stats.resolution import Trend, resolution_frame
from services.stats.series.selects import ACCEPTED, AGES

Rows = tuple[Row[Any], ...]


@dataclass(frozen=True)
class OverviewResult:
    """The rows of an overview's statements, and the numbers and series that they make. Equal where all rows are.

    ``counts`` has those of ``HOURLY`` and ``CREATED``, ``flow``, ``times`` and ``suggestions`` those of ``FLOW``,
    ``TOOK`` and ``SUGGESTED`` of selects.py, ``trend`` the times to resolution by day or month. ``categories``: key and
    whether it is archived, in their order. ``drilldowns``: by name. The series are those of overview.py.
    """

    query: OverviewQuery
    categories: tuple[tuple[str, bool], ...]
    counts: Rows
    flow: Rows
    times: Rows
    suggestions: Rows
    trend: Trend
    drilldowns: tuple[tuple[str, Drilldown], ...]

    @cached_property
    def first(self) -> date:
        """The first day: of the period or, for all time, with a ticket."""
        return self.query.first or min(self._created, default=self.query.today)

    @cached_property
    def last(self) -> date:
        """The last day of the period, but none that is still to come."""
        return max(self.first, min(self.query.last or self._latest, self._latest))

    def days(self) -> pd.DataFrame:
        """Every day of the period."""
        days = self._every_day.loc[: pd.Timestamp(self.last)].drop(columns="grown").reset_index()
        return days.astype({"day": "datetime64[s]"})

    def breakdown(self, by: Literal["category", "priority"]) -> pd.DataFrame:
        """Count the tickets of the period by category or priority, filtered by the other."""
        place, other = (0, 1) if by == "category" else (1, 0)
        wanted: tuple[str, ...] = (self.query.filter.category, self.query.filter.priority)[other]
        counted = Counter[str]()
        for pair, n in self._pairs.items():
            counted[pair[place]] += n if not wanted or pair[other] in wanted else 0
        keys = self._shown_categories(counted) if by == "category" else PRIORITIES
        return _frame([(key, counted[key]) for key in keys], ("key", "n"))

    def pairs(self) -> pd.DataFrame:
        """Count the tickets of the period by category and priority."""
        keys = self._shown_categories(Counter(category for category, _ in self._pairs))
        rows = [(category, priority, self._pairs[category, priority]) for category in keys for priority in PRIORITIES]
        return _frame(rows, ("category", "priority", "n"))

    def week(self) -> pd.DataFrame:
        """Count the tickets of the period by weekday and hour; ``most``: those of the day that had the most of them."""
        counted = {(int(row.a), int(row.b)): (row.n, row.in_period) for row in self._counts["hour"]}
        rows = [(day, hour, *counted.get((day, hour), (0, 0))) for day in range(1, 8) for hour in range(24)]
        return _frame(rows, ("weekday", "hour", "n", "most")).astype({"most": "int64"})

    def weeks(self) -> pd.DataFrame:
        """Count the tickets of each whole week of the period, of the newest WEEKS, by category and priority."""
        whole = ((self.last - self.first).days + 1) // 7
        rows = [(int(row.c), row.a, row.b, row.n) for row in self._counts["week"] if row.n and int(row.c) < whole]
        return _frame(rows, ("week", "category", "priority", "n"))

    def age(self) -> pd.DataFrame:
        """Count unresolved tickets by age and priority."""
        counted = Counter[tuple[int, str]]()
        for row in self._counts["age"]:
            counted[int(row.a), row.b] += row.in_period
        rows = [(age, priority, counted[step, priority]) for step, age in enumerate(AGES) for priority in PRIORITIES]
        return _frame(rows, ("age", "priority", "n"))

    def resolution(self) -> pd.DataFrame:
        """Time to resolution by category; categories without a resolved ticket are left out."""
        rows = {row.key: row for row in self.times if row.key is not None and row.at is None}
        names = ("n", "p50_hours", "p90_hours")
        figures = [(key, *(getattr(rows[key], name) for name in names)) for key, _ in self.categories if key in rows]
        known = pd.DataFrame(figures, columns=["key", *names])
        return known.astype({"n": "int64", "p50_hours": "float64", "p90_hours": "float64"})

    def weekly_resolution(self) -> pd.DataFrame:
        """Time to resolution by category and week, of the newest WEEKS, where it was computed from the tickets."""
        rows = [(row.at, row.key, row.n, float(row.p50_hours)) for row in self.times if row.key and row.at is not None]
        return _frame(rows, ("week", "key", "n", "p50_hours"))

    def acceptance(self, *, before: bool = False) -> pd.DataFrame:
        """Count suggestions by day and source, in the period or the previous one."""
        rows = [tuple(row) for row in self.suggestions if self._in_period(row.day) is not before]
        shown = pd.DataFrame(rows, columns=list(ACCEPTED))
        return shown.astype({"day": "datetime64[s]", "suggested": "int64", "chosen": "int64"})

    def resolution_trend(self) -> pd.DataFrame:
        """Time to resolution by day or month."""
        by, rows = self.trend
        return resolution_frame(rows, by)

    def drilldown(self, name: Literal["suggested", "resolved", "reopened"]) -> Drilldown | None:
        """Get the drill-down of a number: how many tickets, and their filter.

        Where they could not be counted at once, what else is known of them bounds how many they are.
        """
        drilldown = dict(self.drilldowns).get(name)
        if drilldown is None or drilldown.exact:
            return drilldown
        if name == "suggested":
            least, most = suggestion_bounds([int(n) for n in self.acceptance().groupby("source")["suggested"].sum()])
        else:
            resolved, reopened = (sum(getattr(row, event) for row in self.flow) for event in EVENTS)
            least, most = event_bounds((name,), resolved, reopened, self.time_to_resolution()[0])
        return replace(drilldown, count=max(drilldown.count, least), exact=least == most)

    def unresolved(self, status: str | None = None) -> int:
        """Count the unresolved tickets, or those of one status, created by the end of the period."""
        return sum(row.in_period for row in self._counts["age"] if status in (None, row.c))

    def unresolved_before(self) -> int:
        """The backlog when the period began."""
        return self._unresolved - int(self._every_day["grown"].sum())

    def total(self, *, before: bool = False) -> tuple[int, float]:
        """Count the tickets created in the period or the previous one, and their mean over the days with any."""
        if before:
            counts = [row.n for day, row in self._created.items() if day < self.first]
        else:
            counts = [row.in_period for row in self._created.values() if row.in_period]
        mean = Decimal(sum(counts)) / max(1, len(counts))
        return sum(counts), float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))

    def time_to_resolution(self, *, before: bool = False) -> tuple[int, float | None, float | None]:
        """Count the resolved tickets, with the median and 90th percentile of their hours to resolution."""
        for row in self.times:
            if row.key is None and row.previous_period is before:
                return row.n, float(row.p50_hours), float(row.p90_hours)
        return 0, None, None

    @cached_property
    def _counts(self) -> dict[str, list[Row[Any]]]:
        by_part: dict[str, list[Row[Any]]] = {"day": [], "pair": [], "age": [], "hour": [], "week": []}
        for row in self.counts:
            by_part[row.part].append(row)
        return by_part

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter({(row.a, row.b): row.n for row in self._counts["pair"] if row.n})

    @cached_property
    def _created(self) -> dict[date, Row[Any]]:
        """By the day of creation, from the first that is asked for."""
        return {date.fromisoformat(row.a): row for row in self._counts["day"] if row.n}

    @cached_property
    def _latest(self) -> date:
        """Today, or the day after it where a clock was wrong and something has happened then."""
        moved: list[date] = [row.day for row in self.flow]
        return max([self.query.today, *self._created, *moved])

    @cached_property
    def _unresolved(self) -> int:
        """How many are unresolved now, whenever created."""
        return sum(row.n for row in self._counts["age"])

    @cached_property
    def _every_day(self) -> pd.DataFrame:
        """From the first day to the latest, with ``grown``: by how much the backlog did.

        What is unresolved now is known; backward from there each day ends with what the day after it began with.
        """
        days = pd.date_range(self.first, max(self.last, self._latest), name="day")
        created = [(pd.Timestamp(day), row.in_period, 0, 0, row.n) for day, row in self._created.items()]
        moved = [(pd.Timestamp(row.day), 0, row.resolved, row.reopened, -row.gone) for row in self.flow]
        known = pd.DataFrame(created + moved, columns=["day", "created", "resolved", "reopened", "grown"])
        every = known.astype({"day": days.dtype}).groupby("day").sum().reindex(days, fill_value=0).astype("int64")
        every.insert(3, "unresolved", self._unresolved - (every["grown"][::-1].cumsum()[::-1] - every["grown"]))
        return every

    def _in_period(self, day: date) -> bool:
        """Whether a day that was asked for is of the period, not of the one before."""
        return self.query.previous_period is None or day >= self.first

    def _shown_categories(self, counted: Mapping[str, int]) -> Iterable[str]:
        """The categories that are active or counted, in their order."""
        return [key for key, archived in self.categories if not archived or counted.get(key)]


def _frame(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype({"n": "int64"})

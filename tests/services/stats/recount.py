"""What an overview has to say of some tickets, counted in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services import stats
from services.filters.ticket_filter import SOURCES, TicketFilter
from services.stats import Drilldown
from services.stats.series.selects import WEEKS
from services.taxonomy import PRIORITIES
from tests.services.stats.overview_support import (
    CATEGORIES,
    DONE,
    Life,
    age,
    as_dict,
    asked_for,
    days_of,
    fits,
    outcome,
    within,
)

DAY = timedelta(days=1)


class Recount:
    """What an overview of these tickets says, and what it should."""

    def __init__(self, tickets: Sequence[Life], wanted: TicketFilter, zone: ZoneInfo, archived: Sequence[str]) -> None:
        self.tickets, self.wanted, self.zone, self.archived = tickets, wanted, zone, archived
        self.found = stats.overview(wanted)
        self.whenever = wanted.without("created_after").without("created_before")

    def of(self, wanted: TicketFilter) -> list[Life]:
        return [life for life in self.tickets if fits(life, wanted, self.zone)]

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def inside(self, moment: datetime | None) -> bool:
        return moment is not None and within(moment, self.wanted.created_after, self.wanted.created_before, self.zone)

    def check(self) -> None:
        self.check_period()
        self.check_days()
        self.check_breakdowns()
        self.check_age()
        self.check_numbers()
        self.check_resolution()
        self.check_acceptance()
        self.check_resolution_trend()
        self.check_listings()

    def check_period(self) -> None:
        today, created = datetime.now(self.zone).date(), [self.day(life.created) for life in self.of(self.whenever)]
        first, last = (
            self.day(end) if isinstance(end, datetime) else end
            for end in (self.wanted.created_after, self.wanted.created_before)
        )
        begins = first or min(created, default=today)
        assert (self.found.first, self.found.last) == (begins, max(begins, min(last or today, today)))
        if first is None or isinstance(self.wanted.created_after, datetime):
            assert self.found.before is None
        else:
            assert self.found.before == (first - (self.found.last - first) - DAY, first - DAY)

    def check_days(self) -> None:
        days, of_any_time = days_of(self.found.days), self.of(self.whenever)
        assert days == [self.found.first + n * DAY for n in range((self.found.last - self.found.first).days + 1)]
        created = Counter(self.day(life.created) for life in self.of(self.wanted))
        resolved = Counter(self.day(at) for life in of_any_time for at in life.resolutions if self.inside(at))
        reopened = Counter(self.day(at) for life in of_any_time for _, at in life.reopened if self.inside(at))
        assert list(self.found.days["created"]) == [created[day] for day in days]
        assert list(self.found.days["resolved"]) == [resolved[day] for day in days]
        assert list(self.found.days["reopened"]) == [reopened[day] for day in days]
        assert list(self.found.days["unresolved"]) == [self.backlog(day) for day in days]

    def backlog(self, day: date) -> int:
        """How many were unresolved at the end of the day."""
        of_any_time = self.of(self.whenever)
        return sum(
            (self.day(life.created) <= day)
            - sum(self.day(at) <= day for at in life.resolutions)
            + sum(self.day(at) <= day for _, at in life.reopened)
            for life in of_any_time
        )

    def check_breakdowns(self) -> None:
        pairs = [
            (life.category, life.priority) for life in self.of(self.wanted.without("category").without("priority"))
        ]
        categories = Counter(life.category for life in self.of(self.wanted.without("category")))
        priorities = Counter(life.priority for life in self.of(self.wanted.without("priority")))
        assert as_dict(self.found.category) == {key: categories[key] for key in self.named(categories)}
        assert as_dict(self.found.priority) == {key: priorities[key] for key in PRIORITIES}
        counted = Counter(pairs)
        named = self.named(Counter(category for category, _ in pairs))
        assert as_dict(self.found.pairs) == {(key, one): counted[key, one] for key in named for one in PRIORITIES}
        local = [life.created.astimezone(self.zone) for life in self.of(self.wanted.without("weekday").without("hour"))]
        hours = Counter((moment.isoweekday(), moment.hour) for moment in local)
        days = Counter((moment.date(), moment.hour) for moment in local)
        most = {
            (w, h): max((n for (d, at), n in days.items() if (d.isoweekday(), at) == (w, h)), default=0)
            for w, h in hours
        }
        week = self.found.week
        assert as_dict(week.drop(columns="most")) == {(w, h): hours[w, h] for w in range(1, 8) for h in range(24)}
        assert as_dict(week.drop(columns="n")) == {(w, h): most.get((w, h), 0) for w in range(1, 8) for h in range(24)}
        self.check_weeks()

    def check_weeks(self) -> None:
        """The newest weeks of the period, whole ones, the last of which is week 0."""
        whole = min(WEEKS, ((self.found.last - self.found.first).days + 1) // 7)
        of_pairs = self.of(self.wanted.without("category").without("priority"))
        weeks = [
            ((self.found.last - self.day(life.created)).days // 7, life.category, life.priority) for life in of_pairs
        ]
        assert as_dict(self.found.weeks) == Counter(key for key in weeks if 0 <= key[0] < whole)

    def named(self, counted: Counter[str]) -> list[str]:
        return [key for key in CATEGORIES if key not in self.archived or counted[key]]

    def unresolved(self) -> list[Life]:
        return [life for life in self.of(self.wanted.without("created_after")) if life.status not in DONE]

    def check_age(self) -> None:
        today = datetime.now(self.zone).date()
        ages = Counter((age((today - self.day(life.created)).days), life.priority) for life in self.unresolved())
        assert as_dict(self.found.age) == {(a, p): ages[a, p] for a in stats.AGES for p in PRIORITIES}

    def check_numbers(self) -> None:
        now, previous = self.found.now, self.found.previous
        status = Counter(life.status for life in self.unresolved())
        assert (now.open, now.in_progress) == (status["open"], status["in_progress"])
        assert now.unresolved == status.total()
        self.check_those_of(now, self.wanted)
        assert (previous is None) == (self.found.before is None)
        if previous and self.found.before:
            first, last = self.found.before
            assert (previous.open, previous.in_progress, previous.unresolved) == (None, None, self.backlog(last))
            self.check_those_of(previous, replace(self.wanted, created_after=first, created_before=last))

    def check_those_of(self, numbers: stats.Numbers, wanted: TicketFilter) -> None:
        created, days = self.of(wanted), {self.day(life.created) for life in self.of(wanted)}
        mean = Decimal(len(created)) / max(1, len(days))
        assert (numbers.total, numbers.avg_per_day) == (
            len(created),
            float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP)),
        )
        period = wanted.created_after, wanted.created_before
        taken = [
            life.hours for life in self.of(self.whenever) if life.resolved and within(life.resolved, *period, self.zone)
        ]
        assert [numbers.resolved, numbers.p50_hours, numbers.p90_hours] == summed_up(taken)
        said = [
            outcome(shown, life)
            for life in self.of(self.whenever)
            if within(life.created, *period, self.zone)
            for shown in life.shown
            if asked_for(shown, life, wanted)
        ]
        assert (numbers.suggested, numbers.chosen) == (len(said) - said.count(None), said.count("kept"))

    def check_resolution(self) -> None:
        resolved = [life for life in self.of(self.whenever.without("category")) if self.inside(life.resolved)]
        assert self.found.resolution.to_numpy().tolist() == [
            [key, *summed_up([life.hours for life in resolved if life.category == key])]
            for key in CATEGORIES
            if any(life.category == key for life in resolved)
        ]

    def check_acceptance(self) -> None:
        suggested, chosen = Counter[Any](), Counter[Any]()
        for life in self.of(self.wanted):
            for shown in life.shown:
                if asked_for(shown, life, self.wanted):
                    key = self.day(life.created), shown.source
                    suggested[key] += outcome(shown, life) is not None
                    chosen[key] += outcome(shown, life) == "kept"
        found = self.found.acceptance.to_dict("records")
        assert [[row.pop("day").date(), *row.values()] for row in found] == [
            [*key, n, chosen[key]] for key, n in sorted(suggested.items()) if n
        ]

    def check_resolution_trend(self) -> None:
        resolved = [life for life in self.of(self.whenever) if self.inside(life.resolved)]
        keys = [self.resolution_key(life) for life in resolved]
        assert self.found.resolution_trend.assign(
            key=self.found.resolution_trend["key"].dt.date
        ).to_numpy().tolist() == [
            [key, *summed_up([life.hours for life, its in zip(resolved, keys, strict=True) if its == key])]
            for key in sorted(set(keys))
        ]

    def resolution_key(self, life: Life) -> date:
        assert life.resolved
        day = self.day(life.resolved)
        return day.replace(day=1) if self.found.by_month else day

    def check_listings(self) -> None:
        """Each counts what its filter lists, and these are the tickets that were meant."""
        suggested = replace(self.wanted, source=self.wanted.source or SOURCES)
        assert self.found.suggested == Drilldown(len(self.of(suggested)), suggested)
        for event, found in (("resolved", self.found.resolved), ("reopened", self.found.reopened)):
            theirs = [
                life for life in self.of(self.whenever) if any(e == event and self.inside(at) for e, at in life.events)
            ]
            if found is not None:
                assert (found.count, found.exact, len(self.of(found.tickets))) == (len(theirs), True, len(theirs))
            else:
                assert self.wanted.event or self.wanted.event_after


def summed_up(hours: Sequence[float]) -> list[Any]:
    """How many, their median and their 90th percentile by nearest rank."""
    ordered = sorted(hours)
    ranks = [-(-len(ordered) * percent // 100) - 1 for percent in (50, 90)]
    return [len(ordered), *(pytest.approx(ordered[rank]) if ordered else None for rank in ranks)]

"""Each number of an overview against the list of tickets that it links to; and its percentiles of many tickets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from db.engine import transaction
from db.tables.tickets import Ticket
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.rollups import maintenance
from services.stats import resolution
from tests.services.stats.overview_support import DONE, as_dict, live, some_lives

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"category": ("billing", "account"), "priority": ("high", "low")},
        {"status": ("open", "resolved"), "weekday": (1, 2, 3)},
        {"assignee": ("Mei",), "source": ("keywords", "openai")},
        {"suggestion": ("kept",), "priority": ("low", "medium", "high")},
    ],
    ids=str,
)
@pytest.mark.parametrize("days", [None, 7], ids=["all time", "a week"])
def test_every_number_is_the_count_of_the_tickets_behind_it(asked: dict[str, Any], days: int | None) -> None:
    live(some_lives(), zone="America/St_Johns")
    maintenance.fold()
    today = datetime.now(ZoneInfo("America/St_Johns")).date()
    period: dict[str, Any] = (
        {} if days is None else {"created_after": today - (days - 1) * DAY, "created_before": today}
    )
    wanted = TicketFilter(**asked, **period)
    links = list(linked(wanted, stats.overview(wanted), today))
    assert sum(number > 0 for number, _ in links) > 20
    found = [(number, listed(link), counting.count(link)) for number, link in links]
    assert found == [(number, number, (number, True)) for number, _ in links]


def listed(link: TicketFilter) -> int:
    """How many tickets the filter itself lets through, one by one."""
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(Ticket).where(*link.clauses())) or 0


def linked(wanted: TicketFilter, found: stats.Overview, today: date) -> Iterator[tuple[int, TicketFilter]]:
    """Each number that is more than none, with the filter that lists what it counts."""
    so_far = replace(wanted.without("created_after"), status=among(("open", "in_progress"), wanted))
    whenever = wanted.without("created_after").without("created_before")
    done = replace(
        whenever,
        status=among(DONE, wanted),
        resolved_after=wanted.created_after,
        resolved_before=wanted.created_before,
    )
    yield found.now.total, wanted
    yield found.now.unresolved, so_far
    yield found.now.resolved, done
    if found.before:
        assert found.previous
        yield found.previous.total, replace(wanted, created_after=found.before[0], created_before=found.before[1])
    for listing in (found.suggested, found.resolved, found.reopened):
        assert listing
        yield listing.count, listing.tickets
    yield from of_marks(wanted, found)
    steps = dict(zip(stats.AGES, [(0, 0), (1, 2), (3, 6), (7, 27), (28, 9_999)], strict=True))
    for (step, priority), n in as_dict(found.age).items():
        newest, oldest = (today - days * DAY for days in steps[step])
        if n:
            yield n, replace(so_far, priority=(priority,), created_after=oldest, created_before=newest)
    for row in found.resolution.to_dict("records"):
        yield row["n"], replace(done, category=(row["key"],))


def of_marks(wanted: TicketFilter, found: stats.Overview) -> Iterator[tuple[int, TicketFilter]]:
    """Of the charts that show what was created in the period."""
    for row in found.days.to_dict("records"):
        yield row["created"], replace(wanted, created_after=row["day"].date(), created_before=row["day"].date())
    for row in found.acceptance.to_dict("records"):
        day, by = row["day"].date(), replace(wanted, source=(row["source"],))
        yield row["suggested"], replace(by, created_after=day, created_before=day)
        if not wanted.suggestion:
            yield row["chosen"], replace(by, created_after=day, created_before=day, suggestion=("kept",))
    for key, n in as_dict(found.category).items():
        yield n, replace(wanted, category=(key,))
    for key, n in as_dict(found.priority).items():
        yield n, replace(wanted, priority=(key,))
    for (category, priority), n in as_dict(found.pairs).items():
        yield n, replace(wanted, category=(category,), priority=(priority,))
    for (weekday, hour), n in as_dict(found.week.drop(columns="most")).items():
        if n:
            yield n, replace(wanted, weekday=(weekday,), hour=(hour,))


def among(statuses: Sequence[str], wanted: TicketFilter) -> tuple[str, ...]:
    return tuple(status for status in statuses if not wanted.status or status in wanted.status)


def test_percentiles_of_many_tickets_are_within_two_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    live(some_lives(), zone="Europe/Berlin")
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    maintenance.fold()
    for first, last in ((3, 0), (20, 0), (41, 0), (41, 9), (60, 25), (33, 2)):
        wanted = TicketFilter(created_after=today - first * DAY, created_before=today - last * DAY)
        exact = stats.overview(wanted)
        with monkeypatch.context() as patched:
            patched.setattr(resolution, "EXACT_UP_TO", -1)
            rough = stats.overview(wanted)
        assert exact.now.resolved
        assert list(rough.resolution["key"]) == list(exact.resolution["key"])
        assert list(rough.resolution["n"]) == list(exact.resolution["n"])
        for name in ("p50_hours", "p90_hours"):
            assert list(rough.resolution[name]) == near(list(exact.resolution[name]))
        for ours, theirs in ((rough.now, exact.now), (rough.previous, exact.previous)):
            assert ours
            assert theirs
            assert ours.resolved == theirs.resolved
            assert [ours.p50_hours or 0, ours.p90_hours or 0] == near([theirs.p50_hours or 0, theirs.p90_hours or 0])


def near(hours: Sequence[Any]) -> Any:
    """Within 2 %, or a few seconds."""
    return pytest.approx(hours, rel=0.02, abs=1e-3)

"""The Dashboard through AppTest, on a real database: numbers, filters, periods, and where there is nothing."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from streamlit.proto.Metric_pb2 import Metric
from streamlit.testing.v1 import AppTest

from db import engine as engine_module
from services import reporting, stats
from services.errors import DatabaseAway, QueryTooSlow
from services.jobs import store
from services.sample import sample_tickets
from services.tickets import assignees
from tests.e2e.support.app_process import wait_until
from tests.pages.dashboard.support import chart, charts, empty_containers, filed_days_ago, in_url, metrics, tiles
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.jobs.support import worker_thread
from tests.services.stats.overview_support import Life, Shown
from tests.services.stats.overview_support import live as store_lives

pytestmark = pytest.mark.usefixtures("database")

CARDS = ("over_time", "ages", "priority", "category", "pairs", "durations", "acceptance", "week")


@pytest.mark.slow
def test_an_empty_desk_says_what_to_do_and_can_load_a_sample() -> None:
    at = opened("dashboard/page.py")
    assert "Nothing to count yet" in texts(at)
    assert not at.metric
    click(at, "Load sample tickets")
    with worker_thread():
        wait_until(lambda: not store.is_open("sample"), "they are loaded")
    run(at)
    assert int(metrics(at)["Tickets"]) > 0
    assert len(charts(at)) >= len(CARDS)


def test_the_numbers_are_those_of_the_statistics() -> None:
    filed()
    filed(status="in_progress", priority="low")
    filed(status="closed", category="billing")
    shown = metrics(opened("dashboard/page.py"))
    assert shown["Tickets"] == "3"
    assert shown["Unresolved"] == "2"
    assert shown["Average per day"] == "3.0"
    assert shown["Half resolved within"] == "1 min"
    assert shown["Suggestions accepted"] == "–"


@pytest.mark.parametrize(
    ("params", "total", "sentence"),
    [
        ({"status": "open"}, "1", "1 open ticket"),
        ({"search": "smokes", "priority": ["high", "low"]}, "2", "2 tickets, low or high, created"),
        ({"weekday": ["1", "2", "3", "4", "5", "6", "7"]}, "3", "on Mondays"),
    ],
)
def test_the_filters_are_those_of_tickets(params: dict[str, Any], total: str, sentence: str) -> None:
    filed()
    filed(status="closed")
    filed(priority="critical", status="closed")
    at = opened("dashboard/page.py", params)
    assert metrics(at)["Tickets"] == total
    assert sentence in texts(at)


@pytest.mark.parametrize(
    ("params", "total", "change"),
    [
        ({}, "3", "50%"),
        ({"created_after": "today-6"}, "2", "100%"),
        ({"period": "all"}, "6", None),
        ({"created_after": "today-44", "created_before": "today-40"}, "1", "no comparison"),
    ],
    ids=["30 days", "7 days", "all time", "custom"],
)
def test_the_period_is_in_the_url(params: dict[str, str], total: str, change: str | None) -> None:
    filed_days_ago(0, 5, 10, 40, 50, 400)
    given = {name: _day(value) for name, value in params.items()}
    at = opened("dashboard/page.py", given)
    tickets = next(metric for metric in at.metric if metric.label == "Tickets")
    assert tickets.value == total
    assert (tickets.delta or None) == change


def test_the_numbers_say_in_sign_arrow_and_colour_what_got_better_and_what_worse() -> None:
    """Of a few tickets nothing is coloured; of many, what got worse for certain is red."""
    now = datetime.now(UTC)
    store_lives(
        [
            *(a_life(now, days, hours=10, kept=False) for days in (8, 9)),
            *(a_life(now, days, hours=5, kept=True) for days in (2, 3, 4)),
            *(a_life(now, 1) for _ in range(2)),
        ],
        zone="UTC",
    )
    better = told(opened("dashboard/page.py", {"created_after": _day("today-6")}))
    assert better == {
        "Tickets": ("5", "150%", Metric.GRAY, Metric.UP),
        "Unresolved": ("2", "2", Metric.GRAY, Metric.UP),
        "Average per day": ("1.3", "0.3", Metric.GRAY, Metric.UP),
        "Half resolved within": ("5.0 h", "-5.0 h", Metric.GRAY, Metric.DOWN),
        "90% resolved within": ("5.0 h", "-5.0 h", Metric.GRAY, Metric.DOWN),
        "Suggestions accepted": ("3 of 3", "no comparison", Metric.GRAY, Metric.NONE),
    }
    store_lives(
        [
            *(a_life(now, days, hours=hours, kept=True) for days in (8, 9, 10) for hours in range(3, 18)),
            *(a_life(now, days, hours=hours, kept=False) for days in (3, 4, 5) for hours in range(20, 32)),
        ],
        zone="UTC",
    )
    worse = told(opened("dashboard/page.py", {"created_after": _day("today-6")}))
    assert worse["Tickets"] == ("36", "-20%", Metric.GRAY, Metric.DOWN)
    assert worse["Unresolved"] == ("0", "no change", Metric.GRAY, Metric.NONE)
    assert worse["Half resolved within"][2:] == (Metric.RED, Metric.UP)
    assert worse["Suggestions accepted"] == ("0%", "-100 points", Metric.RED, Metric.DOWN)


def test_a_number_that_stays_as_it_was_has_neither_colour_nor_arrow() -> None:
    now = datetime.now(UTC)
    store_lives([a_life(now, days, hours=5, kept=True) for days in (3, 10)], zone="UTC")
    found = told(opened("dashboard/page.py", {"created_after": _day("today-6")}))
    assert found.pop("Suggestions accepted") == ("1 of 1", "no comparison", Metric.GRAY, Metric.NONE)
    assert {name: said[1:] for name, said in found.items()} == dict.fromkeys(
        found, ("no change", Metric.GRAY, Metric.NONE)
    )


def a_life(now: datetime, days: int, *, hours: int | None = None, kept: bool | None = None) -> Life:
    """A ticket of some days ago, resolved after so many hours, whose suggestion was chosen or not."""
    created = now - timedelta(days=days)
    shown = () if kept is None else (Shown("keywords", "billing" if kept else "account", None),)
    done = None if hours is None else created + timedelta(hours=hours)
    return Life("billing", "low", "closed" if done else "open", None, created, (), done, shown)


def told(at: AppTest) -> dict[str, tuple[str, str, int, int]]:
    """Each headline number: its value, its change, and the colour and the arrow of that."""
    return {one.label: (one.value, one.delta, one.proto.color, one.proto.direction) for one in at.metric}


def test_a_period_is_chosen() -> None:
    filed_days_ago(0, 5, 40, 400)
    at = opened("dashboard/page.py", {"priority": "high"})
    today = reporting.today()
    for option, url in (
        ("All", {"period": ["all"]}),
        ("90 days", {"created_after": [(today - timedelta(days=89)).isoformat()]}),
        ("Custom", {"created_after": [(today - timedelta(days=89)).isoformat()], "created_before": [str(today)]}),
        ("30 days", {}),
    ):
        choose_period(at, option)
        assert in_url(at) == url | {"priority": ["high"]}


def choose_period(at: AppTest, option: str) -> None:
    group: Any = at.get("button_group")[0]
    group.set_value(option)
    run(at)


@pytest.mark.parametrize(
    ("name", "values", "total"),
    [("weekday", [1, 2, 3, 4, 5, 6, 7], "2"), ("source", ["gemini"], "0"), ("suggestion", ["kept", "changed"], "0")],
)
def test_what_is_chosen_less_often_is_in_the_bar_too(name: str, values: list[Any], total: str) -> None:
    filed_days_ago(0, 1)
    at = opened("dashboard/page.py")
    at.multiselect(key=f"filter_{name}").set_value(values)
    run(at)
    assert in_url(at) == {name: [str(value) for value in values]}
    assert metrics(at).get("Tickets", "0") == total


def test_a_filter_that_matches_nothing() -> None:
    filed()
    at = opened("dashboard/page.py", {"priority": "low"})
    assert "Nothing matches" in texts(at)
    click(at, 'Remove the "Priority" filter')
    assert metrics(at)["Tickets"] == "1"


def test_a_period_without_anything_offers_all_time() -> None:
    filed_days_ago(0, 1)
    at = opened("dashboard/page.py", {"created_after": "2001-01-01", "created_before": "2001-01-31"})
    assert "Nothing in this period" in texts(at)
    click(at, "Show all time")
    assert metrics(at)["Tickets"] == "2"


def test_an_old_backlog_is_shown_where_nothing_new_came() -> None:
    filed_days_ago(200)
    at = opened("dashboard/page.py")
    assert metrics(at)["Tickets"] == "0"
    assert metrics(at)["Unresolved"] == "1"
    assert "No ticket was created in this period." in texts(at)
    assert not empty_containers(at.main)


def test_every_tile_has_each_part_or_its_room_and_no_height_of_its_own() -> None:
    filed_days_ago(200)
    at = opened("dashboard/page.py")
    shown = tiles(at.main)
    assert [len(tile.children) for tile in shown] == [3] * 6
    assert all(metric.delta for metric in at.metric)
    assert not any(tile.proto.height_config.HasField("pixel_height") for tile in shown)


@pytest.mark.parametrize("days", [[0], [0, 0, 0], [2000, 0]], ids=["one ticket", "one day", "years"])
def test_few_tickets_and_long_times_draw(days: list[int]) -> None:
    filed_days_ago(*days)
    for period in ({"period": "all"}, {"created_after": reporting.today().isoformat()}):
        at = opened("dashboard/page.py", period)
        assert metrics(at)["Tickets"] == str(len(days) if period == {"period": "all"} else days.count(0))
        assert "100%" in str(chart(at, "category").alt)


def test_colours_come_from_the_theme_and_every_chart_has_its_words() -> None:
    sample_tickets.load_sample()
    at = opened("dashboard/page.py", {"period": "all"})
    assert len(charts(at)) == len(CARDS) + 1 + 6  # the time card has two, and each tile one
    for proto in charts(at):
        assert proto.alt
        assert not re.search(r"#[0-9a-fA-F]{3}", json.dumps(json.loads(proto.spec)))


def test_numbers_that_take_too_long_are_asked_for_again_only_when_a_person_wants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filed()
    asked: list[int] = []

    def slow(*_: Any) -> None:
        asked.append(1)
        raise QueryTooSlow

    with monkeypatch.context() as patch:
        patch.setattr(stats, "overview", slow)
        at = opened("dashboard/page.py")
        assert len(asked) == 1
        assert not at.exception
    click(at, "Try again")
    assert metrics(at)["Tickets"] == "1"


def test_a_database_that_goes_away_while_the_page_is_drawn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    with monkeypatch.context() as patch:
        patch.setattr(assignees, "assignees", _away)
        at = opened("dashboard/page.py")
        assert not at.exception


def _away(*_: Any) -> None:
    raise DatabaseAway


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        at = opened("dashboard/page.py")
        assert "The database is not responding" in texts(at)


def _day(value: str) -> str:
    today: date = reporting.today()
    return (today - timedelta(days=int(value.removeprefix("today-")))).isoformat() if "today" in value else value


@pytest.mark.parametrize("is_click", [False, True])
def test_a_card_that_fails_leaves_the_controls(is_click: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another filter or dashboard may be what helps; on a click the cards come before the controls."""
    filed()

    def fail(*_: object) -> None:
        raise QueryTooSlow

    monkeypatch.setattr("pages.widgets.layout.is_fragment_run", lambda: is_click)
    monkeypatch.setattr("pages.dashboard.shown_cards.draw_cards", fail)
    at = opened("dashboard/page.py")
    assert str(QueryTooSlow()) in texts(at)
    assert at.text_input(key="filter_search")
    assert "1 ticket, created in the last 30 days" in texts(at)

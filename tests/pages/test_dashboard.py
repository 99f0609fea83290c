"""The Dashboard through AppTest, on a real database."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlalchemy import text
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from db import engine as engine_module
from db.engine import transaction
from pages.widgets import board_listings
from services import people, reporting, sample, search, stats, tickets
from services.errors import DatabaseAway, QueryTooSlow
from services.fields import TicketChange
from services.filters import TicketFilter
from tests.pages.desk import click, filed, opened, run, texts

pytestmark = pytest.mark.usefixtures("database")

CARDS = ("over_time", "ages", "priority", "category", "pairs", "durations", "acceptance", "week")


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def charts(at: AppTest) -> list[Any]:
    return [element.proto for element in at.get("vega_lite_chart")]


def chart(at: AppTest, name: str) -> Any:
    """A chart by the beginning of its key, which ends in how often something was selected in it."""
    return next(proto for proto in charts(at) if re.search(rf"-chart_{name}(_\d+)?$", proto.id))


def in_url(at: AppTest) -> dict[str, list[str]]:
    params = dict(at.query_params)
    return {name: [value] if isinstance(value, str) else list(value) for name, value in params.items()}


def filed_days_ago(*days: int, **fields: Any) -> None:
    values = {"category": "billing", "priority": "high"} | fields
    with transaction() as session:
        for day in days:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, created_at)"
                    " VALUES ('t', 'd', :category, :priority, :at)"
                ),
                values | {"at": datetime.now(UTC) - timedelta(days=day)},
            )


def links(at: AppTest) -> dict[str, str]:
    """Label and query of the links to the Tickets page, the last of each label."""
    return {link.proto.label: link.proto.query_string for link in at.get("page_link") if link.proto.page == "tickets"}


def test_an_empty_desk_says_what_to_do_and_can_load_a_sample() -> None:
    at = opened("dashboard.py")
    assert "Nothing to count yet" in texts(at)
    assert not at.metric
    click(at, "Load sample tickets")
    assert int(metrics(at)["Tickets"]) > 0
    assert len(charts(at)) >= len(CARDS)


def test_the_numbers_are_those_of_the_statistics() -> None:
    filed()
    filed(status="in_progress", priority="low")
    filed(status="closed", category="billing")
    shown = metrics(opened("dashboard.py"))
    assert shown["Tickets"] == "3"
    assert shown["Open or in progress"] == "2"
    assert shown["Average per day"] == "3.0"
    assert shown["Half resolved within"] == "1 min"
    assert shown["Suggestions accepted"] == "–"


@pytest.mark.parametrize(
    ("params", "total", "sentence"),
    [
        ({"status": "open"}, "1", "**1** open ticket"),
        ({"search": "smokes", "priority": ["high", "low"]}, "2", "**2** tickets, low or high, created"),
        ({"weekday": ["1", "2", "3", "4", "5", "6", "7"]}, "3", "on Mondays"),
    ],
)
def test_the_filters_are_those_of_tickets(params: dict[str, Any], total: str, sentence: str) -> None:
    filed()
    filed(status="closed")
    filed(priority="critical", status="closed")
    at = opened("dashboard.py", params)
    assert metrics(at)["Tickets"] == total
    assert sentence in texts(at)


@pytest.mark.parametrize(
    ("params", "total", "change"),
    [
        ({}, "3", "50%"),
        ({"created_after": "today-6"}, "2", "100%"),
        ({"period": "all"}, "6", None),
        ({"created_after": "today-44", "created_before": "today-40"}, "1", None),
    ],
    ids=["30 days", "7 days", "all time", "custom"],
)
def test_the_period_is_in_the_url(params: dict[str, str], total: str, change: str | None) -> None:
    filed_days_ago(0, 5, 10, 40, 50, 400)
    given = {name: _day(value) for name, value in params.items()}
    at = opened("dashboard.py", given)
    tickets = next(metric for metric in at.metric if metric.label == "Tickets")
    assert tickets.value == total
    assert (tickets.delta or None) == change


def test_a_period_is_chosen() -> None:
    filed_days_ago(0, 5, 40, 400)
    at = opened("dashboard.py", {"priority": "high"})
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


def test_a_click_is_the_url_and_the_same_click_takes_it_away() -> None:
    filed_days_ago(0, 1)
    filed_days_ago(2, category="technical", priority="low")
    at = opened("dashboard.py")
    pick(at, "category", {"category": "billing"})
    assert in_url(at) == {"category": ["billing"]}
    assert metrics(at)["Tickets"] == "2"
    assert "Billing: 2 of 3 tickets (67%)" in texts(at)
    pick(at, "pairs", {"category": "billing", "priority": "high"})
    assert in_url(at) == {"category": ["billing"], "priority": ["high"]}
    pick(at, "category", {"category": "billing"})
    assert in_url(at) == {"priority": ["high"]}


def pick(at: AppTest, name: str, mark: Mapping[str, Any]) -> None:
    """Click a mark of a chart."""
    states = at._tree.get_widget_states()
    value = json.dumps({"selection": {"pick": [dict(mark)]}})
    states.widgets.append(WidgetState(id=chart(at, name).id, string_value=value))
    at._run(states)
    assert not at.exception


def test_every_link_lists_as_many_tickets_as_it_says() -> None:
    sample.load_sample()
    filed_days_ago(0, 3, 29, 30, 31, 200)
    for params in ({}, {"category": "billing"}, {"period": "all", "priority": ["high", "low"]}, {"status": "resolved"}):
        at = opened("dashboard.py", params)
        said = {
            label: query for label, query in links(at).items() if label.startswith("List ") and label != "List them"
        }
        assert len(said) >= 2
        for label, query in said.items():
            found, exact = search.count(TicketFilter.from_params(_parsed(query)))
            assert (label.split()[:2], exact) == (["List", f"{found:,}"], True)


def test_the_days_of_a_bar_list_what_was_created_resolved_and_reopened_in_them() -> None:
    filed_days_ago(3)
    twice, once = filed().id, filed().id
    for ticket, status in ((twice, "resolved"), (twice, "open"), (twice, "closed"), (once, "resolved")):
        tickets.edit(ticket, TicketChange(status=status))
    at = opened("dashboard.py")
    today = str(reporting.today())
    pick(at, "over_time_1", {"created_after": today, "created_before": today})
    said = {label.split()[-1]: (label, query) for label, query in links(at).items() if label[-1].isalpha()}
    listed = {what: search.count(TicketFilter.from_params(_parsed(query))) for what, (_, query) in said.items()}
    assert listed | {"them": None} == {"created": (2, True), "resolved": (2, True), "reopened": (1, True), "them": None}
    resolved = next(link.proto for link in at.get("page_link") if link.proto.label == "List 2 resolved")
    assert resolved.help == "Resolved 3 times: some of these 2 tickets more than once."
    assert _parsed(resolved.query_string) == {"event": ["resolved"], "event_after": [today], "event_before": [today]}


def test_a_point_of_the_suggestions_is_its_source_and_its_days() -> None:
    sample.load_sample()
    at = opened("dashboard.py")
    drawn = rows_of(at, "acceptance")
    for point in (drawn[1], drawn[-1]):
        mark = {name: point[name] for name in ("source", "created_after", "created_before")}
        pick(at, "acceptance", mark)
        assert in_url(at) == {name: [value] for name, value in mark.items()}
        query = links(at)[f"List {point['suggested']}"]
        assert search.count(TicketFilter.from_params(_parsed(query))) == (point["suggested"], True)
        assert [one["said"] for one in rows_of(at, "acceptance")] == [point["said"]]  # still the one mark that it was
        pick(at, "acceptance", mark)
        assert in_url(at) == {}


@pytest.mark.parametrize(("params", "unit"), [({}, "week"), ({"period": "all"}, "day")], ids=str)
def test_suggestions_are_shown_over_the_period_and_of_all_time_since_the_first(
    params: dict[str, Any], unit: str
) -> None:
    filed_days_ago(100, 4)
    with transaction() as session:
        session.execute(text(_SUGGESTED))
    at = opened("dashboard.py", params)
    assert f"Share of suggestions that were kept in full, by {unit}" in texts(at)
    accepted = next(metric.proto for metric in at.metric if metric.label == "Suggestions accepted")
    assert accepted.help.startswith(
        "Of the suggestions shown while a ticket was filed, those that were kept in full. Line: over seven days."
    )


_SUGGESTED = """
    INSERT INTO suggestion (
        ticket_id, source, model, latency_ms, created_at, category, category_confidence, category_chosen,
        priority, priority_confidence, priority_chosen, category_touched, priority_touched
    )
    SELECT id, 'keywords', 'm', 1, created_at, 'billing', 0.5, 'billing', 'high', 0.5, 'high', false, false
    FROM ticket WHERE created_at > now() - interval '10 days'
"""


def rows_of(at: AppTest, name: str) -> list[dict[Any, Any]]:
    """The rows that a chart is drawn of."""
    data = next(part.data.data for part in chart(at, name).datasets if part.name == "rows")
    return convert_arrow_bytes_to_pandas_df(data).to_dict("records")


@pytest.mark.parametrize(
    ("name", "values", "total"),
    [("weekday", [1, 2, 3, 4, 5, 6, 7], "2"), ("source", ["gemini"], "0"), ("suggestion", ["kept", "changed"], "0")],
)
def test_what_is_chosen_less_often_is_in_the_bar_too(name: str, values: list[Any], total: str) -> None:
    filed_days_ago(0, 1)
    at = opened("dashboard.py")
    at.multiselect(key=f"filter_{name}").set_value(values)
    run(at)
    assert in_url(at) == {name: [str(value) for value in values]}
    assert metrics(at).get("Tickets", "0") == total


def test_tickets_of_the_list_are_charted() -> None:
    filed_days_ago(0, 100)
    at = opened("tickets.py", {"priority": "high"})
    link = next(link.proto for link in at.get("page_link") if link.proto.label == "Chart them")
    assert _parsed(link.query_string) == {"priority": ["high"], "period": ["all"]}
    assert metrics(opened("dashboard.py", _parsed(link.query_string)))["Tickets"] == "2"


def test_a_filter_that_matches_nothing() -> None:
    filed()
    at = opened("dashboard.py", {"priority": "low"})
    assert "Nothing matches" in texts(at)
    click(at, 'Drop the "Priority" filter')
    assert metrics(at)["Tickets"] == "1"


def test_a_period_without_anything_offers_all_time() -> None:
    filed_days_ago(0, 1)
    at = opened("dashboard.py", {"created_after": "2001-01-01", "created_before": "2001-01-31"})
    assert "Nothing in this period" in texts(at)
    click(at, "Show all time")
    assert metrics(at)["Tickets"] == "2"


def test_an_old_backlog_is_shown_where_nothing_new_came() -> None:
    filed_days_ago(200)
    at = opened("dashboard.py")
    assert metrics(at)["Tickets"] == "0"
    assert metrics(at)["Open or in progress"] == "1"
    assert "No ticket was created in this period." in texts(at)


@pytest.mark.parametrize("days", [[0], [0, 0, 0], [2000, 0]], ids=["one ticket", "one day", "years"])
def test_few_tickets_and_long_times_draw(days: list[int]) -> None:
    filed_days_ago(*days)
    for period in ({"period": "all"}, {"created_after": reporting.today().isoformat()}):
        at = opened("dashboard.py", period)
        assert metrics(at)["Tickets"] == str(len(days) if period == {"period": "all"} else days.count(0))
        assert "100%" in str(chart(at, "category").alt)


def test_colours_come_from_the_theme_and_every_chart_has_its_words() -> None:
    sample.load_sample()
    at = opened("dashboard.py", {"period": "all"})
    assert len(charts(at)) == len(CARDS) + 1 + 6  # the time card has two, and each tile one
    for proto in charts(at):
        assert proto.alt
        assert not re.search(r"#[0-9a-fA-F]{3}", json.dumps(json.loads(proto.spec)))


def test_ages_are_the_days_that_the_statistics_count() -> None:
    filed_days_ago(0, 1, 2, 3, 6, 7, 27, 28, 400)
    today = reporting.today()
    for age, found in zip(board_listings.AGE_DAYS, (1, 2, 2, 2, 2), strict=True):
        assert search.count(board_listings.of_age(TicketFilter(), age, today))[0] == found


def test_ages_of_a_period_that_is_over_are_those_of_its_tickets() -> None:
    filed_days_ago(0, 1, 8, 12, 20, 40)
    today = reporting.today()
    over = TicketFilter(created_after=today - timedelta(days=25), created_before=today - timedelta(days=10))
    ages = stats.overview(over).age.groupby("age")["n"].sum()
    for age in board_listings.AGE_DAYS:
        assert search.count(board_listings.of_age(over, age, today)) == (ages[age], True)


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
        at = opened("dashboard.py")
        assert len(asked) == 1
        assert not at.exception
    click(at, "Try again")
    assert metrics(at)["Tickets"] == "1"


def test_a_database_that_goes_away_while_the_page_is_drawn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    with monkeypatch.context() as patch:
        patch.setattr(people, "assignees", _away)
        at = opened("dashboard.py")
        assert not at.exception


def _away(*_: Any) -> None:
    raise DatabaseAway


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        at = opened("dashboard.py")
        assert "The database does not answer" in texts(at)


def _parsed(query: str) -> dict[str, list[str]]:
    return parse_qs(query)


def _day(value: str) -> str:
    today: date = reporting.today()
    return (today - timedelta(days=int(value.removeprefix("today-")))).isoformat() if "today" in value else value

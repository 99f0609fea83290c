"""The Tickets page through AppTest, on a real database: filters, pages, orders, views and columns."""

from __future__ import annotations

import re
from typing import Any

import pytest

from db import engine as engine_module
from services.filters import saved_views
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.listing import counting
from tests.e2e.support.app_process import wait_until
from tests.pages.desk import click, filed, opened, run, texts
from tests.pages.tickets.support import shown_titles, table
from tests.services.jobs.support import worker_thread

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.slow
def test_an_empty_desk_says_what_to_do_and_can_load_a_sample() -> None:
    at = opened("tickets/page.py")
    assert "No tickets yet" in texts(at)
    assert not table(at)["rows"]
    click(at, "Load sample tickets")
    with worker_thread():
        wait_until(lambda: not store.is_open("sample"), "they are loaded")
    run(at)
    assert counting.count(TicketFilter())[0] > 500
    assert len(shown_titles(at)) == 25


def test_newest_first_and_what_they_are() -> None:
    filed(title="First")
    filed(title="Second", status="in_progress", assignee="Mei")
    at = opened("tickets/page.py")
    cells = table(at)["rows"][0]["cells"]
    assert (cells["title"], cells["status"]["label"], cells["priority"]["label"], cells["assignee"]) == (
        "Second",
        "In progress",
        "High",
        "Mei",
    )
    assert cells["created_at"]["text"] == "just now"
    assert re.fullmatch(r"\w{3} \d+ \w{3} \d{4}, \d\d:\d\d:\d\d \(UTC\)", cells["created_at"]["exact"])
    assert "2 tickets" in texts(at)


@pytest.mark.parametrize(
    ("params", "found", "sentence"),
    [
        ({"status": "open"}, ["A"], "1 open ticket"),
        ({"status": ["open", "resolved"], "category": "technical"}, ["B", "A"], "open or resolved technical tickets"),
        ({"search": "toner"}, ["B"], "matching"),
        ({"created_after": "2000-01-01", "created_before": "2000-01-02"}, [], "Nothing matches"),
        ({"created_after": "2300-01-01"}, [], "Nothing matches"),
        ({"priority": "low"}, [], 'Remove the "Priority" filter to see 2 tickets.'),
        ({"status": "lost"}, ["B", "A"], "Unknown value"),
        ({"page": "7", "page_size": "nonsense"}, ["B", "A"], "2 tickets"),
        ({"page": "x", "id": ""}, ["B", "A"], "2 tickets"),
    ],
)
def test_the_url_is_the_filter(params: dict[str, Any], found: list[str], sentence: str) -> None:
    filed(title="A")
    filed(title="B", status="resolved", description="The toner is empty")
    at = opened("tickets/page.py", params)
    assert shown_titles(at) == found
    assert sentence in texts(at)


def test_widgets_write_the_url_and_chips_take_it_back() -> None:
    filed(title="A", priority="low")
    filed(title="B", priority="critical")
    at = opened("tickets/page.py", {"page": "1"})
    pills: Any = next(widget for widget in at.get("button_group") if widget.key == "filter_priority")
    pills.set_value(["critical"])
    run(at)
    assert at.query_params == {"priority": "critical"}
    assert shown_titles(at) == ["B"]
    at.text_input(key="filter_search").set_value("smokes ")
    run(at)
    assert at.query_params == {"priority": "critical", "search": "smokes"}
    click(at, 'Remove the "Priority" filter')
    assert at.query_params == {"search": "smokes"}
    assert shown_titles(at) == ["B", "A"]


@pytest.mark.parametrize(
    ("params", "label"),
    [
        ({"status": "open"}, "More"),
        ({"weekday": ["1", "2"]}, "More: **Monday, Tuesday**"),
        ({"source": "learned"}, "More: **the learned classifier**"),
        ({"suggestion": "kept"}, "More: **Kept**"),
        ({"weekday": "1", "source": "learned"}, "More: **2 filters**"),
    ],
)
def test_the_label_of_more_filters_carries_their_value(params: dict[str, Any], label: str) -> None:
    filed(title="A")
    labels = [block.proto.popover.label for block in opened("tickets/page.py", params).get("popover")]
    assert [shown for shown in labels if shown.startswith("More")] == [label]


def test_a_filter_that_hides_everything_can_be_dropped() -> None:
    filed(title="A")
    at = click(opened("tickets/page.py", {"priority": "low", "status": "open"}), 'Remove the "Priority" filter')
    assert at.query_params == {"status": "open"}
    assert shown_titles(at) == ["A"]


def test_the_days_of_a_period_go_with_it() -> None:
    filed()
    at = opened("tickets/page.py", {"created_before": "2300-01-01"})
    at.button(key="drop_created").click()
    assert run(at).date_input(key="filter_days").value == ()


def test_more_than_are_counted_are_said_to_be_at_least_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROW_CAP", 2)
    for _ in range(3):
        filed()
    at = opened("tickets/page.py", {"priority": "low", "assignee": "nobody"})
    assert 'Remove the "Priority" filter to see 2+ tickets.' in texts(at)
    at = opened("dashboard/page.py", {"created_before": "2001-01-31", "assignee": "nobody"})
    assert "2+ tickets match outside this period." in texts(at)


def test_a_search_is_marked_in_titles_and_quoted_where_they_do_not_show_it() -> None:
    filed(title="Card <b>declined</b>", description="x")
    filed(title="Parcel late", description="The card was declined")
    rows = table(opened("tickets/page.py", {"search": "card declined"}))["rows"]
    assert [(row["title"], row["quotation"]) for row in rows] == [
        (["Parcel late"], ["The ", "card", " was ", "declined", ""]),
        (["", "Card", " <b>", "declined", "</b>"], None),
    ]
    assert "title" not in table(opened("tickets/page.py"))["rows"][0]


def test_a_misspelt_search_is_put_right_with_a_click() -> None:
    filed(title="Password forgotten")
    at = opened("tickets/page.py", {"status": "open", "search": "pasword"})
    at.button(key="did_you_mean").click()
    run(at)
    assert at.query_params == {"status": "open", "search": "password"}
    assert shown_titles(at) == ["Password forgotten"]
    at = opened("tickets/page.py", {"status": "closed", "search": "pasword"})
    assert not [button for button in at.button if button.key == "did_you_mean"]


def test_a_number_that_no_ticket_has_in_its_text_may_be_that_of_a_ticket() -> None:
    number = filed(title="Printer").id
    at = opened("tickets/page.py", {"search": str(number + 1)})
    assert not [button for button in at.button if button.key == "did_you_mean"]
    at = opened("tickets/page.py", {"search": str(number)})
    at.button(key="did_you_mean").click()
    run(at)
    assert at.query_params == {"search": f"#{number}"}
    assert shown_titles(at) == ["Printer"]


def test_pages_and_rows_per_page() -> None:
    for number in range(30):
        filed(title=f"T{number}")
    at = opened("tickets/page.py")
    assert shown_titles(at)[0] == "T29"
    assert "1–25 of 30" in texts(at)
    at = opened("tickets/page.py", {"page": "2"})
    assert shown_titles(at) == ["T4", "T3", "T2", "T1", "T0"]
    at.selectbox(key="rows_per_page").set_value(50)
    run(at)
    assert at.query_params == {"page_size": "50"}
    assert len(shown_titles(at)) == 30


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        at = opened("tickets/page.py")
        assert "The database does not answer" in texts(at)
        assert not table(at)["rows"]


@pytest.mark.parametrize(
    ("sort", "offered"),
    [
        ("newest", {"created_at": "age", "priority": "priority"}),
        ("age", {"created_at": "newest", "priority": "priority"}),
        ("priority", {"created_at": "newest", "priority": "newest"}),
    ],
)
def test_the_head_of_a_column_offers_its_order_and_the_way_back(sort: str, offered: dict[str, str]) -> None:
    filed()
    columns = table(opened("tickets/page.py", {"sort": sort}))["columns"]
    assert {column["name"]: column["order"] for column in columns if column["order"]} == offered
    assert [column["name"] for column in columns if column["sorted"]] == [
        "priority" if sort == "priority" else "created_at"
    ]


def test_views_are_addresses_and_can_be_saved() -> None:
    filed(title="A", priority="critical", assignee="Mei")
    filed(title="B")
    at = click(opened("tickets/page.py"), "Open and critical")
    assert at.query_params == {"status": "open", "priority": "critical"}
    assert shown_titles(at) == ["A"]
    assert at.text_input(key="view_name").proto.form_id, "Enter saves"
    at.text_input(key="view_name").set_value("Fires *now*")
    click(at, "Save as view")
    click(at, "All")
    assert at.query_params == {}
    assert shown_titles(at) == ["B", "A"]
    click(at, "Fires")
    assert at.query_params == {"status": "open", "priority": "critical"}
    renamed = next(field for field in at.text_input if field.label == 'Rename "Fires *now*"')
    renamed.set_value("Blazes")
    run(at)
    click(at, "Blazes")
    at.button(key=f"view_drop_{saved_views.list_saved_views()[0].id}").click()
    run(at)
    assert saved_views.list_saved_views() == []
    at.button(key="view_undo").click()
    run(at)
    assert "Blazes" in str([button.label for button in at.button])


def test_the_assignee_filter_and_the_order_live_in_the_url() -> None:
    filed(title="A", assignee="Mei", priority="low")
    filed(title="B", assignee="Mei", priority="critical")
    filed(title="C")
    at = opened("tickets/page.py")
    at.multiselect(key="filter_assignee").set_value(["nobody"])
    run(at)
    assert at.query_params == {"assignee": "nobody"}
    assert shown_titles(at) == ["C"]
    at.multiselect(key="filter_assignee").set_value(["Mei"])
    run(at)
    at.selectbox(key="order").set_value("age")
    run(at)
    assert at.query_params == {"assignee": "Mei", "sort": "age"}
    assert shown_titles(at) == ["A", "B"]
    at.button(key="drop_assignee").click()
    run(at)
    assert at.query_params == {"sort": "age"}


def test_columns_are_chosen() -> None:
    filed(requester="Ann")
    at = opened("tickets/page.py")
    at.checkbox(key="column_requester").check()
    at.checkbox(key="column_assignee").uncheck()
    run(at)
    assert [column["name"] for column in table(at)["columns"]] == [
        "id",
        "status",
        "priority",
        "title",
        "category",
        "requester",
        "created_at",
    ]
    assert table(at)["rows"][0]["cells"]["requester"] == "Ann"

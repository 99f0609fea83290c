"""TicketFilter: parameters in and out, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from services.errors import InvalidInput
from services.filters.ticket_filter import CHANGED, EVENTS, KEPT, SOURCES, TicketFilter
from services.listing import counting
from services.taxonomy import PRIORITIES, STATUSES

pytestmark = pytest.mark.usefixtures("database")

CATEGORIES = ("billing", "technical", "account", "general")


@pytest.mark.parametrize(
    ("params", "field", "message"),
    [
        ({"category": "sales"}, "category", "Unknown value 'sales'"),
        ({"priority": "low,urgent"}, "priority", "Unknown value 'urgent'"),
        ({"status": ["open", "done"]}, "status", "Unknown value 'done'"),
        ({"created_after": "yesterday"}, "created_after", "Not a date"),
        ({"created_after": "2026-02-30"}, "created_after", "Not a date"),
        ({"created_before": "9999-12-31"}, "created_before", "between 1900 and 9998"),
        ({"created_after": "2026-03-02", "created_before": "2026-03-01"}, "created_before", "ends before it begins"),
        ({"search": "x" * 201}, "search", "at most 200"),
        ({"search": "a\0b"}, "search", "NUL"),
        ({"assignee": "a\0b"}, "assignee", "NUL"),
        ({"resolved_after": "2026-03-02", "resolved_before": "2026-03-01"}, "resolved_before", "ends before it begins"),
        ({"event_after": "2026-03-02", "event_before": "2026-03-01"}, "event_before", "ends before it begins"),
        ({"event": "deleted"}, "event", "Choose from: resolved, reopened."),
        ({"event_before": "1899-12-31"}, "event_before", "between 1900 and 9998"),
        ({"created_after": "1899-12-31T23:59:59"}, "created_after", "between 1900 and 9998"),
        ({"category": "x" * 61}, "category", f"Unknown value {'x' * 60!r}."),
        ({"weekday": "0"}, "weekday", "Unknown value '0'"),
        ({"weekday": "Monday"}, "weekday", "Choose from: 1, 2, 3, 4, 5, 6, 7."),
        ({"hour": "24"}, "hour", "Unknown value '24'"),
        ({"source": "chatgpt"}, "source", "Choose from: gemini, openai, learned, keywords."),
        ({"suggestion": "lost"}, "suggestion", "Choose from: kept, changed."),
    ],
)
def test_bad_values_are_named(params: dict[str, Any], field: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        TicketFilter.from_params(params)
    assert list(caught.value.fields) == [field]
    assert message in caught.value.fields[field][0]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"search": "x" * 200}, TicketFilter(search="x" * 200)),
        ({"search": ["a", "b"]}, TicketFilter(search="a b")),
        ({"created_after": "1900-01-01"}, TicketFilter(created_after=date(1900, 1, 1))),
        ({"created_before": "9998-12-31"}, TicketFilter(created_before=date(9998, 12, 31))),
        ({"created_after": ["2026-01-01", "2026-01-02"]}, TicketFilter(created_after=date(2026, 1, 2))),
        ({"created_after": "2026-01-02T00:00"}, TicketFilter(created_after=datetime(2026, 1, 2))),
        ({"status": " closed ,, open"}, TicketFilter(status=("open", "closed"))),
        ({"assignee": ["Mei,Jo", " Mei,Jo "]}, TicketFilter(assignee=("Mei,Jo",))),
    ],
)
def test_values_up_to_the_last_that_is_allowed(params: dict[str, Any], expected: TicketFilter) -> None:
    assert TicketFilter.from_params(params) == expected


def some_of(values: Sequence[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.sets(st.sampled_from(values)).map(lambda some: tuple(value for value in values if value in some))


FILTERS = st.builds(
    TicketFilter,
    category=some_of(CATEGORIES),
    priority=some_of(PRIORITIES),
    status=some_of(STATUSES),
    assignee=st.lists(st.from_regex(r"[A-Za-zäöü,.]{1,9}", fullmatch=True), unique=True, max_size=3).map(tuple),
    search=st.from_regex(r"([a-zü\"%_&|!:*'()<>\\-]{1,8} ?){0,4}", fullmatch=True).map(str.strip),
    created_after=st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    created_before=st.none() | st.datetimes(datetime(2020, 1, 2), datetime(2030, 1, 1), timezones=st.just(UTC)),
    resolved_after=st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2020, 1, 1), timezones=st.just(UTC)),
    resolved_before=st.none() | st.dates(date(2020, 1, 2), date(2030, 1, 1)),
    weekday=some_of(range(1, 8)),
    hour=some_of(range(24)),
    source=some_of(SOURCES),
    suggestion=some_of((KEPT, CHANGED)),
    event=some_of(EVENTS),
    event_after=st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1)),
    event_before=st.none() | st.datetimes(datetime(2020, 1, 2), datetime(2030, 1, 1), timezones=st.just(UTC)),
)


@given(FILTERS)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_filter_survives_its_parameters_and_the_database(given_filter: TicketFilter) -> None:
    params: dict[str, list[str]] = {}
    for name, value in given_filter.to_params():
        params.setdefault(name, []).append(value)
    assert TicketFilter.from_params(params) == given_filter
    assert counting.count(given_filter) == (0, True)


def test_dropping_one_filter_keeps_the_others() -> None:
    both = TicketFilter(status=("open",), search="x")
    assert both.active() == ("status", "search")
    assert both.without("search") == TicketFilter(status=("open",))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": ["open,closed"], "page": ["7"]}, TicketFilter(status=("open", "closed"))),
        ({"hour": ["9,10", "9"], "weekday": ["7"]}, TicketFilter(hour=(9, 10), weekday=(7,))),
        ({"assignee": ["Mei,Jo"]}, TicketFilter(assignee=("Mei,Jo", "Mei", "Jo"))),
        ({"assignee": ["Mei", "Mei"], "search": [" a "]}, TicketFilter(assignee=("Mei",), search="a")),
        ({"priority": ["low"] * 50}, TicketFilter(priority=("low",))),
        (
            {"created_after": ["2026-02-01"], "created_before": ["2026-01-01"]},
            TicketFilter(created_after=date(2026, 2, 1), created_before=date(2026, 1, 1)),
        ),
    ],
)
def test_as_programs_send_it(database: None, query: dict[str, list[str]], expected: TicketFilter) -> None:
    assert TicketFilter.from_query(query) == expected


def test_programs_are_told_of_too_much(database: None) -> None:
    with pytest.raises(InvalidInput) as caught:
        TicketFilter.from_query({"search": ["a", "b"], "priority": ["low"] * 51, "status": ["x"]})
    fields = caught.value.fields
    assert set(fields) == {"search", "priority", "status"}
    assert fields["search"] == ["Give this once."]
    assert fields["priority"] == ["Give at most 50 values."]


def test_a_search_has_at_most_fifty_different_words() -> None:
    words = [f"{letter}{number}" for letter in "abcdef" for number in range(10)]
    assert TicketFilter.from_params({"search": " ".join(words[:50])}).search
    with pytest.raises(InvalidInput, match="at most 50 different words"):
        TicketFilter.from_params({"search": " ".join(words)})

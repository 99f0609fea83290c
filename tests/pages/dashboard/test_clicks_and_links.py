"""What a click on a mark of the Dashboard chooses, and that every link lists what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting, stats
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.sample import sample_tickets
from services.stats import number_filters
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.pages.dashboard.support import filed_days_ago, in_url, links, metrics, parsed, pick, rows_of
from tests.pages.desk import filed, opened, texts

pytestmark = pytest.mark.usefixtures("database")


def test_a_click_is_the_url_and_the_same_click_takes_it_away() -> None:
    filed_days_ago(0, 1)
    filed_days_ago(2, category="technical", priority="low")
    at = opened("dashboard/page.py")
    pick(at, "category", {"category": "billing"})
    assert in_url(at) == {"category": ["billing"]}
    assert metrics(at)["Tickets"] == "2"
    assert "Billing: 2 of 3 tickets (67%)" in texts(at)
    pick(at, "pairs", {"category": "billing", "priority": "high"})
    assert in_url(at) == {"category": ["billing"], "priority": ["high"]}
    pick(at, "category", {"category": "billing"})
    assert in_url(at) == {"priority": ["high"]}


@pytest.mark.slow
def test_every_link_lists_as_many_tickets_as_it_says() -> None:
    sample_tickets.load_sample()
    filed_days_ago(0, 3, 29, 30, 31, 200)
    for params in ({}, {"category": "billing"}, {"period": "all", "priority": ["high", "low"]}, {"status": "resolved"}):
        at = opened("dashboard/page.py", params)
        said = {
            label: query for label, query in links(at).items() if label.startswith("View ") and label != "View tickets"
        }
        assert len(said) >= 2
        for label, query in said.items():
            found, exact = counting.count(TicketFilter.from_params(parsed(query)))
            assert (label.split()[:2], exact) == (["View", f"{found:,}"], True)


def test_the_days_of_a_bar_list_what_was_created_resolved_and_reopened_in_them() -> None:
    filed_days_ago(3)
    twice, once = filed().id, filed().id
    for ticket, status in ((twice, "resolved"), (twice, "open"), (twice, "closed"), (once, "resolved")):
        editing.edit(ticket, TicketChange(status=status))
    at = opened("dashboard/page.py")
    today = str(reporting.today())
    pick(at, "over_time_1", {"created_after": today, "created_before": today})
    said = {label.split()[-1]: (label, query) for label, query in links(at).items() if label.split()[-1].endswith("ed")}
    listed = {what: counting.count(TicketFilter.from_params(parsed(query))) for what, (_, query) in said.items()}
    assert listed == {"created": (2, True), "resolved": (2, True), "reopened": (1, True)}
    resolved = next(link.proto for link in at.get("page_link") if link.proto.label == "View 2 resolved")
    assert "Resolved 3 times across 2 tickets." in texts(at)
    assert parsed(resolved.query_string) == {"event": ["resolved"], "event_after": [today], "event_before": [today]}


@pytest.mark.slow
def test_a_point_of_the_suggestions_is_its_source_and_its_days() -> None:
    sample_tickets.load_sample()
    at = opened("dashboard/page.py")
    drawn = rows_of(at, "acceptance")
    for point in (drawn[1], drawn[-1]):
        mark = {name: point[name] for name in ("source", "created_after", "created_before")}
        pick(at, "acceptance", mark)
        assert in_url(at) == {name: [value] for name, value in mark.items()}
        query = links(at)[f"View {point['suggested']} ticket{'s' if point['suggested'] != 1 else ''}"]
        assert counting.count(TicketFilter.from_params(parsed(query))) == (point["suggested"], True)
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
    at = opened("dashboard/page.py", params)
    assert f"Acceptance rate by {unit}: suggestions submitted unchanged" in texts(at)
    accepted = next(name.proto for name in at.markdown if "Suggestions accepted" in name.value)
    assert accepted.help.startswith("Acceptance rate: suggestions that were submitted unchanged.")


_SUGGESTED = """
    INSERT INTO suggestion (
        ticket_id, source, model, latency_ms, created_at, category, category_confidence, category_chosen,
        priority, priority_confidence, priority_chosen, category_touched, priority_touched
    )
    SELECT id, 'keywords', 'm', 1, created_at, 'billing', 0.5, 'billing', 'high', 0.5, 'high', false, false
    FROM ticket WHERE created_at > now() - interval '10 days'
"""


def test_tickets_of_the_list_are_charted() -> None:
    filed_days_ago(0, 100)
    at = opened("tickets/page.py", {"priority": "high"})
    link = next(link.proto for link in at.get("page_link") if link.proto.label == "View on dashboard")
    assert parsed(link.query_string) == {"priority": ["high"], "period": ["all"]}
    assert metrics(opened("dashboard/page.py", parsed(link.query_string)))["Tickets"] == "2"


def test_ages_are_the_days_that_the_statistics_count() -> None:
    filed_days_ago(0, 1, 2, 3, 6, 7, 27, 28, 400)
    today = reporting.today()
    for age, found in zip(number_filters.AGE_DAYS, (1, 2, 2, 2, 2), strict=True):
        assert counting.count(number_filters.tickets_of_age(TicketFilter(), age, today))[0] == found


def test_ages_of_a_period_that_is_over_are_those_of_its_tickets() -> None:
    filed_days_ago(0, 1, 8, 12, 20, 40)
    today = reporting.today()
    over = TicketFilter(created_after=today - timedelta(days=25), created_before=today - timedelta(days=10))
    ages = stats.overview(over).age.groupby("age")["n"].sum()
    for age in number_filters.AGE_DAYS:
        assert counting.count(number_filters.tickets_of_age(over, age, today)) == (ages[age], True)

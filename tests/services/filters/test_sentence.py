"""A filter as an English sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.filters.phrases import in_a_sentence
from services.filters.ticket_filter import NOBODY, DateOrTime, TicketFilter
from services.reporting import set_time_zone

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("key", "label", "word"),
    [
        ("billing", "Billing", "billing"),
        ("high", "High", "high"),
        ("billing", "Plan B", "Plan B"),
        ("customer-success", "Customer Success", "Customer Success"),
        ("refunds", "Refunds", "Refunds"),
        ("ios", "iOS app", "iOS app"),
    ],
)
def test_only_our_own_names_are_small_in_a_sentence(key: str, label: str, word: str) -> None:
    assert in_a_sentence(key, label) == word


@pytest.mark.parametrize(
    ("given_filter", "count", "sentence"),
    [
        (TicketFilter(), 0, "0 tickets"),
        (TicketFilter(), 1, "1 ticket"),
        (TicketFilter(), 12403, "12,403 tickets"),
        (
            TicketFilter(
                category=("billing",), priority=("high", "critical"), status=("open", "in_progress"), search="refund"
            ),
            42,
            '42 open or in-progress billing tickets, high or critical, matching "refund"',
        ),
        (TicketFilter(search='"card declined" -refund'), 2, '2 tickets, matching "card declined" -refund'),
        (TicketFilter(assignee=(NOBODY,)), 3, "3 tickets, without an assignee"),
        (TicketFilter(requester=("Ina", "Weber, Jonas")), 3, "3 tickets, requested by Ina or Weber, Jonas"),
        (TicketFilter(created_after=date(2026, 11, 16)), 9, "9 tickets, created in the last 7 days"),
        (TicketFilter(created_after=date(2026, 11, 22)), 9, "9 tickets, created today"),
        (TicketFilter(created_after=date(2024, 1, 2)), 9, "9 tickets, created since 2 Jan 2024"),
        (TicketFilter(created_after=date(2025, 10, 19)), 9, "9 tickets, created in the last 400 days"),
        (TicketFilter(created_after=date(2025, 10, 18)), 9, "9 tickets, created since 18 Oct 2025"),
        (TicketFilter(created_after=date(2026, 11, 23)), 9, "9 tickets, created since 23 Nov 2026"),
        (TicketFilter(created_after=datetime(2026, 11, 22, 9)), 9, "9 tickets, created since 22 Nov 2026 09:00"),
        (TicketFilter(created_before=date(2024, 1, 2)), 9, "9 tickets, created until 2 Jan 2024"),
        (
            TicketFilter(created_after=date(2024, 1, 2), created_before=date(2024, 2, 3)),
            9,
            "9 tickets, created 2 Jan 2024 to 3 Feb 2024",
        ),
        (
            TicketFilter(created_after=date(2024, 1, 2), created_before=date(2024, 1, 2)),
            9,
            "9 tickets, created 2 Jan 2024",
        ),
        (TicketFilter(weekday=(1,), hour=(10,)), 9, "9 tickets, created on Mondays at 10:00"),
        (
            TicketFilter(created_after=date(2026, 11, 16), weekday=(1, 5), hour=(0,), source=("keywords",)),
            1,
            "1 ticket, created in the last 7 days on Mondays or Fridays at 0:00, suggested by the keyword rules",
        ),
        (
            TicketFilter(resolved_after=date(2026, 11, 1), resolved_before=date(2026, 11, 7)),
            9,
            "9 tickets, resolved 1 Nov 2026 to 7 Nov 2026",
        ),
        (TicketFilter(resolved_after=date(2026, 11, 16)), 9, "9 tickets, resolved in the last 7 days"),
        (TicketFilter(resolved_before=date(2026, 11, 1)), 9, "9 tickets, resolved until 1 Nov 2026"),
        (
            TicketFilter(source=("gemini", "learned"), suggestion=("changed",)),
            9,
            "9 tickets, suggested by Gemini or the learned classifier, whose suggestion was changed",
        ),
        (
            TicketFilter(event=("reopened",), event_after=date(2026, 11, 16)),
            9,
            "9 tickets, with a reopening in the last 7 days",
        ),
        (TicketFilter(event=("resolved", "reopened")), 9, "9 tickets, with a resolution or a reopening"),
        (
            TicketFilter(event_after=date(2026, 11, 1), event_before=date(2026, 11, 1)),
            1,
            "1 ticket, with a resolution or a reopening 1 Nov 2026",
        ),
    ],
)
def test_sentences(given_filter: TicketFilter, count: int, sentence: str) -> None:
    assert given_filter.sentence(count, today=date(2026, 11, 22)) == sentence


def test_a_capped_count_says_so() -> None:
    assert TicketFilter().sentence(10_000, exact=False) == "10,000+ tickets"
    assert TicketFilter().sentence(1, exact=False) == "1+ tickets"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 1, 2, 20, 30, tzinfo=UTC), "3 Jan 2026 05:30"),
        (datetime(2026, 1, 2, 20, 30, tzinfo=timezone(timedelta(hours=9))), "2 Jan 2026 20:30"),
        (datetime(2026, 1, 2, 20, 30), "2 Jan 2026 20:30"),
        (date(2026, 1, 2), "2 Jan 2026"),
    ],
)
def test_a_moment_is_told_in_the_reporting_time_zone(moment: DateOrTime, said: str) -> None:
    set_time_zone("Asia/Tokyo", instead_of="UTC")
    assert TicketFilter(created_before=moment).sentence(9) == f"9 tickets, created until {said}"

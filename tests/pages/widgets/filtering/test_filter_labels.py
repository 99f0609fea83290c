"""The chips of the filter bar: what each says and takes away. The widgets are driven on the pages that show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pages.widgets.filtering import filter_labels
from services.filters.ticket_filter import NOBODY, TicketFilter

pytestmark = pytest.mark.usefixtures("database")

TODAY = date(2026, 11, 22)
MON, SUN = date(2026, 11, 16), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("current", "name", "words"),
    [
        (TicketFilter(status=("in_progress",)), "status", "In progress"),
        (TicketFilter(assignee=("Mei", NOBODY)), "assignee", "Mei, Unassigned"),
        (TicketFilter(created_after=MON), "created", "Last 7 days"),
        (TicketFilter(created_after=MON, created_before=SUN), "created", "16 Nov 2026 to 22 Nov 2026"),
        (TicketFilter(created_after=date(2026, 1, 2)), "created", "since 2 Jan 2026"),
        (TicketFilter(created_before=datetime(2026, 1, 2, 9, 30, tzinfo=UTC)), "created", "until 2 Jan 2026 09:30"),
        (TicketFilter(resolved_after=MON), "resolved", "since 16 Nov 2026"),
        (TicketFilter(resolved_after=MON, resolved_before=MON), "resolved", "16 Nov 2026"),
        (TicketFilter(resolved_after=MON, resolved_before=SUN), "resolved", "16 Nov 2026 to 22 Nov 2026"),
        (TicketFilter(weekday=(1, 7)), "weekday", "Monday, Sunday"),
        (TicketFilter(hour=(0, 13)), "hour", "0:00, 13:00"),
        (TicketFilter(source=("gemini", "keywords")), "source", "Gemini, the keyword rules"),
        (TicketFilter(suggestion=("changed",)), "suggestion", "Changed"),
        (TicketFilter(event=("reopened",)), "event", "Reopened"),
        (TicketFilter(event=("resolved",), event_after=MON, event_before=MON), "event", "Resolved 16 Nov 2026"),
        (TicketFilter(event_after=MON), "event", "Resolved or reopened since 16 Nov 2026"),
        (TicketFilter(search="toner"), "search", "toner"),
    ],
)
def test_a_chip_says_its_part_of_the_filter_and_takes_it_away(current: TicketFilter, name: str, words: str) -> None:
    assert filter_labels.active_filters(current) == [name]
    assert filter_labels.value_label(name, current, TODAY) == words
    assert filter_labels.without(current, name) == TicketFilter()

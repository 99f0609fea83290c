"""The counts beside the options of a filter menu are those of the lists that the options lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.filters.ticket_filter import TicketFilter
from services.jobs.execution import execute
from services.jobs.work import retention
from services.listing import counting
from services.retention.policy import Policy
from services.rollups import maintenance
from services.rollups.option_counts import option_counts
from services.rollups.source import KEYS
from tests import doors
from tests.services.retention.test_removal import aged

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("folded", [False, True], ids=["not folded", "folded"])
def test_each_option_has_the_count_of_its_list(folded: bool) -> None:
    doors.fill()
    if folded:
        maintenance.fold()
    for current in (
        TicketFilter(),
        TicketFilter(status=("open",)),
        TicketFilter(priority=("high", "critical"), category=("billing",)),
        TicketFilter(created_after=date(2000, 1, 1), status=("resolved", "closed")),
        TicketFilter(created_after=date(2999, 1, 1)),
    ):
        counts = option_counts(current)
        assert set(counts) == set(KEYS)
        for name, options in {
            "status": ("open", "resolved"),
            "priority": ("high", "low"),
            "category": ("billing",),
        }.items():
            for option in options:
                given: dict[str, Any] = {name: (option,)}
                alone = replace(current, **given)
                assert (counts[name][option], True) == counting.count(alone), (current, option)


def test_what_the_rollups_do_not_know_has_no_counts() -> None:
    for current in (TicketFilter(search="x"), TicketFilter(assignee=("nobody",)), TicketFilter(hour=(3,))):
        assert option_counts(current) == {}


def test_with_removed_tickets_there_are_none_that_no_list_would_have() -> None:
    aged(2)
    assert option_counts(TicketFilter())["status"] == {"closed": 2}
    execute(retention.start(Policy(365), actor="local").id)
    assert option_counts(TicketFilter()) == {}

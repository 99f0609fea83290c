"""Work by person on the Dashboard, through AppTest, on a real database."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from pages.dashboard.cards import people_card
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.jobs.execution import execute
from services.jobs.work import retention
from services.listing import counting
from services.retention.policy import Policy
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.pages.desk import filed, opened, texts
from tests.services.retention.test_removal import aged

pytestmark = pytest.mark.usefixtures("database")


def table(at: Any) -> dict[str, Any]:
    said = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    found: dict[str, Any] = next(
        data for data in said if isinstance(data, dict) and data.get("label") == people_card.TITLE
    )
    return found


def test_each_number_leads_to_its_tickets_and_unassigned_ones_are_a_row() -> None:
    filed()
    mine = filed(assignee="Zoë <b>")
    editing.edit(filed().id, TicketChange(assignee="Ann", status="resolved"))
    shown = table(opened("dashboard/page.py"))
    rows = {row["name"]: [cell["text"] for cell in row["cells"]] for row in shown["rows"]}
    assert list(rows) == ["Ann", "Zoë <b>", "Unassigned"]
    assert rows["Ann"] == ["0", "1", "1", "1 min", "–"]
    assert rows["Zoë <b>"] == ["1", "0", "0", "–", "just now"]
    assert rows["Unassigned"] == ["1", "–", "0", "–", "just now"]
    for row in shown["rows"]:
        for cell in row["cells"]:
            if cell["address"] and cell["text"].isdigit():
                params = parse_qs(cell["address"])
                assert counting.count(TicketFilter.from_params(params)) == (int(cell["text"]), True)
    oldest = parse_qs(shown["rows"][1]["cells"][-1]["address"])
    assert oldest["sort"] == ["age"]
    assert mine.assignee in oldest["assignee"]


def test_a_person_whose_name_means_unassigned_has_numbers_that_lead_nowhere() -> None:
    editing.edit(filed().id, TicketChange(assignee="nobody"))
    (row,) = table(opened("dashboard/page.py"))["rows"]
    assert (row["name"], row["cells"][0]["text"]) == ("nobody", "1")
    assert {cell["address"] for cell in row["cells"]} == {""}


def test_it_says_that_it_lacks_what_retention_removed() -> None:
    said = "Without tickets that retention removed."
    aged(1, days=40)
    filed()
    period = {"period": "all"}
    assert said not in texts(opened("dashboard/page.py", period))
    execute(retention.start(Policy(30), actor="local").id)
    assert said in texts(opened("dashboard/page.py", period))


def test_a_period_without_any_work_and_a_slow_database_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    filed(status="closed")
    at = opened("dashboard/page.py", {"status": "open", "period": "all"})
    assert "Work by person" not in texts(at) or "No ticket was unresolved, taken or resolved" in texts(at)

    def slow(_: TicketFilter) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(people_card, "people_work", slow)
    at = opened("dashboard/page.py")
    assert "This is taking too long" in texts(at)

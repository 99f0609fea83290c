"""Targets on the Dashboard, on Tickets and in the API: each number lists exactly its tickets."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from starlette.testclient import TestClient

from db.engine import transaction
from pages.dashboard.crossfilter import filter_after
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.rollups import maintenance
from services.stats.targets.targets import target_overview
from services.targets.policy import TargetTimes, WorkingHours, store_policy
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.api.conftest import app, client  # noqa: F401 - fixtures
from tests.pages.dashboard.support import chart, filed_days_ago, links, menu_data, metrics
from tests.pages.desk import filed, opened, texts

pytestmark = pytest.mark.usefixtures("database")

ALWAYS = WorkingHours(tuple(range(1, 8)), 0, 1440)


def set_targets(*targets: TargetTimes) -> None:
    with transaction(statement_timeout=0) as session:
        store_policy(session, ALWAYS, targets, past=True)


@pytest.fixture
def desk(database: None) -> None:
    """High: 8 kept, 4 breached, 1 at risk; low: 1 on track; medium has no target."""
    set_targets(TargetTimes("high", None, None, 24 * 60), TargetTimes("low", None, None, 1000 * 60))
    for _ in range(8):
        editing.edit(filed().id, TicketChange(status="resolved"))
    filed_days_ago(3, 4, 5, 40)
    with transaction() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO ticket (title, description, category, priority, created_at)"
            " VALUES ('t', 'd', 'billing', 'high', now() - interval '20 hours')"
        )
    filed(priority="low")
    filed(priority="medium")


@pytest.mark.usefixtures("desk")
def test_tile_card_and_sentences_list_exactly_their_tickets() -> None:
    at = opened("dashboard/page.py")
    shown, said = metrics(at), texts(at)
    assert shown["Targets kept"] == "8 of 11"
    assert shown["Breached now"] == "4"
    assert "4 unresolved tickets breached their targets." in said
    assert "1 unresolved ticket is at risk." in said
    assert "Targets by priority" in said
    for what, count in (("breached", 3), ("tickets", 4), ("tickets", 13), ("tickets", 11)):
        label = f"View {count} {what}"
        query = parse_qs(links(at)[label])
        assert counting.count(TicketFilter.from_params(query)) == (count, True), label
    assert "pickable" in chart(at, "targets").spec


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize(
    "current",
    [
        TicketFilter(),
        TicketFilter(priority=("low",)),
        TicketFilter(category=("billing",)),
        TicketFilter(status=("open",)),
        TicketFilter(target=("breached", "at_risk")),
        TicketFilter(created_after=(datetime.now(UTC) - timedelta(days=6)).date()),
        TicketFilter(created_after=datetime.now(UTC) - timedelta(hours=3)),
        TicketFilter(status=("open", "resolved"), target=("kept", "on_track"), category=("technical",)),
        TicketFilter(assignee=("nobody",), created_after=(datetime.now(UTC) - timedelta(days=6)).date()),
        TicketFilter(search="smokes"),
    ],
)
def test_the_numbers_are_the_counts_of_their_filters(current: TicketFilter, is_folded: bool) -> None:
    if is_folded:
        maintenance.fold()
    found = target_overview(current).by_priority
    for row in found.itertuples():
        if (current.priority and row.priority not in current.priority) or (
            current.target and row.state not in current.target
        ):
            assert row.n == 0
            continue
        one = filter_after(current, {"pick": [{"priority": row.priority, "target": row.state}]})
        if one is None or (one.priority, one.target) != ((row.priority,), (row.state,)):  # chosen already
            continue
        assert counting.count(one) == (row.n, True)


def test_without_targets_the_card_leads_to_the_settings_and_nothing_else_changes() -> None:
    filed()
    at = opened("dashboard/page.py")
    assert "No targets are set" in texts(at)
    assert "Targets kept" not in metrics(at)
    assert "Set targets" in [link.proto.label for link in at.get("page_link")]


@pytest.mark.usefixtures("desk")
def test_the_api_filters_by_targets_and_tells_the_clock(client: TestClient) -> None:  # noqa: F811
    answered = client.get("/api/tickets/?target=at_risk").json()
    (ticket,) = answered["results"]
    assert ticket["target"]["state"] == "at_risk"
    assert 3.9 * 3600 < ticket["target"]["seconds_left"] <= 4 * 3600
    address = f"/api/tickets/{ticket['id']}/"
    assert client.get(address).json()["target"]["resolve_by"] == ticket["target"]["resolve_by"]
    changed = client.patch(address, json={"status": "closed"}).json()
    assert changed["target"]["state"] == "kept"
    assert client.put(address, json=changed | {"title": "Sent back"}).status_code == 200
    assert client.get("/api/tickets/?priority=medium").json()["results"][0]["target"] is None
    assert client.get("/api/tickets/?target=late").status_code == 400
    made = client.post("/api/tickets/", json={"title": "New", "description": "n", "priority": "high"}).json()
    assert made["target"]["state"] == "on_track"


@pytest.mark.usefixtures("desk")
def test_the_list_and_the_open_ticket_show_the_clock() -> None:
    at = opened("tickets/page.py", {"target": "breached"})
    (table,) = (json.loads(one.proto.json) for one in at.get("bidi_component") if '"rows"' in (one.proto.json or ""))
    assert {row["cells"]["target"]["label"].split()[-1] for row in table["rows"]} == {"over"}
    at = opened("tickets/page.py", {"id": str(table["rows"][0]["id"])})
    assert "Breached:" in texts(at)
    assert "Resolution due" in texts(at)


def test_targets_are_compared_as_everything_is(desk: None) -> None:
    at = opened("dashboard/page.py", {"priority": "high", "against": "priority=low"})
    table = menu_data(at, "card_targets")["table"]
    assert table["columns"] == ["Priority", "Targets", "Tickets", "Share", "Compared with", "Change"]
    assert [row[2:] for row in table["rows"] if row[:2] == ["High", "Kept"]] == [[8, "67%", 0, "+8"]]

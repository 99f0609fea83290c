"""Saved dashboards and the choice of cards on the Dashboard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services import reporting
from services.dashboards import saved
from services.dashboards.look import Params
from tests.pages.dashboard.support import charts, filed_days_ago, in_url, metrics
from tests.pages.desk import click, opened, run, texts

pytestmark = pytest.mark.usefixtures("database")

PAGE = "dashboard/page.py"
WEEK: Params = (("priority", "high"), ("period", "7"), ("cards", "week,priority"))


def drawn(at: Any) -> list[str]:
    return [proto.id.split("chart_")[-1].rsplit("_", 1)[0] for proto in charts(at)]


def field(at: Any, kind: str, key: str) -> Any:
    return next(widget for widget in at.get(kind) if widget.key == key)


def test_a_dashboard_is_saved_and_opened_again() -> None:
    filed_days_ago(0, 1, 20)
    since = (reporting.today() - timedelta(days=6)).isoformat()
    at = opened(PAGE, {"priority": "high", "created_after": since, "cards": "week,priority"})
    field(at, "text_input", "dashboard_name").set_value("Monday")
    click(at, "Save as dashboard")
    (one,) = saved.list_dashboards(at.session_state["browser"]).all
    assert (one.name, one.look, one.own) == ("Monday", WEEK, True)
    wanted = {"dashboard": [str(one.id)], "priority": ["high"], "period": ["7"], "cards": ["week,priority"]}
    assert in_url(at) == wanted
    assert drawn(at) == ["week", "priority"]
    assert "2 tickets, high, created in the last 7 days" in texts(at)
    click(at, "Standard")
    assert (in_url(at), "Tickets" in metrics(at)) == ({}, True)
    click(at, "Monday")
    assert in_url(at) == wanted


def test_the_address_without_parameters_is_what_opens_first_and_a_link_wins() -> None:
    filed_days_ago(0, 1, 20)
    ours = saved.save("Ours", WEEK, everyone=True)
    at = opened(PAGE)
    assert (in_url(at), "Tickets" in metrics(at)) == ({}, True)
    saved.open_first(ours.id, everyone=True)
    settled = {"dashboard": [str(ours.id)], "priority": ["high"], "period": ["7"], "cards": ["week,priority"]}
    at = opened(PAGE)
    assert (in_url(at), drawn(at)) == (settled, ["week", "priority"])
    at = opened(PAGE, {"dashboard": str(ours.id), "period": "all", "cards": "ages"})
    assert (drawn(at), "3 tickets" in texts(at)) == (["ages"], True)
    at = opened(PAGE, {"dashboard": str(ours.id), "priority": "low"})
    assert in_url(at) == settled | {"priority": ["low"]}
    at = opened(PAGE, {"status": "open"})
    assert (in_url(at), "Tickets" in metrics(at)) == ({"status": ["open"], "cards": ["all"]}, True)
    click(at, "Clear filters")
    assert in_url(at) == {"cards": ["all"]}  # and not the address that opens what opens first


def test_a_dashboard_that_is_gone_is_told_and_a_card_that_is_gone_is_not() -> None:
    filed_days_ago(0)
    at = opened(PAGE, {"dashboard": "404"})
    assert "There is no such dashboard." in texts(at)
    at = opened(PAGE, {"cards": "gone,ages", "category": "gone"})
    assert (drawn(at), "category: Unknown value" in texts(at), len(at.warning)) == (["ages"], True, 1)


def test_changes_are_seen_and_saved_and_what_was_removed_comes_back() -> None:
    filed_days_ago(0)
    ours = saved.save("Ours", WEEK, everyone=True)
    at = opened(PAGE, {"dashboard": str(ours.id)})
    assert not any("Save changes" in button.label for button in at.button)
    at.query_params["cards"] = "ages"
    run(at)
    click(at, "Save changes")
    assert dict(saved.list_dashboards().all[0].look)["cards"] == "ages"
    field(at, "selectbox", "dashboard_chosen").set_value(ours.id)
    run(at)
    field(at, "text_input", f"dashboard_renamed_{ours.id}").set_value("*Monday*")
    run(at)
    assert saved.list_dashboards().all[0].name == "*Monday*"
    field(at, "selectbox", "dashboard_first_everyone").set_value(ours.id)
    run(at)
    assert saved.list_dashboards().of_desk == ours.id
    field(at, "selectbox", "dashboard_chosen").set_value(ours.id)
    run(at)
    click(at, "Remove")
    assert saved.list_dashboards().all == ()
    click(at, "Undo")
    assert saved.list_dashboards().first() is not None


def test_what_is_hidden_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    filed_days_ago(0)
    asked: list[str] = []
    monkeypatch.setattr("services.stats.imports_between", lambda *_: asked.append("imports"))
    monkeypatch.setattr("services.stats.targets.target_numbers.read_targets", lambda *_: asked.append("targets"))
    monkeypatch.setattr("pages.dashboard.cards.people_card.people_work", lambda *_: asked.append("people"))
    monkeypatch.setattr("pages.dashboard.insights.find_anomalies", lambda *_: asked.append("anomalies"))
    assert drawn(opened(PAGE, {"cards": "priority,ages"})) == ["priority", "ages"]
    assert asked == []

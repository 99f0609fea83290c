"""Topics on the Dashboard, through AppTest, on a real database."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from pages.dashboard.topics import card as topics_card
from pages.widgets.jobs.job_actions import ACTOR
from services.access.asking import Asker
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.jobs.execution import execute
from services.listing import counting
from services.topics import naming
from services.topics.deciding import decide_new_tickets
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.topics import support

pytestmark = pytest.mark.usefixtures("database")


def table(at: Any) -> dict[str, Any] | None:
    said = [json.loads(one.proto.json) for one in at.get("bidi_component") if one.proto.json]
    return next((data for data in said if isinstance(data, dict) and data.get("label") == topics_card.TITLE), None)


def test_before_the_first_look_the_card_says_when_it_is_and_a_lead_may_have_it_now() -> None:
    filed()
    at = opened("dashboard/page.py")
    assert "They are found each night once there are 100 tickets." in texts(at)
    assert table(at) is None
    click(at, "Look for topics now")
    assert store.is_open("topics")
    assert topics_card.LOOKING in texts(at)
    assert not any(button.label == "Look for topics now" for button in at.button)
    (job,) = store.of_person(ACTOR)
    execute(job.id)
    assert "Topics need at least 100 tickets; 1 ticket could be read." in texts(opened("dashboard/page.py"))


def test_topics_that_rise_come_first_and_every_number_leads_to_its_tickets() -> None:
    card, printer, rate = support.made_topics("card", "printer", "rate")
    support.file_texts(support.texts(30, ("card", "rate")), days_ago=40)
    support.file_texts(support.texts(30, ("card",)) + support.texts(40, ("printer",)), days_ago=3)
    filed(title="A <b>printer</b>")
    decide_new_tickets()
    naming.rename(printer, "Paper <i>jams</i>")
    at = opened("dashboard/page.py")
    shown = table(at)
    assert shown is not None
    assert [row["name"] for row in shown["rows"]] == ["Paper <i>jams</i>", "Rate, x", "Card, x"]
    assert [row["change"] for row in shown["rows"]] == ["↗ Rising, new", "↘ Falling, -100%", "no change"]
    assert "Topics: 1 rising, 1 falling" in texts(at)
    assert shown["rows"][0]["examples"][0]["title"] == "A <b>printer</b>"
    for row in shown["rows"]:
        if row["address"]:
            wanted = TicketFilter.from_params(parse_qs(row["address"]))
            assert counting.count(wanted) == (int(row["count"]), True)
    of_card = opened("dashboard/page.py", {"topic": str(card)})
    assert '"Card, x"' in texts(of_card)
    rows = table(of_card)
    assert rows is not None
    assert {row["name"] for row in rows["rows"]} == {"Paper <i>jams</i>", "Rate, x", "Card, x"}
    assert rate


def test_a_name_is_given_on_the_card() -> None:
    (card,) = support.made_topics("card")
    filed(title="A card")
    decide_new_tickets()
    at = opened("dashboard/page.py")
    at.selectbox(key="topic_chosen").select(card)
    run(at)
    assert at.text_input(key="topic_name").value == "Card, x"
    at.text_input(key="topic_name").set_value("Lost cards")
    click(at, "Save name")
    assert [topic.name for topic in naming.list_topics()] == ["Lost cards"]


def test_an_outage_leaves_the_page_and_viewers_get_no_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    support.made_topics("card")
    filed(title="A card")
    decide_new_tickets()
    monkeypatch.setattr("services.access.asking.LOCAL", Asker("Vi", "viewer"))
    at = opened("dashboard/page.py")
    assert table(at) is not None
    assert not any("topics" in (button.key or "") for button in at.button)

    def slow(*_: Any, **__: Any) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(topics_card, "topics_of_period", slow)
    assert "This is taking too long. Reload the page to try again." in texts(opened("dashboard/page.py"))

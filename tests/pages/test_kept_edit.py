"""An edit that the browser has kept comes back into the form of its ticket; AppTest reports as the browser does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from services import tickets
from services.tickets import Ticket
from tests.pages.desk import filed, run, texts
from tests.pages.tickets_support import database_away, field, open_drawer

pytestmark = pytest.mark.usefixtures("database")

KEPT = {"assignee": "Mei", "priority": "critical", "title": "Printer on fire"}


def keeper(at: AppTest) -> tuple[str, dict[str, Any]]:
    """Its id, and what Python last told it."""
    told = [(node.proto.id, json.loads(node.proto.json)) for node in at.get("bidi_component") if node.proto.json]
    return next((name, data) for name, data in told if "given_back" in data)


def reported(at: AppTest, fields: dict[str, str], *, click: str = "", **events: Any) -> AppTest:
    """What the browser sends: the fields as it shows them, a click, and events of the keeper."""
    for name, value in fields.items():
        field(at, name).set_value(value)
    if click:
        at.button(key=click).click()
    states = at._tree.get_widget_states()
    told = [{"event": event, "value": value} for event, value in events.items()]
    if told:
        states.widgets.append(
            WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{keeper(at)[0]}__events", json_trigger_value=json.dumps(told))
        )
    at._run(states)
    assert not at.exception, at.exception
    return at


def given_back(ticket: Ticket) -> AppTest:
    """The drawer after the browser has offered its edit and before it shows it."""
    at = open_drawer(ticket.id)
    reported(at, {}, kept=keeper(at)[1] | {"changes": KEPT})
    assert (in_the_form(at), keeper(at)[1]["held"]) == (KEPT, True)
    return at


def before(ticket: Ticket) -> dict[str, str]:
    return {name: getattr(ticket, name) or "" for name in KEPT}


def in_the_form(at: AppTest) -> dict[str, str]:
    return {name: field(at, name).value for name in KEPT}


def of_now(ticket_id: int) -> dict[str, str]:
    ticket = tickets.get(ticket_id)
    return {name: getattr(ticket, name) or "" for name in KEPT}


def test_what_the_browser_does_not_show_yet_is_not_lost_with_a_click() -> None:
    ticket = filed()
    at = given_back(ticket)
    for _ in range(2):
        reported(at, before(ticket))
        assert (in_the_form(at), keeper(at)[1]["held"]) == (KEPT, True)
    reported(at, before(ticket) | {"assignee": "M"})
    assert in_the_form(at) == KEPT | {"assignee": "M"}
    reported(at, before(ticket) | {"assignee": "M"}, click="edit_save")
    assert of_now(ticket.id) == KEPT | {"assignee": "M"}


def test_nor_with_a_second_click_after_a_save_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    at = given_back(ticket)
    with monkeypatch.context() as patch:
        patch.setattr(tickets, "edit", database_away)
        reported(at, before(ticket), click="edit_save")
    reported(at, before(ticket), click="edit_save")
    assert of_now(ticket.id) == KEPT


@pytest.mark.parametrize("click", ["", "edit_save"])
def test_what_the_browser_shows_is_the_persons_own(click: str) -> None:
    """Also what they choose before the server has heard of that, which is as it was before the edit."""
    ticket = filed()
    at = reported(given_back(ticket), before(ticket))
    reported(at, KEPT | {"priority": ticket.priority}, click=click, shown=keeper(at)[1]["opening"])
    assert in_the_form(at) == KEPT | {"priority": ticket.priority}
    assert not keeper(at)[1]["held"]
    assert of_now(ticket.id) == (KEPT | {"priority": ticket.priority} if click else before(ticket))


def test_what_an_earlier_opening_showed_does_not_count() -> None:
    ticket = filed()
    at = reported(given_back(ticket), before(ticket), shown="another")
    assert in_the_form(at) == KEPT


def test_a_discarded_edit_does_not_come_back() -> None:
    ticket = filed()
    at = reported(given_back(ticket), before(ticket), click="edit_discard")
    assert (in_the_form(at), keeper(at)[1]["held"]) == (before(ticket), False)
    assert "Not saved yet" not in texts(run(at))


def test_nothing_of_it_goes_to_another_ticket() -> None:
    other = filed(title="Screen")
    at = given_back(filed())
    at.query_params["id"] = str(other.id)
    run(run(at))
    assert (in_the_form(at), keeper(at)[1]["held"]) == (before(other), False)

"""An edit that was not saved comes back into the form of its ticket, from the session or from the browser.

For the browser AppTest reports what it would.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from services.tickets import editing
from services.tickets.editing import Ticket, TicketChange
from tests.pages.desk import click, filed, run, texts
from tests.pages.tickets.support import database_away, field, open_drawer, told

pytestmark = pytest.mark.usefixtures("database")

KEPT = {"assignee": "Mei", "priority": "critical", "title": "Printer on fire"}


def keeper(at: AppTest) -> tuple[str, dict[str, Any]]:
    """Its id, and what Python last told it."""
    nodes = [(node.proto.id, json.loads(node.proto.json)) for node in at.get("bidi_component") if node.proto.json]
    return next((name, data) for name, data in nodes if "given_back" in data)


def reported(at: AppTest, fields: dict[str, str], *, click: str = "", **events: Any) -> AppTest:
    """What the browser sends: the fields as it shows them, a click, and events of the keeper."""
    for name, value in fields.items():
        if name == "assignee" and value and value not in field(at, name).options:
            field(at, name).options.append(value)
        if name != "title" or is_edited(at):
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


def is_edited(at: AppTest) -> bool:
    return any(widget.label == "Title" for widget in at.text_input)


def in_the_form(at: AppTest) -> dict[str, str]:
    title = {} if is_edited(at) else told(at, "drawer_title")
    return {name: title[name] if name in title else field(at, name).value for name in KEPT}


def of_now(ticket_id: int) -> dict[str, str]:
    ticket = editing.get(ticket_id)
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
        patch.setattr(editing, "edit", database_away)
        reported(at, before(ticket), click="edit_save")
    reported(at, before(ticket), click="edit_save")
    assert of_now(ticket.id) == KEPT


def test_an_older_edit_that_is_offered_again_does_not_come_back_over_newer_typing() -> None:
    ticket = filed()
    at = given_back(ticket)
    offered = keeper(at)[1] | {"changes": KEPT}
    for typed in ("M", "Jo"):
        reported(at, before(ticket) | {"assignee": typed}, kept=offered)
        assert in_the_form(at) == KEPT | {"assignee": typed}
    reported(at, {}, click="edit_save", kept=offered)
    assert of_now(ticket.id) == KEPT | {"assignee": "Jo"}


@pytest.mark.parametrize("changed", [{"requester": "Theirs"}, {"assignee": "Theirs"}])
def test_an_edit_from_the_browser_never_overwrites_what_another_person_changed_meanwhile(
    changed: dict[str, str],
) -> None:
    """It is an edit of the ticket as it was when it began, not as it is when it comes back."""
    ticket = filed()
    stored = keeper(open_drawer(ticket.id))[1] | {"changes": KEPT}
    editing.edit(ticket.id, TicketChange(**changed), actor="Jonas")
    at = open_drawer(ticket.id)
    reported(at, {}, kept=stored | {"opening": keeper(at)[1]["opening"]})
    reported(at, {}, click="edit_save")
    assert "Someone else changed this ticket while you were editing:" in texts(at)
    assert all(value in texts(at) for value in ("Jonas", *changed.values()))
    found = editing.get(ticket.id)
    assert {name: getattr(found, name) for name in changed} == changed
    assert (found.title, found.version) == (ticket.title, 2)
    click(at, "Save my changes anyway")
    after = editing.get(ticket.id)
    assert of_now(ticket.id) == KEPT
    assert after.requester == changed.get("requester", ticket.requester)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "KEPT",
        {"changes": KEPT},
        {"version": 1, "last_event": 1},
        {"version": "1", "last_event": 1, "changes": KEPT},
        {"version": 1, "last_event": None, "changes": KEPT},
        {"version": 1, "last_event": 1, "changes": [["title", "x"]]},
        {"version": 1, "last_event": 1, "changes": {"title": 7, "id": "9", "created_at": "2020-01-01"}},
    ],
)
def test_what_the_browser_stored_is_checked_as_it_comes_from_outside(stored: object) -> None:
    ticket = filed()
    at = reported(open_drawer(ticket.id), {}, kept=stored)
    assert in_the_form(at) == before(ticket)
    assert "Unsaved changes" not in texts(at)


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
    assert "Unsaved changes" not in texts(run(at))


def test_nothing_of_it_goes_to_another_ticket() -> None:
    other = filed(title="Screen")
    at = given_back(filed())
    at.query_params["id"] = str(other.id)
    run(run(at))
    assert (in_the_form(at), keeper(at)[1]["held"]) == (before(other), False)


def next_and_back(at: AppTest, between: Callable[[], object]) -> None:
    """To the next ticket and back, and what others do meanwhile."""
    run(at)
    at.button(key="drawer_next").click()
    run(run(at))
    assert "Unsaved changes" not in texts(at)
    between()
    at.button(key="drawer_previous").click()
    run(run(at))


def test_an_edit_is_there_again_when_its_ticket_is_opened_again_and_takes_nothing_of_others_with_it() -> None:
    first, last = filed(), filed()
    at = click(open_drawer(last.id), "Edit")
    field(at, "requester").set_value("Mei")
    next_and_back(at, lambda: editing.edit(last.id, TicketChange(description="Theirs"), actor="Jonas"))
    assert field(at, "requester").value == "Mei"
    assert "Unsaved changes: requester" in texts(at)
    editing.edit(last.id, TicketChange(description="Theirs, and better"), actor="Jonas")
    click(at, "Save changes")
    assert "Someone else changed this ticket while you were editing:" in texts(
        at
    )  # since the edit began, not since it came back
    click(at, "Save my changes anyway")
    saved = editing.get(last.id)
    assert (saved.requester, saved.description) == ("Mei", "Theirs, and better")
    assert editing.get(first.id).requester is None
    assert "Unsaved changes" not in texts(at)


def test_what_is_discarded_does_not_come_back_and_leaves_the_ticket_as_it_is() -> None:
    filed()
    last = filed()
    at = click(open_drawer(last.id), "Edit")
    field(at, "requester").set_value("Mei")
    next_and_back(at, lambda: editing.edit(last.id, TicketChange(status="resolved"), actor="Jonas"))
    click(at, "Discard")
    assert (is_edited(at), field(at, "status").value) == (False, "resolved")
    next_and_back(at, lambda: None)
    assert "Unsaved changes" not in texts(at)
    click(at, "Edit")
    assert field(at, "requester").value == ""
    field(at, "title").set_value("Another")
    click(at, "Save changes")
    assert editing.get(last.id).title == "Another"


def test_an_edit_is_kept_though_a_click_cut_short_the_drawing_after_the_save_before_it() -> None:
    ticket = filed()
    at = click(open_drawer(ticket.id), "Edit")
    at.session_state["done_with"] = ticket.id  # as it stays when the form is filled and the run is ended just then
    field(at, "requester").set_value("Mei")
    run(at)
    del at.session_state["opened"]  # closed, and opened again
    assert field(run(at), "requester").value == "Mei"


def test_the_browser_is_told_whose_edit_it_is_and_of_which_ticket() -> None:
    """A number may be another ticket's after a reset, and people may share a browser."""
    first, second = filed(), filed()
    said = [keeper(open_drawer(ticket.id))[1]["whose"] for ticket in (first, second)]
    assert said == [f"{ticket.created_at.isoformat()} " for ticket in (first, second)]
    assert said[0] != said[1]

"""The edit of a ticket that the browser keeps: stored at once, offered once, never over newer typing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.scripts.stage import Stage

KEY = "triage-desk.edit.7"
BODY = """<div class="st-key-edit_7_title"><input value="Old title"></div>
<div class="st-key-edit_7_status"><input value="Open"></div>
<div class="st-key-edit_7_assignee"><input value="Unassigned"></div>
<button class="st-key-edit_save">Save</button>"""
STATE = {"version": 3, "last_event": 11, "whose": "2026-11-02 ann"}


def data(**changed: Any) -> dict[str, Any]:
    """What the form hands over when it was opened: nothing is changed."""
    usual = {
        "id": 7, **STATE, "opening": "first", "changes": {}, "given_back": None, "held": False,
        "texts": ["title", "description"], "open": ["assignee"],
        "choices": {"status": {"Open": "open", "Closed": "closed"}, "assignee": {"Unassigned": ""}},
        "originals": {"title": "Old title", "status": "open", "assignee": ""},
    }  # fmt: skip
    return usual | changed


@pytest.fixture
def stage(page: Page) -> Stage:
    return Stage(page, "tickets/drawer/editing/unsaved_edit").open(BODY)


def kept(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stage.stored("sessionStorage")[KEY])
    return found


def test_what_is_typed_is_stored_with_the_version_it_began_on(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    assert kept(stage)["changes"] == {"title": "New title"}
    assert kept(stage)["version"] == 3


def test_what_is_typed_back_is_no_change(stage: Stage) -> None:
    stage.run(data())
    for text in ("New title", "Old title"):
        stage.page.locator(".st-key-edit_7_title input").fill(text)
    assert KEY not in stage.stored("sessionStorage")


def test_after_a_reload_the_edit_is_offered_as_of_the_version_it_began_on(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    stage.open(BODY).run(data(version=9, last_event=40, opening="second"))
    kind, name, value = stage.told(1)[0]
    assert (kind, name, value["changes"]) == ("trigger", "kept", {"title": "New title"})
    assert (value["version"], value["last_event"]) == (3, 11)


def test_the_edit_of_a_closed_tab_is_offered_in_the_next_one(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    beside = beside_it(stage).run(data())
    assert (beside.reports, beside.stored()) == ([], {})  # the first tab still has it
    stage.page.goto("about:blank")  # as closing does, it hides the page
    later = beside_it(stage)
    assert len(later.stored()) == 1
    kind, name, value = later.run(data(version=9, opening="second")).told(1)[0]
    assert (kind, name, value["changes"], value["version"]) == ("trigger", "kept", {"title": "New title"}, 3)
    assert later.stored() == {}


@pytest.mark.parametrize("whose", ["2026-11-30 ann", "2026-11-02 mei"])
def test_a_left_edit_of_another_ticket_with_this_number_or_of_another_person_is_not_offered(
    stage: Stage, whose: str
) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    stage.page.goto("about:blank")
    other = beside_it(stage).run(data(whose=whose))
    other.page.wait_for_timeout(50)
    assert (other.reports, len(other.stored())) == ([], 1)
    assert beside_it(stage).run(data(opening="second")).told(1)[0][2]["changes"] == {"title": "New title"}


def test_a_reloaded_edit_of_another_ticket_with_this_number_is_not_offered(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    stage.open(BODY).run(data(opening="second", whose="2026-11-30 ann"))
    stage.page.wait_for_timeout(50)
    assert (stage.reports, KEY in stage.stored("sessionStorage")) == ([], False)
    stage.open(BODY).run(data(opening="third"))  # whoever it is of signs in again
    assert stage.told(1)[0][2]["changes"] == {"title": "New title"}


def test_what_a_tab_left_outlives_what_other_tabs_do_with_their_own_edits(stage: Stage) -> None:
    left = beside_it(stage).run(data())
    for one, text in ((stage.run(data()), "Here"), (left, "Left")):
        one.page.locator(".st-key-edit_7_title input").fill(text)
    left.page.goto("about:blank")
    stage.open(BODY).run(data(opening="second"))  # reloaded: its own
    assert stage.told(1)[0][2]["changes"] == {"title": "Here"}
    for opening in ("third", "fourth"):
        stage.run(data(opening=opening, given_back=opening))  # saved or discarded
    stage.page.goto("about:blank")
    later = beside_it(stage)
    assert len(later.stored()) == 1
    assert later.run(data(opening="fifth")).told(1)[0][2]["changes"] == {"title": "Left"}


def beside_it(stage: Stage) -> Stage:
    """Another tab of the same browser."""
    return Stage(stage.page.context.new_page(), "tickets/drawer/editing/unsaved_edit").open(BODY)


def test_what_closed_tabs_left_is_not_kept_for_ever(stage: Stage) -> None:
    stage.page.evaluate("""() => {
        const keep = (id, left) => localStorage.setItem(`triage-desk.left.${id}.x`, JSON.stringify({ left }))
        const left = (id, age) => keep(id, Date.now() - age)
        for (let id = 100; id < 125; id++) left(id, 1000 * id)
        left(1, 31 * 24 * 3600 * 1000)
    }""")
    stage.run(data())
    assert sorted(stage.stored()) == [f"triage-desk.left.{number}.x" for number in range(100, 120)]


def test_an_edit_that_the_form_has_is_not_offered_again(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    stage.open(BODY).run(data(opening="second", changes={"title": "New title"}))
    stage.page.wait_for_timeout(50)
    assert stage.reports == []


def test_newer_typing_stays_over_a_run_that_began_before(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("Newest")
    stage.run(data(changes={"title": "Newe"}))  # Python had heard a part
    assert kept(stage)["changes"] == {"title": "Newest"}


def test_a_choice_is_stored_when_the_list_shows_it(stage: Stage) -> None:
    stage.run(data())
    stage.page.evaluate("() => { document.querySelector('.st-key-edit_7_status input').value = 'Closed' }")
    stage.page.locator(".st-key-edit_7_title input").click()
    stage.page.wait_for_function(f"() => sessionStorage.getItem('{KEY}')")
    assert kept(stage)["changes"] == {"status": "closed"}


def test_a_new_name_is_a_choice_when_it_is_not_being_typed_any_more(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_assignee input").fill("Me")
    stage.page.keyboard.press("Shift")
    stage.page.wait_for_timeout(50)
    assert KEY not in stage.stored("sessionStorage")
    stage.page.locator(".st-key-edit_7_title input").click()
    stage.page.wait_for_function(f"() => sessionStorage.getItem('{KEY}')")
    assert kept(stage)["changes"] == {"assignee": "Me"}


def test_edits_of_another_ticket_stay_where_they_are(stage: Stage) -> None:
    stage.run(data())
    stage.page.locator(".st-key-edit_7_title input").fill("New title")
    stage.run(data(id=8, opening="other", originals={"title": "Another", "status": "open"}))
    assert kept(stage)["changes"] == {"title": "New title"}
    assert "triage-desk.edit.8" not in stage.stored("sessionStorage")

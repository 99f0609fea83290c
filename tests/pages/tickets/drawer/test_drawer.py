"""The drawer of an open ticket on the Tickets page, through AppTest, on a real database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import text

from db.engine import transaction
from pages.tickets.drawer import drawer
from pages.tickets.drawer.editing import form
from services import bulk, taxonomy
from services.listing import ticket_pages
from services.suggestion import Sent, Suggestion, Verdict
from services.tickets import editing, notes, trash
from services.tickets.editing import TicketChange
from services.tickets.fields import BY_NAME, EDITABLE
from services.tickets.schemas import NewNote
from tests.pages.desk import click, filed, opened, run, texts
from tests.pages.tickets.support import database_away, field, open_drawer, pick, shown_titles, table, told

pytestmark = pytest.mark.usefixtures("database")

SHOWN = Suggestion(
    Verdict("billing", 0.92, (("billing", 0.92),)),
    Verdict("high", 0.64, (("high", 0.64),)),
    source="keywords",
    model="keyword rules",
    latency_ms=2,
)


@pytest.mark.parametrize(
    "title",
    [
        "**bold** _x_ `code`",
        "<b>no</b> <script>alert(1)</script>",
        ":smile: :material/home: $x$",
        "[a](http://b) www.c.de -> d",
        "مرحبا 👩‍👩‍👧",
        "x" * 200,
    ],
)
def test_foreign_text_is_never_markdown(title: str) -> None:
    ticket = filed(title=title, description=title)
    at = open_drawer(ticket.id)
    assert title in shown_titles(at)
    assert at.text[0].value == title
    assert told(at, "drawer_title") == {"title": title, "editable": True}


def test_a_title_stands_over_fields_of_its_own_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    monkeypatch.setattr(drawer, "notes_section", lambda *_: st.stop())
    at = open_drawer(ticket.id)
    assert field(at, "assignee").value == ""
    assert not [node for node in at.get("bidi_component") if node.proto.id.endswith("-drawer_title")]


def test_the_drawer_shows_text_suggestion_and_history() -> None:
    ticket = filed(shown=SHOWN, touched=["priority"], category="billing", priority="low", requester="Ann")
    editing.edit(ticket.id, TicketChange(status="in_progress"), actor="Mei")
    page = open_drawer(ticket.id)
    assert page.text[0].value == "It smokes"
    assert "by Ann" in texts(page)
    suggestion, history = page.table[0].value, page.table[1].value
    assert "92%" in str(suggestion.iloc[0, 0])
    assert "accepted" in str(suggestion.iloc[0, 0])
    assert "64%" in str(suggestion.iloc[1, 0])
    assert "changed to" in str(suggestion.iloc[1, 0])
    lines = list(history["what"])
    assert len(lines) == 2
    assert lines[0].startswith("**Mei** set status")
    assert lines[1] == "**local** created it"


def test_the_drawer_shows_what_a_language_model_was_sent() -> None:
    at = datetime.now(UTC)
    sent = Sent("openai", "gpt_x", "[EMAIL_1] *writes*", "Call [PHONE_1].", 2, at)
    page = open_drawer(filed(sent=sent).id)
    assert [code.value for code in page.code] == ["[EMAIL_1] *writes*\n\nCall [PHONE_1]."]
    assert "together with 2 similar tickets" in texts(page)
    assert not open_drawer(filed().id).code


def test_every_field_can_be_edited() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    wanted = {"title": "New", "description": "Text", "status": "closed", "priority": "low", "category": "billing",
              "assignee": "Mei", "requester": "Ann"}  # fmt: skip
    wanted = {name: f"A {name}" for name in EDITABLE} | wanted  # a field that is added too
    click(page, "Edit")
    for name, value in wanted.items():
        pick(page, name, value)
    click(page, "Save changes")
    after = editing.get(ticket.id)
    assert {name: getattr(after, name) for name in wanted} == wanted
    assert after.category_set_by == "person"
    assert f"Ticket #{ticket.id} saved." in [toast.value for toast in page.toast]
    assert all(wanted[name] in texts(page) for name in form.TEXTS if BY_NAME[name].kind == "name")


def test_only_what_was_changed_counts_as_decided_by_a_person() -> None:
    ticket = filed(shown=SHOWN, category="billing", priority="high")
    page = open_drawer(ticket.id)
    pick(page, "priority", "low")
    after = editing.get(ticket.id)
    assert (after.category_set_by, after.priority_set_by) == ("classifier", "person")


def test_a_choice_is_saved_at_once_and_undone_with_who_had_decided() -> None:
    ticket = filed(shown=SHOWN, category="billing", priority="high")
    page = open_drawer(ticket.id)
    for name, value in (("priority", "low"), ("status", "resolved"), ("assignee", "Mei")):
        pick(page, name, value)
        assert getattr(editing.get(ticket.id), name) == value
        assert f"{value}" in texts(page).lower() or value in texts(page)
        click(page, "Undo")
        assert "Undo" not in [button.label for button in page.button]
        assert field(page, name).value == (getattr(ticket, name) or "")
    after = editing.get(ticket.id)
    assert (after.status, after.priority, after.assignee, after.resolved_at) == ("open", "high", None, None)
    assert (after.category_set_by, after.priority_set_by) == ("classifier", "classifier")


def test_a_choice_leaves_the_text_that_is_being_edited() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("Printer on fire")
    pick(page, "status", "in_progress")
    assert (editing.get(ticket.id).status, editing.get(ticket.id).title) == ("in_progress", "Printer")
    assert "Unsaved changes: title" in texts(page)
    click(page, "Save changes")
    assert (editing.get(ticket.id).status, editing.get(ticket.id).title) == ("in_progress", "Printer on fire")


def test_undo_leaves_what_somebody_else_changed_since() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    pick(page, "status", "in_progress")
    editing.edit(ticket.id, TicketChange(title="Theirs"), actor="Jonas")
    click(page, "Undo")
    assert (editing.get(ticket.id).status, editing.get(ticket.id).title) == ("in_progress", "Theirs")
    assert ["someone changed this ticket since" in toast.value for toast in page.toast] == [True]


def test_resolve_reopen_and_assign_to_me_with_a_name_that_is_told_once() -> None:
    ticket = filed(assignee="Jonas")
    page = open_drawer(ticket.id)
    page.button(key="drawer_resolve").click()
    run(page)
    assert editing.get(ticket.id).status == "resolved"
    click(page, "Reopen")
    assert editing.get(ticket.id).status == "open"
    page.button(key="drawer_assign").click()
    run(page)
    page.text_input(key="my_name_typed").set_value(" Mei ")
    page.button(key="my_name_told").click()
    run(page)
    assert editing.get(ticket.id).assignee == "Mei"
    assert [button for button in page.button if button.label == "Assign to me"] == []
    page.query_params["id"] = str(filed().id)
    run(page).button(key="drawer_assign").click()
    run(page)
    assert editing.get(int(page.query_params["id"])).assignee == "Mei"


def test_the_menu_of_assignees_has_the_names_in_use_most_used_first() -> None:
    for name in ("Zoe", "Zoe", "Ann"):
        filed(assignee=name)
    options = field(open_drawer(filed(assignee="Bo").id), "assignee").options
    assert options == ["Unassigned", "Zoe", "Ann", "Bo"]


def test_notes_are_written_edited_and_deleted_by_their_author() -> None:
    ticket, other = filed(), filed()
    notes.add(ticket.id, NewNote(text="**Not** markdown", author="Jo"))
    page = open_drawer(ticket.id)
    assert "**Not** markdown" in [part.value for part in page.text]
    assert not [button for button in page.button if button.label == "Edit note"]
    page.text_area(key=f"edit_{ticket.id}_note").set_value("Called back")
    run(page).query_params["id"] = str(other.id)
    assert run(page).text_area(key=f"edit_{other.id}_note").value == ""
    page.query_params["id"] = str(ticket.id)
    assert run(run(page)).text_area(key=f"edit_{ticket.id}_note").value == "Called back"  # not lost on the way
    page.text_input(key="note_author").set_value("Mei")
    click(page, "Add note")
    assert page.text_area(key=f"edit_{ticket.id}_note").value == ""
    assert [(note.author, note.text) for note in notes.notes_of(ticket.id)][1:] == [("Mei", "Called back")]
    assert "added a note" in page.table[-1].value["what"].iloc[0]
    click(page, "Edit note")
    next(area for area in page.text_area if area.label == "Edit note").set_value("Called twice")
    click(page, "Save note")
    assert notes.notes_of(ticket.id)[1].text == "Called twice"
    click(page, "Delete note")
    assert len(notes.notes_of(ticket.id)) == 1
    page.button(key="note_undo").click()
    assert len(notes.notes_of(ticket.id)) == 1
    run(page)
    assert len(notes.notes_of(ticket.id)) == 2


def test_a_duplicate_is_merged_shown_in_the_other_ticket_and_taken_out_again() -> None:
    into, duplicate = filed(title="First"), filed(title="Second", description="**It** burns")
    page = open_drawer(duplicate.id)
    page.button(key="drawer_merge").click()
    menu = run(page).selectbox(key="merge_into")
    menu.options.append(f"#{into.id}")
    menu.set_value(f"#{into.id}")
    page.button(key="merge_go").click()
    run(page)
    assert (page.query_params["id"], told(page, "drawer_title")) == (str(into.id), {"title": "First", "editable": True})
    assert [part.label for part in page.expander if "Second" in part.label]
    assert "**It** burns" in [part.value for part in page.text]
    assert ticket_pages.latest(5)[0].id == into.id
    away = open_drawer(duplicate.id)
    assert f"Merged into \\#{into.id}" in texts(away)
    away.button(key="merge_undo").click()
    assert told(run(away), "drawer_title") == {"title": "Second", "editable": True}
    assert {ticket.id for ticket in ticket_pages.latest(5)} == {into.id, duplicate.id}


def test_a_merge_into_nothing_is_refused() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    for chosen in (None, "#404", f"#{ticket.id}", "soon"):
        page.button(key="drawer_merge").click()
        run(page)
        if chosen:
            page.selectbox(key="merge_into").options.append(chosen)
            page.selectbox(key="merge_into").set_value(chosen)
        page.button(key="merge_go").click()
        run(page)
        assert editing.get(ticket.id).version == 1


def test_a_note_that_cannot_be_saved_stays_and_so_does_one_while_the_text_is_saved() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    click(page, "Add note")
    assert "The note is empty" in texts(page)
    page.text_area(key=f"edit_{ticket.id}_note").set_value("Half a note")
    field(page, "title").set_value("New title")
    click(page, "Save changes")
    assert (editing.get(ticket.id).title, notes.notes_of(ticket.id)) == ("New title", [])
    assert page.text_area(key=f"edit_{ticket.id}_note").value == "Half a note"


def test_other_tickets_of_the_requester_are_listed() -> None:
    first, other = filed(requester="Ann", title="First"), filed(requester="Ann")
    filed(requester="Bo", title="Somebody else's")
    assert [row["id"] for row in told(open_drawer(other.id), "drawer_requester")["rows"]] == [first.id]


def test_a_bad_edit_is_explained_and_kept() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("  ")
    field(page, "description").set_value("It burns")
    click(page, "Save changes")
    assert "A title is missing" in texts(page)
    assert field(page, "description").value == "It burns"
    assert editing.get(ticket.id).version == 1


def test_somebody_else_was_faster() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    editing.edit(ticket.id, TicketChange(status="resolved"), actor="Jonas")
    pick(page, "assignee", "Mei")
    said = texts(page)
    assert "Someone else changed this ticket while you were editing:" in said
    assert "Jonas" in said
    assert field(page, "assignee").value == "Mei"
    assert editing.get(ticket.id).assignee is None
    click(page, "Save my changes anyway")
    after = editing.get(ticket.id)
    assert (after.assignee, after.status) == ("Mei", "resolved")


def test_of_two_things_that_went_wrong_the_newest_is_said() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("  ")
    click(page, "Save changes")
    editing.edit(ticket.id, TicketChange(status="resolved"), actor="Jonas")
    click(page, "Delete ticket")
    click(page, f"Delete ticket #{ticket.id}")
    assert "Someone else changed this ticket while you were editing:" in texts(page)
    assert "A title is missing" not in texts(page)


def test_theirs_can_be_taken() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("Mine")
    editing.edit(ticket.id, TicketChange(title="Theirs"), actor="Jonas")
    click(page, "Save changes")
    click(page, "Discard my changes")
    assert told(page, "drawer_title") == {"title": "Theirs", "editable": True}
    assert editing.get(ticket.id).title == "Theirs"


def test_deleting_asks_and_can_be_undone() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Delete ticket")
    assert "restore it for 30 days" in texts(page)
    assert editing.get(ticket.id)
    click(page, f"Delete ticket #{ticket.id}")
    assert f"Ticket #{ticket.id} deleted." in texts(page)
    assert not ticket_pages.latest(1)
    click(page, "Undo")
    assert editing.get(ticket.id).title == "Printer"


def test_a_ticket_that_is_not_there() -> None:
    filed()
    assert "There is no ticket #404" in texts(opened("tickets/page.py", {"id": "404"}))


def test_an_outage_while_a_ticket_is_open_keeps_the_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("Mine")
    with monkeypatch.context() as patch:
        patch.setattr(editing, "get", database_away)
        patch.setattr(editing, "edit", database_away)
        click(page, "Save changes")
        assert "Your text is still here" in texts(page)
        run(page)
        assert field(page, "title").value == "Mine"
    run(page)
    assert (field(page, "title").value, field(page, "description").value) == ("Mine", "It smokes")
    click(page, "Save changes")
    after = editing.get(ticket.id)
    assert (after.title, after.description, after.priority, after.version) == ("Mine", "It smokes", "high", 2)


def test_an_edit_of_a_ticket_that_was_deleted_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Edit")
    field(page, "title").set_value("Mine")
    editing.delete_ticket(ticket.id)
    click(page, "Save changes")
    assert f"There is no ticket #{ticket.id}" in texts(page)
    assert field(page, "title").value == "Mine"
    click(page, "Restore ticket")
    assert field(page, "title").value == "Mine"


def test_the_rest_of_a_long_text_is_a_click_away() -> None:
    log = "\n".join(["Traceback:", *(f"    line {number}" for number in range(90))])
    page = open_drawer(filed(description=log).id)
    (rest,) = [part for part in page.expander if part.label == "Show the rest of the text"]
    shown, hidden = page.text[0].value, rest.text[0].value
    assert shown + "\n" + hidden.replace("\u2060", "") == log


def test_restoring_is_offered_for_what_is_in_the_trash_alone() -> None:
    page = open_drawer(12345)
    assert "There is no ticket #12345" in texts(page)
    assert "Restore ticket" not in [button.label for button in page.button]
    ticket = filed()
    editing.delete_ticket(ticket.id)
    page = open_drawer(ticket.id)
    trash.delete_for_good(datetime.now(UTC))
    click(page, "Restore ticket")
    assert ["is not in the trash" in toast.value for toast in page.toast] == [True]


def test_deleting_what_somebody_else_changed_meanwhile_asks_again() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Delete ticket")
    editing.edit(ticket.id, TicketChange(title="Now important"), actor="Jo")
    click(page, f"Delete ticket #{ticket.id}")
    assert editing.get(ticket.id).title == "Now important"
    assert "Someone else changed this ticket while you were editing" in texts(page)


def test_archived_categories_are_not_offered() -> None:
    kept = filed(category="billing")
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key IN ('billing', 'account')"))
    taxonomy.forget()
    assert field(open_drawer(kept.id), "category").options == ["Technical", "General", "Billing"]


def test_a_save_without_a_database_keeps_the_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    with monkeypatch.context() as patch:
        patch.setattr(bulk, "change_ticket", database_away)
        pick(page, "assignee", "Mei")
        assert "Your text is still here" in texts(page)
    assert "Unsaved changes: assignee" in texts(page)
    click(page, "Save changes")
    assert editing.get(ticket.id).assignee == "Mei"


def test_the_drawer_leads_to_its_neighbours_in_the_filter_and_to_alike_tickets() -> None:
    words = "The laser printer in the copy room smokes whenever somebody prints envelopes"
    first, alike = filed(title="Smoking printer", description=words), filed(title="Smoke", description=words + " today")
    filed(title="Hidden", status="closed", description="Where is the invoice of October")
    last = filed(title="Last", description="A password was forgotten")
    at = opened("tickets/page.py", {"status": "open", "id": str(last.id)})
    assert at.button(key="drawer_previous").disabled
    at.button(key="drawer_next").click()
    run(at)
    assert at.query_params == {"status": "open", "id": str(alike.id)}
    assert told(at, "drawer_title") == {"title": "Smoke", "editable": True}
    similar = [row.id for row in at.session_state["drawer_similar_rows"][1]]
    assert similar == [first.id]
    at.button(key="drawer_next").click()
    run(at)
    assert at.query_params["id"] == str(first.id)
    assert at.button(key="drawer_next").disabled


@pytest.mark.parametrize("pages", [["tickets/page.py"], ["dashboard/page.py", "tickets/page.py"]])
def test_the_list_hears_which_ticket_was_closed_unless_another_page_came_between(pages: list[str]) -> None:
    ticket = filed()
    at = opened("tickets/page.py")
    at.session_state["left_for"] = ticket.id  # as a click on its row says
    at.query_params["id"] = str(ticket.id)
    assert table(run(at))["closed"] is None
    at.query_params.clear()
    for page in pages:
        run(at.switch_page(page))
    assert table(at)["closed"] == (ticket.id if len(pages) == 1 else None)


def test_the_second_of_two_clicks_on_apply_mine_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, Any] = {}  # the first one has saved and closed the form
    monkeypatch.setattr(st, "session_state", state)
    form._apply_mine()
    assert state == {}

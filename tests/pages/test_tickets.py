"""The Tickets page through AppTest, on a real database."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db import engine as engine_module
from db.engine import transaction
from services import bulk, search, taxonomy, tickets
from services.classify.suggestion import Suggestion, Verdict
from services.filters import TicketFilter
from services.tickets import TicketChange
from tests.pages.desk import click, filed, opened, run, texts

pytestmark = pytest.mark.usefixtures("database")

SHOWN = Suggestion(
    Verdict("billing", 0.92, (("billing", 0.92),)),
    Verdict("high", 0.64, (("high", 0.64),)),
    source="keywords",
    model="keyword rules",
    latency_ms=2,
)


def table(at: AppTest) -> dict[str, Any]:
    """What Python last told the table."""
    told = [json.loads(node.proto.json) for node in at.get("bidi_component") if node.proto.json]
    return next((data for data in told if "columns" in data), {"rows": [], "columns": []})


def shown_titles(at: AppTest) -> list[str]:
    return [row["cells"]["title"] for row in table(at)["rows"]]


def tick(at: AppTest, shown: Any, ticked: list[int], **said: Any) -> AppTest:
    """As the browser reports the ticks of the page that is shown."""
    before = table(at)
    report = {"of": before["of"], "number": before["number"] + 1, "shown": shown, "ticked": ticked, **said}
    at.session_state["rows"] = {"ticks": report}
    return run(at)


def open_drawer(ticket_id: int) -> AppTest:
    return opened("tickets.py", {"id": str(ticket_id)})


def field(at: AppTest, name: str) -> Any:
    return next(w for w in (*at.selectbox, *at.text_input, *at.text_area) if re.fullmatch(rf"edit_\d+_{name}", w.key))


def test_an_empty_desk_says_what_to_do_and_can_load_a_sample() -> None:
    at = opened("tickets.py")
    assert "No tickets yet" in texts(at)
    assert not table(at)["rows"]
    click(at, "Load sample tickets")
    assert search.count(TicketFilter())[0] > 500
    assert len(shown_titles(at)) == 25


def test_newest_first_and_what_they_are() -> None:
    filed(title="First")
    filed(title="Second", status="in_progress", assignee="Mei")
    at = opened("tickets.py")
    cells = table(at)["rows"][0]["cells"]
    assert (cells["title"], cells["status"]["label"], cells["priority"]["label"], cells["assignee"]) == (
        "Second",
        "In progress",
        "High",
        "Mei",
    )
    assert cells["created_at"]["text"] == "just now"
    assert re.fullmatch(r"\w{3} \d+ \w{3} \d{4}, \d\d:\d\d:\d\d \(UTC\)", cells["created_at"]["exact"])
    assert "**2** tickets" in texts(at)


@pytest.mark.parametrize(
    ("params", "found", "sentence"),
    [
        ({"status": "open"}, ["A"], "**1** open ticket"),
        ({"status": ["open", "resolved"], "category": "technical"}, ["B", "A"], "open or resolved technical tickets"),
        ({"search": "toner"}, ["B"], "matching"),
        ({"created_after": "2000-01-01", "created_before": "2000-01-02"}, [], "Nothing matches"),
        ({"priority": "low"}, [], 'Without the "Priority" filter there are 2'),
        ({"status": "lost"}, ["B", "A"], "Unknown value"),
        ({"page": "7", "page_size": "nonsense"}, ["B", "A"], "**2** tickets"),
        ({"page": "x", "id": ""}, ["B", "A"], "**2** tickets"),
    ],
)
def test_the_url_is_the_filter(params: dict[str, Any], found: list[str], sentence: str) -> None:
    filed(title="A")
    filed(title="B", status="resolved", description="The toner is empty")
    at = opened("tickets.py", params)
    assert shown_titles(at) == found
    assert sentence in texts(at)


def test_widgets_write_the_url_and_chips_take_it_back() -> None:
    filed(title="A", priority="low")
    filed(title="B", priority="critical")
    at = opened("tickets.py", {"page": "1"})
    pills: Any = next(widget for widget in at.get("button_group") if widget.key == "filter_priority")
    pills.set_value(["critical"])
    run(at)
    assert at.query_params == {"priority": "critical"}
    assert shown_titles(at) == ["B"]
    at.text_input(key="filter_search").set_value("smokes ")
    run(at)
    assert at.query_params == {"priority": "critical", "search": "smokes"}
    click(at, "Priority")
    assert at.query_params == {"search": "smokes"}
    assert shown_titles(at) == ["B", "A"]


@pytest.mark.parametrize(
    ("params", "label"),
    [
        ({"status": "open"}, "More"),
        ({"weekday": ["1", "2"]}, "More: **Monday, Tuesday**"),
        ({"source": "learned"}, "More: **the learned classifier**"),
        ({"suggestion": "kept"}, "More: **Kept**"),
        ({"weekday": "1", "source": "learned"}, "More: **2 filters**"),
    ],
)
def test_the_label_of_more_filters_carries_their_value(params: dict[str, Any], label: str) -> None:
    filed(title="A")
    labels = [block.proto.popover.label for block in opened("tickets.py", params).get("popover")]
    assert [shown for shown in labels if shown.startswith("More")] == [label]


def test_a_filter_that_hides_everything_can_be_dropped() -> None:
    filed(title="A")
    at = click(opened("tickets.py", {"priority": "low", "status": "open"}), 'Drop the "Priority" filter')
    assert at.query_params == {"status": "open"}
    assert shown_titles(at) == ["A"]


def test_a_misspelt_search_is_put_right_with_a_click() -> None:
    filed(title="Password forgotten")
    at = opened("tickets.py", {"status": "open", "search": "pasword"})
    at.button(key="did_you_mean").click()
    run(at)
    assert at.query_params == {"status": "open", "search": "password"}
    assert shown_titles(at) == ["Password forgotten"]
    at = opened("tickets.py", {"status": "closed", "search": "pasword"})
    assert not [button for button in at.button if button.key == "did_you_mean"]


def test_pages_and_rows_per_page() -> None:
    for number in range(30):
        filed(title=f"T{number}")
    at = opened("tickets.py")
    assert shown_titles(at)[0] == "T29"
    assert "1–25 of 30" in texts(at)
    at = opened("tickets.py", {"page": "2"})
    assert shown_titles(at) == ["T4", "T3", "T2", "T1", "T0"]
    at.selectbox(key="rows_per_page").set_value(50)
    run(at)
    assert at.query_params == {"page_size": "50"}
    assert len(shown_titles(at)) == 30


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
    heading = at.title[1].value
    for mark in ("**", "<b", "[a]", ":smile", "$x"):
        assert mark not in heading.replace("\\", "\\\\") or f"\\{mark[0]}" in heading


def test_the_drawer_shows_text_suggestion_and_history() -> None:
    ticket = filed(shown=SHOWN, touched=["priority"], category="billing", priority="low", requester="Ann")
    tickets.edit(ticket.id, TicketChange(status="in_progress"), actor="Mei")
    page = open_drawer(ticket.id)
    assert page.text[0].value == "It smokes"
    assert "by Ann" in texts(page)
    suggestion, history = page.table[0].value, page.table[1].value
    assert "92%" in str(suggestion.iloc[0, 0])
    assert "kept" in str(suggestion.iloc[0, 0])
    assert "64%" in str(suggestion.iloc[1, 0])
    assert "changed to" in str(suggestion.iloc[1, 0])
    lines = list(history["what"])
    assert len(lines) == 2
    assert lines[0].startswith("**Mei** set status")
    assert lines[1] == "**local** filed it"


def test_every_field_can_be_edited() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    wanted = {"title": "New", "description": "Text", "status": "closed", "priority": "low", "category": "billing",
              "assignee": "Mei", "requester": "Ann"}  # fmt: skip
    for name, value in wanted.items():
        field(page, name).set_value(value)
    click(page, "Save changes")
    after = tickets.get(ticket.id)
    assert {name: getattr(after, name) for name in wanted} == wanted
    assert (after.category_set_by, after.version) == ("person", 2)
    assert f"Ticket #{ticket.id} saved." in [toast.value for toast in page.toast]


def test_only_what_was_changed_counts_as_decided_by_a_person() -> None:
    ticket = filed(shown=SHOWN, category="billing", priority="high")
    page = open_drawer(ticket.id)
    field(page, "priority").set_value("low")
    click(page, "Save changes")
    after = tickets.get(ticket.id)
    assert (after.category_set_by, after.priority_set_by) == ("classifier", "person")


def test_a_bad_edit_is_explained_and_kept() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "title").set_value("  ")
    field(page, "assignee").set_value("Mei")
    click(page, "Save changes")
    assert "A title is missing" in texts(page)
    assert field(page, "assignee").value == "Mei"
    assert tickets.get(ticket.id).version == 1


def test_somebody_else_was_faster() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "assignee").set_value("Mei")
    tickets.edit(ticket.id, TicketChange(status="resolved"), actor="Jonas")
    click(page, "Save changes")
    said = texts(page)
    assert "This ticket changed while you edited it:" in said
    assert "Jonas" in said
    assert field(page, "assignee").value == "Mei"
    assert tickets.get(ticket.id).assignee is None
    click(page, "Apply mine on top")
    after = tickets.get(ticket.id)
    assert (after.assignee, after.status) == ("Mei", "resolved")


def test_theirs_can_be_taken() -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "title").set_value("Mine")
    tickets.edit(ticket.id, TicketChange(title="Theirs"), actor="Jonas")
    click(page, "Save changes")
    click(page, "Take theirs")
    assert field(page, "title").value == "Theirs"
    assert tickets.get(ticket.id).title == "Theirs"


def test_deleting_asks_and_can_be_undone() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Delete ticket")
    assert "brought back for 30 days" in texts(page)
    assert tickets.get(ticket.id)
    click(page, f"Delete ticket #{ticket.id}")
    assert f"Ticket #{ticket.id} deleted." in texts(page)
    assert not search.latest(1)
    click(page, "Undo")
    assert tickets.get(ticket.id).title == "Printer"


def test_a_ticket_that_is_not_there() -> None:
    filed()
    assert "There is no ticket #404" in texts(opened("tickets.py", {"id": "404"}))


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    filed()
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        at = opened("tickets.py")
        assert "The database does not answer" in texts(at)
        assert not table(at)["rows"]


def test_an_outage_while_a_ticket_is_open_keeps_the_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "title").set_value("Mine")
    with monkeypatch.context() as patch:
        patch.setattr(tickets, "get", _database_away)
        patch.setattr(tickets, "edit", _database_away)
        click(page, "Save changes")
        assert "Your text is still here" in texts(page)
        run(page)
        assert field(page, "title").value == "Mine"
    run(page)
    assert (field(page, "title").value, field(page, "description").value) == ("Mine", "It smokes")
    click(page, "Save changes")
    after = tickets.get(ticket.id)
    assert (after.title, after.description, after.priority, after.version) == ("Mine", "It smokes", "high", 2)


def test_an_edit_of_a_ticket_that_was_deleted_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "title").set_value("Mine")
    tickets.delete_ticket(ticket.id)
    click(page, "Save changes")
    assert f"There is no ticket #{ticket.id}" in texts(page)
    assert field(page, "title").value == "Mine"
    click(page, "Bring it back")
    assert field(page, "title").value == "Mine"


def test_deleting_what_somebody_else_changed_meanwhile_asks_again() -> None:
    ticket = filed()
    page = click(open_drawer(ticket.id), "Delete ticket")
    tickets.edit(ticket.id, TicketChange(title="Now important"), actor="Jo")
    click(page, f"Delete ticket #{ticket.id}")
    assert tickets.get(ticket.id).title == "Now important"
    assert "This ticket changed while you edited it" in texts(page)


def test_archived_categories_are_not_offered() -> None:
    kept = filed(category="billing")
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key IN ('billing', 'account')"))
    taxonomy.forget()
    assert field(open_drawer(kept.id), "category").options == ["Technical", "General", "Billing"]


def test_a_save_without_a_database_keeps_the_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    page = open_drawer(ticket.id)
    field(page, "assignee").set_value("Mei")
    with monkeypatch.context() as patch:
        patch.setattr(tickets, "edit", _database_away)
        click(page, "Save changes")
        assert "Your text is still here" in texts(page)
    click(page, "Save changes")
    assert tickets.get(ticket.id).assignee == "Mei"


def _database_away(*_: Any, **__: Any) -> None:
    from services.errors import DatabaseAway

    raise DatabaseAway


def test_selected_tickets_are_changed_after_a_preview_and_changed_back() -> None:
    ids = [filed(title=f"T{n}").id for n in range(30)]
    filed(title="Resolved already", status="resolved")
    at = tick(opened("tickets.py", {"page": "2"}), ids[:5], ids[:2])
    assert table(at)["ticked"] == [ids[1], ids[0]]
    at.query_params["page"] = "1"
    assert "**2 selected** :gray[:small[2 on other pages]]" in texts(run(at))
    click(at, "Select all 31 matching")
    assert "**31 selected** :gray[:small[6 on other pages]]" in texts(at)
    late = filed(title="Filed after the selection")
    at.button(key="bulk_status_resolved").click()
    run(at)
    assert "**30 tickets will be set to status Resolved.** 1 is so already." in texts(at)
    click(at, "Change 30 tickets")
    assert "30 tickets set to status Resolved." in texts(at)
    assert "selected**" not in texts(at)
    assert search.count(TicketFilter(status=("open",)))[0] == 1
    assert tickets.get(late.id).status == "open"
    click(at, "Undo")
    assert search.count(TicketFilter(status=("open",)))[0] == 31
    assert "30 tickets put back." in [toast.value for toast in at.toast]


def test_a_selection_belongs_to_its_filter_and_outlives_the_page() -> None:
    ids = [filed(title=f"T{n}").id for n in range(30)]
    at = tick(opened("tickets.py", {"page": "2"}), ids[:5], ids[:2])
    at.query_params["page"] = "1"
    assert "**2 selected**" in texts(run(at))
    at.query_params["status"] = "open"
    assert "selected**" not in texts(run(at))


@pytest.mark.parametrize(
    ("said", "selected"),
    [
        ({}, [0, 2, 3]),
        ({"number": 0}, [0]),  # heard before
        ({"of": "status=closed"}, [0]),  # ticked while another filter was on its way
        ({"number": "nonsense"}, [0]),
    ],
)
def test_ticks_of_another_filter_or_told_before_count_for_nothing(said: dict[str, Any], selected: list[int]) -> None:
    ids = [filed(title=f"T{n}").id for n in range(4)]
    at = tick(opened("tickets.py"), ids, ids[:1])
    tick(at, ids[1:], ids[2:], **said)
    assert sorted(table(at)["ticked"]) == [ids[one] for one in selected]


@pytest.mark.parametrize(
    ("sort", "offered"),
    [
        ("newest", {"created_at": "age", "priority": "priority"}),
        ("age", {"created_at": "newest", "priority": "priority"}),
        ("priority", {"created_at": "newest", "priority": "newest"}),
    ],
)
def test_the_head_of_a_column_offers_its_order_and_the_way_back(sort: str, offered: dict[str, str]) -> None:
    filed()
    columns = table(opened("tickets.py", {"sort": sort}))["columns"]
    assert {column["name"]: column["order"] for column in columns if column["order"]} == offered
    assert [column["name"] for column in columns if column["sorted"]] == [
        "priority" if sort == "priority" else "created_at"
    ]


def test_bulk_assignment_and_deletion() -> None:
    ids = [filed(title=f"T{n}", assignee="Mei *Tanaka*" if n == 2 else None).id for n in range(3)]
    at = tick(opened("tickets.py"), ids, ids)
    at.selectbox(key="bulk_assignee").set_value("Mei *Tanaka*")
    run(at)
    click(at, "Change 2 tickets")
    assert {tickets.get(one).assignee for one in ids} == {"Mei *Tanaka*"}
    tick(at, ids, ids[:2])
    at.button(key="bulk_delete").click()
    run(at)
    assert "**2 tickets will be deleted.** They can be brought back for 30 days." in texts(at)
    click(at, "Cancel")
    assert "**2 selected**" in texts(at)
    at.button(key="bulk_delete").click()
    run(at)
    click(at, "Delete 2 tickets")
    assert shown_titles(at) == ["T2"]
    click(at, "Undo")
    assert shown_titles(at) == ["T2", "T1", "T0"]


def test_a_bulk_change_without_a_database_changes_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = filed()
    at = tick(opened("tickets.py"), [ticket.id], [ticket.id])
    at.button(key="bulk_status_closed").click()
    run(at)
    monkeypatch.setattr(bulk, "change_tickets", _database_away)
    click(at, "Change 1 ticket")
    assert any("The database does not answer" in toast.value for toast in at.toast)
    assert "**1 selected**" in texts(at)


def test_the_drawer_leads_to_its_neighbours_in_the_filter_and_to_alike_tickets() -> None:
    words = "The laser printer in the copy room smokes whenever somebody prints envelopes"
    first, alike = filed(title="Smoking printer", description=words), filed(title="Smoke", description=words + " today")
    filed(title="Hidden", status="closed", description="Where is the invoice of October")
    last = filed(title="Last", description="A password was forgotten")
    at = opened("tickets.py", {"status": "open", "id": str(last.id)})
    assert at.button(key="drawer_previous").disabled
    at.button(key="drawer_next").click()
    run(at)
    assert at.query_params == {"status": "open", "id": str(alike.id)}
    assert "Smoke" in [title.value for title in at.title]
    similar = [row.id for row in at.session_state["drawer_similar_rows"][1]]
    assert similar == [first.id]
    at.button(key="drawer_next").click()
    run(at)
    assert at.query_params["id"] == str(first.id)
    assert at.button(key="drawer_next").disabled


def next_and_back(at: AppTest, between: Callable[[], object]) -> None:
    """To the next ticket and back, and what others do meanwhile."""
    run(at)
    at.button(key="drawer_next").click()
    run(run(at))
    assert "Not saved yet" not in texts(at)
    between()
    at.button(key="drawer_previous").click()
    run(run(at))


def test_an_edit_is_there_again_when_its_ticket_is_opened_again_and_takes_nothing_of_others_with_it() -> None:
    first, last = filed(), filed()
    at = open_drawer(last.id)
    field(at, "assignee").set_value("Mei")
    next_and_back(at, lambda: tickets.edit(last.id, TicketChange(description="Theirs"), actor="Jonas"))
    assert field(at, "assignee").value == "Mei"
    assert "Not saved yet: assignee" in texts(at)
    tickets.edit(last.id, TicketChange(description="Theirs, and better"), actor="Jonas")
    click(at, "Save changes")
    assert "This ticket changed while you edited it:" in texts(at)  # since the edit began, not since it came back
    click(at, "Apply mine on top")
    saved = tickets.get(last.id)
    assert (saved.assignee, saved.description) == ("Mei", "Theirs, and better")
    assert tickets.get(first.id).assignee is None
    assert "Not saved yet" not in texts(at)


def test_what_is_discarded_does_not_come_back_and_leaves_the_ticket_as_it_is() -> None:
    filed()
    last = filed()
    at = open_drawer(last.id)
    field(at, "assignee").set_value("Mei")
    next_and_back(at, lambda: tickets.edit(last.id, TicketChange(status="resolved"), actor="Jonas"))
    click(at, "Discard")
    assert (field(at, "assignee").value, field(at, "status").value) == ("", "resolved")
    next_and_back(at, lambda: None)
    assert "Not saved yet" not in texts(at)
    field(at, "title").set_value("Another")
    click(at, "Save changes")
    assert tickets.get(last.id).title == "Another"


def test_views_are_addresses_and_can_be_saved() -> None:
    filed(title="A", priority="critical", assignee="Mei")
    filed(title="B")
    at = click(opened("tickets.py"), "Open and critical")
    assert at.query_params == {"status": "open", "priority": "critical"}
    assert shown_titles(at) == ["A"]
    at.text_input(key="view_name").set_value("Fires *now*")
    click(at, "Save this filter and order")
    click(at, "All")
    assert at.query_params == {}
    assert shown_titles(at) == ["B", "A"]
    click(at, "Fires")
    assert at.query_params == {"status": "open", "priority": "critical"}
    click(at, "Remove")
    assert "Fires" not in str([button.label for button in at.button])


def test_the_assignee_filter_and_the_order_live_in_the_url() -> None:
    filed(title="A", assignee="Mei", priority="low")
    filed(title="B", assignee="Mei", priority="critical")
    filed(title="C")
    at = opened("tickets.py")
    at.multiselect(key="filter_assignee").set_value(["nobody"])
    run(at)
    assert at.query_params == {"assignee": "nobody"}
    assert shown_titles(at) == ["C"]
    at.multiselect(key="filter_assignee").set_value(["Mei"])
    run(at)
    at.selectbox(key="order").set_value("age")
    run(at)
    assert at.query_params == {"assignee": "Mei", "sort": "age"}
    assert shown_titles(at) == ["A", "B"]
    at.button(key="drop_assignee").click()
    run(at)
    assert at.query_params == {"sort": "age"}


def test_columns_are_chosen() -> None:
    filed(requester="Ann")
    at = opened("tickets.py")
    at.checkbox(key="column_requester").check()
    at.checkbox(key="column_assignee").uncheck()
    run(at)
    assert [column["name"] for column in table(at)["columns"]] == [
        "id",
        "status",
        "priority",
        "title",
        "category",
        "requester",
        "created_at",
    ]
    assert table(at)["rows"][0]["cells"]["requester"] == "Ann"

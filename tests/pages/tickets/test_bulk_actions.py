"""What is ticked on the Tickets page and changed at once, through AppTest, on a real database."""

from __future__ import annotations

from typing import Any

import pytest

from services import bulk
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.tickets import editing
from tests.pages.desk import click, filed, opened, run, texts
from tests.pages.tickets.support import database_away, shown_titles, table, tick

pytestmark = pytest.mark.usefixtures("database")


def test_selected_tickets_are_changed_after_a_preview_and_changed_back() -> None:
    ids = [filed(title=f"T{n}").id for n in range(30)]
    filed(title="Resolved already", status="resolved")
    at = tick(opened("tickets/page.py", {"page": "2"}), ids[:5], ids[:2])
    assert table(at)["ticked"] == [ids[1], ids[0]]
    at.query_params["page"] = "1"
    assert "**2 selected** :gray[:small[2 on other pages]]" in texts(run(at))
    click(at, "Select all 31 matching")
    assert "**31 selected** :gray[:small[6 on other pages]]" in texts(at)
    late = filed(title="Filed after the selection")
    at.button(key="bulk_status_resolved").click()
    run(at)
    assert "**30 tickets will be set to status Resolved.** 1 already has this value." in texts(at)
    click(at, "Change 30 tickets")
    assert "30 tickets set to status Resolved." in texts(at)
    assert "selected**" not in texts(at)
    assert counting.count(TicketFilter(status=("open",)))[0] == 1
    assert editing.get(late.id).status == "open"
    click(at, "Undo")
    assert counting.count(TicketFilter(status=("open",)))[0] == 31
    assert "Change undone for 30 tickets." in [toast.value for toast in at.toast]


def test_a_selection_belongs_to_its_filter_and_outlives_the_page() -> None:
    ids = [filed(title=f"T{n}").id for n in range(30)]
    at = tick(opened("tickets/page.py", {"page": "2"}), ids[:5], ids[:2])
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
    at = tick(opened("tickets/page.py"), ids, ids[:1])
    tick(at, ids[1:], ids[2:], **said)
    assert sorted(table(at)["ticked"]) == [ids[one] for one in selected]


def test_bulk_assignment_and_deletion() -> None:
    ids = [filed(title=f"T{n}", assignee="Mei *Tanaka*" if n == 2 else None).id for n in range(3)]
    at = tick(opened("tickets/page.py"), ids, ids)
    at.selectbox(key="bulk_assignee").set_value("Mei *Tanaka*")
    run(at)
    click(at, "Change 2 tickets")
    assert {editing.get(one).assignee for one in ids} == {"Mei *Tanaka*"}
    tick(at, ids, ids[:2])
    at.button(key="bulk_delete").click()
    run(at)
    assert "**2 tickets will be deleted.** You can restore them for 30 days." in texts(at)
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
    at = tick(opened("tickets/page.py"), [ticket.id], [ticket.id])
    at.button(key="bulk_status_closed").click()
    run(at)
    monkeypatch.setattr(bulk, "change_tickets", database_away)
    click(at, "Change 1 ticket")
    assert [(toast.icon, "is not responding" in toast.value) for toast in at.toast] == [(":material/error:", True)]
    assert "**1 selected**" in texts(at)


def test_selected_tickets_are_merged_into_one_of_them_and_taken_out_again() -> None:
    ids = [filed(title=f"T{n}").id for n in range(3)]
    at = tick(opened("tickets/page.py"), ids, ids)
    assert at.selectbox(key="bulk_merge_into").options[0] == f"#{ids[0]} T0"
    at.selectbox(key="bulk_merge_into").set_value(ids[1])
    at.button(key="bulk_merge_go").click()
    assert f"2 tickets merged into \\#{ids[1]}." in texts(run(at))
    assert shown_titles(at) == ["T1"]
    at.button(key="merge_selected_undo").click()
    assert sorted(shown_titles(run(at))) == ["T0", "T1", "T2"]

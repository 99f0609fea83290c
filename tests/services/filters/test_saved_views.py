"""Views: the built-in ones find what they say, saved ones are shared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting
from services.errors import Conflict, InvalidInput
from services.filters import saved_views
from services.filters.ticket_filter import TicketFilter
from services.listing import ticket_pages
from services.tickets import assignees, editing
from services.tickets.editing import NewTicket

pytestmark = pytest.mark.usefixtures("database")

GOOD: dict[str, Any] = {"title": "Printer", "description": "It smokes", "category": "technical", "priority": "high"}
PARAMS = (("status", "open"), ("status", "closed"), ("search", 'a & "b" = ü'), ("sort", "age"))


def filed(days_ago: int = 0, resolved_days_ago: int | None = None, **fields: Any) -> int:
    ticket_id = editing.create(NewTicket(**GOOD | fields)).ticket.id
    now = reporting.today()
    with transaction() as session:
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        session.execute(
            text("UPDATE ticket SET created_at = :c, resolved_at = :r WHERE id = :id"),
            {
                "c": now - timedelta(days=days_ago),
                "r": None if resolved_days_ago is None else now - timedelta(days=resolved_days_ago),
                "id": ticket_id,
            },
        )
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
    return ticket_id


def test_the_built_in_views_find_what_they_say() -> None:
    since_monday = reporting.today().weekday()
    urgent = filed(priority="critical", assignee="Mei")
    nobody = filed(status="in_progress")
    old = filed(days_ago=8, assignee="Mei")
    filed(days_ago=7, assignee="Mei")
    this_week = filed(20, since_monday, status="resolved", assignee="Mei")
    filed(20, since_monday + 1, status="closed", assignee="Mei")
    found, sorts = {}, {}
    for view in saved_views.built_in_views(reporting.today()):
        sorts[view.name] = dict(view.params).get("sort")
        given: dict[str, list[str]] = {}
        for name, value in view.params:
            given.setdefault(name, []).append(value)
        found[view.name] = [ticket.id for ticket in ticket_pages.page(TicketFilter.from_params(given)).tickets]
    assert found == {
        "Open and critical": [urgent],
        "Unassigned": [nobody],
        "Unresolved over 7 days": [old],
        "Resolved this week": [this_week],
    }
    assert sorts == {
        "Open and critical": None,
        "Unassigned": None,
        "Unresolved over 7 days": "age",
        "Resolved this week": "updated",
    }


def test_saved_views_are_renamed_ordered_and_put_back_in_their_place() -> None:
    for name in ("one", "two", "three"):
        saved_views.save_view(name, PARAMS)
    one, two, three = saved_views.list_saved_views()
    saved_views.rename_view(two.id or 0, " Second  view")
    saved_views.rename_view(two.id or 0, "SECOND view")
    with pytest.raises(Conflict):
        saved_views.rename_view(two.id or 0, "ONE")
    with pytest.raises(InvalidInput):
        saved_views.rename_view(two.id or 0, " ")
    for view, by in ((three, -1), (three, -1), (three, -1), (one, 1), (one, 1)):
        saved_views.move_view(view.id or 0, by)
    assert view_names() == ["three", "SECOND view", "one"]
    removed = saved_views.list_saved_views()[1]
    saved_views.delete_view(removed.id or 0)
    saved_views.move_view(removed.id or 0, 1)
    saved_views.restore_view(removed)
    assert view_names() == ["three", "SECOND view", "one"]
    assert saved_views.list_saved_views()[1].params == PARAMS


def view_names() -> list[str]:
    return [view.name for view in saved_views.list_saved_views()]


def test_saved_views_are_kept_and_removed() -> None:
    saved_views.save_view("  Zebra  view ", PARAMS)
    saved_views.save_view("älter", ())
    assert [(view.name, view.params) for view in saved_views.list_saved_views()] == [
        ("Zebra view", PARAMS),
        ("älter", ()),
    ]
    for taken in ("zebra VIEW", "Alter"):
        with pytest.raises(Conflict):
            saved_views.save_view(taken, ())
    for view, left in zip(saved_views.list_saved_views(), (["älter"], []), strict=True):
        for _ in range(2):
            saved_views.delete_view(view.id or 0)
        assert [view.name for view in saved_views.list_saved_views()] == left
    assert saved_views.list_saved_views() == []


LONGEST = "x" * (saved_views.PARAMS_MAX - len("search="))


@pytest.mark.parametrize(
    ("name", "params", "field"),
    [
        ("", (), "name"),
        (" \0 ", (), "name"),
        ("\u200b", (), "name"),
        ("x" * 61, (), "name"),
        ("Long", (("search", LONGEST + "x"),), "params"),
    ],
)
def test_what_cannot_be_saved(name: str, params: saved_views.Params, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        saved_views.save_view(name, params)
    assert list(caught.value.fields) == [field]
    assert saved_views.list_saved_views() == []


def test_the_longest_that_can_be_saved() -> None:
    saved_views.save_view("x" * 60, (("search", LONGEST),))
    assert [(view.name, view.params) for view in saved_views.list_saved_views()] == [("x" * 60, (("search", LONGEST),))]


def test_no_more_views_than_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "VIEWS_MAX", 2)
    saved_views.save_view("One", ())
    saved_views.save_view("Two", ())
    with pytest.raises(InvalidInput, match="Remove one"):
        saved_views.save_view("Three", ())
    assert [view.name for view in saved_views.list_saved_views()] == ["One", "Two"]


def test_who_tickets_are_assigned_to() -> None:
    assert assignees.assignees() == []
    for name in ("Zoë", "ann", "Mei", "Mei", None):
        filed(assignee=name)
    assert assignees.assignees() == ["ann", "Mei", "Zoë"]
    assert len(assignees.assignees(2)) == 2

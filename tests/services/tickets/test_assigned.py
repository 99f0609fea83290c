"""What others gave to a person is told until it was seen."""

from __future__ import annotations

import pytest

from services.access import people
from services.access.asking import Asker, acting_as
from services.filters import saved_views
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.reporting import today
from services.tickets import assigned, editing
from services.tickets.assignees import assignees_by_use
from services.tickets.editing import NewTicket, TicketChange

pytestmark = pytest.mark.usefixtures("database")

ANN, BEN = Asker("ann@example.com", "agent"), Asker("ben@example.com", "lead")


def file(title: str, assignee: str | None, by: Asker) -> int:
    with acting_as(by):
        made = NewTicket(title=title, description="It smokes", category="technical", priority="high", assignee=assignee)
        return editing.create(made).ticket.id


@pytest.fixture(autouse=True)
def _here(database: None) -> None:
    people._noted.forget()
    people.remember(ANN)
    people.remember(BEN)


def told(person: str = "ann@example.com") -> list[tuple[str, str]]:
    return [(one.title, one.by) for one in assigned.newly_assigned(person)]


def test_what_others_give_is_told_until_it_is_seen() -> None:
    number = file("Printer", None, BEN)
    file("Of her own", "ann@example.com", ANN)
    assert told() == []
    with acting_as(BEN):
        editing.edit(number, TicketChange(assignee="ann@example.com"))
    file("Filed for her", "ann@example.com", BEN)
    assert told() == [("Filed for her", "ben@example.com"), ("Printer", "ben@example.com")]
    assert told("ben@example.com") == told("nobody@example.com") == []
    with acting_as(ANN):
        editing.edit(number, TicketChange(status="resolved"))
    assert len(told()) == 2  # what she did to it since changes nothing
    assigned.mark_told("ann@example.com", assigned.newly_assigned("ann@example.com")[0].at)
    assert told() == []


def test_mine_are_the_unresolved_tickets_of_that_name() -> None:
    file("Printer", "ann@example.com", BEN)
    file("Scanner", "ben@example.com", BEN)
    mine = saved_views.built_in_views(today(), "ann@example.com")[0]
    assert mine.name == "Mine"
    given: dict[str, list[str]] = {}
    for name, value in mine.params:
        given.setdefault(name, []).append(value)
    assert counting.count(TicketFilter.from_query(given))[0] == 1
    assert "Mine" not in [view.name for view in saved_views.built_in_views(today())]


def test_people_who_were_here_can_be_assigned_beside_every_free_name() -> None:
    file("Printer", "Second level", BEN)
    assert assignees_by_use() == ["Second level", "ann@example.com", "ben@example.com"]

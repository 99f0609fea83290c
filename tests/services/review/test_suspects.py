"""Labels to check: the least likely first, confirmed or corrected once, and never a test case."""

from __future__ import annotations

import pytest

from services.errors import StaleVersion
from services.review import suspects
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.services.review.promise_support import execute

pytestmark = pytest.mark.usefixtures("database")


def labelled(chance: float, predicted: str = "account", *, label: str = "billing") -> int:
    """A ticket that a person labelled, and what a model that has not seen it says."""
    ticket = editing.create(
        editing.NewTicket(title=f"T {chance}", description="d", category=label, priority="low"), touched=("category",)
    ).ticket
    execute(
        "INSERT INTO left_out_prediction"
        " (field, ticket_id, sample, label, predicted, confidence, label_chance, version)"
        " VALUES ('category', :id, 'filing', :label, :predicted, 0.9, :chance, 1)",
        id=ticket.id,
        label=label,
        predicted=predicted,
        chance=chance,
    )
    return ticket.id


def listed() -> list[int]:
    return [one.ticket_id for one in suspects.suspects("category")]


def test_the_least_likely_labels_come_first_and_likely_ones_not_at_all() -> None:
    second, first, _right, _likely = labelled(0.2), labelled(0.01), labelled(0.3, "billing"), labelled(0.6)
    assert listed() == [first, second]
    assert suspects.suspects_left("category") == 2
    assert suspects.suspects("priority") == []
    (worst, _) = suspects.suspects("category")
    assert (worst.label, worst.predicted) == ("billing", "account")
    assert worst.chance == pytest.approx(0.01)


@pytest.mark.parametrize(("value", "by"), [("billing", "person"), ("account", "person")])
def test_a_label_is_confirmed_or_corrected_and_not_asked_again(value: str, by: str) -> None:
    ticket, other = labelled(0.01), labelled(0.2)
    edited = suspects.check(suspects.suspects("category")[0], value, actor="lead", reviewer="r")
    assert (edited.category, edited.category_set_by, edited.priority) == (value, by, "low")
    assert listed() == [other]
    (row,) = execute("SELECT drawn, category, category_before FROM review_answer WHERE ticket_id = :id", id=ticket)
    assert tuple(row) == ("suspect", value, "billing")


def test_a_label_that_changed_meanwhile_is_not_overwritten_and_not_offered() -> None:
    ticket = labelled(0.01)
    (suspect,) = suspects.suspects("category")
    editing.edit(ticket, TicketChange(category="technical"))
    with pytest.raises(StaleVersion):
        suspects.check(suspect, "account", actor="lead", reviewer="r")
    assert editing.get(ticket).category == "technical"
    assert listed() == []


def test_no_more_than_a_part_of_the_labels_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(suspects._BOUNDS, "least", 2)
    tickets = [labelled(0.01 * number) for number in range(1, 6)]
    assert listed() == tickets[:2]
    suspects.check(suspects.suspects("category")[0], "account", actor="lead", reviewer="r")
    assert listed() == tickets[1:2]  # the list gets shorter: it is that of one training

"""Duplicates: nothing counts them twice, their text and notes stay, and they can be taken out again."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.errors import InvalidInput, MergedAway, NotFound, StaleVersion
from services.filters.ticket_filter import TicketFilter
from services.listing import ticket_pages
from services.rollups import maintenance
from services.tickets import editing, merging, notes, trash
from services.tickets.editing import NewTicket, TicketChange
from services.tickets.schemas import NewNote
from services.transfer.importing import loading

pytestmark = pytest.mark.usefixtures("database")


def filed(title: str = "Printer", **fields: Any) -> int:
    new = NewTicket(title=title, description=f"{title} smokes", category="technical", priority="high", **fields)
    return editing.create(new).ticket.id


def events(ticket_id: int) -> list[tuple[str | None, str | None, str | None]]:
    told = [(event.field, event.old_value, event.new_value) for event in editing.history(ticket_id)]
    return [event for event in told if event[0] in ("merged", "merged_into")]


def test_a_merged_ticket_is_in_no_list_and_no_number_and_points_to_the_other_one() -> None:
    into, duplicate = filed("First"), filed("Second", requester="Ann")
    editing.edit(duplicate, TicketChange(status="resolved"))
    notes.add(duplicate, NewNote(text="Called back", author="Mei"))
    assert merging.merge([duplicate], into, actor="Jo") == [duplicate]
    assert [ticket.id for ticket in ticket_pages.latest(5)] == [into]
    assert stats.headline(TicketFilter()).contract()["total_tickets"] == 1
    assert maintenance.verify().differing == 0
    with pytest.raises(MergedAway) as told:
        editing.get(duplicate)
    assert told.value.into == into
    (kept,) = merging.merged_into(into)
    assert (kept.id, kept.title, kept.description, kept.requester, kept.merged_by) == (
        duplicate, "Second", "Second smokes", "Ann", "Jo",
    )  # fmt: skip
    assert [note.text for note in kept.notes] == ["Called back"]
    away = merging.merged_ticket(duplicate)
    assert away is not None
    assert (away.id, away.into) == (duplicate, into)
    assert (events(into), events(duplicate)) == (
        [("merged", None, str(duplicate))],
        [("merged_into", None, str(into))],
    )


def test_undo_brings_the_duplicate_back_as_it_was() -> None:
    into, duplicate = filed(), filed(external_id="CRM-1")
    before = editing.edit(duplicate, TicketChange(status="closed", assignee="Mei"))
    merging.merge([duplicate], into, version=before.version)
    merging.undo_merge([duplicate])
    after = editing.get(duplicate)
    assert (after.status, after.assignee, after.resolved_at) == (before.status, before.assignee, before.resolved_at)
    assert merging.merged_into(into) == []
    assert events(into)[-1] == ("merged", str(duplicate), None)
    assert maintenance.verify().differing == 0
    with pytest.raises(NotFound):
        merging.undo_merge([duplicate])


def test_what_was_merged_into_a_duplicate_is_seen_in_the_last_one() -> None:
    first, second, third = filed(), filed(), filed()
    merging.merge([first], second)
    merging.merge([second], third)
    assert [one.id for one in merging.merged_into(third)] == [first, second]
    merging.undo_merge([second])
    assert [one.id for one in merging.merged_into(second)] == [first]


@pytest.mark.parametrize(
    ("ids", "into", "version", "error"),
    [
        ([1], 1, None, InvalidInput),
        ([], 1, None, InvalidInput),
        (range(2, 200), 1, None, InvalidInput),
        ([2], 404, None, NotFound),
        ([404], 1, None, NotFound),
        ([2], 1, 7, StaleVersion),
    ],
)
def test_what_cannot_be_merged(ids: Any, into: int, version: int | None, error: type[Exception]) -> None:
    first, second = filed(), filed()
    number = {1: first, 2: second}
    with pytest.raises(error):
        merging.merge([number.get(one, one + 1000) for one in ids], number.get(into, into + 1000), version=version)
    assert len(ticket_pages.latest(5)) == 2


def test_an_import_of_the_same_file_again_does_not_bring_a_merged_ticket_back() -> None:
    file = b"external_id,title\nA-1,Printer\nA-2,Printer again\n"
    assert loading.import_csv(io.BytesIO(file)).imported == 2
    second, first = (ticket.id for ticket in ticket_pages.latest(2))
    merging.merge([second], first)
    again = loading.import_csv(io.BytesIO(file))
    assert (again.imported, again.already_there) == (0, 2)


def test_a_merged_ticket_stays_as_long_as_the_other_one() -> None:
    into, duplicate = filed(), filed()
    merging.merge([duplicate], into)
    age_the_trash()
    trash.empty_trash()
    assert [one.id for one in merging.merged_into(into)] == [duplicate]
    editing.delete_ticket(into)
    trash.empty_trash()
    assert merging.merged_ticket(duplicate) is not None  # the other one can still be restored
    age_the_trash()
    trash.empty_trash()
    trash.empty_trash()
    assert merging.merged_ticket(duplicate) is None


def age_the_trash() -> None:
    with transaction() as session:
        session.execute(text("UPDATE ticket_trash SET deleted_at = now() - interval '31 days'"))

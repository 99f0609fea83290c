"""Create, edit, delete, restore, and what the history says of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import AlreadyTaken, InvalidInput, NotFound, StaleVersion
from services.suggestion import Sent, Suggestion, Verdict
from services.tickets import editing, trash
from services.tickets.editing import NewTicket, Ticket, TicketChange
from tests.db.round_trips import round_trips

pytestmark = pytest.mark.usefixtures("database")

SHOWN = Suggestion(
    Verdict("billing", 0.9, (("billing", 0.9), ("general", 0.1)), ("invoice",)),
    Verdict("high", 0.6, (("high", 0.6), ("low", 0.4)), ("today",)),
    source="keywords",
    model="keyword rules",
    latency_ms=1.5,
)

SENT = Sent("openai", "gpt_x", "[EMAIL_1] writes", "Call [PHONE_1].", None, datetime.now(UTC))


def a_ticket(**fields: Any) -> NewTicket:
    return NewTicket(
        **{"title": "Invoice wrong", "description": "The invoice is wrong.", "category": "billing", "priority": "high"}
        | fields
    )


def filed(**fields: Any) -> Ticket:
    return editing.create(a_ticket(**fields)).ticket


def count(table: str = "ticket") -> int:
    with transaction() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_filing_asks_the_database_four_times() -> None:
    counts = []
    for _ in range(4):  # now and then the driver prepares a statement, or the categories are read again
        with round_trips() as seen:
            filed()
        counts.append(len(seen))
    assert min(counts) == 4, "BEGIN with its settings, whether the category is in use, INSERT, COMMIT"


def test_a_ticket_is_filed_as_given() -> None:
    made = editing.create(
        a_ticket(requester=" Ann ", assignee="", external_id="Z-1", status="in_progress"), actor="bob"
    )
    ticket = editing.get(made.ticket.id)
    assert made.is_new
    assert (ticket.title, ticket.description, ticket.category, ticket.priority, ticket.status) == (
        "Invoice wrong",
        "The invoice is wrong.",
        "billing",
        "high",
        "in_progress",
    )
    assert (ticket.requester, ticket.assignee, ticket.external_id, ticket.version) == ("Ann", None, "Z-1", 1)
    assert [(event.kind, event.actor) for event in editing.history(ticket.id)] == [("created", "bob")]


@pytest.mark.parametrize(
    ("touched", "category", "decided", "label"),
    [
        ((), "billing", "classifier", "a pre-fill let stand"),
        (("category",), "billing", "person", "the same value, chosen"),
        (("category",), "account", "person", "another value, chosen"),
        ((), "account", "person", "another value cannot be a pre-fill"),
    ],
)
def test_who_decided(touched: tuple[str, ...], category: str, decided: str, label: str) -> None:
    made = editing.create(a_ticket(category=category), shown=SHOWN, touched=touched)
    assert made.ticket.category_set_by == decided, label


def test_without_a_suggestion_a_person_decided() -> None:
    ticket = filed()
    assert (ticket.category_set_by, ticket.priority_set_by) == ("person", "person")
    assert editing.shown_suggestion(ticket.id) is None


def test_the_suggestion_is_kept_beside_the_choice() -> None:
    ticket = editing.create(a_ticket(priority="low"), shown=SHOWN, touched={"priority"}).ticket
    kept = editing.shown_suggestion(ticket.id)
    assert kept is not None
    assert (kept.source, kept.model, kept.rationale) == ("keywords", "keyword rules", ["invoice", "today"])
    assert (kept.category, kept.category_chosen, kept.category_touched) == ("billing", "billing", False)
    assert (kept.priority, kept.priority_chosen, kept.priority_touched) == ("high", "low", True)
    assert kept.category_confidence == pytest.approx(0.9)


def test_a_confidence_that_was_not_stated_is_kept_as_none() -> None:
    ticket = editing.create(a_ticket(), shown=replace(SHOWN, category=Verdict("billing", stated=False))).ticket
    kept = editing.shown_suggestion(ticket.id)
    assert kept is not None
    assert kept.category_confidence is None
    assert kept.priority_confidence == pytest.approx(SHOWN.priority.confidence)


def test_the_same_submission_twice_is_one_ticket() -> None:
    key = uuid4()
    first = editing.create(a_ticket(submission_key=key), shown=SHOWN)
    second = editing.create(a_ticket(submission_key=key), shown=SHOWN)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.ticket.id == first.ticket.id
    assert (count(), count("suggestion"), count("ticket_event")) == (1, 1, 1)


def test_the_same_key_with_another_text_loses_nothing() -> None:
    key = uuid4()
    first = editing.create(a_ticket(submission_key=key))
    second = editing.create(a_ticket(submission_key=key, description="Something else"))
    assert second.is_new
    assert second.ticket.id != first.ticket.id
    assert count() == 2


def test_a_retry_with_other_choices_changes_the_ticket_while_nobody_else_has() -> None:
    key = uuid4()
    first = editing.create(a_ticket(submission_key=key), shown=SHOWN).ticket
    new = a_ticket(submission_key=key, priority="critical", requester="Ann")
    again = editing.create(new, shown=SHOWN, touched=["priority"])
    assert (again.is_new, again.ticket.id) == (False, first.id)
    after = editing.get(first.id)
    assert (after.priority, after.priority_set_by, after.requester, after.version) == ("critical", "person", "Ann", 2)
    editing.create(a_ticket(submission_key=key, priority="low"))
    assert editing.get(first.id).priority == "critical"


@pytest.mark.parametrize(
    "chosen", [{"category": "account"}, {"priority": "low"}, {"requester": "Ann"}, {"assignee": "Mei"}], ids=str
)
def test_a_retry_takes_whatever_was_chosen_since(chosen: dict[str, str]) -> None:
    key = uuid4()
    first = editing.create(a_ticket(submission_key=key), set_by="classifier").ticket
    editing.create(a_ticket(submission_key=key, **chosen))
    after = editing.get(first.id)
    assert {name: getattr(after, name) for name in chosen} == chosen
    decided = {"category": after.category_set_by, "priority": after.priority_set_by}
    assert decided == {name: "person" if name in chosen else "classifier" for name in decided}


def test_a_submission_by_many_threads_at_once_is_one_ticket() -> None:
    key, made = uuid4(), []
    barrier = threading.Barrier(8)

    def submit() -> None:
        barrier.wait()
        made.append(editing.create(a_ticket(submission_key=key)))

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(filed.is_new for filed in made) == [False] * 7 + [True]
    assert len({filed.ticket.id for filed in made}) == 1
    assert count() == 1


def test_an_external_id_is_taken_once() -> None:
    first = filed(external_id="Z-1")
    with pytest.raises(AlreadyTaken, match=f"ticket #{first.id}") as caught:
        filed(external_id="Z-1")
    assert caught.value.ticket_id == first.id
    assert count() == 1


def test_an_archived_category_takes_no_new_tickets() -> None:
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key = 'billing'"))
    with pytest.raises(InvalidInput) as caught:
        filed()
    assert list(caught.value.fields) == ["category"]


def test_an_edit_cannot_move_a_ticket_to_an_archived_category() -> None:
    ticket, kept = filed(category="general"), filed(category="billing")
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key = 'billing'"))
    with pytest.raises(InvalidInput, match="archived"):
        editing.edit(ticket.id, TicketChange(category="billing"))
    assert editing.edit(kept.id, TicketChange(category="billing", title="Kept")).category == "billing"


def test_an_edit_changes_only_what_it_names() -> None:
    ticket = editing.create(a_ticket(), shown=SHOWN).ticket
    after = editing.edit(ticket.id, TicketChange(priority="low", assignee="Mei"), version=1, actor="bob")
    assert (after.priority, after.assignee, after.category, after.version) == ("low", "Mei", "billing", 2)
    assert (after.priority_set_by, after.category_set_by) == ("person", "classifier")
    changes = {event.field: (event.old_value, event.new_value, event.actor) for event in editing.history(ticket.id)[1:]}
    assert changes["priority"] == ("high", "low", "bob")
    assert changes["assignee"] == (None, "Mei", "bob")


def test_confirming_a_value_is_a_change_of_who_decided() -> None:
    ticket = editing.create(a_ticket(), shown=SHOWN).ticket
    after = editing.edit(ticket.id, TicketChange(category="billing"))
    assert (after.category, after.category_set_by, after.version) == ("billing", "person", 2)


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    ticket = filed()
    after = editing.edit(ticket.id, TicketChange(title="Invoice wrong", status="open"), version=1)
    assert after.version == 1
    assert len(editing.history(ticket.id)) == 1


def test_an_edit_on_an_old_version_is_refused() -> None:
    ticket = filed()
    editing.edit(ticket.id, TicketChange(status="resolved"))
    with pytest.raises(StaleVersion) as caught:
        editing.edit(ticket.id, TicketChange(title="Mine"), version=1)
    assert caught.value.current == 2
    assert editing.get(ticket.id).title == "Invoice wrong"


def test_of_two_edits_at_once_one_wins_and_the_other_is_told() -> None:
    ticket = filed()
    barrier = threading.Barrier(2)
    outcome: list[object] = []

    def change(name: str) -> None:
        barrier.wait()
        try:
            outcome.append(editing.edit(ticket.id, TicketChange(assignee=name), version=1).assignee)
        except StaleVersion as error:
            outcome.append(error.current)

    threads = [threading.Thread(target=change, args=(name,)) for name in ("Ann", "Bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 in outcome
    assert editing.get(ticket.id).assignee in outcome


@pytest.mark.parametrize("call", [editing.get, editing.delete_ticket, editing.restore])
def test_what_is_not_there_is_not_found(call: Any) -> None:
    with pytest.raises(NotFound, match="#404"):
        call(404)
    with pytest.raises(NotFound):
        editing.edit(404, TicketChange(title="x"))


def test_a_deleted_ticket_comes_back_whole() -> None:
    ticket = editing.create(a_ticket(external_id="Z-1", requester="Ann"), shown=SHOWN).ticket
    editing.edit(ticket.id, TicketChange(status="resolved"))
    before = editing.get(ticket.id)
    editing.delete_ticket(ticket.id, version=2, actor="bob")
    with pytest.raises(NotFound):
        editing.get(ticket.id)
    after = editing.restore(ticket.id, actor="bob")
    same = ("id", "title", "description", "category", "category_set_by", "status", "created_at", "resolved_at",
            "requester", "external_id")  # fmt: skip
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert after.version == 3
    assert [event.kind for event in editing.history(ticket.id)][-2:] == ["deleted", "restored"]
    assert count("ticket_trash") == 0
    assert editing.shown_suggestion(ticket.id) is not None


def test_a_delete_on_an_old_version_is_refused() -> None:
    ticket = filed()
    editing.edit(ticket.id, TicketChange(title="Other"))
    with pytest.raises(StaleVersion):
        editing.delete_ticket(ticket.id, version=1)
    assert count() == 1


def test_a_ticket_is_restored_once() -> None:
    ticket = filed()
    editing.delete_ticket(ticket.id)
    editing.restore(ticket.id)
    with pytest.raises(NotFound, match="not in the trash"):
        editing.restore(ticket.id)


def test_restoring_does_not_take_an_external_id_back() -> None:
    ticket = filed(external_id="Z-1")
    editing.delete_ticket(ticket.id)
    owner = filed(external_id="Z-1")
    with pytest.raises(AlreadyTaken, match=f"ticket #{owner.id}"):
        editing.restore(ticket.id)
    assert count("ticket_trash") == 1


def test_the_trash_is_emptied_after_thirty_days_and_nothing_of_the_tickets_is_left() -> None:
    old, recent, kept = (editing.create(a_ticket(requester="Ann"), shown=SHOWN, sent=SENT).ticket for _ in range(3))
    for ticket, lapse in ((old, timedelta(days=30, minutes=1)), (recent, timedelta(days=30, minutes=-1))):
        editing.delete_ticket(ticket.id)
        with transaction() as session:
            session.execute(
                text("UPDATE ticket_trash SET deleted_at = :at WHERE id = :id"),
                {"at": datetime.now(UTC) - lapse, "id": ticket.id},
            )
    assert trash.empty_trash() == 1
    assert [len(editing.history(ticket.id)) for ticket in (old, recent, kept)] == [0, 2, 1]
    assert [editing.shown_suggestion(ticket.id) is None for ticket in (old, recent, kept)] == [True, False, False]
    assert [editing.sent_text(ticket.id) is None for ticket in (old, recent, kept)] == [True, False, False]
    assert (count("ticket_trash"), count("ticket_document")) == (1, 1)
    assert editing.restore(recent.id).requester == "Ann"


def test_a_long_history_shows_its_newest_end() -> None:
    ticket = filed()
    for number in range(5):
        editing.edit(ticket.id, TicketChange(title=f"Title {number}"))
    shown = editing.history(ticket.id, limit=2)
    assert [event.new_value for event in shown] == ["Title 3", "Title 4"]

"""Roles and actions: the table of who may do what, asked of the services themselves."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import access, bulk, categories, day_notes, lifecycle, reporting, submission
from services.access import audit, roles, sessions, tokens
from services.access.asking import Asker
from services.classify.evaluation import runs
from services.classify.guess_line import set_guess_line
from services.classify.learned import taught
from services.classify.llm.masking.switches import set_switch
from services.dashboards import saved as dashboards
from services.errors import NotAllowed
from services.filters import saved_views
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue, store
from services.jobs.kinds import KINDS
from services.jobs.many import starting
from services.jobs.requests import target_changes
from services.jobs.work import bulk_change
from services.privacy import requesters
from services.retention import removal
from services.retention.policy import Policy, set_policy
from services.review import answers, decisions, promises, suspects
from services.review import queue as review_queue
from services.settings import ROOT, Settings
from services.targets.policy import WorkingHours
from services.tickets import editing, merging, notes, trash
from services.tickets.editing import Created
from services.tickets.idempotency import Answer
from services.tickets.schemas import NewNote, NewTicket, TicketChange, TicketSubmission
from services.topics import naming
from services.transfer.importing import saved_mappings
from services.transfer.importing.plan import Plan

CHANGE = TicketChange(status="closed")
ALL = TicketFilter()
MANY = range(1, 102)
SUSPECT: Any = None  # nobody who may not gets to read it


def new() -> NewTicket:
    return NewTicket(title="Printer", description="It smokes", category="technical", priority="high")


def rendered(created: Created) -> Answer:
    return Answer(201, {}, str(created.ticket.id))


def on_a_day() -> day_notes.NewDayNote:
    return day_notes.NewDayNote(day=date(2026, 11, 14), text="Release")


# Each way to change something, and the least role that may. Nothing that they are given is there, so that whoever may
# gets another error or none.
CALLS: list[tuple[str, Callable[[], Any]]] = [
    ("agent", lambda: editing.create(new())),
    ("agent", partial(editing.edit, 1, CHANGE)),
    ("agent", partial(bulk.change_tickets, [1], ALL, CHANGE)),
    ("agent", partial(bulk_change.start, [1], ALL, CHANGE, actor="x")),
    ("agent", partial(review_queue.next_ticket, "someone")),
    ("agent", partial(review_queue.leave, 1, "someone")),
    ("agent", partial(answers.answer, 1, "x", version=1, category="billing", priority="low")),
    ("agent", partial(answers.skip, 1, "someone")),
    ("agent", partial(answers.undo, 1, "someone")),
    ("agent", partial(suspects.check, SUSPECT, "low", actor="x", reviewer="someone")),
    ("agent", lambda: submission.submit(TicketSubmission(title="A", description="It"), given={}, render=rendered)),
    ("agent", partial(taught.unteach, 1)),
    ("agent", partial(taught.teach, "A", "B", category="billing", priority=None, actor="x")),
    ("agent", partial(saved_views.save_view, "Mine", ())),
    ("agent", partial(saved_views.restore_view, saved_views.View("Mine", ()))),
    ("agent", partial(saved_views.delete_view, 1)),
    ("agent", partial(saved_views.rename_view, 1, "Ours")),
    ("agent", partial(saved_views.move_view, 1, 1)),
    ("viewer", partial(dashboards.save, "Mine", (), browser="b")),
    ("viewer", partial(dashboards.change, 1, name="Ours")),
    ("viewer", partial(dashboards.remove, 1)),
    ("viewer", partial(dashboards.open_first, None, browser="b")),
    ("lead", partial(dashboards.save, "Ours", (), everyone=True)),
    ("lead", partial(dashboards.open_first, None, everyone=True)),
    ("agent", partial(notes.add, 1, NewNote(text="It still smokes"))),
    ("agent", partial(notes.edit, 1, 1, NewNote(text="It burns"))),
    ("agent", partial(notes.delete, 1, 1, author="x")),
    ("agent", partial(notes.restore, 1, 1, author="x")),
    ("agent", lambda: day_notes.add(on_a_day())),
    ("agent", lambda: day_notes.change(1, on_a_day())),
    ("agent", partial(day_notes.remove, 1)),
    ("lead", partial(merging.merge, [1], 2)),
    ("lead", partial(merging.undo_merge, [1])),
    ("lead", partial(set_policy, None)),
    ("lead", partial(removal.preview, Policy(365))),
    ("lead", partial(requesters.preview, "Nobody")),
    ("lead", partial(requesters.erase, "Nobody")),
    ("lead", lambda: list(requesters.known("Nobody"))),
    ("lead", partial(editing.delete_ticket, 1)),
    ("lead", partial(editing.restore, 1)),
    ("lead", partial(trash.delete_for_good, datetime.now(UTC))),
    ("lead", partial(bulk.change_tickets, MANY, ALL, CHANGE)),
    ("lead", partial(bulk.delete_tickets, [1], ALL)),
    ("lead", partial(bulk_change.start, MANY, ALL, CHANGE, actor="x")),
    ("lead", partial(bulk_change.start, [1], ALL, None, actor="x")),
    ("agent", partial(starting.try_out, "keywords", ALL, actor="x")),
    ("agent", partial(starting.apply, "keywords", ALL, [1], actor="x")),
    ("lead", partial(categories.archive, "billing")),
    ("lead", partial(categories.restore, "billing")),
    ("lead", partial(naming.rename, 1, "Refunds")),
    ("lead", partial(target_changes.change_targets, WorkingHours(), [], past=False, actor="x")),
    ("lead", partial(reporting.set_time_zone, "UTC", instead_of="nowhere")),
    ("lead", partial(set_guess_line, 0.5)),
    ("lead", partial(set_switch, "national_id", on=True)),
    ("lead", partial(promises.begin, 5, actor="x")),
    ("lead", partial(promises.end, "person", actor="x")),
    ("lead", partial(decisions.undo_decided, actor="x")),
    ("lead", partial(promises.mark_notice_read)),
    ("lead", partial(runs.remove, 1)),
    ("lead", partial(runs.rename, 1, "B")),
    ("lead", partial(saved_mappings.remember, ["title"], Plan({"title": 0}))),
    ("lead", lambda: list(audit.every_entry())),
    ("lead", partial(tokens.make_token, "x", "read", days=None)),
    ("lead", tokens.list_tokens),
    ("lead", partial(tokens.revoke_token, 1)),
    ("lead", sessions.list_sessions),
    ("lead", partial(sessions.revoke_session, 1)),
    ("lead", partial(sessions.revoke_sessions_of, "x")),
    ("lead", audit.entries),
    ("lead", lifecycle.reset),
]
LEAST = {"read": "viewer", "export": "viewer", "teach": "agent", "edit": "agent"}
CALLS += [
    (LEAST.get(kind.action, "lead"), partial(queue.enqueue, kind.key, actor="x")) for kind in KINDS
]  # each kind of job


def is_refused(call: Callable[[], Any], who: Asker | None) -> bool:
    with access.acting_as(who):
        try:
            call()
        except NotAllowed:
            return True
        except Exception:  # noqa: BLE001  let in; that there is no such ticket is another matter
            return False
    return False


# What is asked for when a row is there: test_the_person_is_the_actor..., tests/api/routers/test_review.py.
OF_A_ROW = {"services.jobs.queue._require_own", "services.review.queue._lease_new"}


def asking() -> set[str]:
    """Every function of the services that asks for an action."""
    found = set()
    for file in (ROOT / "services").rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        asks = "require" if module.startswith("services.access.") else "access.require"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            calls = (part for part in ast.walk(node) if isinstance(part, ast.Call))
            if isinstance(node, ast.FunctionDef) and any(ast.unparse(call.func) == asks for call in calls):
                found.add(f"{module}.{node.name}")
    return found


@pytest.mark.usefixtures("database", "sign_in")
def test_every_function_that_asks_for_an_action_is_in_the_table() -> None:
    reached = set()
    for _, call in CALLS:
        with access.acting_as(None), pytest.raises(NotAllowed) as refused:
            call()
        asks = [frame for frame, _ in traceback.walk_tb(refused.value.__traceback__)][-2]
        reached.add(f"{asks.f_globals['__name__']}.{asks.f_code.co_name}")
    assert asking() - reached == OF_A_ROW


def _name(value: Any) -> str:
    """The same in every process, as an address is not."""
    return str(value if isinstance(value, str) else getattr(value, "func", value).__name__)


@pytest.mark.parametrize(("least", "call"), CALLS, ids=_name)
def test_every_change_is_refused_below_its_role(database: None, least: str, call: Callable[[], Any]) -> None:
    refused = {role for role in roles.ROLES if is_refused(call, Asker("Ada", role))}
    assert refused == set(roles.ROLES[: roles.ROLES.index(least)])


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk where people sign in."""
    monkeypatch.setattr(Settings, "has_sign_in", property(lambda _: True))


@pytest.mark.usefixtures("sign_in")
@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=_name)
def test_where_people_sign_in_nobody_unknown_changes_anything(database: None, call: Callable[[], Any]) -> None:
    assert is_refused(call, None)


@pytest.mark.usefixtures("database", "sign_in")
@pytest.mark.parametrize("who", [None, Asker("Vi", "viewer")])
def test_what_asks_for_no_action_is_refused_by_the_database_itself(who: Asker | None) -> None:
    with access.acting_as(who):
        with pytest.raises(NotAllowed), transaction() as session:
            session.execute(text("UPDATE setting SET value = 'x'"))
        with transaction() as session:
            assert session.scalar(text("SELECT count(*) FROM ticket")) == 0
        with transaction(bookkeeping=True) as session:
            session.execute(text("UPDATE job SET dismissed_at = now()"))


@pytest.mark.usefixtures("database")
def test_without_a_sign_in_everybody_is_a_lead_without_a_name() -> None:
    ticket = editing.create(new()).ticket
    assert [event.actor for event in editing.history(ticket.id)] == ["local"]
    assert access.allows("reset")


@pytest.mark.usefixtures("database", "sign_in")
def test_the_person_is_the_actor_of_history_and_jobs() -> None:
    with access.acting_as(Asker("ada@example.com", "agent")):
        ticket = editing.create(new()).ticket
        assert [event.actor for event in editing.history(ticket.id)] == ["ada@example.com"]
        job = queue.enqueue("export", {}, actor="local")
        assert job.actor == "ada@example.com"
        assert [own.id for own in store.of_person("local")] == [job.id]
    with access.acting_as(Asker("bob@example.com", "agent")):
        assert store.of_person("local") == []
        with pytest.raises(NotAllowed, match="jobs of others"):
            queue.cancel(job.id)
    with access.acting_as(Asker("ada@example.com", "viewer")):
        assert queue.cancel(job.id).state == "cancelled"


def test_a_refusal_names_who_may() -> None:
    assert roles.refusal("viewer", "edit") == "Only an agent may edit tickets, and you are a viewer."
    assert roles.refusal(None, "reset") == "Sign in to delete everything."

"""A desk whose tickets came in through every door, for tests of what reads them.

What one door writes (who decided, times in the past, external ids, archived categories, versions, histories) another
door's own tests never see.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import mounted
from db.engine import transaction
from services import bulk, categories
from services.classify.chain import keyword_classifier
from services.filters.ticket_filter import SOURCES, TicketFilter
from services.sample import sample_tickets as sample
from services.suggestion import Suggestion, Verdict
from services.tickets import editing
from services.tickets.editing import NewTicket, TicketChange
from services.transfer.importing import loading
from services.transfer.importing.proposal import propose
from services.transfer.importing.source import keep, survey

SAMPLE = 40  # the newest tickets of the sample
OWN_FILE = """external_id,title,description,category,priority,status,created_at,resolved_at,requester,assignee
I-1,Imported,"Two
lines, with a comma",billing,critical,resolved,2025-01-02T03:04:05.678901Z,2025-02-03T04:05:06Z,Ann,Mei
I-2,,Suggested Überweisung,,,,2001-01-01,,,
I-3,Closed at once,,general,low,closed,2025-03-30T00:30:00+01:00,2025-03-30T00:30:00+01:00,,
,Without an id,=1+1,account,medium,in_progress,,,@Bob,-Jo
"""
ZENDESK = """Summation column,Id,Subject,Requester,Status,Priority,Created at,Solved at
1,7,Refund,Ann,Solved,Urgent,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
1,8,Reopened,Ann,Open,-,2026-01-02 10:00:00 UTC,2026-01-03 10:00:00 UTC
"""


def page() -> list[int]:
    """The New ticket page: each source's suggestion left alone, touched, changed; one that suggests nothing; none."""
    made = [
        editing.create(_new(source, category=category), shown=_shown(source), touched=touched).ticket.id
        for source in SOURCES
        for category, touched in (("billing", ()), ("billing", ("category",)), ("technical", ("category", "priority")))
    ]
    silent = Suggestion(Verdict(None, 0.0, (), ()), Verdict(None, 0.0, (), ()), "keywords", "keyword rules", 0.5)
    return [*made, editing.create(_new("silence"), shown=silent).ticket.id, editing.create(_new("nothing")).ticket.id]


def api() -> list[int]:
    """Programs: with all fields, with none but the text, changed, replaced, resolved and reopened."""
    client = TestClient(Starlette(routes=mounted), base_url="http://localhost:8501")
    whole = {"title": "Api", "description": "d", "category": "general", "priority": "low", "status": "resolved",
             "requester": "Ann", "assignee": "Jo", "external_id": "A-1"}  # fmt: skip
    bodies = (whole, {"title": "Refund", "description": "The invoice is wrong, refund me"})
    made = [client.post("/api/tickets/", json=body).json() for body in bodies]
    path = f"/api/tickets/{made[1]['id']}/"
    for change in ({"status": "resolved", "category": "account"}, {"status": "open"}):
        assert client.patch(path, json=change).status_code == 200
    assert client.put(path, json={**whole, "external_id": None, "title": "Replaced"}).status_code == 200
    return [ticket["id"] for ticket in made]


def own_import() -> list[int]:
    """A CSV file with our own names."""
    return _new_ids(lambda: loading.import_csv(io.BytesIO(OWN_FILE.encode()), actor="import"))


def foreign_import() -> list[int]:
    """An export of another system."""

    def load() -> None:
        source = keep(io.BytesIO(ZENDESK.encode()), "zendesk.csv")
        with source.rows() as rows:
            loading.import_rows(rows, propose(source, survey(source)).plan, actor="import")

    return _new_ids(load)


def sample_tickets() -> list[int]:
    """Some of the sample, with what became of them."""

    def load() -> None:
        with transaction() as session:
            sample._store(session, _invented())

    return _new_ids(load)


def restored() -> list[int]:
    """From the trash, one by one; one ticket stays there."""
    ids = [editing.create(_new("restored", external_id=f"R-{n}"), shown=_shown("gemini")).ticket.id for n in range(3)]
    for ticket_id in ids:
        editing.delete_ticket(ticket_id)
    return [editing.restore(ticket_id).id for ticket_id in ids[:2]]


def in_bulk() -> list[int]:
    """Changed in bulk, and a change and a deletion taken back."""
    ids = [editing.create(_new("bulk", status="resolved"), set_by="classifier").ticket.id for _ in range(4)]
    bulk.change_tickets(ids[:2], TicketFilter(), TicketChange(status="open", assignee="Mei", priority="low"))
    bulk.undo(bulk.change_tickets(ids[2:], TicketFilter(), TicketChange(status="in_progress", category="account")).id)
    bulk.undo(bulk.delete_tickets(ids[1:3], TicketFilter()).id)
    return ids


def of_old() -> list[int]:
    """Of a category that was archived meanwhile, and of a year ago."""
    key = categories.add(categories.CategoryForm(label="Old stock", description="", keywords=()))
    ticket = editing.create(_new("old", category=key)).ticket
    categories.archive(key)
    created = datetime.now(UTC) - timedelta(days=400)
    with transaction() as session:
        one = session.scalar(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at)"
                " VALUES ('Of last year', 'd', :key, 'low', :created) RETURNING id"
            ),
            {"key": key, "created": created},
        )
    return [ticket.id, int(one or 0)]


DOORS: dict[str, Callable[[], list[int]]] = {
    "page": page,
    "api": api,
    "own import": own_import,
    "foreign import": foreign_import,
    "sample": sample_tickets,
    "restored": restored,
    "bulk": in_bulk,
    "of old": of_old,
}


def fill(doors: Iterable[str] = tuple(DOORS)) -> dict[str, list[int]]:
    """Bring tickets in through each door; returns their ids by door."""
    return {door: DOORS[door]() for door in doors}


def _new(title: str, **fields: str) -> NewTicket:
    given = {"title": f"By {title}", "description": "It smokes", "category": "billing", "priority": "high"}
    return NewTicket.model_validate(given | fields)


def _shown(source: str) -> Suggestion:
    category = Verdict("billing", 0.9, (("billing", 0.9), ("general", 0.1)), ("invoice",))
    return Suggestion(category, Verdict("high", 0.6, (("high", 0.6), ("low", 0.4)), ()), source, "m", 1.5)


@cache
def _invented() -> list[sample.SampleTicket]:
    return sample.make_sample(datetime.now(UTC), keyword_classifier())[-SAMPLE:]


def _new_ids(come: Callable[[], object]) -> list[int]:
    """The ids of the tickets that ``come``."""
    every = text("SELECT id FROM ticket")
    with transaction() as session:
        before = set(session.scalars(every))
    come()
    with transaction() as session:
        return sorted(set(session.scalars(every)) - before)

"""Pydantic models of the API's answers; those about the classifier and review have files of their own.

Request bodies are in bodies.py.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from api.models.fields import Confidence, Count, example
from services.jobs.store import STATES
from services.suggestion_sources import source_keys
from services.taxonomy import CRITICAL, HIGH, LOW, MEDIUM, OPEN, RESOLVED
from services.tickets.schemas import DecidedBy, Priority, TicketRecord, TicketTargets

A_CLOCK = {
    "state": "on_track",
    "respond_by": "2026-11-23T11:00:00Z",
    "responded_at": None,
    "resolve_by": "2026-11-24T09:00:00Z",
    "resolved_at": None,
    "seconds_left": 7200.0,
}
A_TICKET = (
    dict.fromkeys(TicketRecord.model_fields)
    | {"target": A_CLOCK}
    | {
        "id": 42,
        "title": "Charged twice in March",
        "description": "The invoice of March was charged twice to our card.",
        "category": "billing",
        "category_set_by": "classifier",
        "priority": HIGH,
        "priority_set_by": "api",
        "status": OPEN,
        "created_at": "2026-11-22T09:30:00.123456Z",
        "updated_at": "2026-11-22T09:30:00.123456Z",
        "resolved_at": None,
        "requester": "Ann",
        "assignee": None,
        "external_id": "CRM-1001",
        "review": "to_review",
        "version": 1,
    }
)
PAGE_LINK = "http://localhost:8501/api/tickets/?status=open&cursor=n63931455000123456.42"


class Ticket(TicketRecord):
    """A ticket."""

    model_config = example(**A_TICKET)

    @classmethod
    def with_clock(cls, ticket: object, clock: object | None) -> Self:
        """A ticket with its targets, which are kept beside it."""
        target = TicketTargets.model_validate(clock) if clock is not None else None
        return cls.model_validate(ticket).model_copy(update={"target": target})


class TicketPage(BaseModel):
    """Tickets in order, and the way to those beside them."""

    model_config = example(count=1284, count_is_exact=True, next=PAGE_LINK, previous=None, results=[A_TICKET])

    count: Annotated[Count, Field(description="How many match; 10,000 stands for more when it is not exact.")]
    count_is_exact: bool
    next: Annotated[str | None, Field(description="Address of the next page, with the same filters.")]
    previous: Annotated[str | None, Field(description="Address of the page before.")]
    results: list[Ticket]


class TicketEvent(BaseModel):
    """One thing that happened to a ticket."""

    model_config = example(
        id=977, at="2026-11-22T09:31:07Z", actor="api", kind="changed", field="status", old_value=OPEN,
        new_value=RESOLVED, set_by=None, classified_by=None,
    )  # fmt: skip

    id: Annotated[int, Field(ge=1)]
    at: datetime
    actor: str
    kind: Literal["created", "changed", "deleted", "restored"]
    field: Annotated[str | None, Field(description="What changed; null unless kind is changed.")]
    old_value: str | None
    new_value: str | None
    set_by: DecidedBy | None
    classified_by: Annotated[
        str | None, Field(description="By what many tickets were classified, such as `learned model of 29 Nov`.")
    ] = None


class Note(BaseModel):
    """A note on a ticket."""

    model_config = example(
        id=12, ticket_id=42, author="Mei", text="Called back; waits for the bank.", created_at="2026-11-22T09:31:07Z",
        edited_at=None,
    )  # fmt: skip

    id: Annotated[int, Field(ge=1)]
    ticket_id: Annotated[int, Field(ge=1)]
    author: str
    text: str
    created_at: datetime
    edited_at: Annotated[datetime | None, Field(description="When its author changed it last.")]


class MergedTicket(BaseModel):
    """A duplicate as it was when it was merged into another ticket."""

    model_config = example(
        id=43, into=42, title="Charged two times", description="Twice the same amount.", requester="Ann",
        created_at="2026-11-22T09:40:00Z", merged_at="2026-11-22T10:02:11Z", merged_by="Mei",
    )  # fmt: skip

    id: Annotated[int, Field(ge=1)]
    into: Annotated[int, Field(ge=1, description="The ticket that it was merged into.")]
    title: str
    description: str
    requester: str | None
    created_at: datetime
    merged_at: datetime
    merged_by: str


class Statistics(BaseModel):
    """The headline numbers of a set of tickets. Each breakdown sums to the total."""

    model_config = example(
        total_tickets=42, open_tickets=7, avg_tickets_per_day=3.5,
        priority_breakdown={LOW: 12, MEDIUM: 20, HIGH: 8, CRITICAL: 2},
        category_breakdown={"billing": 10, "technical": 22, "account": 6, "general": 4},
    )  # fmt: skip

    total_tickets: Count
    open_tickets: Count
    avg_tickets_per_day: Annotated[float, Field(ge=0, description="Over the days with a ticket, one decimal.")]
    priority_breakdown: dict[str, Count]
    category_breakdown: dict[str, Count]


class Confidences(BaseModel):
    """How sure a suggestion is, from 0 (a guess) to 1."""

    category: Confidence
    priority: Confidence


class Classification(BaseModel):
    """A suggestion for a text; names both, with confidence 0 where nothing speaks for a value or none is stated."""

    model_config = example(
        suggested_category="billing", suggested_priority=HIGH, confidence={"category": 0.91, "priority": 0.64},
        source="keywords", model="keyword rules", rationale=["charged twice", "invoice"], latency_ms=0.8,
    )  # fmt: skip

    suggested_category: str
    suggested_priority: Priority
    confidence: Confidences
    source: Annotated[str, Field(json_schema_extra={"enum": list(source_keys())})]
    model: str
    rationale: Annotated[list[str], Field(description="The words of the text that decided.")]
    latency_ms: Annotated[float, Field(ge=0)]


A_JOB = {
    "id": 7,
    "kind": "import",
    "title": "tickets.csv",
    "actor": "local",
    "state": "running",
    "done": 4000,
    "total": 13687,
    "rate": 2400.0,
    "seconds_left": 4.0,
    "cancel_requested": False,
    "result": None,
    "error": None,
    "note": None,
    "file": None,
    "created_at": "2026-11-22T09:30:00Z",
    "started_at": "2026-11-22T09:30:01Z",
    "ended_at": None,
}


class Job(BaseModel):
    """Work that runs long."""

    model_config = example(**A_JOB)

    id: Annotated[int, Field(ge=1)]
    kind: Annotated[
        str,
        Field(description="import, export, bulk, classify, training, evaluation, rebuild, sample or another."),
    ]
    title: Annotated[str, Field(description="What people know it by: the name of a file, what is changed.")]
    actor: Annotated[
        str, Field(description="Who started it: local (the pages), api, import (a terminal), classifier (by itself).")
    ]
    state: Annotated[str, Field(json_schema_extra={"enum": list(STATES)})]
    done: Count
    total: Annotated[Count | None, Field(description="Of which `done` is a part; null where nobody knows.")]
    rate: Annotated[float | None, Field(description="How much is done in a second.")]
    seconds_left: float | None
    cancel_requested: bool
    result: Annotated[dict[str, Any] | None, Field(description="What a finished one did, by its kind.")]
    error: Annotated[str | None, Field(description="Why it ended without being done, and what is left of it.")]
    note: Annotated[
        str | None, Field(description="Why an open one does not move: no worker is alive. Null while one is.")
    ]
    file: Annotated[str | None, Field(description="Address of the file that it made, which is kept for a day.")]
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JobPage(BaseModel):
    """Jobs, newest first, and the way to those beside them."""

    model_config = example(count=1, count_is_exact=True, next=None, previous=None, results=[A_JOB])

    count: Annotated[Count, Field(description="How many match; 10,000 stands for more when it is not exact.")]
    count_is_exact: bool
    next: Annotated[str | None, Field(description="Address of the next page, with the same filters.")]
    previous: Annotated[str | None, Field(description="Address of the page before.")]
    results: list[Job]


class BulkResult(BaseModel):
    """What a bulk change did."""

    model_config = example(changed=37, already=4, left_out=1)

    changed: Count
    already: Annotated[Count, Field(description="Were as wanted before.")]
    left_out: Annotated[Count, Field(description="Are not there.")]


class InvalidFields(BaseModel):
    """Bad input: what is wrong, by field or parameter; ``non_field_errors`` where the whole request is wrong."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra={"examples": [{"title": ["A title is missing. One line is enough."]}]}
    )
    __pydantic_extra__: dict[str, Annotated[list[str], Field(min_length=1)]]


class Detail(BaseModel):
    """An error that is about no field."""

    model_config = example(detail="There is no ticket #42. It may have been deleted.")

    detail: str


class Conflict(Detail):
    """What is there already: the ticket that has the external id, or the version the ticket has now."""

    model_config = example(detail="The external ID 'CRM-1001' belongs to ticket #42.", ticket_id=42)

    ticket_id: int | None = None
    version: int | None = None


class Index(BaseModel):
    """What can be read, by name; the schema tells the rest."""

    tickets: str
    statistics: str
    topics: str
    day_notes: str
    dashboards: str
    jobs: str
    review: str
    classifier: str
    evaluations: str
    events: str
    docs: str
    schema_: Annotated[str, Field(alias="schema")]
    health: str

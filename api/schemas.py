"""Pydantic models of the API's answers. Those of request bodies are in bodies.py."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from services.jobs.store import STATES
from services.suggestion_sources import source_keys
from services.tickets.schemas import DecidedBy, Priority, TicketRecord, TicketTargets

Confidence = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]

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
        "priority": "high",
        "priority_set_by": "api",
        "status": "open",
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


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(from_attributes=True, json_schema_extra={"examples": [example]})


class Ticket(TicketRecord):
    """A ticket."""

    model_config = _example(**A_TICKET)

    @classmethod
    def with_clock(cls, ticket: object, clock: object | None) -> Self:
        """A ticket with its targets, which are kept beside it."""
        target = TicketTargets.model_validate(clock) if clock is not None else None
        return cls.model_validate(ticket).model_copy(update={"target": target})


class TicketPage(BaseModel):
    """Tickets in order, and the way to those beside them."""

    model_config = _example(count=1284, count_is_exact=True, next=PAGE_LINK, previous=None, results=[A_TICKET])

    count: Annotated[Count, Field(description="How many match; 10,000 stands for more when it is not exact.")]
    count_is_exact: bool
    next: Annotated[str | None, Field(description="Address of the next page, with the same filters.")]
    previous: Annotated[str | None, Field(description="Address of the page before.")]
    results: list[Ticket]


class TicketEvent(BaseModel):
    """One thing that happened to a ticket."""

    model_config = _example(
        id=977, at="2026-11-22T09:31:07Z", actor="api", kind="changed", field="status", old_value="open",
        new_value="resolved", set_by=None, classified_by=None,
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

    model_config = _example(
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

    model_config = _example(
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

    model_config = _example(
        total_tickets=42, open_tickets=7, avg_tickets_per_day=3.5,
        priority_breakdown={"low": 12, "medium": 20, "high": 8, "critical": 2},
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

    model_config = _example(
        suggested_category="billing", suggested_priority="high", confidence={"category": 0.91, "priority": 0.64},
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

    model_config = _example(**A_JOB)

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

    model_config = _example(count=1, count_is_exact=True, next=None, previous=None, results=[A_JOB])

    count: Annotated[Count, Field(description="How many match; 10,000 stands for more when it is not exact.")]
    count_is_exact: bool
    next: Annotated[str | None, Field(description="Address of the next page, with the same filters.")]
    previous: Annotated[str | None, Field(description="Address of the page before.")]
    results: list[Job]


class ClassifierField(BaseModel):
    """Who answers one field, and how right the learned classifier is in it."""

    field: str
    first: Annotated[str | None, Field(description="The language model that is asked first, if one is set up.")]
    at_once: Annotated[str, Field(description="Who answers without waiting: learned or keywords.")]
    why: Annotated[str, Field(description="Who answers and why, in sentences with figures.")]
    labels: Annotated[Count, Field(description="Confirmed tickets and taught texts now.")]
    sample: Annotated[str | None, Field(description="The labels that the figures are measured on.")]
    number: Annotated[Count, Field(description="How many test cases; each was answered by a model without it.")]
    accuracy: Confidence | None
    accuracy_low: Annotated[Confidence | None, Field(description="95 % interval.")]
    accuracy_high: Confidence | None
    macro_f1: Confidence | None
    keywords_accuracy: Confidence | None


class ClassifierSource(BaseModel):
    """One source that is set up. Calls and errors are those of this process, answers today of all."""

    source: str
    model: str
    healthy: bool
    calls: Count | None
    errors: Count | None
    last_error: str | None
    median_ms: float | None
    answers_today: Count | None
    cost_today: Annotated[float | None, Field(description="About, in the currency of LLM_PRICES.")]


class Training(BaseModel):
    """One version of the learned classifier and its figures by field."""

    version: Annotated[int, Field(ge=1)]
    trained_at: datetime
    seconds: Annotated[float, Field(ge=0)]
    figures: list[dict[str, Any]]


class Classifier(BaseModel):
    """How the sources stand now, and every training."""

    fields: list[ClassifierField]
    sources: list[ClassifierSource]
    calls_today: Annotated[Count, Field(description="To language models, of every process.")]
    training: Annotated[bool, Field(description="Whether a training is under way.")]
    trainings: Annotated[list[Training], Field(description="The newest 50, newest first.")]


class Evaluation(BaseModel):
    """One run: sources measured on labels. `result` has the figures by field and source once it has ended."""

    id: Annotated[int, Field(ge=1)]
    name: str
    state: Annotated[str, Field(json_schema_extra={"enum": list(STATES)})]
    created_at: datetime
    ended_at: datetime | None
    actor: str
    job_id: int | None
    sample: str
    number: Annotated[Count, Field(description="How many test cases.")]
    sources: list[str]
    version: Annotated[int, Field(description="The training whose left-out answers stand for the learned classifier.")]
    result: dict[str, Any] | None


class EvaluationList(BaseModel):
    """The runs that are kept, newest first; their figures are at each one's address."""

    count: Count
    results: list[Evaluation]


class BulkResult(BaseModel):
    """What a bulk change did."""

    model_config = _example(changed=37, already=4, left_out=1)

    changed: Count
    already: Annotated[Count, Field(description="Were as wanted before.")]
    left_out: Annotated[Count, Field(description="Are not there.")]


class DecidingWord(BaseModel):
    """A word or phrase of the text that led to a suggestion, or spoke against it."""

    word: str
    kind: Literal["category", "priority", "against"]
    note: Annotated[str, Field(description="For or against what it spoke, and how much it weighed.")]


class Share(BaseModel):
    """How likely one value is."""

    value: str
    share: Confidence


class ReviewSuggestion(BaseModel):
    """What is suggested for a ticket in review, by field; null where nothing speaks for a value."""

    category: str | None
    priority: Priority | None
    confidence: Annotated[dict[str, Confidence | None], Field(description="By field; null where none was measured.")]
    source: str
    model: str
    ranking: Annotated[list[Share], Field(description="The categories, the likeliest first.")]
    words: list[DecidingWord]


class Agreement(BaseModel):
    """Of the answers to tickets with a suggestion, how many confirmed it."""

    asked: Count
    agreed: Count


class ReviewTally(BaseModel):
    """What was answered today, by everyone and by this reviewer, and what is left."""

    today: Count
    mine: Count
    shown: Annotated[dict[str, Agreement], Field(description="By field, with the suggestion beside the text.")]
    blind: Annotated[dict[str, Agreement], Field(description="By field, with the suggestion hidden.")]
    random_asked: Count
    random_skipped: Count
    left: Annotated[Count, Field(description="Unconfirmed tickets; 10,000 stands for more when it is not exact.")]
    left_is_exact: bool


class Review(BaseModel):
    """A ticket before a reviewer, or null where none is; after an answer, the ticket as it is now."""

    model_config = _example(
        reviewer="tab-7f3a", ticket=A_TICKET, blind=False, until="2026-11-22T09:40:00Z",
        suggestion={
            "category": "billing", "priority": "high", "confidence": {"category": 0.91, "priority": None},
            "source": "learned", "model": "learned v7", "ranking": [{"value": "billing", "share": 0.91}],
            "words": [{"word": "charged twice", "kind": "category", "note": "For Billing, +2.10"}],
        },
        tally={
            "today": 41, "mine": 12, "left": 812, "left_is_exact": True, "random_asked": 36, "random_skipped": 2,
            "shown": {"category": {"asked": 33, "agreed": 27}, "priority": {"asked": 30, "agreed": 21}},
            "blind": {"category": {"asked": 8, "agreed": 6}, "priority": {"asked": 7, "agreed": 4}},
        },
    )  # fmt: skip

    reviewer: Annotated[str, Field(description="Who has the ticket; to be sent with the answer.")]
    ticket: Ticket | None
    blind: Annotated[bool, Field(description="Asked without the suggestion, which is null then.")]
    suggestion: ReviewSuggestion | None
    until: Annotated[datetime | None, Field(description="When the ticket may go to another reviewer.")]
    tally: ReviewTally


class InvalidFields(BaseModel):
    """Bad input: what is wrong, by field or parameter; ``non_field_errors`` where the whole request is wrong."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra={"examples": [{"title": ["A title is missing. One line is enough."]}]}
    )
    __pydantic_extra__: dict[str, Annotated[list[str], Field(min_length=1)]]


class Detail(BaseModel):
    """An error that is about no field."""

    model_config = _example(detail="There is no ticket #42. It may have been deleted.")

    detail: str


class Conflict(Detail):
    """What is there already: the ticket that has the external id, or the version the ticket has now."""

    model_config = _example(detail="The external id 'CRM-1001' belongs to ticket #42.", ticket_id=42)

    ticket_id: int | None = None
    version: int | None = None


class Index(BaseModel):
    """What can be read, by name; the schema tells the rest."""

    tickets: str
    statistics: str
    topics: str
    day_notes: str
    jobs: str
    review: str
    classifier: str
    evaluations: str
    events: str
    docs: str
    schema_: Annotated[str, Field(alias="schema")]
    health: str

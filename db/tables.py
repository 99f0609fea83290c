"""The tables as SQLAlchemy sees them; db/sql/ holds the definitions, with every constraint and trigger.

Times are timezone-aware. A test compares this file with a migrated database.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Enum,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, INT8MULTIRANGE, JSONB, REAL, TIMESTAMP, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.keys import PRIORITIES, STATUSES

DECIDED_BY = ("person", "import", "api", "classifier")
EVENT_KINDS = ("created", "changed", "deleted", "restored")
REVIEW_STATES = WAS_DECIDED, TO_REVIEW = ("decided", "to_review")

Priority = Enum(*PRIORITIES, name="ticket_priority")
Status = Enum(*STATUSES, name="ticket_status")
DecidedBy = Enum(*DECIDED_BY, name="decided_by")
EventKind = Enum(*EVENT_KINDS, name="event_kind")
ReviewState = Enum(*REVIEW_STATES, name="review_state")


class Base(DeclarativeBase):
    type_annotation_map = {str: Text, datetime: TIMESTAMP(timezone=True)}


class Setting(Base):
    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class ApiToken(Base):
    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    scope: Mapped[str]
    handle: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    made_by: Mapped[str]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Category(Base):
    __tablename__ = "category"

    key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    description: Mapped[str] = mapped_column(server_default=FetchedValue())
    keywords: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=FetchedValue())
    position: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    archived_at: Mapped[datetime | None]


class Ticket(Base):
    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str]
    category: Mapped[str] = mapped_column(ForeignKey("category.key"))
    category_set_by: Mapped[str] = mapped_column(DecidedBy, server_default=FetchedValue())
    priority: Mapped[str] = mapped_column(Priority)
    priority_set_by: Mapped[str] = mapped_column(DecidedBy, server_default=FetchedValue())
    status: Mapped[str] = mapped_column(Status, server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    updated_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    resolved_at: Mapped[datetime | None]
    requester: Mapped[str | None]
    assignee: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(unique=True)
    submission_key: Mapped[UUID | None] = mapped_column(unique=True)
    version: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    category_review: Mapped[str | None] = mapped_column(ReviewState)
    priority_review: Mapped[str | None] = mapped_column(ReviewState)

    @property
    def review(self) -> str | None:
        """Whether what the classifier filled in for a program is ``decided`` or ``to_review``; None: neither.

        As the filter ``review`` finds it: a field that somebody confirmed does not count, and one to review is enough.
        """
        fields = ((self.category_review, self.category_set_by), (self.priority_review, self.priority_set_by))
        states = {state for state, set_by in fields if state is not None and set_by == "classifier"}
        return TO_REVIEW if TO_REVIEW in states else next(iter(states), None)


class TicketDocument(Base):
    """What is searched of a ticket; triggers keep it. ``folded``: title and text, ``words``: what they consist of."""

    __tablename__ = "ticket_document"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    folded: Mapped[str]
    words: Mapped[Any] = mapped_column(TSVECTOR)


class SearchEntry(Base):
    """What a search asks of a ticket: its words, each with the number of its block before it; triggers keep it."""

    __tablename__ = "search_entry"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime]
    keys: Mapped[Any] = mapped_column(TSVECTOR)


# Tickets below this id have no SearchEntry yet, or (has_words) one that answers for words alone. Empty: all have one.
search_backlog = Table(
    "search_backlog",
    Base.metadata,
    Column("below", BigInteger, nullable=False),
    Column("has_words", Boolean, nullable=False),
)


class TicketEvent(Base):
    __tablename__ = "ticket_event"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    kind: Mapped[str] = mapped_column(EventKind)
    field: Mapped[str | None]
    old_value: Mapped[str | None]
    new_value: Mapped[str | None]
    set_by: Mapped[str | None] = mapped_column(DecidedBy)
    resolved_at: Mapped[datetime | None]
    undone: Mapped[bool] = mapped_column(server_default=FetchedValue())


class TicketNote(Base):
    __tablename__ = "ticket_note"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class TicketTrash(Base):
    __tablename__ = "ticket_trash"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    deleted_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    deleted_by: Mapped[str]
    ticket: Mapped[dict[str, Any]] = mapped_column(JSONB)
    merged_into: Mapped[int | None] = mapped_column(BigInteger)


class StoredSource(Base):
    __tablename__ = "suggestion_source"

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, Identity(always=True), unique=True)


class ShownSuggestion(Base):
    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    latency_ms: Mapped[float] = mapped_column(REAL)
    rationale: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=FetchedValue())
    category: Mapped[str | None] = mapped_column(ForeignKey("category.key"))
    category_confidence: Mapped[float | None] = mapped_column(REAL)
    category_chosen: Mapped[str] = mapped_column(ForeignKey("category.key"))
    category_touched: Mapped[bool]
    priority: Mapped[str | None] = mapped_column(Priority)
    priority_confidence: Mapped[float | None] = mapped_column(REAL)
    priority_chosen: Mapped[str] = mapped_column(Priority)
    priority_touched: Mapped[bool]


class SentText(Base):
    __tablename__ = "sent_text"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    title: Mapped[str]
    description: Mapped[str]
    examples: Mapped[int | None] = mapped_column(SmallInteger)


class ClassifierModel(Base):
    __tablename__ = "classifier_model"

    version: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    trained_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    last_event: Mapped[int] = mapped_column(BigInteger)
    seconds: Mapped[float] = mapped_column(REAL)
    report: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    header: Mapped[str]
    arrays: Mapped[bytes] = mapped_column(LargeBinary)
    checksum: Mapped[str]


class ReviewAnswer(Base):
    """What was asked in Review and answered; the ``..._before`` and ``version``, that it left, are for undo."""

    __tablename__ = "review_answer"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    reviewer: Mapped[str]
    drawn: Mapped[str]
    blind: Mapped[bool]
    skipped: Mapped[bool] = mapped_column(server_default=FetchedValue())
    source: Mapped[str | None]
    category_suggested: Mapped[str | None]
    category_confidence: Mapped[float | None] = mapped_column(REAL)
    priority_suggested: Mapped[str | None]
    priority_confidence: Mapped[float | None] = mapped_column(REAL)
    category: Mapped[str | None]
    priority: Mapped[str | None] = mapped_column(Priority)
    version: Mapped[int | None] = mapped_column(Integer)
    category_before: Mapped[str | None]
    category_set_by_before: Mapped[str | None] = mapped_column(DecidedBy)
    priority_before: Mapped[str | None] = mapped_column(Priority)
    priority_set_by_before: Mapped[str | None] = mapped_column(DecidedBy)


class ReviewLease(Base):
    """Which ticket is before which reviewer, how it was drawn, and what is suggested for it."""

    __tablename__ = "review_lease"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reviewer: Mapped[str]
    until: Mapped[datetime]
    drawn: Mapped[str]
    blind: Mapped[bool]
    source: Mapped[str | None]
    category_suggested: Mapped[str | None]
    category_confidence: Mapped[float | None] = mapped_column(REAL)
    priority_suggested: Mapped[str | None]
    priority_confidence: Mapped[float | None] = mapped_column(REAL)


class ReviewMargin(Base):
    """How far the best category is ahead of the second best, for a bounded random sample of unconfirmed tickets."""

    __tablename__ = "review_margin"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    margin: Mapped[float] = mapped_column(REAL)
    computed_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class LeftOutPrediction(Base):
    """What a model that was trained without a ticket says of it, where it may be a test case."""

    __tablename__ = "left_out_prediction"

    field: Mapped[str] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sample: Mapped[str]
    label: Mapped[str]
    predicted: Mapped[str]
    confidence: Mapped[float] = mapped_column(REAL)
    label_chance: Mapped[float] = mapped_column(REAL)
    version: Mapped[int] = mapped_column(BigInteger)


class ClassifierTraining(Base):
    """The figures of every training, also of those whose model is gone."""

    __tablename__ = "classifier_training"

    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    trained_at: Mapped[datetime]
    seconds: Mapped[float] = mapped_column(REAL)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class TaughtExample(Base):
    """A text that somebody taught on the Classifier page: a label without a ticket."""

    __tablename__ = "taught_example"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    title: Mapped[str] = mapped_column(server_default=FetchedValue())
    description: Mapped[str] = mapped_column(server_default=FetchedValue())
    category: Mapped[str | None] = mapped_column(ForeignKey("category.key"))
    priority: Mapped[str | None] = mapped_column(Priority)


class EvaluationRun(Base):
    """Sources measured on confirmed tickets: the test cases in their order, and the figures once it has ended."""

    __tablename__ = "evaluation_run"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    job_id: Mapped[int | None] = mapped_column(BigInteger)
    sample: Mapped[str]
    sources: Mapped[list[str]] = mapped_column(ARRAY(Text))
    version: Mapped[int] = mapped_column(BigInteger)
    tickets: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    category_labels: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    priority_labels: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    ended_at: Mapped[datetime | None]


class EvaluationAnswer(Base):
    """What one source answered for some of a run's tickets, side by side."""

    __tablename__ = "evaluation_answer"

    run_id: Mapped[int] = mapped_column(ForeignKey("evaluation_run.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    predicted: Mapped[list[str | None]] = mapped_column(ARRAY(Text))
    confidence: Mapped[list[float]] = mapped_column(ARRAY(REAL))
    trouble: Mapped[str] = mapped_column(server_default=FetchedValue())


class Promise(Base):
    """What a lead promised of the tickets that need no person: at most so many per cent wrong."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    wrong_percent: Mapped[int] = mapped_column(SmallInteger)
    started_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    started_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    ended_because: Mapped[str | None]
    notice: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    notice_read: Mapped[bool] = mapped_column(server_default=FetchedValue())


class PromiseLook(Base):
    """The threshold of a field under a promise, as one training or the beginning of a promise found it."""

    __tablename__ = "promise_look"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    field: Mapped[str]
    wrong_percent: Mapped[int] = mapped_column(SmallInteger)
    version: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    answers: Mapped[int] = mapped_column(Integer)
    looked_at: Mapped[int] = mapped_column(Integer)
    threshold: Mapped[float | None] = mapped_column(DOUBLE_PRECISION)
    decided: Mapped[int] = mapped_column(Integer)
    decided_right: Mapped[int] = mapped_column(Integer)


class PromiseDecision(Base):
    """A field of a ticket that was decided without a person."""

    __tablename__ = "promise_decision"

    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"))
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    value: Mapped[str]
    confidence: Mapped[float] = mapped_column(REAL)
    version: Mapped[int] = mapped_column(BigInteger)
    sampled_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class EvaluationLatency(Base):
    """How long each call to a source took, in milliseconds, for some of a run's tickets."""

    __tablename__ = "evaluation_latency"

    run_id: Mapped[int] = mapped_column(ForeignKey("evaluation_run.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(Integer, primary_key=True)
    latency_ms: Mapped[list[float]] = mapped_column(ARRAY(REAL))


class ModelAnswer(Base):
    __tablename__ = "model_answer"

    key: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    used_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    source: Mapped[str] = mapped_column(ForeignKey("suggestion_source.key"))
    model: Mapped[str]
    latency_ms: Mapped[float] = mapped_column(REAL)
    category: Mapped[dict[str, Any]] = mapped_column(JSONB)
    priority: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ModelCalls(Base):
    __tablename__ = "model_calls"

    day: Mapped[date] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)


class ModelServer(Base):
    __tablename__ = "model_server"

    server: Mapped[str] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[dict[str, Any]] = mapped_column(JSONB)
    quirks: Mapped[list[str]] = mapped_column(ARRAY(Text))
    first_ms: Mapped[float | None] = mapped_column(REAL)
    learned_at: Mapped[datetime]


class IdempotencyKey(Base):
    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    status: Mapped[int | None] = mapped_column(Integer)
    headers: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    body: Mapped[str | None]


class ImportMapping(Base):
    __tablename__ = "import_mapping"

    columns: Mapped[str] = mapped_column(primary_key=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSONB)
    used_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class TicketImport(Base):
    __tablename__ = "ticket_import"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(server_default=FetchedValue())
    name: Mapped[str]
    undone_at: Mapped[datetime | None]


class TicketImportBatch(Base):
    __tablename__ = "ticket_import_batch"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("ticket_import.id", ondelete="CASCADE"))
    tickets: Mapped[Any] = mapped_column(INT8MULTIRANGE)
    undated: Mapped[Any] = mapped_column(INT8MULTIRANGE, server_default=FetchedValue())


class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    format: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    actor: Mapped[str]
    title: Mapped[str] = mapped_column(server_default=FetchedValue())
    parameters: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    state: Mapped[str] = mapped_column(server_default=FetchedValue())
    queue_id: Mapped[int | None] = mapped_column(BigInteger)
    attempt: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    lost: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    position: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    so_far: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
    done: Mapped[int] = mapped_column(BigInteger, server_default=FetchedValue())
    total: Mapped[int | None] = mapped_column(BigInteger)
    rate: Mapped[float | None] = mapped_column(REAL)
    cancel_requested: Mapped[bool] = mapped_column(server_default=FetchedValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]


class JobFile(Base):
    __tablename__ = "job_file"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    part: Mapped[bytes] = mapped_column(LargeBinary)


class SavedView(Base):
    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    params: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=FetchedValue())
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())


class BulkChange(Base):
    __tablename__ = "bulk_change"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(server_default=FetchedValue())
    deletes: Mapped[bool]


class BulkChangeTicket(Base):
    __tablename__ = "bulk_change_ticket"

    change_id: Mapped[int] = mapped_column(ForeignKey("bulk_change.id", ondelete="CASCADE"), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(Status)
    priority: Mapped[str] = mapped_column(Priority)
    priority_set_by: Mapped[str] = mapped_column(DecidedBy)
    category: Mapped[str]
    category_set_by: Mapped[str] = mapped_column(DecidedBy)
    assignee: Mapped[str | None]
    resolved_at: Mapped[datetime | None]

"""What the learned classifier knows and learns from: models, trainings, reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, FetchedValue, ForeignKey, Identity, Integer, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB, REAL
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, DecidedBy, Priority
from db.tables.tickets import Category


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


class ClassifierTraining(Base):
    """The figures of every training, also of those whose model is gone."""

    __tablename__ = "classifier_training"

    version: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    trained_at: Mapped[datetime]
    seconds: Mapped[float] = mapped_column(REAL)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


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


class TaughtExample(Base):
    """A text that somebody taught on the Classifier page: a label without a ticket."""

    __tablename__ = "taught_example"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=FetchedValue())
    actor: Mapped[str]
    title: Mapped[str] = mapped_column(server_default=FetchedValue())
    description: Mapped[str] = mapped_column(server_default=FetchedValue())
    category: Mapped[str | None] = mapped_column(ForeignKey(Category.key))
    priority: Mapped[str | None] = mapped_column(Priority)

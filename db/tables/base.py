"""What all tables are made with: the base of their classes, and the kinds that PostgreSQL knows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import DeclarativeBase

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

"""Record what a new ticket was suggested, beside what was chosen, and what a language model was sent of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.tables.suggestions import SentText, ShownSuggestion
from db.tables.tickets import Ticket
from services.suggestion import Sent, Suggestion
from services.tickets.fields import SUGGESTED


def record_suggestion(session: Session, ticket: Ticket, shown: Suggestion, touched: Collection[str]) -> None:
    """Record the suggestion that stood on the screen; ``touched`` are the fields that a person chose."""
    row: dict[str, Any] = {
        "ticket_id": ticket.id,
        "source": shown.source,
        "model": shown.model,
        "latency_ms": shown.latency_ms,
        "rationale": list(shown.rationale),
    }
    for name in SUGGESTED:
        verdict = getattr(shown, name)
        row |= {
            name: verdict.key,
            f"{name}_confidence": verdict.confidence if verdict.stated else None,
            f"{name}_chosen": getattr(ticket, name),
            f"{name}_touched": name in touched,
        }
    session.execute(insert(ShownSuggestion).values(**row))


def record_sent_text(session: Session, ticket: Ticket, sent: Sent) -> None:
    """Record the masked text that a language model was sent, as it was sent."""
    values = {
        "ticket_id": ticket.id,
        "sent_at": sent.at,
        "source": sent.source,
        "model": sent.model,
        "title": sent.title,
        "description": sent.description,
        "examples": sent.examples,
    }
    session.execute(insert(SentText).values(**values))

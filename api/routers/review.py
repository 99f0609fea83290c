"""The routes of Review: the next unconfirmed ticket of a reviewer, and what the reviewer does with it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Path, Request, Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models import review as models
from api.models.bodies import body
from api.models.queries import ReviewQuery
from api.requests import parameters
from services import taxonomy
from services.classify.deciding_words import deciding_words
from services.filters.ticket_filter import TicketFilter
from services.review import answers, queue
from services.review.queue import ReviewTicket
from services.review.tally import tally
from services.suggestion import Suggestion, Verdict
from services.tickets.editing import Ticket

TicketId = Annotated[int, Path(description="The ticket's number.", json_schema_extra=contract.TICKET_ID)]

router = APIRouter(prefix="/review", tags=["review"])


@router.get("/next/", response_model=models.Review, **contract.REVIEW_NEXT)
def next_review(request: Request, response: Response) -> dict[str, Any]:
    """The next ticket to review. It is this reviewer's for ten minutes, and the same until it is answered.

    Without a filter 30 % are drawn at random, the others are those whose answer teaches most; the first 30 are random.
    """
    given = parameters(request, (*TicketFilter.names(), *ReviewQuery.names()))
    query = ReviewQuery.read(given)
    reviewer = query.reviewer or str(uuid4())
    shown = queue.next_ticket(reviewer, besides=query.besides, ticket_filter=TicketFilter.from_query(given))
    response.headers["Cache-Control"] = "no-store"
    return _described(reviewer, shown)


@router.post("/{ticket_id:ticket}/", response_model=models.Review, **contract.REVIEW)
def review_ticket(
    ticket_id: TicketId, wanted: Annotated[models.ReviewAction, Depends(body(models.ReviewAction))]
) -> dict[str, Any]:
    """Answer, skip, undo or give back. An answer sets category and priority as a person's choice."""
    reviewer = wanted.reviewer
    if wanted.action == "answer":
        version, category, priority = wanted.answer()
        done = answers.answer(ticket_id, reviewer, version=version, category=category, priority=priority)
        return _described(reviewer, None, done)
    if wanted.action == "skip":
        answers.skip(ticket_id, reviewer)
    elif wanted.action == "leave":
        queue.leave(ticket_id, reviewer)
    else:
        answers.undo(ticket_id, reviewer)
        return _described(reviewer, queue.show(ticket_id, reviewer))
    return _described(reviewer, None)


def _described(reviewer: str, shown: ReviewTicket | None, done: Ticket | None = None) -> dict[str, Any]:
    return {
        "reviewer": reviewer,
        "ticket": shown.ticket if shown else done,
        "blind": shown is not None and shown.blind,
        "suggestion": None if shown is None or shown.blind else _suggestion(shown.suggestion),
        "until": shown.until if shown else None,
        "tally": tally(reviewer),
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    labels = taxonomy.category_labels() | {row.key: row.label for row in taxonomy.PRIORITY_ROWS}
    marks = deciding_words(suggestion, labels).values()
    return {
        "category": suggestion.category.key,
        "priority": suggestion.priority.key,
        "confidence": {"category": _measured(suggestion.category), "priority": _measured(suggestion.priority)},
        "source": suggestion.category.source or suggestion.source,
        "model": suggestion.model,
        "ranking": [{"value": key, "share": share} for key, share in suggestion.category.ranking],
        "words": [{"word": mark.word, "kind": mark.kind, "note": mark.title} for mark in marks],
    }


def _measured(verdict: Verdict) -> float | None:
    return verdict.confidence if verdict.key is not None and verdict.measured else None

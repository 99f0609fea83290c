"""Create tickets from the API, filling missing fields with suggestions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.engine import transaction
from services import access
from services.classify import chain, deciding
from services.classify.complete import complete_suggestion
from services.classify.deciding import Decision
from services.suggestion import Sent
from services.tickets import editing, idempotency
from services.tickets.editing import Created
from services.tickets.fields import SUGGESTED
from services.tickets.idempotency import Answer
from services.tickets.schemas import NewTicket, TicketSubmission

ACTOR = "api"


def submit(
    submission: TicketSubmission,
    *,
    given: Mapping[str, Any],
    render: Callable[[Created], Answer],
    key: str | None = None,
) -> Answer:
    """Create the ticket and answer with what ``render`` makes of it.

    With an idempotency ``key`` the same call again, one with the same fields ``given``, is answered with the first
    one's answer for 24 hours. Raises InvalidInput, AlreadyTaken and KeyReused.
    """
    access.require("file")
    kept = idempotency.kept_answer(key, given) if key is not None else None
    if kept is not None:
        return kept
    new, left_open, sent, decided = _completed(submission)
    review = deciding.review_states(left_open, decided)

    def write(session: Session) -> Answer:
        created = editing.create_within(session, new, sent=sent, left_open=left_open, set_by="api", review=review)
        if created.is_new:
            deciding.record(session, created.ticket.id, decided)
        return render(created)

    if key is not None:
        return idempotency.answer_once(key, given, write, actor=ACTOR)
    with transaction(actor=ACTOR) as session:
        return write(session)


def _completed(submission: TicketSubmission) -> tuple[NewTicket, list[str], Sent | None, tuple[Decision, ...]]:
    """The ticket with every field, the names of those that the call left open, what a model was sent for it, and which
    of them need no person.
    """
    left_open = [name for name in SUGGESTED if name not in submission.model_fields_set]
    values = submission.model_dump()
    decided: tuple[Decision, ...] = ()
    if left_open:
        suggestion = complete_suggestion(submission.title, submission.description)
        values |= {name: getattr(suggestion, name).key for name in left_open}
        decided = deciding.decisions(suggestion, left_open)
    sent = chain.sent(submission.title, submission.description)
    return NewTicket(**values), left_open, sent, decided

"""The routes of tickets. Each reads its request, hands over to services/ and words the answer."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models import bodies, schemas
from api.models.bodies import body
from api.models.queries import PageQuery
from api.requests import NO_VERSION, expected_version, json_object, parameter_pairs, parameters
from api.routers import jobs
from services import stats, submission
from services.bulk import Done
from services.classify.complete import complete_suggestion
from services.filters.ticket_filter import TicketFilter
from services.jobs.many import labels
from services.jobs.requests import bulk_requests
from services.jobs.store import Job
from services.listing import cursor_pages
from services.targets.clock import clock_of, clocks_of
from services.tickets import editing
from services.tickets.editing import Created
from services.tickets.idempotency import Answer
from services.tickets.schemas import TicketChange

TicketId = Annotated[int, Path(description="The ticket's number.", json_schema_extra=contract.TICKET_ID)]
Given = Annotated[dict[str, Any], Depends(json_object)]

router = APIRouter(prefix="/tickets", tags=["tickets"])


@router.get("/", response_model=schemas.TicketPage, **contract.LIST)
def list_tickets(request: Request) -> dict[str, Any]:
    """Tickets, newest first. Everything given must hold; of several values of one filter any may."""
    given = parameters(request, (*TicketFilter.names(), *PageQuery.names()))
    page = cursor_pages.read_page(TicketFilter.from_query(given), PageQuery.read(given).request())
    clocks = clocks_of([ticket.id for ticket in page.tickets])
    return {
        "count": page.count,
        "count_is_exact": page.count_is_exact,
        "next": _page_link(request, page.next),
        "previous": _page_link(request, page.previous),
        "results": [schemas.Ticket.with_clock(ticket, clocks.get(ticket.id)) for ticket in page.tickets],
    }


@router.post("/", status_code=201, response_model=schemas.Ticket, **contract.CREATE)
def create_ticket(
    request: Request, given: Given, ticket: Annotated[bodies.NewTicket, Depends(body(bodies.NewTicket))]
) -> Response:
    """Create a ticket. A category or priority that is not named gets the best suggestion, each for itself."""

    def render(filed: Created) -> Answer:
        headers = {"Location": f"{_address(request)}/tickets/{filed.ticket.id}/", **_etag(filed.ticket)}
        return Answer(201 if filed.is_new else 200, headers, _ticket(filed.ticket))

    answer = submission.submit(ticket, given=given, render=render, key=request.headers.get("idempotency-key"))
    return Response(answer.body, answer.status, answer.headers, "application/json")


@router.get("/stats/", response_model=schemas.Statistics, **contract.STATISTICS)
def read_statistics(request: Request) -> dict[str, Any]:
    """The headline numbers, of all tickets or of those that match the same filters as the list."""
    return stats.headline(TicketFilter.from_query(parameters(request, TicketFilter.names()))).contract()


@router.post("/classify/", response_model=schemas.Classification, **contract.CLASSIFY)
def classify(text: Annotated[bodies.TextToClassify, Depends(body(bodies.TextToClassify))]) -> dict[str, Any]:
    """Category and priority for a text, from the best source that answers within the deadline."""
    suggestion = complete_suggestion(text.title, text.description)
    return {
        "suggested_category": suggestion.category.key,
        "suggested_priority": suggestion.priority.key,
        "confidence": {"category": suggestion.category.confidence, "priority": suggestion.priority.confidence},
        "source": suggestion.source,
        "model": suggestion.model,
        "rationale": list(suggestion.rationale),
        "latency_ms": suggestion.latency_ms,
    }


@router.post("/bulk/", response_model=schemas.BulkResult, **contract.BULK)
def change_many(
    request: Request, given: Given, wanted: Annotated[bodies.BulkChange, Depends(body(bodies.BulkChange))]
) -> Response:
    """Set fields on many tickets, or delete them. Up to 1,000 are done at once; more become a job (202)."""

    def render(outcome: Done | Job) -> Answer:
        if isinstance(outcome, Done):
            counts = schemas.BulkResult.model_validate(outcome, from_attributes=True)
            return Answer(200, {}, counts.model_dump_json())
        job = schemas.Job.model_validate(jobs.described(request, outcome))
        return Answer(202, {"Location": f"{_address(request)}/jobs/{outcome.id}/"}, job.model_dump_json())

    key = request.headers.get("idempotency-key")
    change, matching = wanted.change(), wanted.matching()
    answer = bulk_requests.submit(wanted.ids, matching, change, given=given, render=render, key=key)
    return Response(answer.body, answer.status, answer.headers, "application/json")


@router.get("/{ticket_id:ticket}/", response_model=schemas.Ticket, **contract.READ)
def read_ticket(request: Request, ticket_id: TicketId, response: Response) -> schemas.Ticket:
    """One ticket."""
    parameters(request, ())
    ticket = editing.get(ticket_id)
    response.headers.update(_etag(ticket))
    return schemas.Ticket.with_clock(ticket, clock_of(ticket))


@router.patch("/{ticket_id:ticket}/", response_model=schemas.Ticket, **contract.CHANGE)
def change_ticket(
    request: Request,
    ticket_id: TicketId,
    sent: Annotated[bodies.TicketChange, Depends(body(bodies.TicketChange))],
) -> Response:
    """Change the fields that are given. A category or priority named here counts as decided by this call."""
    return _edited(request, ticket_id, sent.change(), sent.version)


@router.put("/{ticket_id:ticket}/", response_model=schemas.Ticket, **contract.REPLACE)
def replace_ticket(
    request: Request,
    ticket_id: TicketId,
    sent: Annotated[bodies.TicketReplacement, Depends(body(bodies.TicketReplacement))],
) -> Response:
    """Replace every field that can change; optional ones that are not given go back to their default.

    What a read of the ticket also carries (id, times, who decided) may be sent back and is passed over; its version,
    sent back, makes sure that nobody changed the ticket meanwhile.
    """
    return _edited(request, ticket_id, sent.change(), sent.version)


@router.delete("/{ticket_id:ticket}/", status_code=204, **contract.DELETE)
def delete_ticket(request: Request, ticket_id: TicketId) -> Response:
    """Delete a ticket. It stays in the trash for 30 days."""
    parameters(request, ())
    editing.delete_ticket(ticket_id, version=expected_version(request), actor=submission.ACTOR)
    return Response(status_code=204)


@router.get("/{ticket_id:ticket}/history/", response_model=list[schemas.TicketEvent], **contract.HISTORY)
def read_history(request: Request, ticket_id: TicketId) -> list[schemas.TicketEvent]:
    """What happened to the ticket, oldest first; of a long history the newest 500 events."""
    parameters(request, ())
    editing.get(ticket_id)
    history = editing.history(ticket_id)
    by = labels.of_events(history)
    events = [schemas.TicketEvent.model_validate(event, from_attributes=True) for event in history]
    return [event.model_copy(update={"classified_by": by.get(event.id)}) for event in events]


def _edited(request: Request, ticket_id: int, change: TicketChange, version: int | None) -> Response:
    expected = expected_version(request)
    if expected is not None:
        version = expected if version in (None, expected) else NO_VERSION  # of two that differ one is old
    ticket = editing.edit(ticket_id, change, version=version, set_by="api", actor=submission.ACTOR)
    return Response(_ticket(ticket), headers=_etag(ticket), media_type="application/json")


def _ticket(ticket: editing.Ticket) -> str:
    return schemas.Ticket.with_clock(ticket, clock_of(ticket)).model_dump_json()


def _etag(ticket: editing.Ticket) -> dict[str, str]:
    return {"ETag": f'"{ticket.version}"'}


def _page_link(request: Request, cursor: str | None) -> str | None:
    """The address of the list with the same parameters, at another place."""
    if cursor is None:
        return None
    kept = [(name, value) for name, value in parameter_pairs(request) if name not in ("page", "cursor")]
    return f"{_address(request)}/tickets/?{urlencode([*kept, ('cursor', cursor)])}"


def _address(request: Request) -> str:
    """Where the API is, as the client called it; the guard has looked at the Host."""
    return f"{request.url.scheme}://{request.headers['host']}{request.scope['root_path']}"

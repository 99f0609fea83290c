"""The routes of merging duplicates."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models import bodies, schemas
from api.models.bodies import body
from api.requests import expected_version, parameters
from services import submission
from services.errors import NotFound
from services.tickets import editing, merging
from services.tickets.merging import MergedTicket

TicketId = Annotated[int, Path(description="The ticket's number.", json_schema_extra=contract.TICKET_ID)]
Into = Annotated[bodies.Merge, Depends(body(bodies.Merge))]

router = APIRouter(prefix="/tickets/{ticket_id:ticket}/merge", tags=["tickets"])


@router.get("/", response_model=list[schemas.MergedTicket], **contract.MERGED)
def list_merged(request: Request, ticket_id: TicketId) -> list[MergedTicket]:
    """The duplicates that were merged into a ticket, oldest first; 100 at most."""
    parameters(request, ())
    editing.get(ticket_id)
    return merging.merged_into(ticket_id)


@router.post("/", response_model=schemas.MergedTicket, **contract.MERGE)
def merge_ticket(request: Request, ticket_id: TicketId, sent: Into) -> MergedTicket:
    """Merge a duplicate into another ticket. It leaves lists and numbers, and its number leads to the other one."""
    version = sent.version if sent.version is not None else expected_version(request)
    merging.merge((ticket_id,), sent.into, version=version, actor=submission.ACTOR)
    merged = merging.merged_ticket(ticket_id)
    if merged is None:  # undone by someone in this very moment
        raise NotFound(f"Ticket #{ticket_id} is not merged into another.")
    return merged


@router.delete("/", response_model=schemas.Ticket, **contract.UNDO_MERGE)
def undo_merge(request: Request, ticket_id: TicketId, response: Response) -> editing.Ticket:
    """Undo the merge of a duplicate: it is a ticket of its own again, as it was. One that is not merged stays so."""
    parameters(request, ())
    with suppress(NotFound):  # a repetition of a call that was heard; a ticket that is not there is told below
        merging.undo_merge((ticket_id,), actor=submission.ACTOR)
    ticket = editing.get(ticket_id)
    response.headers["ETag"] = f'"{ticket.version}"'
    return ticket

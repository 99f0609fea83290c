"""The routes of notes on a ticket."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

import api.addresses  # noqa: F401 - the convertor of the addresses below
from api import contract
from api.models import bodies, schemas
from api.models.bodies import body
from api.models.queries import NoteQuery
from api.requests import parameters
from services import submission
from services.tickets import notes
from services.tickets.notes import TicketNote

TicketId = Annotated[int, Path(description="The ticket's number.", json_schema_extra=contract.TICKET_ID)]
NoteId = Annotated[int, Path(description="The note's number.", json_schema_extra=contract.TICKET_ID)]
SentNote = Annotated[bodies.NewNote, Depends(body(bodies.NewNote))]

router = APIRouter(prefix="/tickets/{ticket_id:ticket}/notes", tags=["notes"])


@router.get("/", response_model=list[schemas.Note], **contract.NOTES)
def list_notes(request: Request, ticket_id: TicketId) -> list[TicketNote]:
    """The notes of a ticket, oldest first; of many the newest 500."""
    parameters(request, ())
    return notes.notes_of(ticket_id)


@router.post("/", status_code=201, response_model=schemas.Note, **contract.ADD_NOTE)
def add_note(ticket_id: TicketId, note: SentNote) -> TicketNote:
    """Add a note. Without an author it is by `api`."""
    return notes.add(ticket_id, note, default_author=submission.ACTOR)


@router.put("/{note_id:ticket}/", response_model=schemas.Note, **contract.EDIT_NOTE)
def edit_note(ticket_id: TicketId, note_id: NoteId, note: SentNote) -> TicketNote:
    """Replace the text of a note. Its author alone can."""
    return notes.edit(ticket_id, note_id, note, default_author=submission.ACTOR)


@router.delete("/{note_id:ticket}/", status_code=204, **contract.DELETE_NOTE)
def delete_note(request: Request, ticket_id: TicketId, note_id: NoteId) -> Response:
    """Delete a note. Its author alone can."""
    query = NoteQuery.read(parameters(request, NoteQuery.names()))
    notes.delete(ticket_id, note_id, author=query.author or submission.ACTOR)
    return Response(status_code=204)

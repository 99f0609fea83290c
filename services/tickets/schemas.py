"""Pydantic models of a ticket: as it is read, and input that is trimmed and validated, with messages by field.

They are the check and the JSON Schema of what pages and programs send and read. Shared checks are in
services/validation.py.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from services.limits import DESCRIPTION_MAX, NOTE_MAX, TITLE_MAX
from services.targets.states import STATES
from services.taxonomy import OPEN, PRIORITIES, STATUSES, categories, category_labels
from services.validation import (
    NO_NUL,
    NOT_BLANK,
    Fields,
    Name,
    OptionalUuid,
    PersonName,
    Storable,
    one_line,
    one_of,
    short_text,
    trimmed,
)

_title = partial(short_text, most=TITLE_MAX, missing="A title is missing. One line is enough.", what="A title")


def _short_text(value: str) -> str:
    return _title(value) if one_line(value) else ""


def _long_text(value: str, *, most: int, missing: str, what: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if not trimmed(text):
        raise ValueError(missing)
    if len(text) > most:
        raise ValueError(f"A {what} has at most {most:,} characters; this one has {len(text):,}.")
    return text


_description = partial(
    _long_text, most=DESCRIPTION_MAX, missing="A description is missing. Say what happened.", what="description"
)
_note = partial(_long_text, most=NOTE_MAX, missing="The note is empty. Write something.", what="note")


def _category(value: str | None) -> str:
    if not value:
        raise ValueError("A category is missing. Choose one.")
    return one_of(value, category_labels())


def _priority(value: str | None) -> str:
    if not value:
        raise ValueError("A priority is missing. Choose one.")
    return one_of(value, PRIORITIES)


def _status(value: str) -> str:
    return one_of(value, STATUSES)


def _active_categories(schema: dict[str, Any]) -> None:
    """The active categories as JSON Schema, which is made again when they change."""
    schema.clear()
    schema.update(type="string", enum=[category.key for category in categories()])


def _text_schema(limit: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": limit, "pattern": NOT_BLANK})


# What the database holds is one of them; it need not be checked when it is read.
Priority = Annotated[str, Field(json_schema_extra={"enum": list(PRIORITIES)})]
Status = Annotated[str, Field(json_schema_extra={"enum": list(STATUSES)})]
DecidedBy = Literal["person", "import", "api", "classifier"]

Title = Annotated[str, AfterValidator(_title), Storable, _text_schema(TITLE_MAX)]
ShortText = Annotated[
    str,
    AfterValidator(_short_text),
    Storable,
    WithJsonSchema({"type": "string", "maxLength": TITLE_MAX, "pattern": NO_NUL}),
]
Description = Annotated[str, AfterValidator(_description), Storable, _text_schema(DESCRIPTION_MAX)]
NoteText = Annotated[str, AfterValidator(_note), Storable, _text_schema(NOTE_MAX)]
CategoryKey = Annotated[str | None, AfterValidator(_category), Storable, Field(json_schema_extra=_active_categories)]
PriorityKey = Annotated[
    str | None,
    AfterValidator(_priority),
    Storable,
    WithJsonSchema({"type": "string", "enum": list(PRIORITIES)}),
]
StatusKey = Annotated[
    str, AfterValidator(_status), Storable, WithJsonSchema({"type": "string", "enum": list(STATUSES)})
]
ExternalId = Annotated[Name, Field(description="Identity in the system it came from; taken once.")]
SubmissionKey = Annotated[
    OptionalUuid,
    Field(description="Identity of a draft: a repetition with the same text is the same ticket."),
]


class TicketTargets(BaseModel):
    """The targets of a ticket, and what they are at this moment."""

    model_config = ConfigDict(from_attributes=True)

    state: Annotated[str, Field(json_schema_extra={"enum": list(STATES)}, description="As of the filter `target`.")]
    respond_by: Annotated[datetime | None, Field(description="Until when its status is to change first.")]
    responded_at: Annotated[datetime | None, Field(description="When it did.")]
    resolve_by: Annotated[datetime | None, Field(description="Until when it is to be resolved or closed.")]
    resolved_at: Annotated[datetime | None, Field(description="When it was.")]
    seconds_left: Annotated[
        float | None,
        Field(
            description="Working time until the next of these moments; of a breached one negative, by how much it was"
            " missed. Null where all are kept."
        ),
    ]


class TicketRecord(BaseModel):
    """A ticket as it is read: every field and its version."""

    id: Annotated[int, Field(ge=1)]
    title: str
    description: str
    category: Annotated[str, Field(description="The key of a category, which may be archived by now.")]
    category_set_by: DecidedBy
    priority: Priority
    priority_set_by: DecidedBy
    status: Status
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None
    requester: str | None
    assignee: str | None
    external_id: str | None
    review: Annotated[
        Literal["decided", "to_review"] | None,
        Field(
            description="Of a ticket that a program left open in part: decided under a promise, or to be reviewed by a"
            " person; null when neither, or once a person or a program has set what was open."
        ),
    ]
    target: Annotated[TicketTargets | None, Field(description="Null for a ticket without targets.")] = None
    version: Annotated[int, Field(ge=1, description="Raised by every change; the ETag is this number in quotes.")]


class TicketReplacement(Fields):
    """Every field that a ticket's editors can change; what is optional and not given goes back to its default."""

    title: Title
    description: Description
    category: CategoryKey
    priority: PriorityKey
    status: StatusKey = OPEN
    requester: PersonName = None
    assignee: PersonName = None


class NewTicket(TicketReplacement):
    """A ticket as it is created."""

    external_id: ExternalId = None
    submission_key: SubmissionKey = None


class TicketChange(Fields):
    """What an edit changes: only the fields that are given (``model_fields_set``)."""

    title: Title = ""
    description: Description = ""
    category: CategoryKey = None
    priority: PriorityKey = None
    status: StatusKey = OPEN
    requester: PersonName = None
    assignee: PersonName = None

    def values(self) -> dict[str, Any]:
        """New value by column."""
        return self.model_dump(include=self.model_fields_set)


class TicketSubmission(NewTicket):
    """A ticket as a program submits it: a category or priority that is not given is left to the classifier."""

    category: CategoryKey = None
    priority: PriorityKey = None


class TextToClassify(Fields):
    """A text that wants a category and a priority."""

    title: ShortText = ""
    description: Description


class NoteAuthor(Fields):
    """Who writes or deletes a note."""

    author: PersonName = None


class NewNote(NoteAuthor):
    """A note on a ticket, and who writes it."""

    text: NoteText

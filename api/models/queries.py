"""Query parameters of the API besides filters: the models that read them, and what the OpenAPI document says of them.

The parameters of filters come from their registry (api/openapi/filter_parameters.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar, Self, get_origin

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from api.models.fields import Json, schema_of
from services import day_notes
from services.access import audit
from services.errors import InvalidInput
from services.jobs import listing as job_listing
from services.jobs.kinds import BY_KEY
from services.jobs.store import STATES
from services.limits import NAME_MAX
from services.listing import counting, cursor_pages
from services.listing.cursor_pages import ID_MAX, PageRequest
from services.reports.making import FORMATS, Format
from services.review import queue
from services.stats.undated import COUNTED
from services.validation import NO_NUL, Fields, PersonName, Storable, one_of

ID_FORM = "^[1-9][0-9]{0,17}$"
_WHOLE_NUMBER = re.compile("[1-9][0-9]{0,5}")


class Query(Fields):
    """Base of the query parameters of a route: each is given once, but for lists."""

    component: ClassVar[str] = ""  # what comes before its names among the components of the OpenAPI document

    @field_validator("*", mode="before")
    @classmethod
    def _once(cls, values: Any, info: ValidationInfo) -> Any:
        if info.field_name and get_origin(cls.model_fields[info.field_name].annotation) is list:
            return values
        if len(values) > 1:
            raise ValueError("Give this once.")
        return values[0]

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(cls.model_fields)

    @classmethod
    def components(cls) -> tuple[str, ...]:
        """The names of its parameters among the components of the OpenAPI document."""
        return tuple(cls.component + name for name in cls.names())

    @classmethod
    def read(cls, given: Mapping[str, Sequence[str]]) -> Self:
        """Read the parameters of a request; other names are passed over. Raises InvalidInput naming every bad value."""
        return cls(**{name: given[name] for name in cls.names() if name in given})


def _choice(known: Iterable[str], value: str) -> str:
    if value not in known:
        raise ValueError(f"Choose from: {', '.join(known)}.")
    return value


def _formed(form: str, sentence: str, value: str) -> str:
    if not re.fullmatch(form.removesuffix("$"), value, re.ASCII):
        raise ValueError(sentence)
    return value


def _number(most: int, value: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(value) or int(value) > most:
        raise ValueError(f"Give a whole number from 1 to {most:,}.")
    return int(value)


def _schema_of_number(most: int) -> Json:
    return {"type": "integer", "minimum": 1, "maximum": most}


class PageQuery(Query):
    """Which page of the tickets, in which order."""

    page: Annotated[
        int,
        BeforeValidator(partial(_number, counting.ROW_CAP)),
        WithJsonSchema(_schema_of_number(counting.ROW_CAP)),
        Field(description="Within the first 10,000 tickets; else follow `next`."),
    ] = 1
    page_size: Annotated[
        int,
        BeforeValidator(partial(_number, cursor_pages.SIZE_MAX)),
        WithJsonSchema(_schema_of_number(cursor_pages.SIZE_MAX) | {"default": cursor_pages.SIZE_DEFAULT}),
        Field(description="Tickets a page."),
    ] = cursor_pages.SIZE_DEFAULT
    cursor: Annotated[
        str | None,
        AfterValidator(partial(_formed, cursor_pages.CURSOR_FORM, "Take the cursor from next or previous.")),
        WithJsonSchema({"type": "string", "pattern": cursor_pages.CURSOR_FORM}),
        Field(description="From `next` or `previous`."),
    ] = None
    ordering: Annotated[
        cursor_pages.Ordering,
        BeforeValidator(partial(_choice, cursor_pages.ORDERINGS)),
        WithJsonSchema({"type": "string", "enum": list(cursor_pages.ORDERINGS), "default": cursor_pages.ORDERINGS[0]}),
        Field(description="By creation."),
    ] = cursor_pages.ORDERINGS[0]

    def request(self) -> PageRequest:
        """The page that is wanted."""
        return PageRequest(self.page, self.page_size, self.cursor, self.ordering)


class JobQuery(Query):
    """Which jobs, and which page of them."""

    component = "job_"

    kind: Annotated[
        str | None,
        AfterValidator(partial(_choice, tuple(BY_KEY))),
        WithJsonSchema({"type": "string", "enum": list(BY_KEY)}),
        Field(description="What it does."),
    ] = None
    state: Annotated[
        str | None,
        AfterValidator(partial(_choice, STATES)),
        WithJsonSchema({"type": "string", "enum": list(STATES)}),
        Field(description="How it stands."),
    ] = None
    page_size: Annotated[
        int,
        BeforeValidator(partial(_number, job_listing.SIZE_MAX)),
        WithJsonSchema(_schema_of_number(job_listing.SIZE_MAX) | {"default": job_listing.SIZE_DEFAULT}),
        Field(description="Jobs a page."),
    ] = job_listing.SIZE_DEFAULT
    cursor: Annotated[
        str | None,
        AfterValidator(partial(_formed, job_listing.CURSOR_FORM, "Take the cursor from next or previous.")),
        WithJsonSchema({"type": "string", "pattern": job_listing.CURSOR_FORM}),
        Field(description="From `next` or `previous`."),
    ] = None


def _reviewer(value: str) -> str:
    try:
        queue.check_reviewer(value)
    except InvalidInput as error:
        raise ValueError(str(error)) from None  # or it would be the only one told
    return value


def _tickets(values: list[str]) -> list[int]:
    return [int(_formed(ID_FORM, "The number of a ticket is a whole number from 1.", value)) for value in values]


class ReviewQuery(Query):
    """Who reviews, and what this reviewer has already."""

    reviewer: Annotated[
        str | None,
        AfterValidator(_reviewer),
        WithJsonSchema({"type": "string", "pattern": queue.REVIEWER_FORM}),
        Field(description="One sitting of a reviewer; without it the answer names one."),
    ] = None
    besides: Annotated[
        list[int],
        BeforeValidator(_tickets),
        WithJsonSchema(
            {
                "type": "array",
                "items": {"type": "integer", "minimum": 1, "maximum": ID_MAX},
                "maxItems": queue.BESIDES_MAX,
            }
        ),
        Field(description="Tickets that the reviewer holds and does not want back."),
    ] = []


class NoteQuery(Query):
    """Who deletes a note."""

    component = "note_"

    author: Annotated[
        PersonName,
        WithJsonSchema({"type": "string", "maxLength": NAME_MAX, "pattern": NO_NUL}),
        Field(description="The author of the note; `api` where none was named."),
    ] = None


_DAY = WithJsonSchema({"type": "string", "format": "date"})


class DayNoteQuery(Query):
    """The notes of which days."""

    component = "day_notes_"

    first: Annotated[
        date | None,
        BeforeValidator(day_notes.day_from_text),
        _DAY,
        Field(description="Notes on this day and later ones."),
    ] = None
    last: Annotated[
        date | None,
        BeforeValidator(day_notes.day_from_text),
        _DAY,
        Field(description="Notes on this day and earlier ones."),
    ] = None


class ReportQuery(Query):
    """In which format a report is, and whether tickets without dates of their own count."""

    component = "report_"

    format: Annotated[
        Format,
        BeforeValidator(partial(one_of, known=FORMATS)),
        WithJsonSchema({"type": "string", "enum": list(FORMATS), "default": FORMATS[0]}),
        Field(description="`eml` is a draft of a mail, with its images."),
    ] = FORMATS[0]
    undated: Annotated[
        str,
        AfterValidator(lambda value: value and one_of(value, (COUNTED,))),
        WithJsonSchema({"type": "string", "enum": [COUNTED]}),
        Field(
            description="Tickets that were imported without dates count on the day of the import; else they are left"
            " out."
        ),
    ] = ""


def _actor(value: str) -> str:
    if len(value) > audit.WHAT_MAX:
        raise ValueError("This name is too long.")
    return value


def _entry(value: str) -> int:
    return int(_formed(ID_FORM, "Give the id of an entry.", value))


class AuditQuery(Query):
    """Which entries of the audit log, and which page of them."""

    component = "audit_"

    action: Annotated[
        str | None,
        AfterValidator(partial(_choice, tuple(audit.ACTIONS))),
        WithJsonSchema({"type": "string", "enum": list(audit.ACTIONS)}),
        Field(description="What was done."),
    ] = None
    actor: Annotated[
        str,
        Storable,
        AfterValidator(_actor),
        WithJsonSchema({"type": "string", "maxLength": audit.WHAT_MAX, "pattern": NO_NUL}),
        Field(description="Who did it, by the whole name."),
    ] = ""
    before: Annotated[
        int | None,
        BeforeValidator(_entry),
        WithJsonSchema({"type": "string", "pattern": ID_FORM}),
        Field(description="Entries older than the one of this id."),
    ] = None


QUERIES: tuple[type[Query], ...] = (PageQuery, JobQuery, ReviewQuery, NoteQuery, DayNoteQuery, ReportQuery, AuditQuery)


def query_parameter(name: str, schema: Json, description: str, *, place: str = "query") -> Json:
    """An OpenAPI parameter object that nobody has to give."""
    return {"name": name, "in": place, "required": False, "schema": schema, "description": description}


def query_parameters(model: type[Query]) -> dict[str, Json]:
    """An OpenAPI parameter object for each parameter of a model, by the name of its component."""
    described = {name: _described(name, dict(schema)) for name, schema in schema_of(model)["properties"].items()}
    return {model.component + name: parameter for name, parameter in described.items()}


def _described(name: str, schema: Json) -> Json:
    parameter = query_parameter(name, schema, schema.pop("description"))
    return parameter | ({"style": "form", "explode": True} if schema["type"] == "array" else {})

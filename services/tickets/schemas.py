"""The fields of a ticket as people type them: pydantic types that trim, check and name what is wrong.

The database holds the same rules as constraints; here they get words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from services.errors import InvalidInput
from services.settings import DESCRIPTION_MAX, NAME_MAX, TITLE_MAX
from services.taxonomy import PRIORITIES, STATUSES, category_labels

# The same characters as is_blank() in the database: \s and the spaces and zero-width marks it may leave out.
_BLANK = (
    "".join(
        map(chr, [*range(0x09, 0x0E), *range(0x1C, 0x21), *range(0x2000, 0x200E), 0x85, 0xA0, 0x1680, 0x180E, 0x2028])
    )
    + "\u2029\u202f\u205f\u2060\u3000\ufeff"
)
MARKS_MAX = 4  # characters that a letter of a name can be put together from
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def trimmed(value: str) -> str:
    """Without white space, visible or not, at both ends.

    Not by a pattern: one that ends in ``\\Z`` goes through a long run of spaces in the middle once for each of them.
    """
    return value.strip(_BLANK)


def one_line(value: str) -> str:
    """A title: line breaks become spaces, the ends are trimmed."""
    lines = [line.strip() for line in _LINE_BREAK.split(value)] if _LINE_BREAK.search(value) else [value]
    return trimmed(" ".join(line for line in lines if line))


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("This contains a NUL character, which cannot be stored.")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("This contains half a character (a lone surrogate), which cannot be stored.") from None
    return value


def _title(value: str) -> str:
    title = one_line(value)
    if not title:
        raise ValueError("A title is missing. One line is enough.")
    if len(title) > TITLE_MAX:
        raise ValueError(f"A title has at most {TITLE_MAX} characters; this one has {len(title):,}.")
    return title


def _short_text(value: str) -> str:
    return _title(value) if one_line(value) else ""


def _description(value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if not trimmed(text):
        raise ValueError("A description is missing. Say what happened.")
    if len(text) > DESCRIPTION_MAX:
        raise ValueError(f"A description has at most {DESCRIPTION_MAX:,} characters; this one has {len(text):,}.")
    return text


def _name(value: str | None) -> str | None:
    name = trimmed(value or "")
    if len(name) > NAME_MAX:
        raise ValueError(f"At most {NAME_MAX} characters; this has {len(name):,}.")
    return name or None


def person(name: str) -> str:
    """A person's name, so that the same letters are the same name however they were put together (NFC).

    One that is too long either way stays as it is: NFC of many marks on one letter takes time by their square.
    """
    name = trimmed(name)
    return unicodedata.normalize("NFC", name) if len(name) <= MARKS_MAX * NAME_MAX else name


def _person(value: str | None) -> str | None:
    return _name(person(value or ""))


def _category(value: str | None) -> str:
    if not value:
        raise ValueError("A category is missing. Choose one.")
    return _one_of(value, category_labels())


def _priority(value: str | None) -> str:
    if not value:
        raise ValueError("A priority is missing. Choose one.")
    return _one_of(value, PRIORITIES)


def _status(value: str) -> str:
    return _one_of(value, STATUSES)


def _uuid(value: Any) -> Any:
    """A UUID from its usual form in a program's JSON."""
    if isinstance(value, str):
        if not _UUID.fullmatch(value):
            raise ValueError("Not a UUID. Write it as 123e4567-e89b-12d3-a456-426614174000.")
        return UUID(value)
    return value


def _one_of(value: str, known: Any) -> str:
    if value not in known:
        raise ValueError(f"Unknown value {value[:60]!r}. Choose from: {', '.join(known)}.")
    return value


Storable = BeforeValidator(_storable)
Title = Annotated[str, AfterValidator(_title), Storable]
ShortText = Annotated[str, AfterValidator(_short_text), Storable]
Description = Annotated[str, AfterValidator(_description), Storable]
Name = Annotated[str | None, AfterValidator(_name), Storable]
PersonName = Annotated[str | None, AfterValidator(_person), Storable]
CategoryKey = Annotated[str | None, AfterValidator(_category), Storable]
PriorityKey = Annotated[str | None, AfterValidator(_priority), Storable]
StatusKey = Annotated[str, AfterValidator(_status), Storable]
SubmissionKey = Annotated[UUID | None, BeforeValidator(_uuid)]


class Fields(BaseModel):
    """Base of the models below: unknown fields are refused, and errors come as InvalidInput."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def __init__(self, /, **data: Any) -> None:  # "self" can be the name of an unknown field
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise InvalidInput(_by_field(error)) from None


class TicketReplacement(Fields):
    """Every field that a ticket's editors can change; what is optional and not given goes back to its default."""

    title: Title
    description: Description
    category: CategoryKey
    priority: PriorityKey
    status: StatusKey = "open"
    requester: PersonName = None
    assignee: PersonName = None


class NewTicket(TicketReplacement):
    """A ticket as it is filed."""

    external_id: Name = None
    submission_key: SubmissionKey = None


class TicketChange(Fields):
    """What an edit changes: only the fields that are given (``model_fields_set``)."""

    title: Title = ""
    description: Description = ""
    category: CategoryKey = None
    priority: PriorityKey = None
    status: StatusKey = "open"
    requester: PersonName = None
    assignee: PersonName = None

    def values(self) -> dict[str, Any]:
        """Column by new value."""
        return self.model_dump(include=self.model_fields_set)


class TicketSubmission(NewTicket):
    """A ticket as a program files it: a category or priority that is not given is left to the classifier."""

    category: CategoryKey = None
    priority: PriorityKey = None


class TextToClassify(Fields):
    """A text that wants a category and a priority."""

    title: ShortText = ""
    description: Description


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    """pydantic's errors in our words, by field."""
    found: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else "non_field_errors"
        found.setdefault(name, []).append(_sentence(name, problem["type"], problem["msg"]))
    return found


def _sentence(name: str, kind: str, message: str) -> str:
    if kind == "missing":
        return f"A {name.replace('_', ' ')} is missing."
    if kind == "extra_forbidden":
        return "There is no such field."
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return f"{message}."

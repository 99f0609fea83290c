"""Validate what people and programs send: trimmed text, names, and errors by field for every pydantic model of input.

The database holds the same rules as constraints; here they get words. What is JSON Schema stands beside its check.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema

from services.errors import InvalidInput
from services.limits import NAME_MAX

# The same characters as is_blank() in the database: \s and the spaces and zero-width marks it may leave out.
_BLANK_RANGES = (
    (0x0009, 0x000D), (0x001C, 0x0020), (0x0085, 0x0085), (0x00A0, 0x00A0), (0x1680, 0x1680), (0x180E, 0x180E),
    (0x2000, 0x200D), (0x2028, 0x2028), (0x2029, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x2060, 0x2060),
    (0x3000, 0x3000), (0xFEFF, 0xFEFF),
)  # fmt: skip
_BLANK = "".join(chr(code) for first, last in _BLANK_RANGES for code in range(first, last + 1))
_BLANK_CLASS = "".join(rf"\u{a:04x}" if a == b else rf"\u{a:04x}-\u{b:04x}" for a, b in _BLANK_RANGES)
NO_NUL = r"^[^\u0000]*$"
NOT_BLANK = rf"^[^\u0000]*[^\u0000{_BLANK_CLASS}][^\u0000]*$"
MARKS_MAX = 4  # characters that a letter of a name can be put together from
_HEX = "[0-9a-fA-F]"
_UUID = f"{_HEX}{{8}}(-{_HEX}{{4}}){{3}}-{_HEX}{{12}}"
_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def trimmed(value: str) -> str:
    """Strip white space, visible or not, from both ends.

    Not by a pattern: one that ends in ``\\Z`` goes through a long run of spaces in the middle once for each of them.
    """
    return value.strip(_BLANK)


def one_line(value: str) -> str:
    """Make one line of a text: line breaks become spaces, the ends are trimmed."""
    lines = [line.strip() for line in _LINE_BREAK.split(value)] if _LINE_BREAK.search(value) else [value]
    return trimmed(" ".join(line for line in lines if line))


def short_text(value: str, *, most: int, missing: str, what: str) -> str:
    """Make one line of a text; raises ValueError where it is empty (``missing``) or longer than ``most``."""
    line = one_line(value)
    if not line:
        raise ValueError(missing)
    if len(line) > most:
        raise ValueError(f"{what} has at most {most} characters; this one has {len(line):,}.")
    return line


def person(name: str) -> str:
    """Normalise a person's name, so that the same letters are the same name however they were put together (NFC).

    One that is too long either way stays as it is: NFC of many marks on one letter takes time by their square.
    """
    name = trimmed(name)
    return unicodedata.normalize("NFC", name) if len(name) <= MARKS_MAX * NAME_MAX else name


def one_of(value: str, known: Collection[str]) -> str:
    """Return ``value`` if it is one of ``known``; raises ValueError that names them."""
    if value not in known:
        raise ValueError(f"Unknown value {value[:60]!r}. Choose from: {', '.join(known)}.")
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError("This contains a NUL character, which cannot be stored.")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("This contains half a character (a lone surrogate), which cannot be stored.") from None
    return value


def _name(value: str | None) -> str | None:
    name = trimmed(value or "")
    if len(name) > NAME_MAX:
        raise ValueError(f"At most {NAME_MAX} characters; this has {len(name):,}.")
    return name or None


def _person(value: str | None) -> str | None:
    return _name(person(value or ""))


def _uuid(value: Any) -> Any:
    """A UUID from its usual form in a program's JSON."""
    if isinstance(value, str):
        if not re.fullmatch(_UUID, value):
            raise ValueError("Not a UUID. Write it as 123e4567-e89b-12d3-a456-426614174000.")
        return UUID(value)
    return value


Storable = BeforeValidator(_storable)
_NAME_SCHEMA = {"type": ["string", "null"], "maxLength": NAME_MAX, "pattern": NO_NUL}
Name = Annotated[str | None, AfterValidator(_name), Storable, WithJsonSchema(_NAME_SCHEMA)]
PersonName = Annotated[str | None, AfterValidator(_person), Storable, WithJsonSchema(_NAME_SCHEMA)]
OptionalUuid = Annotated[
    UUID | None,
    BeforeValidator(_uuid),
    WithJsonSchema({"type": ["string", "null"], "format": "uuid", "pattern": f"^{_UUID}$"}),
]


class Fields(BaseModel):
    """Base of every model of input: unknown fields are refused, and errors come as InvalidInput by field."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def __init__(self, /, **data: Any) -> None:  # "self" can be the name of an unknown field
        try:
            super().__init__(**data)
        except ValidationError as error:
            raise InvalidInput(_by_field(error)) from None


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    """pydantic's errors in our words, by field."""
    errors: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else "non_field_errors"
        errors.setdefault(name, []).append(_sentence(name, problem["type"], problem["msg"]))
    return errors


def _sentence(name: str, kind: str, message: str) -> str:
    if kind == "missing":
        return _missing(name.replace("_", " "))
    if kind == "extra_forbidden":
        return "There is no such field."
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return f"{message}."


def _missing(words: str) -> str:
    if words.endswith("s") and not words.endswith(("us", "ss")):
        return f"{words.capitalize()} are missing."
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words} is missing."
